"""The texts of story files as the last import wrote them, by which a merge tells who changed what.

They stand in `.digest/desk.db` (SQLite), by their fingerprints. It is no more than a memory: where a text is missing,
as in a fresh clone, git is asked for the version that was committed; where it has none, the merge goes without.
"""

from __future__ import annotations

import errno
import sqlite3
import subprocess
import zlib
from contextlib import closing, suppress
from typing import TYPE_CHECKING

from .ledger import fingerprint

if TYPE_CHECKING:
    from collections.abc import Collection

    from ..project import Project

FILE = "desk.db"
_FORMAT = 1
_SCHEMA = f"""
CREATE TABLE IF NOT EXISTS bases (fingerprint TEXT PRIMARY KEY, text BLOB NOT NULL) WITHOUT ROWID;
PRAGMA user_version = {_FORMAT};
"""
_ERRORS = {
    sqlite3.SQLITE_FULL: errno.ENOSPC,
    sqlite3.SQLITE_READONLY: errno.EACCES,
    sqlite3.SQLITE_CANTOPEN: errno.EACCES,
}
# Of so many commits to one file the newest is sought that holds a text.
_MOST_COMMITS = 200
_PATIENCE_S = 20


class Bases:
    """The texts that the last imports wrote; those that are put wait for `save`."""

    def __init__(self, project: Project) -> None:
        self._root, self._stories = project.root, project.stories
        self._path = project.root / ".digest" / FILE
        self._waiting: dict[str, str] = {}

    def put(self, text: str) -> None:
        """Keep a text from the next `save` on."""
        self._waiting[fingerprint(text)] = text

    def get(self, wanted: str, file: str) -> str | None:
        """Return the text with this fingerprint, which was written to this story file, where anybody still has it."""
        return self._waiting.get(wanted) or self._kept(wanted) or self._committed(wanted, file)

    def save(self) -> None:
        """Write what waits; raises `OSError`."""
        if not self._waiting:
            return
        rows = [(key, zlib.compress(text.encode("utf-8", "surrogatepass"))) for key, text in self._waiting.items()]
        try:
            self._write(rows)
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError) or not self._path.exists():
                number = _ERRORS.get(error.sqlite_errorcode, errno.EIO)
                raise OSError(number, str(error), str(self._path)) from error
            # What is no database, or damaged, remembers nothing any more.
            self._path.unlink()
            self._write(rows)
        self._waiting.clear()

    def keep_only(self, wanted: Collection[str]) -> None:
        """Forget the texts that no story was written with last, once they are most of what is there."""
        with suppress(sqlite3.Error), closing(self._opened()) as book:
            count: int = book.execute("SELECT COUNT(*) FROM bases").fetchone()[0]
            if count > 2 * len(wanted) + 1000:
                book.execute("CREATE TEMP TABLE wanted (fingerprint TEXT PRIMARY KEY)")
                book.executemany("INSERT OR IGNORE INTO wanted VALUES (?)", ((each,) for each in wanted))
                book.execute("DELETE FROM bases WHERE fingerprint NOT IN (SELECT fingerprint FROM wanted)")
                book.commit()

    def _write(self, rows: list[tuple[str, bytes]]) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with closing(self._opened()) as book, book:
            query = "SELECT 1 FROM bases WHERE fingerprint = ?"
            new = [row for row in rows if book.execute(query, row[:1]).fetchone() is None]
            book.executemany("INSERT INTO bases VALUES (?, ?)", new)

    def _kept(self, wanted: str) -> str | None:
        if not self._path.exists():
            return None
        with suppress(sqlite3.Error, zlib.error, UnicodeDecodeError), closing(self._opened()) as book:
            row = book.execute("SELECT text FROM bases WHERE fingerprint = ?", (wanted,)).fetchone()
            if row:
                text = zlib.decompress(row[0]).decode("utf-8", "surrogatepass")
                return text if fingerprint(text) == wanted else None
        return None

    def _opened(self) -> sqlite3.Connection:
        book = sqlite3.connect(self._path, timeout=_PATIENCE_S)
        try:
            if book.execute("PRAGMA user_version").fetchone()[0] != _FORMAT:
                book.executescript(_SCHEMA)
        except sqlite3.Error:
            book.close()
            raise
        return book

    def _committed(self, wanted: str, file: str) -> str | None:
        """Return the committed version of a story file that has this fingerprint."""
        if not self._stories.is_relative_to(self._root):
            return None
        name = f"{self._stories.relative_to(self._root).as_posix()}/{file}"
        commits = self._git("log", f"-{_MOST_COMMITS}", "--format=%H", "--", name).decode("ascii", "replace").split()
        for commit in commits:
            data = self._git("show", f"{commit}:./{name}")
            if data and fingerprint(data) == wanted:
                return data.replace(b"\r\n", b"\n").decode("utf-8", "surrogatepass")
        return None

    def _git(self, *arguments: str) -> bytes:
        """Return what git says, nothing where there is no git, no repository or no answer."""
        command = ("git", "-C", str(self._root), "--no-pager", *arguments)
        with suppress(OSError, subprocess.SubprocessError):
            done = subprocess.run(command, capture_output=True, check=False, timeout=_PATIENCE_S)  # noqa: S603 - no shell
            return done.stdout if done.returncode == 0 else b""
        return b""
