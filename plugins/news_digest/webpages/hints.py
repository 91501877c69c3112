"""What blocks are by their names and tags: the words of hints.toml, checked and looked up."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from ..parse.rows import fold

# Tags that say themselves what they hold.
_TAGS = {
    "aside": "box beside the text", "caption": "caption", "dialog": "notice", "fieldset": "form", "figure": "caption",
    "figcaption": "caption", "footer": "footer", "form": "form", "header": "head of the story", "menu": "menu",
    "nav": "menu",
}  # fmt: skip
# Names that frameworks of styles make of signs, such as "md:hidden" and "[&_p]:mt-2", say how a block looks.
_NAME = re.compile(r"[A-Za-z][\w-]*")
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


_LONGEST_NOTE = 500
HIDDEN = "hidden text"


@dataclass(frozen=True, slots=True)
class _Table:
    """The entries of a table by their words, with their rank in it: those of one word, and those of more."""

    single: Mapping[str, tuple[int, str]]
    several: tuple[tuple[frozenset[str], tuple[int, str]], ...]


def _read(file: str) -> str:
    return Path(__file__).with_name(file).read_text("utf-8")


@cache
def _table(name: str) -> _Table:
    keys: Mapping[str, list[str]] = tomllib.loads(_read("hints.toml"))[name]
    entries = [(frozenset(entry.split()), (rank, key)) for rank, key in enumerate(keys) for entry in keys[key]]
    single = {next(iter(words)): place for words, place in reversed(entries) if len(words) == 1}
    return _Table(single, tuple((words, place) for words, place in entries if len(words) > 1))


def words_of(name: str) -> frozenset[str]:
    """Return the words that a name is made of, in small letters: "relatedBox-list" has three."""
    return frozenset(word.casefold() for word in _WORD.findall(name)) if _NAME.fullmatch(name) else frozenset()


@lru_cache(maxsize=8192)
def _fitting(table: str, name: str) -> str:
    """Return the key of the first entry that fits a name."""
    words, entries = words_of(name), _table(table)
    found = [entries.single[word] for word in words if word in entries.single]
    if len(words) > 1:
        found += [place for several, place in entries.several if several <= words]
    return min(found)[1] if found else ""


@lru_cache(maxsize=8192)
def _fitting_any(table: str, names: str) -> str:
    for name in names.split():
        if key := _fitting(table, name):
            return key
    return ""


def box_by_name(names: str) -> str:
    """Return what a block of these names holds that is not the story, "" where they do not say so."""
    return _fitting_any("boxes", names)


def beside_by_name(names: str) -> str:
    """Return what a wrapper of these names holds that stands beside the text."""
    return _fitting_any("beside", names)


def is_hidden_by_name(names: str) -> bool:
    """Return whether these are names of text for screen readers alone."""
    return _fitting_any("boxes", names) == HIDDEN


def is_credit_by_name(names: str) -> bool:
    """Return whether names say that a line below a picture tells whose it is."""
    return bool(_fitting_any("below pictures", names))


def is_deck_by_name(names: str) -> bool:
    """Return whether names say that a block holds the sentences below a headline."""
    return bool(_fitting_any("head", names))


def is_trail_by_name(names: str) -> bool:
    """Return whether names say that a block is the trail of sections that leads to a page."""
    return bool(_fitting_any("trail", names))


def text_by_name(names: str) -> str:
    """Return "body" where names say for certain that a block holds the story, "likely" where they may."""
    return _fitting_any("text", names)


def box_by_tag(tag: str) -> str:
    """Return what a block of this tag holds that is not the story."""
    return _TAGS.get(tag, "")


@cache
def _phrases(table: str) -> re.Pattern[str]:
    languages: Mapping[str, list[str]] = tomllib.loads(_read("phrases.toml"))[table]
    phrases = dict.fromkeys(fold(phrase) for phrases in languages.values() for phrase in phrases)
    return re.compile("|".join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True)))


def has_phrases(table: str, text: str) -> int:
    """Return how many different phrases of a table of phrases.toml a text has."""
    return len(set(_phrases(table).findall(fold(text))))


def is_phrase(table: str, text: str) -> bool:
    """Return whether a text is a phrase of a table of phrases.toml and nothing else."""
    return _phrases(table).fullmatch(fold(text)) is not None


def is_about_publisher(text: str) -> bool:
    """Return whether a paragraph at the end of a page has words of what publishers write there about themselves."""
    return len(text) <= _LONGEST_NOTE and has_phrases("publisher", text) > 0
