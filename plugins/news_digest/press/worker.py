"""What a forked worker does: it takes numbers of chunks from one pipe and tells the results in another."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from types import FrameType
from typing import Any, NamedTuple, NoReturn

from .travel import packed, send

# In place of a chunk's number: the worker's last word.
FAREWELL = -1

NUMBER = 8  # bytes of a chunk's number in the pipe


@dataclass(frozen=True, slots=True)
class Task:
    """The work on each item, in chunks of a size; `begin` and `end` stand around all that one worker does."""

    work: Callable[[Any], Any]
    items: Sequence[Any]
    size: int
    begin: Callable[[], object]
    end: Callable[[], object]

    @property
    def chunks(self) -> int:
        """How many chunks there are."""
        return -(-len(self.items) // self.size)

    def of(self, chunk: int) -> Sequence[Any]:
        """Return the items of a chunk."""
        return self.items[chunk * self.size : (chunk + 1) * self.size]


class Report(NamedTuple):
    """The results of a chunk, up to the error if there was one; or a worker's last word."""

    chunk: int
    results: Sequence[Any] = ()
    error: bytes | None = None


class _StoppedError(BaseException):
    """Raised in a worker that is told to stop; what it is at cleans up behind itself."""


def labour(task: Task, numbers: int, reports: int) -> None:
    """Do chunks as their numbers come through a pipe, until it is closed, and send a `Report` of each; in a child.

    Returns without a last word where it is told to stop, or where nobody is there to be told.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all processes, and the parent decides
    signal.signal(signal.SIGTERM, _stop)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        send(reports, _worked(task, numbers, reports))
    except (_StoppedError, BrokenPipeError):
        return


def _worked(task: Task, numbers: int, reports: int) -> Report:
    try:
        task.begin()
        try:
            for chunk in _told(numbers):
                send(reports, _done(task, chunk))
        finally:
            task.end()
            flush()
    except (_StoppedError, BrokenPipeError):
        raise
    except BaseException as error:  # noqa: BLE001 - whatever it is, it is raised in the parent
        return Report(FAREWELL, error=packed(error))
    return Report(FAREWELL)


def _done(task: Task, chunk: int) -> Report:
    results = []
    try:
        for item in task.of(chunk):
            results.append(task.work(item))  # noqa: PERF401 - those before an error are needed
    except _StoppedError:
        raise
    except BaseException as error:  # noqa: BLE001 - likewise
        return Report(chunk, results, packed(error))
    return Report(chunk, results)


def _told(numbers: int) -> Iterator[int]:
    # Numbers are written whole, and a pipe gives each of its readers all that it asks for if that is there.
    while number := os.read(numbers, NUMBER):
        yield int.from_bytes(number, "big")


def flush() -> None:
    """Let out what was printed: a fork would have it twice, and a child's way out would lose it."""
    for stream in (sys.stdout, sys.stderr):
        if stream:
            stream.flush()


def _stop(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise _StoppedError
