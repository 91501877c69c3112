"""Pictures of bodies with their width and height, so that a page does not jump when they come."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from html import unescape
from urllib.parse import unquote

from ..capture.pictures import size_of_picture

_IMAGE = re.compile(r'<img src="[{|]static[|}](?P<place>[^"#?]+)"')


def with_sizes(html: str, root: str, source_path: str) -> str:
    """Return the HTML of a body, as its reader made it, with the sizes of the pictures that lie below `root`.

    `source_path` is the story's file, from which a place without a slash before it is reckoned. A picture that is not
    there, or none that is shown, has no size.
    """

    def sized(match: re.Match[str]) -> str:
        size = _size(unquote(unescape(match["place"])), root, os.path.dirname(source_path))  # noqa: PTH120 - plain text
        return f'{match[0]} width="{size[0]}" height="{size[1]}"' if size else match[0]

    return _IMAGE.sub(sized, html)


def _size(place: str, root: str, folder: str) -> tuple[int, int] | None:
    path = os.path.normpath(f"{root if place.startswith('/') else folder}/{place}")
    # Pelican copies no file from elsewhere either; a name may hold what no path may.
    if path.startswith(f"{root}{os.sep}"):
        with suppress(OSError, ValueError):
            return _size_of_file(path)
    return None


def _size_of_file(path: str) -> tuple[int, int] | None:
    if not os.path.isfile(path):  # noqa: PTH113 - as above
        return None
    with open(path, "rb") as file:  # noqa: PTH123 - likewise
        return size_of_picture(file)
