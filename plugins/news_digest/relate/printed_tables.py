"""The tables in which printed related lists are kept: their rows, and how they are read and written."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from operator import itemgetter
from sqlite3 import Connection

from ..damage import reads_kept
from .headlines import words_of
from .printed import Listing, Want

# A story is looked up by the keys of its listing, and those who look for it are found by the same keys: "c" and a code,
# "u" and an address, "t" and a title. Words lead to headlines, and to printed titles, of which each is kept once.
SCHEMA = (
    "CREATE TABLE IF NOT EXISTS printed_stories (id INTEGER PRIMARY KEY, code TEXT UNIQUE, kept TEXT)",
    "CREATE TABLE IF NOT EXISTS printed_listed (key TEXT, story INTEGER, PRIMARY KEY (key, story)) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS printed_sought (key TEXT, story INTEGER, PRIMARY KEY (key, story)) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS printed_found (code TEXT, story INTEGER, PRIMARY KEY (code, story)) WITHOUT ROWID",
    """CREATE TABLE IF NOT EXISTS printed_words
    (word TEXT, story INTEGER, size INTEGER, PRIMARY KEY (word, story)) WITHOUT ROWID""",
    "CREATE TABLE IF NOT EXISTS printed_titles (id INTEGER PRIMARY KEY, title TEXT UNIQUE)",
    """CREATE TABLE IF NOT EXISTS printed_title_words
    (word TEXT, size INTEGER, title INTEGER, PRIMARY KEY (word, size, title)) WITHOUT ROWID""",
)

Row = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is kept of a story: how others find it, None where they shall not, and what it prints itself."""

    listing: Listing | None
    wants: tuple[Want, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """A story as it is kept, and the code that each of its printed entries leads to."""

    id: int
    code: str
    wanted: Wanted
    found: tuple[str | None, ...] = ()

    @property
    def titles(self) -> set[str]:
        """The titles that the story prints."""
        return {want.title for want in self.wanted.wants if want.title}


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose rows follow from the stories that are kept, each from one."""

    insert: str
    delete: str
    rows: Callable[[Kept], Iterable[Row]]

    def add(self, connection: Connection, stories: Iterable[Kept]) -> None:
        """Write the rows of stories that have none here."""
        # SQLite is several times as fast where the rows come about in the order of the table.
        rows = [row for each in stories for row in self.rows(each)]
        connection.executemany(self.insert, sorted(rows, key=itemgetter(0)))

    def drop(self, connection: Connection, stories: Iterable[Kept]) -> None:
        """Delete the rows of stories."""
        connection.executemany(self.delete, (row for each in stories for row in self.rows(each)))


def listing_keys(listing: Listing) -> list[str]:
    """Return the keys under which a story is looked up."""
    keys = [f"c{code}" for code in listing.codes]
    keys += [f"u{listing.url}"] if listing.url is not None else []
    return [*keys, f"t{listing.title}"] if listing.title else keys


def want_keys(want: Want) -> Iterator[str]:
    """Yield the keys under which a printed entry is looked up."""
    yield from (f"c{code}" for code in (want.code, *want.parts) if code)
    if want.url is not None:
        yield f"u{want.url}"
    if want.title:
        yield f"t{want.title}"


def _listed(story: Kept) -> Iterable[Row]:
    return [(key, story.id) for key in listing_keys(story.wanted.listing)] if story.wanted.listing else ()


def _words(story: Kept) -> Iterable[Row]:
    title = story.wanted.listing.title if story.wanted.listing else ""
    return [(word, story.id, len(title)) for word in words_of(title)]


def _sought(story: Kept) -> Iterable[Row]:
    return [(key, story.id) for key in {key for want in story.wanted.wants for key in want_keys(want)}]


def _found(story: Kept) -> Iterable[Row]:
    return [(code, story.id) for code in set(story.found) if code is not None]


LISTED = Table(
    "INSERT INTO printed_listed VALUES (?, ?)", "DELETE FROM printed_listed WHERE key = ? AND story = ?", _listed
)
WORDS = Table(
    "INSERT INTO printed_words VALUES (?, ?, ?)",
    "DELETE FROM printed_words WHERE word = ? AND story = ? AND size = ?",
    _words,
)
SOUGHT = Table(
    "INSERT INTO printed_sought VALUES (?, ?)", "DELETE FROM printed_sought WHERE key = ? AND story = ?", _sought
)
FOUND = Table(
    "INSERT INTO printed_found VALUES (?, ?)", "DELETE FROM printed_found WHERE code = ? AND story = ?", _found
)


@dataclass(frozen=True, slots=True)
class Tables:
    """Reads and writes the stories of one SQLite file."""

    connection: Connection

    def create(self) -> None:
        """Make the tables where there are none."""
        for statement in SCHEMA:
            self.connection.execute(statement)

    def last_id(self) -> int:
        """Return the highest number of a story, about as many as there are."""
        return int(self._number("SELECT MAX(id) FROM printed_stories"))

    def with_codes(self, codes: Collection[str]) -> dict[str, Kept]:
        """Return what is kept of these stories, by code."""
        if not self.last_id():
            return {}
        query = "SELECT id, code, kept FROM printed_stories WHERE code = ?"
        rows = (self.connection.execute(query, (code,)).fetchone() for code in codes)
        return {row[1]: _kept(row) for row in rows if row}

    @reads_kept
    def found_by(self, code: str) -> tuple[str | None, ...]:
        """Return what the entries of a story lead to, none for an unknown one."""
        row = self.connection.execute("SELECT kept FROM printed_stories WHERE code = ?", (code,)).fetchone()
        return tuple(json.loads(row[0])[2]) if row else ()

    def with_id(self, number: int) -> Kept:
        """Return what is kept of the story with a number."""
        query = "SELECT id, code, kept FROM printed_stories WHERE id = ?"
        return _kept(self.connection.execute(query, (number,)).fetchone())

    def listed(self, key: str) -> list[int]:
        """Return the numbers of the stories that are looked up by a key."""
        rows = self.connection.execute("SELECT story FROM printed_listed WHERE key = ?", (key,))
        return [story for (story,) in rows]

    def seeking(self, key: str) -> list[int]:
        """Return the numbers of the stories that print what is looked up by a key."""
        rows = self.connection.execute("SELECT story FROM printed_sought WHERE key = ?", (key,))
        return [story for (story,) in rows]

    def all_seeking(self) -> list[int]:
        """Return the numbers of the stories that print anything."""
        return [story for (story,) in self.connection.execute("SELECT DISTINCT story FROM printed_sought")]

    def headlines_with(self, word: str, most: int = -1) -> list[tuple[int, int]]:
        """Return length and story of the headlines with a word, no more than `most` if that is not negative."""
        query = "SELECT size, story FROM printed_words WHERE word = ? LIMIT ?"
        return self.connection.execute(query, (word, most)).fetchall()

    def titles_with(self, word: str, sizes: tuple[int, int]) -> list[str]:
        """Return the printed titles with a word, of these lengths from first to last."""
        query = (
            "SELECT printed_titles.title FROM printed_title_words JOIN printed_titles ON id = printed_title_words.title"
            " WHERE word = ? AND size BETWEEN ? AND ?"
        )
        return [title for (title,) in self.connection.execute(query, (word, *sizes))]

    def any_titles(self) -> bool:
        """Return whether any story prints a title."""
        return bool(self._number("SELECT EXISTS (SELECT 1 FROM printed_titles)"))

    def put_stories(self, stories: Iterable[Kept]) -> None:
        """Write what is kept of stories, without what leads to them."""
        rows = ((each.id, each.code, _written(each)) for each in stories)
        self.connection.executemany("INSERT OR REPLACE INTO printed_stories VALUES (?, ?, ?)", rows)

    def drop_stories(self, stories: Iterable[Kept]) -> None:
        """Delete what is kept of stories, without what leads to them."""
        self.connection.executemany("DELETE FROM printed_stories WHERE id = ?", ((each.id,) for each in stories))

    def put_titles(self, titles: Iterable[str]) -> None:
        """Write printed titles and their words; those that are there stay as they are."""
        last = self._number("SELECT MAX(id) FROM printed_titles")
        new = list(enumerate((title for title in sorted(titles) if not self._has_title(title)), start=last + 1))
        self.connection.executemany("INSERT INTO printed_titles VALUES (?, ?)", new)
        self._title_words("INSERT INTO printed_title_words VALUES (?, ?, ?)", new)

    def drop_titles(self, titles: Iterable[str]) -> None:
        """Delete those of the titles that no story prints any more, and their words."""
        query = "SELECT id, title FROM printed_titles WHERE title = ?"
        gone = [
            self.connection.execute(query, (title,)).fetchone() for title in titles if not self.seeking(f"t{title}")
        ]
        self.connection.executemany("DELETE FROM printed_titles WHERE id = ?", ((number,) for number, _ in gone))
        self._title_words("DELETE FROM printed_title_words WHERE word = ? AND size = ? AND title = ?", gone)

    def _title_words(self, statement: str, titles: Iterable[tuple[int, str]]) -> None:
        rows = sorted((word, len(title), number) for number, title in titles for word in words_of(title))
        self.connection.executemany(statement, rows)

    def _has_title(self, title: str) -> bool:
        return self.connection.execute("SELECT 1 FROM printed_titles WHERE title = ?", (title,)).fetchone() is not None

    def _number(self, query: str) -> int:
        return int(self.connection.execute(query).fetchone()[0] or 0)


def _written(story: Kept) -> str:
    listing = story.wanted.listing
    own = listing and (listing.story_code, listing.source, listing.title, listing.codes, listing.url)
    wants = [(want.code, want.url, want.parts, want.title, want.source) for want in story.wanted.wants]
    return json.dumps((own, wants, story.found))


@reads_kept
def _kept(row: tuple[int, str, str]) -> Kept:
    number, code, written = row
    own, wants, found = json.loads(written)
    listing = Listing(own[0], own[1], own[2], tuple(own[3]), own[4]) if own else None
    kept = tuple(Want(code, url, tuple(parts), title, source) for code, url, parts, title, source in wants)
    return Kept(number, code, Wanted(listing, kept), tuple(found))
