"""Where a text may go on in the next line."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import NamedTuple
from unicodedata import combining

from .faces import setting
from .texts import JOINERS, is_mark

# The class of signs that join two consonants (UAX 44, Canonical_Combining_Class).
VIRAMA = 9
# Signs and small letters that begin no line, but after which a word goes on.
KANA_SIGNS = frozenset(
    "ーヽヾゝゞ々〻・゠ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ"
)
# After these a phrase may begin with hiragana as well.
STOPS = frozenset("、。，．！？")
HYPHENS = frozenset("-‐–—/")


class _Signs(NamedTuple):
    no_start: frozenset[str]
    no_end: frozenset[str]
    vowels: frozenset[str]


@cache
def _signs() -> _Signs:
    lines = setting()["lines"]
    return _Signs(*(frozenset(lines[name]) for name in ("no_start", "no_end", "leading_vowels")))


def pieces(text: str) -> list[tuple[int, int]]:
    """Return the parts of a cleaned text that stay together, with the blanks after them: where each starts and ends."""
    japanese = any(_is_kana(character) for character in text)
    starts = [0, *(place for place in range(1, len(text)) if _may_break(text, place, japanese=japanese)), len(text)]
    return [(start, end) for start, end in pairwise(starts) if start < end]


def clusters(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the smallest parts that a piece can be broken into where no line has room for it."""
    first = start
    for place in range(start + 1, end):
        before = text[place - 1]
        if not (is_mark(text[place]) or before in JOINERS or combining(before) == VIRAMA or text[place].isspace()):
            yield first, place
            first = place
    yield first, end


def _may_break(text: str, place: int, *, japanese: bool) -> bool:
    before, after = text[place - 1], text[place]
    if before in " \u200b":
        return after != " "
    if after in " \u200b" or is_mark(after) or before in JOINERS:
        return False
    if before in HYPHENS and after.isalpha() and place > 1 and text[place - 2].isalnum():
        return True
    signs = _signs()
    if _is_east_asian(before) or _is_east_asian(after):
        free = before not in signs.no_end and after not in signs.no_start and "\u00a0" not in (before, after)
        return free and (not japanese or _begins_phrase(before, after, signs))
    return after in signs.vowels and before not in signs.vowels and before not in signs.no_end


def _begins_phrase(before: str, after: str, signs: _Signs) -> bool:
    """Return whether a phrase may begin here: most end with hiragana, and begin with other signs."""
    ends = before in signs.no_start - KANA_SIGNS or _is_hiragana(before)
    return after in signs.no_end or before in STOPS or (ends and not _is_hiragana(after))


def _is_hiragana(character: str) -> bool:
    return "\u3041" <= character <= "\u309f"


def _is_kana(character: str) -> bool:
    return "\u3041" <= character <= "\u30fa"


# Ideographs, kana, and the signs among them; Korean breaks at its blanks.
_EAST_ASIAN = (
    (0x2E80, 0x312F),
    (0x3190, 0xA4CF),
    (0xF900, 0xFAFF),
    (0xFE30, 0xFE4F),
    (0xFF00, 0xFFEF),
    (0x20000, 0x3FFFF),
)


def _is_east_asian(character: str) -> bool:
    point = ord(character)
    return any(first <= point <= last for first, last in _EAST_ASIAN)
