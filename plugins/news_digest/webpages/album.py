"""The pictures inside a capture, by the addresses under which its page names them; no other address is ever opened."""

from __future__ import annotations

import binascii
import re
from base64 import b64decode
from collections.abc import Iterator, Sequence
from itertools import islice
from urllib.parse import unquote

from ..capture.pictures import MAX_BYTES, Picture, read_picture
from ..capture.shapes import Enclosed
from ..urls import joined
from .tree import Element

_INLINE = re.compile(r"""(?<==)(["'])data:image/(?:jpe?g|png|gif|webp|avif);base64,([^"']{256,})\1""", re.IGNORECASE)
# Where pages put a picture's address until a script moves it; the best first.
_SOURCES = ("src", "data-src", "data-original", "data-lazy-src", "data-full-src", "data-image")
_SETS = ("srcset", "data-srcset", "data-lazy-srcset")
_BETWEEN = re.compile(r",\s+")
_MOST = 40


def lift_pictures(html: str) -> tuple[str, tuple[str, ...]]:
    """Return the markup without the pictures that stand in it, and their bytes in Base64; a number leads to each."""
    found: list[str] = []

    def lifted(match: re.Match[str]) -> str:
        found.append(match[2])
        return f'"inline:{len(found) - 1}"'

    return (_INLINE.sub(lifted, html) if "base64," in html else html), tuple(found)


class Album:
    """The pictures of a capture: those that came with the page, and those that stood in its markup."""

    def __init__(self, enclosed: Sequence[Enclosed], inline: Sequence[str] = (), base: str | None = None) -> None:
        self._base = base
        self._inline = inline
        self._enclosed = {_key(one.address): one.data for one in reversed(enclosed)}
        self._known: dict[str, Picture | None] = {}

    def picture(self, element: Element) -> Picture | None:
        """Return the picture that an element shows, the largest where it has several, None where none is here."""
        found = [picture for address in addresses_of(element) if (picture := self._of(address))]
        return max(found, key=lambda one: one.width * one.height, default=None)

    def _of(self, address: str) -> Picture | None:
        if address not in self._known:
            data = self._data(address)
            self._known[address] = read_picture(data) if data else None
        return self._known[address]

    def _data(self, address: str) -> bytes | None:
        if address.startswith("inline:"):
            number = address.removeprefix("inline:")
            known = number.isdecimal() and len(number) < len(str(MAX_BYTES)) and int(number) < len(self._inline)
            return _decoded(self._inline[int(number)]) if known else None
        keys = (_key(address), _key(joined(self._base, address)))
        return next((self._enclosed[key] for key in keys if key in self._enclosed), None)


def _key(address: str) -> str:
    """Return an address as it is compared: browsers write the names of files encoded, or not."""
    return unquote(address.partition("#")[0]).removeprefix("./")


def _decoded(text: str) -> bytes | None:
    try:
        return b64decode("".join(unquote(text).split()), validate=True) if len(text) <= 2 * MAX_BYTES else None
    except (binascii.Error, ValueError):
        return None


def addresses_of(element: Element) -> list[str]:
    """Return the addresses that an image and the sources beside it name, each once."""
    return list(dict.fromkeys(islice(filter(None, map(str.strip, _addresses(element))), _MOST)))


def _addresses(element: Element) -> Iterator[str]:
    yield from (element.get(name) or "" for name in _SOURCES)
    for one in (element, *_sources(element)):
        for name in _SETS:
            yield from (part.split()[0] for part in _BETWEEN.split(one.get(name) or "") if part.strip())


def _sources(element: Element) -> Iterator[Element]:
    """Yield the sources beside an image; the tree may have it within the last of them."""
    above = element.getparent()
    while above is not None and above.tag == "source":
        above = above.getparent()
    if above is not None and above.tag == "picture":
        yield from islice(above.iter("source"), _MOST)
