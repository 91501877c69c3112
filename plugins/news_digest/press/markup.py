"""Pages and feeds come to the output folder without characters that their readers would stop at."""

from __future__ import annotations

import re

from .place import Placed, StrPath, place_text

# What XML 1.0 (section 2.2) has no place for, in feeds or pages.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
# Nearly all of a page.
_HARMLESS = bytes([*b"\t\n\r", *range(0x20, 0x7F)])


def place_markup(path: StrPath, text: str) -> Placed:
    """Write the text, without characters that neither XML nor HTML allows, if the file differs; raises `WriteError`."""
    return place_text(path, _without_forbidden(text))


def _without_forbidden(text: str) -> str:
    rest = text.encode("utf-8", "surrogatepass").translate(None, _HARMLESS)
    forbidden = rest and _FORBIDDEN.search(rest.decode("utf-8", "surrogatepass"))
    return _FORBIDDEN.sub("", text) if forbidden else text
