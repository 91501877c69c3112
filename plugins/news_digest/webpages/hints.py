"""What blocks are by their names and tags: the words of hints.toml, checked and looked up."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from ..parse.rows import fold

# Tags that say themselves what they hold.
_TAGS = {
    "aside": "box beside the text", "caption": "caption", "dialog": "notice", "fieldset": "form", "figcaption": "caption",
    "figure": "caption", "footer": "footer", "form": "form", "header": "head of the story", "menu": "menu", "nav": "menu",
}  # fmt: skip
# Names that frameworks of styles make of signs, such as "md:hidden" and "[&_p]:mt-2", say how a block looks.
_NAME = re.compile(r"[A-Za-z][\w-]*")
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


_LONGEST_NOTE = 500


@cache
def _table(name: str) -> Mapping[str, tuple[frozenset[str], ...]]:
    table: Mapping[str, Any] = tomllib.loads(Path(__file__).with_name("hints.toml").read_text("utf-8"))[name]
    return {key: tuple(frozenset(entry.split()) for entry in entries) for key, entries in table.items()}


def words_of(name: str) -> frozenset[str]:
    """Return the words that a name is made of, in small letters: "relatedBox-list" has three."""
    return frozenset(word.casefold() for word in _WORD.findall(name)) if _NAME.fullmatch(name) else frozenset()


@lru_cache(maxsize=8192)
def _fitting(table: str, name: str) -> str:
    words = words_of(name)
    return next((key for key, entries in _table(table).items() if any(entry <= words for entry in entries)), "")


@lru_cache(maxsize=8192)
def _fitting_any(table: str, names: str) -> str:
    return next(filter(None, (_fitting(table, name) for name in names.split())), "")


def box_by_name(names: str) -> str:
    """Return what a block of these names holds that is not the story, "" where they do not say so."""
    return _fitting_any("boxes", names)


def beside_by_name(names: str) -> str:
    """Return what a wrapper of these names holds that stands beside the text."""
    return _fitting_any("beside", names)


def is_hidden_by_name(names: str) -> bool:
    """Return whether these are names of text for screen readers alone."""
    return _fitting_any("boxes", names) == "hidden text"


def text_by_name(names: str) -> str:
    """Return "body" where names say for certain that a block holds the story, "likely" where they may."""
    return _fitting_any("text", names)


def box_by_tag(tag: str) -> str:
    """Return what a block of this tag holds that is not the story."""
    return _TAGS.get(tag, "")


@cache
def _phrases() -> re.Pattern[str]:
    table: Mapping[str, Any] = tomllib.loads(Path(__file__).with_name("phrases.toml").read_text("utf-8"))
    phrases = dict.fromkeys(fold(phrase) for phrases in table.values() for phrase in phrases)
    return re.compile("|".join(re.escape(phrase) for phrase in phrases))


def is_about_publisher(text: str) -> bool:
    """Return whether a paragraph at the end of a page has words of what publishers write there about themselves."""
    return len(text) <= _LONGEST_NOTE and _phrases().search(fold(text)) is not None
