"""The press's book: what was built from what, kept between builds in a folder of the project's own.

The book is one SQLite file. Beside it lie its seal, which says what the file's size and time were when the build that
wrote it was over, and under which settings and code it was written; and a plain list of the files that are ours. A book
whose seal does not fit is not read: the build is then made from nothing, and only the plain list tells what to remove.
"""

from __future__ import annotations

import json
import marshal
import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from ..codemark import code_fingerprint
from ..damage import reads_kept
from .errors import BookError
from .place import place_text

# Raised whenever the tables change, or books of before may be wrong.
FORMAT = 5
SCHEMA = """
CREATE TABLE facts (name TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID;
CREATE TABLE outputs (
    save_as TEXT PRIMARY KEY, kind TEXT, id TEXT, leaf TEXT, url TEXT, changed TEXT, month TEXT,
    template TEXT, mark TEXT, size INTEGER, mtime INTEGER, notes TEXT
) WITHOUT ROWID;
CREATE INDEX outputs_by_key ON outputs (kind, id, leaf);
CREATE INDEX outputs_by_month ON outputs (month, url, changed) WHERE url NOT NULL;
CREATE INDEX outputs_by_notes ON outputs (save_as, notes) WHERE notes != '[]';
"""


class Output(NamedTuple):
    """A file of ours: whose it is (kind, id, leaf), its address, last change and month for sitemaps, how it was made.

    `mark` is a hash of what it was made from, where that is known, `size` and `mtime` are those of the file.
    """

    save_as: str
    kind: str
    id: str
    leaf: str
    url: str | None = None
    changed: str | None = None
    month: str = ""
    template: str | None = None
    mark: str | None = None
    size: int | None = None
    mtime: int | None = None
    notes: str = "[]"


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where the book of one output folder lies: `folder` and the beginning of its files' names."""

    folder: Path
    name: str

    @classmethod
    def of(cls, root: Path, output: Path) -> Shelf:
        """Return the shelf of an output folder; two output folders of one project have two."""
        inside = output.relative_to(root).as_posix() if output.is_relative_to(root) else output.as_posix()
        return cls(root / ".digest", "press-" + "".join(c if c.isalnum() else f"-{ord(c):x}" for c in inside))

    def at(self, ending: str) -> Path:
        """Return the file with this ending."""
        return self.folder / f"{self.name}{ending}"

    @property
    def book(self) -> Path:
        """The SQLite file."""
        return self.at(".sqlite")

    @property
    def journal(self) -> Path:
        """Where SQLite keeps what a transaction replaces in the book until it ends (https://sqlite.org/lockingv3.html)."""
        return self.at(".sqlite-journal")

    @property
    def seal(self) -> Path:
        """What the book's file looked like when it was closed."""
        return self.at(".seal")

    @property
    def files(self) -> Path:
        """The plain list of our files in the output folder, one a line, as JSON strings."""
        return self.at(".files")


def open_book(shelf: Shelf, mark: str | None) -> sqlite3.Connection | None:
    """Return the book if it is whole and was written by this code under the same `mark`, None being any; else None."""
    connection = None
    try:
        sealed = json.loads(shelf.seal.read_bytes())
        if sealed != _seal(shelf.book, sealed["mark"] if mark is None else mark):
            return None
        connection = connect(shelf.book)
        connection.execute("SELECT 1 FROM facts LIMIT 1")
    except (OSError, ValueError, LookupError, TypeError, sqlite3.Error):
        if connection:
            connection.close()
        return None
    return connection


def why_closed(shelf: Shelf, mark: str) -> str:
    """Say why `open_book` has no book."""
    try:
        sealed = json.loads(shelf.seal.read_bytes())
    except (OSError, ValueError):
        return "no earlier build is known that came to its end"
    if isinstance(sealed, dict) and (sealed.get("mark"), sealed.get("code")) != (mark, code_fingerprint()):
        return "settings, code or packages changed"
    return "the record of earlier builds is damaged"


def new_book(shelf: Shelf) -> sqlite3.Connection:
    """Return an empty book, beside the old one until it is closed; raises `BookError`."""
    path = shelf.at(".new")
    with as_book_error(path):
        for leftover in shelf.folder.glob(f"{path.name}*"):
            leftover.unlink()
    connection = connect(path)
    # A crash leaves the old book, so nothing need be waited for while the new one is filled.
    connection.execute("PRAGMA synchronous=OFF")
    connection.executescript(SCHEMA)
    return connection


def connect(path: Path | str) -> sqlite3.Connection:
    """Return a connection whose transactions are the caller's to begin and to end."""
    connection = sqlite3.connect(path, isolation_level=None, cached_statements=256)
    connection.execute("PRAGMA cache_size=-65536")
    return connection


