"""Links within a block of plain text: marked before the text is escaped, written when that is done."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import quote

from ..capture.characters import tidy_text
from ..story import Link

# Noncharacters, of which no text that was tidied has any.
_OPEN, _CLOSE = "\ufdd0", "\ufdd1"
_MARKED = re.compile(rf"([!\\]?){_OPEN}([^{_CLOSE}]*){_CLOSE}")
_BRACKETS = re.compile(r"(\\.)|([\[\]]|\\\Z)", re.DOTALL)
# What would end an address in Markdown, or be read as something else in it.
_UNSAFE = re.compile(r"[\\()<>\"`|\[\]{}^\s]")
_REFERENCE = re.compile(r"&(?=#?\w+;)")
_LONGEST = 2_000


def mark_links(text: str, links: Sequence[Link]) -> tuple[str, tuple[str, ...]]:
    """Return a tidied text with signs around the words of each link that it has, and the addresses of these."""
    parts: list[str] = []
    addresses: list[str] = []
    at = 0
    for link in links:
        words = tidy_text(link.text).strip()
        fits = words and "\n" not in words and len(link.url) <= _LONGEST
        begin = text.find(words, at) if fits else -1
        if begin >= 0:
            parts += text[at:begin], _OPEN, words, _CLOSE
            addresses.append(link.url)
            at = begin + len(words)
    return "".join((*parts, text[at:])), tuple(addresses)


def write_links(markdown: str, addresses: Sequence[str]) -> str:
    """Return the Markdown of a marked text with its links, to these addresses in their order."""
    left = iter(addresses)
    return _MARKED.sub(lambda match: _written(match, next(left)), markdown)


def _written(match: re.Match[str], address: str) -> str:
    words = _BRACKETS.sub(lambda one: one[1] or f"\\{one[2]}", match[2])
    url = _REFERENCE.sub("&amp;", _UNSAFE.sub(lambda char: quote(char[0]), address))
    # Behind "!" it would be an image, and behind a backslash no link.
    before = f"\\{match[1]}" if match[1] else ""
    return f"{before}[{words}]({url})"
