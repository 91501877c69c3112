"""The words of a text; of texts in one-byte letters, as Western Europe writes, without a regular expression."""

from __future__ import annotations

import re
from collections.abc import Callable

# The signs among these that are of more than one byte are dashes, quotes and the like, and no part of a word.
_WESTERN = re.compile("[\0-\xff\u2010-\u2064\u20ac]*")
_BLANK = ord(" ")


def _keeping(is_kept: Callable[[str], bool]) -> bytes:
    """Return the table that makes blanks of all other characters of one byte."""
    return bytes(code if is_kept(chr(code)) else _BLANK for code in range(0x100))


_LETTERS = _keeping(lambda char: char.isalnum() and char >= "A")
_LETTERS_AND_DIGITS = _keeping(str.isalnum)
_SMALL, _CAPITAL = ord("a"), ord("A")
# Small letters in name only: of ordinal numbers, and the sign of a millionth.
_SIGNS = "ªºµ"


def _case_of(char: str) -> int:
    if char.isupper():
        return _CAPITAL
    return _SMALL if char.islower() and char not in _SIGNS else _BLANK


_CASES = bytes(_case_of(chr(code)) for code in range(0x100))


def western_letters(text: str) -> list[str] | None:
    """Return the runs of letters; None where the text has letters of other alphabets."""
    return _split(text, _LETTERS)


def western_words(text: str) -> list[str] | None:
    """Return the runs of letters and digits; None where the text has letters of other alphabets."""
    return _split(text, _LETTERS_AND_DIGITS)


def western_joints(text: str) -> int | None:
    """Return how often a capital follows a small letter; None where the text has letters of other alphabets."""
    return text.encode("latin-1", "replace").translate(_CASES).count(b"aA") if _is_western(text) else None


def _is_western(text: str) -> bool:
    return text.isascii() or _WESTERN.fullmatch(text) is not None


def _split(text: str, table: bytes) -> list[str] | None:
    if not _is_western(text):
        return None
    return text.encode("latin-1", "replace").translate(table).decode("latin-1").split()
