"""What languages call themselves, which is how readers find their own: from languages.toml, by CLDR."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from .records import direction
from .views import Link

NAMES = Path(__file__).with_name("languages.toml")


@cache
def _names() -> Mapping[str, str]:
    return tomllib.loads(NAMES.read_text("utf-8"))


def language_link(tag: str) -> Link:
    """Return the language of a BCP 47 tag by its own name, marked as written in it; an unknown one by its tag."""
    subtags = tag.lower().replace("_", "-").split("-")
    shorter = ("-".join(subtags[:count]) for count in range(len(subtags), 0, -1))
    found = next((each for each in shorter if each in _names()), None)
    return Link(_names()[found], None, found, direction(found)) if found else Link(tag)
