"""Bytes to text: which encoding a capture is in, decided by the bytes alone and always the same way."""

from __future__ import annotations

import codecs
import unicodedata
from typing import NamedTuple

from charset_normalizer import from_bytes


class Decoded(NamedTuple):
    """A capture's text, and the Python name of the encoding that it was in."""

    text: str
    encoding: str


BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Longest first where one mark begins with another (UTF-32 LE, UTF-16 LE)."""

LEGACY = (
    "cp1252",
    "cp1251",
    "cp1256",
    "cp1250",
    "cp1253",
    "cp1254",
    "cp1255",
    "cp1257",
    "koi8_r",
    "cp932",
    "euc_jp",
    "gb18030",
    "big5",
    "cp949",
)
FALLBACK = "cp1252"


def decode(data: bytes) -> Decoded:
    """Return the text of the bytes by the first rule that knows them; the last rule always does."""
    for rule in RULES:
        decoded = rule(data)
        if decoded is not None:
            return decoded
    return Decoded(data.decode(FALLBACK, "replace"), FALLBACK)


def by_byte_order_mark(data: bytes) -> Decoded | None:
    """Decode what begins with a byte order mark, without the mark."""
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return Decoded(data[len(mark) :].decode(encoding.removesuffix("-sig"), "replace"), encoding)
    return None


def as_utf8(data: bytes) -> Decoded | None:
    """Decode UTF-8; a character cut off by the end of the bytes becomes U+FFFD."""
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data" and _was_cut(data, error.start):
            return Decoded(data.decode("utf-8", "replace"), "utf-8")
    return None


CUT_LEADS = b"\xc2\xc3\xc5\xe2\xf0"


def _was_cut(data: bytes, start: int) -> bool:
    # One high byte after nothing but ASCII may also be a legacy "café" at the end of a file: only lead bytes
    # that begin typographic and accented characters and rarely end a word in windows-1252 count as cut UTF-8.
    return not data[:start].isascii() or len(data) - start > 1 or data[start] in CUT_LEADS


def as_utf16(data: bytes) -> Decoded | None:
    """Decode UTF-16 without a mark where it is unmistakable: zero bytes at one parity only, and all of it is text."""
    zero_at_even, zero_at_odd = 0 in data[0:4096:2], 0 in data[1:4096:2]
    if zero_at_even == zero_at_odd:
        return None
    encoding = "utf-16-be" if zero_at_even else "utf-16-le"
    try:
        text = data[: len(data) // 2 * 2].decode(encoding)
    except UnicodeDecodeError:
        return None
    return Decoded(text, encoding) if all(map(_is_text, text)) else None


def _is_text(char: str) -> bool:
    return char in "\t\n\r" or unicodedata.category(char) not in {"Cc", "Cn", "Co"}


def as_legacy(data: bytes) -> Decoded | None:
    """Decode one of the encodings before Unicode, chosen by how much the result looks like a language."""
    match = from_bytes(data, cp_isolation=list(LEGACY)).best()
    return Decoded(str(match), match.encoding) if match else None


RULES = (by_byte_order_mark, as_utf16, as_utf8, as_legacy)
"""Most reliable first."""
