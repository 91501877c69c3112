"""Pages and feeds go out without characters that their readers would stop at."""

from __future__ import annotations

import re

# What XML 1.0 (section 2.2) has no place for, in feeds or pages.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
# Nearly all of a page.
_HARMLESS = bytes([*b"\t\n\r", *range(0x20, 0x7F)])


def legal(text: str) -> str:
    """Return the text without these characters."""
    return _FORBIDDEN.sub("", text)


def markup_bytes(text: str) -> bytes:
    """Return the text in UTF-8, without characters that neither XML nor HTML allows."""
    data = text.encode("utf-8", "surrogatepass")
    rest = data.translate(None, _HARMLESS)
    if rest and _FORBIDDEN.search(rest.decode("utf-8", "surrogatepass")):
        return legal(text).encode("utf-8")
    return data
