"""The stories as lists need them, kept in the press's book: which stand under which day, tag and source.

A build without a book fills one and then asks it as an incremental build does, so that both print the same.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain
from operator import itemgetter

from ..damage import reads_kept
from .asides import drop_asides, put_asides
from .corrected import CORRECTIONS
from .entries import entry_of
from .filed import PRINTED, Filed, ListRow, Rows, State, day_of, filed_of, list_rows, unpacked
from .kept_notes import Note, notes_of
from .lists import TERMS, DuplicateCodeError, Group, Listing, ListName
from .records import Links, Record
from .schema import SCHEMA
from .settings import SiteSettings
from .views import Entry

# A worker prints thousands of pages; what it has unpacked is forgotten now and then.
MOST_KEPT = 100_000
# Of long lists fewer.
MOST_LISTS = 16
# A printed day and the moment's own day lie at most one day apart, two such days at most two.
DAYS_ASTRAY = 2
INSERT_STORY = "INSERT INTO stories VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
PRINTED_STATES = "('" + "', '".join(sorted(PRINTED)) + "')"


class Catalog:
    """What is asked of the stories; answers are kept while nothing changes."""

    def __init__(self, connection: sqlite3.Connection, settings: SiteSettings) -> None:
        self.connection = connection
        self.settings = settings
        self._stories: dict[str, tuple[Record, State]] = {}
        self._entries: dict[str, Entry] = {}
        self._listings: dict[ListName, Listing] = {}
        # Days of these lists on which stories came or went since.
        self._moved: defaultdict[ListName, set[int]] = defaultdict(set)
        self._groups: dict[tuple[str, str], Group | None] = {}

    def create(self) -> None:
        """Make the tables of a new book."""
        # executescript would end the transaction.
        for statement in filter(str.strip, SCHEMA.split(";")):
            self.connection.execute(statement)

    # --- Filing ---

    def put(self, stories: Iterable[Rows]) -> None:
        """File these stories (see `rows_of`), of whose paths nothing may be filed yet."""
        filed = tuple(stories)
        self.connection.executemany(INSERT_STORY, (rows[0] for rows in filed))
        # In their own order they go in faster.
        lists = sorted(chain.from_iterable(rows[1] for rows in filed))
        self.connection.executemany("INSERT OR IGNORE INTO lists VALUES (?, ?, ?, ?, ?, ?)", lists)
        put_asides(self.connection, filed)
        self._forget(lists)

    def drop(self, filed: Filed) -> None:
        """Forget what is filed of a story file."""
        lists = tuple(list_rows(filed))
        keys = [row[:5] for row in lists]
        self.connection.executemany("DELETE FROM lists WHERE kind=? AND slug=? AND day=? AND moment=? AND code=?", keys)
        self.connection.execute("DELETE FROM stories WHERE path=?", (filed.path,))
        drop_asides(self.connection, filed)
        self._forget(lists)

    def regroup(self, names: Iterable[ListName] | None = None) -> None:
        """Count these tags and sources again; all of them where none are named."""
        if names is None:
            wanted = self.connection.execute(
                "SELECT DISTINCT kind, slug FROM lists WHERE kind IN (?, ?, ?)", TERMS
            ).fetchall()
        else:
            wanted = [name for name in names if name.kind in TERMS]
        rows = [(*name, group) for name in wanted if (group := self._counted(*name)) or names is not None]
        for kind, slug, group in rows:
            self.connection.execute("DELETE FROM groups WHERE kind=? AND slug=?", (kind, slug))
            if group:
                row = kind, slug, group.name, group.count, group.newest.toordinal()
                self.connection.execute("INSERT INTO groups VALUES (?, ?, ?, ?, ?)", row)
        self._groups.clear()

    def refuse_double_codes(self, codes: Iterable[str] | None = None) -> None:
        """Raise `DuplicateCodeError` where two stories name one of these codes, or any where none are named."""
        query = "SELECT code FROM stories WHERE code NOT NULL GROUP BY code HAVING COUNT(*) > 1 LIMIT 1"
        asked = chain.from_iterable(self.connection.execute(query)) if codes is None else sorted(codes)
        for code in asked:
            paths = self.connection.execute("SELECT path FROM stories WHERE code=? ORDER BY path", (code,)).fetchall()
            if len(paths) > 1:
                raise DuplicateCodeError(code, paths[0][0], paths[1][0])

    # --- Asking for stories ---

    def filed(self, path: str) -> Filed | None:
        """Return what is filed of a path."""
        row = self.connection.execute(
            "SELECT path, state, content, record, notes, files FROM stories WHERE path=?", (path,)
        ).fetchone()
        return filed_of(row) if row else None

    def record(self, code: str) -> Record:
        """Return the story with this code; raises `sqlite3.DatabaseError` where there is none, as lists know of it."""
        return self._story(code)[0]

    def is_listed(self, code: str) -> bool:
        """Return whether the story with this code stands in lists; raises as `record` does."""
        return self._story(code)[1] == "listed"

    def entry(self, code: str) -> Entry:
        """Return the story as lists show it."""
        found = self._entries.get(code)
        if found is None:
            if len(self._entries) > MOST_KEPT:
                self._entries.clear()
            found = self._entries[code] = entry_of(self.record(code), self.settings, listed=True)
        return found

    def entries(self, codes: Iterable[str]) -> tuple[Entry, ...]:
        """Return these stories as lists show them, in their order."""
        return tuple(map(self.entry, codes))

    def every_code(self) -> list[str]:
        """Return the codes of all stories that have a page, in the order of their files' paths."""
        query = f"SELECT code FROM stories WHERE state IN {PRINTED_STATES} ORDER BY path"  # noqa: S608
        return [code for (code,) in self.connection.execute(query)]

    def count(self) -> int:
        """Return how many stories have a page."""
        query = f"SELECT COUNT(*) FROM stories WHERE state IN {PRINTED_STATES}"  # noqa: S608
        count: int = self.connection.execute(query).fetchone()[0]
        return count

    def places(self, codes: Iterable[str] | None = None) -> Iterator[tuple[str, str, str | None, str, int]]:
        """Yield code, file, address, last change and day of these stories; of all that have a page, the oldest first.

        The address is None where search engines are not to be led.
        """
        columns = "code, save_as, CASE state WHEN 'unlisted' THEN NULL ELSE url END, changed, day"
        where = f"WHERE code NOT NULL AND state IN {PRINTED_STATES}"
        if codes is None:
            # By itself SQLite would take the index of states, and read the whole row of every story.
            query = f"SELECT {columns} FROM stories INDEXED BY stories_by_time {where} ORDER BY day, moment, code"  # noqa: S608
            yield from self.connection.execute(query).fetchall()
        else:
            query = f"SELECT {columns} FROM stories {where} AND code=?"  # noqa: S608
            for code in codes:
                yield from self.connection.execute(query, (code,)).fetchall()

    def linked(self) -> list[str]:
        """Return the codes of the stories whose bodies link to files by path."""
        return [code for code, _ in self._with_links("files")]

    def attaching(self) -> list[str]:
        """Return the paths of the stories whose bodies link with {attach}."""
        return [path for _, path in self._with_links("attach")]

    @reads_kept
    def linked_files(self) -> set[str]:
        """Return the paths of all static files that bodies link to."""
        rows = self.connection.execute("SELECT files FROM stories WHERE files != '[]'")
        return {path for (files,) in rows for path in json.loads(files)}

    def notes(self) -> Iterator[tuple[str, State, tuple[Note, ...]]]:
        """Yield what is to be said of the stories, with their path and state."""
        rows = self.connection.execute("SELECT path, state, notes FROM stories WHERE notes != '[]' ORDER BY path")
        for path, state, notes in rows:
            yield path, state, notes_of(notes)

    def has_corrections(self) -> bool:
        """Return whether a story in lists was corrected."""
        query = "SELECT 1 FROM lists WHERE kind=? LIMIT 1"
        return self.connection.execute(query, (CORRECTIONS,)).fetchone() is not None

    # --- Asking for lists ---

    def listing(self, kind: str, slug: str) -> Listing:
        """Return what stands in a list, newest day first."""
        name = ListName(kind, slug)
        # The pages of one list are printed one after the other, and those of the whole digest in between.
        if name not in self._listings:
            query = "SELECT code, day FROM lists WHERE kind=? AND slug=? ORDER BY day DESC, moment DESC, code DESC"
            while len(self._listings) >= MOST_LISTS:
                self._moved.pop(oldest := next(iter(self._listings)), None)
                del self._listings[oldest]
            rows = self.connection.execute(query, name).fetchall()
            self._listings[name] = Listing(tuple(map(itemgetter(0), rows)), tuple(map(itemgetter(1), rows)))
        for day in self._moved.pop(name, ()):
            # A list of a hundred thousand is not read again for one that came.
            self._listings[name] = self._listings[name].with_day(day, self._codes_of(day, *name))
        return self._listings[name]

    def codes(self, kind: str, slug: str) -> tuple[str, ...]:
        """Return the codes of a list, newest day first."""
        return self.listing(kind, slug).codes

    def codes_of_day(self, day: date) -> tuple[str, ...]:
        """Return the codes of a day's stories, newest first."""
        return self._codes_of(day.toordinal(), "all", "")

    def _codes_of(self, day: int, kind: str, slug: str) -> tuple[str, ...]:
        query = "SELECT code FROM lists WHERE kind=? AND slug=? AND day=? ORDER BY moment DESC, code DESC"
        return tuple(code for (code,) in self.connection.execute(query, (kind, slug, day)))

    def newest(self, kind: str, slug: str, most: int | None) -> tuple[str, ...]:
        """Return the codes of the newest stories of a list by their moment, as feeds tell them."""
        kinds = (kind, "translated") if kind == "all" else (kind, kind)
        query = (
            "SELECT code FROM lists WHERE kind IN (?, ?) AND slug=? AND day>=? ORDER BY moment DESC, code DESC LIMIT ?"
        )
        parameters = (*kinds, slug, self._first_day(kind, slug, most), -1 if most is None else most)
        return tuple(code for (code,) in self.connection.execute(query, parameters))

    def _first_day(self, kind: str, slug: str, most: int | None) -> int:
        """Return a day before which none of the newest stories can be, so that no long list is read to its end.

        So many stories have later days; by the zone it was printed in, a day begins and ends at most a day apart.
        """
        query = "SELECT day FROM lists WHERE kind=? AND slug=? ORDER BY day DESC LIMIT 1 OFFSET ?"
        row = self.connection.execute(query, (kind, slug, most - 1)).fetchone() if most else None
        return row[0] - DAYS_ASTRAY if row else 0

    def group(self, kind: str, slug: str) -> Group | None:
        """Return a tag or source by its slug, None where no listed story has it."""
        key = kind, slug
        if key not in self._groups:
            if len(self._groups) > MOST_KEPT:
                self._groups.clear()
            query = "SELECT slug, name, count, newest FROM groups WHERE kind=? AND slug=?"
            row = self.connection.execute(query, key).fetchone()
            self._groups[key] = _group(row) if row else None
        return self._groups[key]

    def groups(self, kind: str) -> list[Group]:
        """Return all tags or sources in the order of their names."""
        rows = self.connection.execute("SELECT slug, name, count, newest FROM groups WHERE kind=?", (kind,))
        return sorted(map(_group, rows), key=lambda group: (group.name.casefold(), group.slug))

    def days(self) -> list[date]:
        """Return the days that have stories, newest first."""
        rows = self.connection.execute("SELECT DISTINCT day FROM lists WHERE kind='all' AND slug='' ORDER BY day DESC")
        return [day_of(day) for (day,) in rows]

    def days_beside(self, day: date) -> tuple[date | None, date | None]:
        """Return the next day with stories, and the one before."""
        where = "FROM lists WHERE kind='all' AND slug='' AND day"
        query = f"SELECT (SELECT MIN(day) {where} > ?), (SELECT MAX(day) {where} < ?)"
        newer, older = self.connection.execute(query, (day.toordinal(), day.toordinal())).fetchone()
        return newer and day_of(newer), older and day_of(older)

    # --- Within ---

    def _story(self, code: str) -> tuple[Record, State]:
        found = self._stories.get(code)
        if found is None:
            query = f"SELECT record, state FROM stories WHERE code=? AND state IN {PRINTED_STATES}"  # noqa: S608
            row = self.connection.execute(query, (code,)).fetchone()
            if row is None:
                raise sqlite3.DatabaseError(f"no story {code!r}")
            if len(self._stories) > MOST_KEPT:
                self._stories.clear()
            found = self._stories[code] = unpacked(row[0]), row[1]
        return found

    def _with_links(self, links: Links) -> list[tuple[str, str]]:
        # Stories without links are not in the index.
        query = "SELECT code, path FROM stories WHERE links != '' AND links = ?"
        return self.connection.execute(query, (links,)).fetchall()

    def _counted(self, kind: str, slug: str) -> Group | None:
        query = "SELECT name, COUNT(*), MAX(day) FROM lists WHERE kind=? AND slug=? GROUP BY name"
        names = self.connection.execute(query, (kind, slug)).fetchall()
        if not names:
            return None
        name = min(names, key=lambda each: (-each[1], each[0]))[0]
        return Group(slug, name, sum(each[1] for each in names), day_of(max(each[2] for each in names)))

    def _forget(self, lists: Iterable[ListRow]) -> None:
        self._stories.clear()
        self._entries.clear()
        self._groups.clear()
        for kind, slug, day, *_ in lists if self._listings else ():
            if (name := ListName(kind, slug)) in self._listings:
                self._moved[name].add(day)


def _group(row: tuple[str, str, int, int]) -> Group:
    slug, name, count, newest = row
    return Group(slug, name, count, day_of(newest))
