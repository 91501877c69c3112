"""Bylines that say what somebody does: "Von unserem Redakteur Jan Petersen", "Ada Lind, Staff Writer"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from .names import PARTICLES, has_case, is_full_name, read_names
from .rows import fold
from .words import Words

_LONGEST = 90
_MOST_WORDS_OF_A_ROLE = 3
_MOST_WORDS_OF_A_NAME = 4
# One set of characters is sought ten times as fast as alternatives are.
_BEHIND = re.compile(r"[,،、，\s](?:(?<=\S)|[|·•–—-]\s)\s*")
_DIGIT = re.compile(r"\d")
_EDGES = " ,;:.–—|-،、"


def _role_at(tokens: Sequence[str], start: int, words: Words) -> int:
    """Return how many words from there on are a role; 0 where none is."""
    for size in range(min(_MOST_WORDS_OF_A_ROLE, len(tokens) - start), 0, -1):
        if fold(" ".join(tokens[start : start + size])).strip(_EDGES) in words.role_set:
            return size
    return 0


def _are_persons(names: tuple[str, ...] | None) -> bool:
    return names is not None and all(
        is_full_name(name) and len(name.split()) <= _MOST_WORDS_OF_A_NAME for name in names
    )


def _behind_role(tokens: Sequence[str], words: Words) -> int:
    """Return where the name begins behind "by our special correspondent"; 0 where no role leads the words."""
    at = 0
    while at < len(tokens) - 1 and (fold(tokens[at]) in words.leading or tokens[at].casefold() in PARTICLES):
        at += 1
    told = False
    while at < len(tokens) - 1 and (size := _role_at(tokens, at, words)):
        at, told = at + size, True
    return at if told else 0


def may_lead(word: str, words: Words) -> bool:
    """Return whether a byline with a role may begin with the word."""
    folded = fold(word)
    return folded in words.leading or folded.strip(_EDGES) in words.role_heads or folded in PARTICLES


@lru_cache(maxsize=4096)
def read_name_behind_role(text: str, words: Words) -> tuple[str, ...] | None:
    """Return the names behind a role: "Von unserer Korrespondentin Jana Petersen", "本紙記者 佐藤花子"."""
    if len(text) > _LONGEST or _DIGIT.search(text):
        return None
    tokens = text.split()
    if not tokens or not may_lead(tokens[0], words):
        return None
    at = _behind_role(tokens, words)
    parts = _parts(" ".join(tokens[at:])) if at else []
    return _persons([part for part in parts if not _is_only_role(part, words)], words)


@lru_cache(maxsize=4096)
def read_name_before_role(text: str, words: Words) -> tuple[str, ...] | None:
    """Return the names before a role: "Ada Lind, Staff Writer", "Ada Lind | Transport correspondent", "김민지 기자"."""
    if len(text) > _LONGEST or _DIGIT.search(text):
        return None
    parts = _parts(text)
    if len(parts) > 1 and _is_only_role(parts[-1], words):
        return _persons([part for part in parts if not _is_only_role(part, words)], words)
    if not has_case(text) and len(tokens := text.split()) == len("ab") and _role_at(tokens, 1, words):
        return _persons(tokens[:1], words)
    return None


def read_name_with_role(text: str, words: Words) -> tuple[str, ...] | None:
    """Return the names behind or before a role."""
    return read_name_behind_role(text, words) or read_name_before_role(text, words)


def _parts(text: str) -> list[str]:
    return [part for part in map(str.strip, _BEHIND.split(text.strip(_EDGES))) if part]


def _persons(parts: Sequence[str], words: Words) -> tuple[str, ...] | None:
    found = [read_names(part, words) for part in parts]
    return tuple(name for names in found for name in names or ()) if found and all(map(_are_persons, found)) else None


def _is_only_role(text: str, words: Words) -> bool:
    """Return whether the words are a role, with at most two words that say of what: "Senior Health Reporter"."""
    tokens = text.split()
    if not 0 < len(tokens) <= 2 * _MOST_WORDS_OF_A_ROLE:
        return False
    last = _role_at(tokens, len(tokens) - 1, words) or _role_at(tokens, 0, words)
    return bool(last) and len(tokens) <= last + _MOST_WORDS_OF_A_ROLE
