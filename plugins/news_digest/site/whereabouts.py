"""Where on the site a story file's page is."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from sqlite3 import DatabaseError, connect

from ..press.book import Shelf


def address_of(shelf: Shelf, content: Path, path: Path) -> str | None:
    """Return the address that the last build gave the page of a story file, None where it has none."""
    if not path.is_relative_to(content) or not shelf.book.is_file():
        return None
    name = path.relative_to(content).as_posix()
    try:
        with closing(connect(f"{shelf.book.as_uri()}?mode=ro", uri=True)) as book:
            row = book.execute("SELECT url FROM stories WHERE path=? AND url NOT NULL", (name,)).fetchone()
    except DatabaseError:  # told by the next build
        return None
    return f"/{row[0]}" if row else None
