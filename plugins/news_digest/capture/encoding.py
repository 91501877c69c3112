"""Bytes to text: which encoding a capture is in, decided by the bytes alone and always the same way."""

from __future__ import annotations

import codecs
import unicodedata
from typing import NamedTuple

from .legacy import most_probable_encoding


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


def decode(data: bytes) -> Decoded:
    """Return the text of the bytes by the first rule that knows them, else by the most probable old encoding."""
    found = next(filter(None, (rule(data) for rule in RULES)), None)
    return found or as_legacy(data)


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


MOSTLY = 10


def as_mostly_utf8(data: bytes) -> Decoded | None:
    """Decode UTF-8 in which a few bytes are broken: at least ten good characters beyond ASCII for each bad one."""
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = sum(char > "\x7f" for char in text) - bad
    return Decoded(text, "utf-8") if good >= MOSTLY * bad else None


def as_utf16(data: bytes) -> Decoded | None:
    """Decode UTF-16 without a mark where it is unmistakable: it has zero bytes, and all of it is text one way round."""
    if 0 not in data:
        return None
    readings = filter(None, (_as_text(data, encoding) for encoding in ("utf-16-le", "utf-16-be")))
    return max(readings, key=_ascii_count, default=None)


def _as_text(data: bytes, encoding: str) -> Decoded | None:
    try:
        text = data[: len(data) // 2 * 2].decode(encoding)
    except UnicodeDecodeError:
        return None
    return Decoded(text, encoding) if all(map(_is_text, text)) else None


def _ascii_count(decoded: Decoded) -> int:
    # The wrong way round, spaces and line feeds are letters of distant scripts.
    return sum(char < "\x80" for char in decoded.text)


def _is_text(char: str) -> bool:
    return char in "\t\n\r" or unicodedata.category(char) not in {"Cc", "Cn", "Co"}


def as_iso2022(data: bytes) -> Decoded | None:
    """Decode the seven-bit Japanese of old mail, which announces itself by escape sequences."""
    if any(escape in data for escape in (b"\x1b$B", b"\x1b$@")):
        return Decoded(data.decode("iso2022_jp_2", "replace"), "iso2022_jp_2")
    return None


def as_legacy(data: bytes) -> Decoded:
    """Decode by the encoding before Unicode that makes the bytes read most like a language."""
    encoding = most_probable_encoding(data)
    return Decoded(data.decode(encoding, "replace"), encoding)


RULES = (by_byte_order_mark, as_utf16, as_iso2022, as_utf8, as_mostly_utf8)
"""Most reliable first."""
