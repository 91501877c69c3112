"""The pictures of a body, as its HTML has them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape

_IMAGE = re.compile(r"<img ([^>]*)>")
_ATTRIBUTE = re.compile(r'([a-z]+)="([^"]*)"')
# No preview shows a drawing.
_DRAWINGS = (".svg", ".svgz")


def images_of(html: str) -> Iterator[dict[str, str]]:
    """Yield the attributes of each picture."""
    if "<img " in html:
        for match in _IMAGE.finditer(html):
            yield {name: unescape(value) for name, value in _ATTRIBUTE.findall(match[1])}


def may_show(image: Mapping[str, str]) -> bool:
    """Return whether a preview can show a picture, as far as its address tells."""
    address = image.get("src", "")
    return bool(address) and not address.partition("?")[0].partition("#")[0].lower().endswith(_DRAWINGS)


def has_picture(html: str) -> bool:
    """Return whether a body has a picture that a preview can show."""
    return any(map(may_show, images_of(html)))
