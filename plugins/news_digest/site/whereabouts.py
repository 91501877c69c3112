"""Where on the site a story file's page is, and whose page an address has, by the book of the last build."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from sqlite3 import DatabaseError, connect

from ..press.book import Shelf
from .catalog import PRINTED_STATES

INDEX = "index.html"


@dataclass(frozen=True, slots=True)
class StoryPage:
    """The page of a story: its file, from the content folder on, its code and its address."""

    path: str
    code: str
    address: str


def address_of(shelf: Shelf, content: Path, path: Path) -> str | None:
    """Return the address that the last build gave the page of a story file, None where it has none."""
    if not path.is_relative_to(content):
        return None
    found = page_of(shelf, path.relative_to(content).as_posix())
    return found.address if found else None


def page_of(shelf: Shelf, path: str) -> StoryPage | None:
    """Return the page of a story file, None where it has none."""
    return _page(shelf, "path", path)


def page_at(shelf: Shelf, address: str) -> StoryPage | None:
    """Return the page that the last build put at an address, None where that is no story's."""
    place = address.lstrip("/")
    return _page(shelf, "save_as", f"{place}{INDEX}" if address.endswith("/") else place)


def addresses(shelf: Shelf) -> dict[str, str]:
    """Return the addresses of all stories' pages by their files, from the content folder on."""
    return {path: address for path, _, address in _rows(shelf, "")}


def _page(shelf: Shelf, column: str, value: str) -> StoryPage | None:
    return next((StoryPage(*row) for row in _rows(shelf, f"AND {column}=?", value)), None)


def _rows(shelf: Shelf, condition: str, *values: str) -> list[tuple[str, str, str]]:
    query = f"SELECT path, code, '/' || url FROM stories WHERE state IN {PRINTED_STATES} {condition}"  # noqa: S608
    try:
        with closing(connect(f"{shelf.book.as_uri()}?mode=ro", uri=True)) as book:
            return book.execute(query, values).fetchall()
    except DatabaseError:  # there is none yet, or it is damaged, which the next build tells
        return []
