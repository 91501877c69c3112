"""The moment of a build, and until when what it built holds though no file changes; kept in the book."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from sqlite3 import Connection
from typing import NamedTuple

from ..errors import SettingsError
from ..press.book import Shelf, facts, put_fact
from ..press.place import place_text
from ..project import SETTINGS_FILE
from .settings import timezone_of

SETTING = "DIGEST_NOW"
NAME = "window"
DUE = ".due"
# A moment, a story file's path, what becomes of its story then ("comes", "goes"), and its code.
MomentRow = tuple[int, str, str, str]


class Now(NamedTuple):
    """The moment of a build, in microseconds since 1970, and whether it was named; else it is the clock's."""

    at: int
    is_named: bool = False

    @property
    def named(self) -> int | None:
        """The moment, if it was named: what no page may take from the clock it may take from the user."""
        return self.at if self.is_named else None


class Window(NamedTuple):
    """The moment of a build, and between which moments the site is as it was built then; None is for ever.

    A site that was built for a moment that was named differs from one that was not.
    """

    now: int
    since: int | None = None
    until: int | None = None
    is_named: bool = False

    def holds(self, now: Now) -> bool:
        """Return whether the site is the same at another moment."""
        begun = self.since is None or self.since <= now.at
        return begun and (self.until is None or now.at < self.until) and now.is_named == self.is_named


def clock() -> int:
    """Return the moment that it is, in microseconds since 1970."""
    return time.time_ns() // 1000


def now_of(settings: Mapping[str, object]) -> Now:
    """Return the moment of a build: that of the settings, else the clock's.

    Raises `SettingsError` for what is no date.
    """
    given = settings.get(SETTING)
    if given is None:
        return Now(clock())
    from ..markdown.dates import as_moment, microseconds, read_date  # noqa: PLC0415 - the clock needs none of it

    found = read_date(str(given))
    if found is None:
        remedy = "write 2024-03-05, 2024-03-05 14:06 or 2024-03-05T14:06+03:30"
        raise SettingsError(SETTINGS_FILE, f"{SETTING} is {given!r}, which is no date", remedy)
    return Now(microseconds(as_moment(found, timezone_of(settings))), is_named=True)


def kept_window(book: Connection) -> Window | None:
    """Return the window of the last build."""
    found = facts(book, NAME)
    return Window(*found) if isinstance(found, tuple) else None


def keep_window(book: Connection, now: Now, more: int | None = None) -> Window:
    """Keep the window of a build at this moment, whose stories are filed, and return it.

    `more` is a moment at which something else changes; what was there before it is then not known.
    """
    (since,) = book.execute("SELECT MAX(moment) FROM moments WHERE moment <= ?", (now.at,)).fetchone()
    (until,) = book.execute("SELECT MIN(moment) FROM moments WHERE moment > ?", (now.at,)).fetchone()
    if now.is_named:
        since, until = now.at, min((moment for moment in (until, more) if moment is not None), default=None)
    window = Window(now.at, since, until, now.is_named)
    put_fact(book, NAME, tuple(window))
    return window


def keep_due(shelf: Shelf, now: Now, moment: int | None) -> None:
    """Leave word of the moment from which on the site is not as it was built, None for never; raises `WriteError`.

    A moment of a build that was named does not pass. The word lies in a file of its own: who waits for it has no use
    for the book, and some builds keep none.
    """
    place_text(shelf.at(DUE), "" if moment is None or now.is_named else f"{moment}")


def kept_due(shelf: Shelf) -> int | None:
    """Return the moment of which the last build left word."""
    with suppress(OSError, ValueError):
        return int(shelf.at(DUE).read_bytes())
    return None


def due_between(book: Connection, one: int, other: int) -> list[str]:
    """Return the paths of the story files of which something is due between two moments, whichever is earlier."""
    query = "SELECT DISTINCT path FROM moments WHERE moment > ? AND moment <= ? ORDER BY path"
    return [path for (path,) in book.execute(query, sorted((one, other)))]


def put_moments(book: Connection, rows: Iterable[MomentRow]) -> None:
    """Keep these moments."""
    book.executemany("INSERT OR REPLACE INTO moments VALUES (?, ?, ?, ?)", rows)


def drop_moments(book: Connection, rows: Iterable[MomentRow]) -> None:
    """Forget these moments."""
    book.executemany("DELETE FROM moments WHERE moment=? AND path=? AND what=? AND code=?", rows)