def close_book(connection: sqlite3.Connection, shelf: Shelf, mark: str) -> None:
    """Close a book whose transaction is committed, put it in its place and seal it; raises `BookError`."""
    connection.close()
    new = shelf.at(".new")
    with as_book_error(shelf.book):
        if new.exists():
            _settle(new)
            shelf.seal.unlink(missing_ok=True)
            # What a build that was killed had not yet written into the old book, SQLite would write into the new one.
            shelf.journal.unlink(missing_ok=True)
            new.replace(shelf.book)
        place_text(shelf.seal, json.dumps(_seal(shelf.book, mark)))


def break_seal(shelf: Shelf) -> None:
    """Make the next build start from nothing, unless this one comes to `close_book`; raises `BookError`."""
    with as_book_error(shelf.seal):
        shelf.seal.unlink(missing_ok=True)


@contextmanager
def as_book_error(path: Path) -> Iterator[None]:
    """Raise `BookError` that names the file where one of ours cannot be written or removed."""
    try:
        yield
    except OSError as error:
        raise BookError(str(path), error.strerror or str(error)) from error


def _settle(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _seal(path: Path, mark: str) -> dict[str, object]:
    found = path.stat()
    kept = {"format": FORMAT, "size": found.st_size, "mtime_ns": found.st_mtime_ns}
    return {**kept, "code": code_fingerprint(), "mark": mark}


# --- Facts ---


@reads_kept
def facts(connection: sqlite3.Connection, name: str) -> object:
    """Return a fact by its name, None where there is none; raises `sqlite3.DatabaseError` for a damaged one."""
    row = connection.execute("SELECT value FROM facts WHERE name=?", (name,)).fetchone()
    return marshal.loads(row[0]) if row else None  # noqa: S302 - the book is sealed, so nobody else wrote it


def put_fact(connection: sqlite3.Connection, name: str, value: object) -> None:
    """Keep a fact: text, numbers, and lists, tuples, sets and dictionaries of them."""
    connection.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, marshal.dumps(value)))  # type: ignore[arg-type]  # see the docstring


# --- Outputs ---


def put_outputs(connection: sqlite3.Connection, outputs: Iterable[Output]) -> None:
    """Keep these, in place of others of the same file."""
    connection.executemany(f"INSERT OR REPLACE INTO outputs VALUES ({', '.join('?' * len(Output._fields))})", outputs)  # noqa: S608


def drop_outputs(connection: sqlite3.Connection, names: Iterable[str]) -> None:
    """Forget the files of these names."""
    connection.executemany("DELETE FROM outputs WHERE save_as=?", [(name,) for name in names])


def output_at(connection: sqlite3.Connection, save_as: str) -> Output | None:
    """Return whose file this is."""
    row = connection.execute("SELECT * FROM outputs WHERE save_as=?", (save_as,)).fetchone()
    return Output(*row) if row else None


def output_of(connection: sqlite3.Connection, kind: str, ident: str, leaf: str) -> Output | None:
    """Return the file of a key."""
    query = "SELECT * FROM outputs WHERE kind=? AND id=? AND leaf=?"
    row = connection.execute(query, (kind, ident, leaf)).fetchone()
    return Output(*row) if row else None


def outputs_below(connection: sqlite3.Connection, folder: str) -> Output | None:
    """Return a file of ours within a folder."""
    query = "SELECT * FROM outputs WHERE save_as > ? AND save_as < ? LIMIT 1"
    row = connection.execute(query, (f"{folder}/", f"{folder}0")).fetchone()
    return Output(*row) if row else None


def mapped_counts(connection: sqlite3.Connection) -> dict[str, int]:
    """Return how many addresses search engines are led to, by months."""
    query = "SELECT month, COUNT(*) FROM outputs WHERE url NOT NULL GROUP BY month"
    return dict(connection.execute(query))


def mapped_addresses(connection: sqlite3.Connection, month: str | None) -> list[tuple[str, str | None]]:
    """Return the addresses of a month, of all where it is None, each with its last change; in order."""
    if month is None:
        query = "SELECT url, changed FROM outputs WHERE url NOT NULL ORDER BY month, url"
        return connection.execute(query).fetchall()
    query = "SELECT url, changed FROM outputs WHERE url NOT NULL AND month=? ORDER BY url"
    return connection.execute(query, (month,)).fetchall()


def count_of_outputs(connection: sqlite3.Connection) -> int:
    """Return how many files are ours."""
    count: int = connection.execute("SELECT COUNT(*) FROM outputs").fetchone()[0]
    return count


@reads_kept
def altered(connection: sqlite3.Connection, output: Path) -> list[str]:
    """Return the files of ours that are not as the last build left them: gone, or of another size or time."""
    root, stat, found = f"{output}/", os.stat, []
    for save_as, size, mtime in connection.execute("SELECT save_as, size, mtime FROM outputs").fetchall():
        try:
            file = stat(root + save_as)
            if file.st_size == size and file.st_mtime_ns == mtime:
                continue
        except OSError:
            pass
        found.append(save_as)
    return found
