"""The search index beside the built site: whether it was made of the stories that the site has, as they are now."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from ..press.book import Shelf, open_book
from ..search.place import FOLDER, about_index, indexed_marks
from .problems import CheckReport, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ..project import Project

_SHOWN = 3
_REMEDY = "make it anew: digest build --search; or remove the folder, where the site has no search page any more"


def check_search(project: Project) -> CheckReport:
    """Return whether the index lacks stories, has some that are gone, or others as they were before.

    Nothing is said where there is no index, or where no build of this code left word of which stories the site has.
    """
    standing = _standing(project) if about_index(project.output) else None
    if standing is None:
        return CheckReport(())
    held = indexed_marks(project.output)
    faults = ", ".join(_faults(held, standing)) if held or not standing else "it does not tell which they were"
    what = f"was not made of the stories that the site has now: {faults}"
    return CheckReport((Problem(FOLDER, None, what, _REMEDY),) if faults else ())


def _standing(project: Project) -> Mapping[str, str] | None:
    """Return the stories that an index made now would hold, None where the last build is not known."""
    book = open_book(Shelf.of(project.root, project.output), mark=None)
    if book is None:
        return None
    from ..site.indexed import indexed_records, marks_of  # noqa: PLC0415 - only a site that was built needs Pelican

    with closing(book):
        try:
            return marks_of(indexed_records(book))
        except sqlite3.DatabaseError:
            return None  # the next build makes a damaged book anew


def _faults(held: Mapping[str, object], standing: Mapping[str, str]) -> Iterator[str]:
    """Yield in what way how many stories are amiss, with the addresses of some."""
    amiss = {
        "lacking": [url for url in standing if url not in held],
        "gone": [url for url in held if url not in standing],
        "changed since": [url for url, mark in standing.items() if held.get(url, mark) != mark],
    }
    for how, urls in amiss.items():
        if urls:
            more = ", ..." if len(urls) > _SHOWN else ""
            yield f"{len(urls)} {how} ({', '.join(urls[:_SHOWN])}{more})"
