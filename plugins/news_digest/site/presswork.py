"""A build that redoes only what changed: what changed is found by stamps before anything is read.

It needs no Pelican until then. With nothing to do it is over here; else `renewal` takes over, which needs all that
reads and renders.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterator
from contextlib import ExitStack, closing, contextmanager, nullcontext, suppress
from dataclasses import replace
from sqlite3 import Connection, DatabaseError

from ..lock import held
from ..press.beside import Beside
from ..press.book import altered, break_seal, connect, facts, open_book, why_closed
from ..press.errors import BookError
from ..press.listed import list_files, listed_files
from ..press.sweep import Intents, left_over, remove_files, sweep_asides
from .glimpse import Last, glimpse
from .job import Announced, Changed, Found, Ground, Job, Outcome, count_of, fresh_of, recalled
from .looking import look
from .stamping import groups_kept, kept_stamps

# From so many files on they are looked at by a process of its own.
MANY_FILES = 5_000


class Begun:
    """A build that holds the lock and has looked at all that may have changed, before it is known how it goes on.

    `only` are the files that can have, where somebody knows.
    """

    def __init__(self, ground: Ground, tell: Callable[[str], None], only: Changed = None) -> None:
        self.ground = ground
        self._stack = ExitStack()
        with ExitStack() as opened:
            opened.enter_context(held(ground.shelf.at(".lock"), tell, "build"))
            self._found = opened.enter_context(_finding(ground, clean=False, only=only))
            self._stack = opened.pop_all()

    def found(self) -> Found:
        """Return what was found."""
        return self._found

    def nothing_to_do(self) -> Outcome | None:
        """Return the outcome where the site stands as the last build left it, and nothing is to be said of it."""
        with suppress(DatabaseError):  # told by the build that goes on
            outcome = _recalled(self._found)
            if outcome and not outcome.notes and not outcome.refused:
                return outcome
        return None

    def close(self) -> None:
        """Give the build up, and the lock; doing so twice does no harm."""
        self._stack.close()


def print_site(job: Job, begun: Begun | None = None) -> Outcome:
    """Build the site and return what was done; goes on with a build that was `begun` on the same ground.

    Waits while another build of the same output folder is at work. Raises `NewsDigestError` for what makes the whole
    site impossible: then nothing has been written, or the next build completes it.
    """
    with nullcontext() if begun else held(job.shelf.at(".lock"), job.tell, "build"):
        try:
            return _go_on(job, begun.found()) if begun else _print(job)
        except DatabaseError as error:
            if job.clean:
                raise BookError(str(job.shelf.book), str(error)) from error
        # A damaged book is worth nothing, and all that it knew can be found again.
        try:
            return _print(replace(job, clean=True))
        except DatabaseError as error:
            raise BookError(str(job.shelf.book), str(error)) from error


def _print(job: Job) -> Outcome:
    with _finding(job.ground, clean=job.clean, only=job.only) as found:
        return _go_on(job, found)


def _go_on(job: Job, found: Found) -> Outcome:
    outcome = _recalled(found)
    if outcome:
        return outcome
    from .renewal import renew  # noqa: PLC0415 - needs all that reads and renders

    return renew(job, found)


def _recalled(found: Found) -> Outcome | None:
    return recalled(found.book) if found.nothing_changed and found.book else None


def print_whole_site(job: Job, run: Callable[[Announced], None]) -> None:
    """Build the site by `run`, which announces all files before it makes them, and remove what is gone.

    What the book says of the output folder is no longer true then, so it is put aside.
    """
    with held(job.shelf.at(".lock"), job.tell, "build"):
        break_seal(job.shelf)
        intents = Intents(job.shelf.at(".intents"))
        left = left_over(intents.path)
        if left is not None:
            sweep_asides(job.output)
        intents.announce(())
        announced = Announced(intents)
        run(announced)
        remove_files(job.output, (listed_files(job.shelf) | (left or frozenset())) - announced.names)
        list_files(job.shelf, announced.names)
        intents.over()


@contextmanager
def _finding(ground: Ground, *, clean: bool, only: Changed) -> Iterator[Found]:
    shelf = ground.shelf
    left = left_over(shelf.at(".intents"))
    if left is not None:
        sweep_asides(ground.output)
    book = None if clean else open_book(shelf, ground.mark)
    if book is None:
        reason = "--clean was given" if clean else why_closed(shelf, ground.mark)
        now_ns = time.time_ns()
        yield Found(None, look(ground.settings, ()), now_ns, left, ground.now, reason=reason)
        return
    try:
        found = None if only is None or left is not None else _glimpsed(ground, book, only)
        if found:
            yield found
            return
        # Looking at all that was written takes as long as looking at all that is read.
        watch = Beside(lambda: _altered(ground), fork=count_of(book) > MANY_FILES)
        try:
            yield _found(ground, book, left, watch)
        finally:
            watch.give_up()
    finally:
        book.close()


def _found(ground: Ground, book: Connection, left: frozenset[str] | None, watch: Beside[list[str]]) -> Found:
    now_ns = time.time_ns()
    looked = look(ground.settings, *_named(book))
    return Found(book, looked, now_ns, left, ground.now, kept_stamps(book), watch)


def _glimpsed(ground: Ground, book: Connection, only: Collection[str]) -> Found | None:
    """Return what is found where these files alone changed, None where all has to be looked at."""
    now_ns, kept = time.time_ns(), groups_kept(book)
    looked = glimpse(ground.settings, Last(kept, fresh_of(book), *_named(book)), only)
    return Found(book, looked, now_ns, None, ground.now, kept) if looked else None


def _named(book: Connection) -> tuple[Collection[str], Collection[str]]:
    """Return the files that the last build looked at by their names: what bodies link to, and fonts."""
    linked, fonts = facts(book, "linked"), facts(book, "fonts")
    return linked if isinstance(linked, list) else (), fonts if isinstance(fonts, tuple) else ()


def _altered(ground: Ground) -> list[str]:
    # A process of its own opens the book for itself.
    with closing(connect(ground.shelf.book)) as book:
        return altered(book, ground.output)
