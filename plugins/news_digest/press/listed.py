"""The plain list of our files in the output folder, by which what is gone is removed where the book is lost."""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import suppress

from .book import Shelf, as_book_error
from .claims import files_within
from .place import place_text


def listed_files(shelf: Shelf) -> set[str]:
    """Return the files that earlier builds wrote, as the plain list has them; none where it cannot be read.

    A line is a name that came, or a list of names that left.
    """
    names: dict[object, None] = {}
    with suppress(OSError):
        for line in shelf.files.read_bytes().splitlines():
            with suppress(ValueError, TypeError):  # a line cut short, or by another hand
                found = json.loads(line)
                if isinstance(found, list):
                    for name in found:
                        names.pop(name, None)
                else:
                    names[found] = None
    return files_within(list(names))


def list_files(shelf: Shelf, names: Iterable[str]) -> None:
    """Write the plain list."""
    place_text(shelf.files, "".join(f"{json.dumps(name)}\n" for name in sorted(names)))


def amend_files(shelf: Shelf, came: Iterable[str], left: Iterable[str]) -> None:
    """Add to the plain list what came and what left; raises `BookError`."""
    lines = [json.dumps(sorted(left)), *map(json.dumps, sorted(came))]
    with as_book_error(shelf.files), shelf.files.open("a", encoding="utf-8") as file:
        file.write("\n" + "".join(f"{line}\n" for line in lines))
