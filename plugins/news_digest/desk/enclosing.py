"""The pictures in the folder that a browser saves beside a page; nothing outside that folder is ever opened."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from dataclasses import replace
from operator import attrgetter
from typing import TYPE_CHECKING

from ..capture.page import is_page
from ..capture.pictures import MAX_BYTES, kind_of_picture
from ..capture.shapes import Enclosed
from .intake import folders_of_parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..capture.containers import Document
    from .intake import Seed

MOST_FILES, MOST_BYTES = 500, 60_000_000
"""How many pictures of one page are looked at, and how much of them; the first by their names."""

_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_HEAD_BYTES = 64


def with_pictures_beside(document: Document, seed: Seed) -> Document:
    """Return a document that is the seed's only one, with the pictures in the folder that was saved beside it."""
    folders = folders_of_parts(os.path.basename(seed.path))  # noqa: PTH119 - a name that is not UTF-8 goes through as it is
    if not folders or document.enclosed or not is_page(document.data):
        return document
    found: list[Enclosed] = []
    left = MOST_BYTES
    for picture in _pictures(os.path.dirname(seed.path), folders):  # noqa: PTH120 - likewise
        left -= len(picture.data)
        if left < 0 or len(found) == MOST_FILES:
            break
        found.append(picture)
    return replace(document, enclosed=tuple(found)) if found else document


def _pictures(above: str, folders: tuple[str, ...]) -> Iterator[Enclosed]:
    for folder in folders:
        path = os.path.join(above, folder)  # noqa: PTH118 - likewise
        for name in _files(path):
            data = _picture_bytes(os.path.join(path, name))  # noqa: PTH118 - likewise
            if data:
                yield Enclosed(f"{folder}/{name}", data)


def _files(folder: str) -> list[str]:
    """Return the names of the files of a folder, sorted; none where it is a link or cannot be read."""
    with suppress(OSError):
        if stat.S_ISDIR(os.lstat(folder).st_mode):
            entries = [entry for entry in os.scandir(folder) if entry.is_file(follow_symlinks=False)]
            return [entry.name for entry in sorted(entries, key=attrgetter("name"))]
    return []


def _picture_bytes(path: str) -> bytes:
    """Return the bytes of a file that may be a picture, b"" where it is none, too large, or cannot be read."""
    with suppress(OSError), os.fdopen(os.open(path, _FLAGS), "rb") as file:
        found = os.fstat(file.fileno())
        head = file.read(_HEAD_BYTES) if stat.S_ISREG(found.st_mode) and found.st_size <= MAX_BYTES else b""
        if kind_of_picture(head):
            return head + file.read(MAX_BYTES - len(head))
    return b""
