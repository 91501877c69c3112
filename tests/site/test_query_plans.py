"""A change of one story asks the book by indexes; what reads a whole table is named here, with the reason."""

from __future__ import annotations

import re
import sqlite3
import sys
from collections.abc import Mapping
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from rebuilding import Rebuilder
from small_digest import SmallDigest

from news_digest.press.book import Shelf

# More than sixteen for each that changes: with fewer all related stories are made anew.
STORIES = 24
# A step of a plan that reads a table or an index from its beginning to its end, or all stories of a state, which are
# nearly all stories (https://www.sqlite.org/eqp.html).
WHOLE_STEP = re.compile(r"SCAN (?!CONSTANT ROW)|.*\(state=\?\)")
# The functions that ask, by their names.
WHOLE: Mapping[str, str] = {
    "altered": "every file of the output folder is looked at",
    "mapped_counts": "counted in an index, to tell whether the sitemap has parts",
    "mapped_addresses": "as long as it has none, it names every page",
    "count_of_outputs": "counted in an index, for the line at the end",
    "Catalog.count": "likewise",
    "Catalog.linked_files": "an index of the stories that link to files, which are few",
    "Catalog.notes": "an index of the stories that have a warning",
    "Renewal._collect_notes": "an index of the pages that have one",
    "KeptStories.__init__": "a row for each language",
    "Tables._number": "whether there is any row at all",
    "open_book": "likewise",
    "CopyStore.has_any": "likewise",
    "led": "the former addresses, which few stories have",
}


class Listening(sqlite3.Connection):
    """A connection that notes what it is asked, and by which function."""

    asked: set[tuple[str, str]] = set()  # noqa: RUF012 - of all connections

    def execute(self, sql: str, *parameters: Any) -> sqlite3.Cursor:  # noqa: ANN401 - as in sqlite3
        """Ask."""
        self.asked.add((sys._getframe(1).f_code.co_qualname, sql))
        return super().execute(sql, *parameters)

    def executemany(self, sql: str, rows: Any) -> sqlite3.Cursor:  # type: ignore[override]  # noqa: ANN401
        """Ask for each row."""
        self.asked.add((sys._getframe(1).f_code.co_qualname, sql))
        return super().executemany(sql, rows)


@pytest.fixture
def site(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Rebuilder:
    """Return a built digest; from then on connections listen."""
    monkeypatch.setattr("news_digest.site.looking.TICK_NS", 0)
    site = Rebuilder(SmallDigest.at(tmp_path / "digest", more="DIGEST_PER_PAGE = 3\n"), capsys)
    for number in range(STORIES):
        story(site.digest, number)
    site.build()
    monkeypatch.setattr(sqlite3, "connect", partial(sqlite3.connect, factory=Listening))
    monkeypatch.setattr(Listening, "asked", set())
    return site


def story(digest: SmallDigest, number: int, title: str = "", body: str = "", **more: str) -> None:
    """Put a story in that names another by its code and one by its title, and is like a third."""
    related = f"related:\n- story_code: '{(number + 3) % STORIES:03}'\n- title: The Report of Quay {number + 1}\n"
    digest.story(
        f"{number:03}",
        title or f"The Report of Quay {number}",
        more.get("date", f"2024-01-{number + 1:02}"),
        body or f"Herring came to quay {number % 5}.",
        f"tags: [All, {more.get('tag', f'T{number % 3}')}]\nsource: Wire\n{related}",
    )


def change(site: Rebuilder) -> None:
    """Build after each kind of change that an editor makes to one story."""
    story(site.digest, 5, body="Another text.")
    assert site.build().written
    story(site.digest, 5, title="Another Headline")
    assert site.build().written
    story(site.digest, 5, tag="New")
    assert site.build().written
    story(site.digest, 5, date="2024-02-01")
    assert site.build().written
    story(site.digest, STORIES)
    assert site.build().written
    (site.digest.root / "content" / "stories" / "005.md").unlink()
    assert site.build().removed


def reads_whole(book: sqlite3.Connection, sql: str) -> bool:
    """Return whether a step of the plan of a statement does; each is a row, its words in the last column."""
    steps = book.execute(f"EXPLAIN QUERY PLAN {sql}", [None] * sql.count("?"))
    return any(WHOLE_STEP.match(step) for *_, step in steps)


def test_a_change_of_one_story_reads_no_whole_table_but_these(site: Rebuilder) -> None:
    """Each has its reason, and none is named that does not."""
    change(site)
    statements = [(name, sql) for name, sql in Listening.asked if not sql.startswith(("PRAGMA", "BEGIN", "COMMIT"))]
    assert len(statements) > 40
    with closing(sqlite3.connect(Shelf.of(site.digest.root, site.digest.output).book)) as book:
        whole = {name for name, sql in statements if reads_whole(book, sql)}
    assert whole == WHOLE.keys()
