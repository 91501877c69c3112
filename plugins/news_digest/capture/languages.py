"""The languages of old encodings, read from languages.toml beside this module."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple


class Language(NamedTuple):
    """A language: its encodings, most usual first, its letters with their frequency, and how often it is met."""

    name: str
    encodings: tuple[str, ...]
    letters: str
    share: float


@cache
def languages() -> tuple[Language, ...]:
    """Return the languages in the file's order."""
    table = tomllib.loads(Path(__file__).with_name("languages.toml").read_text("utf-8"))
    return tuple(
        Language(row["name"], tuple(row["encodings"]), row["letters"], row.get("share", 0.1))
        for row in table["language"]
    )
