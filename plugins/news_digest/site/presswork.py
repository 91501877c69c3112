"""A build that redoes only what changed: what changed is found by stamps before anything is read.

With nothing to do it is over here; else `renewal` takes over, which needs all that reads and renders.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from sqlite3 import Connection, DatabaseError

from ..press.beside import Beside
from ..press.book import altered, break_seal, connect, facts, list_files, listed_files, open_book, why_closed
from ..press.errors import BookError
from ..press.lock import held
from ..press.sweep import Intents, left_over, remove_files, sweep_asides
from .job import Announced, Found, Job, Outcome, count_of, recalled
from .looking import look
from .stamping import kept_stamps

# From so many files on they are looked at by a process of its own.
MANY_FILES = 5_000


def print_site(job: Job) -> Outcome:
    """Build the site and return what was done.

    Waits while another build of the same output folder is at work. Raises `NewsDigestError` for what makes the whole
    site impossible: then nothing has been written, or the next build completes it.
    """
    with held(job.shelf.at(".lock"), job.tell):
        try:
            return _print(job)
        except DatabaseError as error:
            if job.clean:
                raise BookError(str(job.shelf.book), str(error)) from error
        # A damaged book is worth nothing, and all that it knew can be found again.
        try:
            return _print(replace(job, clean=True))
        except DatabaseError as error:
            raise BookError(str(job.shelf.book), str(error)) from error


def _print(job: Job) -> Outcome:
    with _finding(job) as found:
        if found.nothing_changed and found.book:
            return recalled(found.book)
        from .renewal import renew  # noqa: PLC0415 - needs all that reads and renders

        return renew(job, found)


def print_whole_site(job: Job, run: Callable[[Announced], None]) -> None:
    """Build the site by `run`, which announces all files before it makes them, and remove what is gone.

    What the book says of the output folder is no longer true then, so it is put aside.
    """
    with held(job.shelf.at(".lock"), job.tell):
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
def _finding(job: Job) -> Iterator[Found]:
    left = left_over(job.shelf.at(".intents"))
    if left is not None:
        sweep_asides(job.output)
    book = None if job.clean else open_book(job.shelf, job.full_mark)
    if book is None:
        reason = "--clean was given" if job.clean else why_closed(job.shelf, job.full_mark)
        now_ns = time.time_ns()
        yield Found(None, look(job.settings, ()), now_ns, left, reason=reason)
        return
    try:
        # Looking at all that was written takes as long as looking at all that is read.
        watch = Beside(lambda: _altered(job), fork=count_of(book) > MANY_FILES)
        try:
            yield _found(job, book, left, watch)
        finally:
            watch.give_up()
    finally:
        book.close()


def _found(job: Job, book: Connection, left: frozenset[str] | None, watch: Beside[list[str]]) -> Found:
    now_ns = time.time_ns()
    linked = facts(book, "linked")
    looked = look(job.settings, linked if isinstance(linked, list) else ())
    return Found(book, looked, now_ns, left, kept_stamps(book), watch)


def _altered(job: Job) -> list[str]:
    # A process of its own opens the book for itself.
    with closing(connect(job.shelf.book)) as book:
        return altered(book, job.output)
