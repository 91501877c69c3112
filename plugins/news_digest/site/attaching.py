"""Which files link with {attach}, kept so that a build need not read everything before it goes Pelican's way."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from ..press.book import Shelf
from ..press.place import place_text

SIGN = b"attach"


class LooksAtMoreError(Exception):
    """Bodies hold what makes other pages depend on them; says in words what, and in which files below the content."""

    def __init__(self, paths: Iterable[str]) -> None:
        self.paths = sorted(paths)
        super().__init__(f"a link with {{attach}} in {self.paths[0]} decides where another file goes")


def remember_attaching(shelf: Shelf, error: LooksAtMoreError) -> None:
    """Keep the files' names until none of them links so any more."""
    place_text(_place(shelf), json.dumps(error.paths))


def still_attaching(shelf: Shelf, content: Path) -> LooksAtMoreError | None:
    """Return what was remembered, as far as it may still be so; reads only the files that were named."""
    try:
        paths = json.loads(_place(shelf).read_bytes())
        found = [path for path in paths if SIGN in (content / path).read_bytes()]
    except (OSError, ValueError, TypeError):
        return None
    return LooksAtMoreError(found) if found else None


def _place(shelf: Shelf) -> Path:
    return shelf.at(".attach")
