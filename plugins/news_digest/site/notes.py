"""What is logged while a file is read or a page made, kept to be said again by every build until it is mended."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from pelican.log import FatalLogger, LimitFilter

from .kept_notes import Note

NEVER = logging.CRITICAL + 1

logger = logging.getLogger(__name__)


class _Taker(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.notes: list[Note] = []

    def emit(self, record: logging.LogRecord) -> None:
        words = record.getMessage()
        # A user may not want to hear of it: LOG_FILTER, by its words or by their pattern.
        if LimitFilter._ignore.isdisjoint({(record.levelno, words), (record.levelno, record.msg)}):  # noqa: SLF001 - nothing else has it
            self.notes.append((record.levelno, words))


# To make a handler anew for each file would cost as much as to read it.
_ROOT, _TAKER = logging.getLogger(), _Taker()


class taking_notes:  # noqa: N801 - used like a function of contextlib's, of which it spares the cost
    """Keep warnings and errors from being printed until the end of the block, and collect them.

    Pelican's own loggers drop a warning that was logged before, and may raise at one; neither happens meanwhile.
    """

    __slots__ = ("_before",)

    def __enter__(self) -> list[Note]:
        """Begin, and return the list in which they are collected."""
        self._before = _ROOT.handlers, FatalLogger.fatal_lvl, LimitFilter.LOGS_DEDUP_MIN_LEVEL, _TAKER.notes
        notes: list[Note] = []
        _ROOT.handlers, FatalLogger.fatal_lvl, LimitFilter.LOGS_DEDUP_MIN_LEVEL = [_TAKER], NEVER, logging.NOTSET
        _TAKER.notes = notes
        return notes

    def __exit__(self, *_: object) -> None:
        """End it, whatever happened."""
        _ROOT.handlers, FatalLogger.fatal_lvl, LimitFilter.LOGS_DEDUP_MIN_LEVEL, _TAKER.notes = self._before


def say(notes: Iterable[Note]) -> None:
    """Log the notes, each once; raises what logging them raised (as `pelican --fatal` has it) when all are said.

    They are said again by the next build of this process, as by one of another.
    """
    raised: list[RuntimeError] = []
    with _repeating():
        for level, words in dict.fromkeys(notes):
            try:
                logger.log(level, "%s", words)
            except RuntimeError as error:
                raised.append(error)
    if raised:
        raise raised[0]


@contextmanager
def _repeating() -> Iterator[None]:
    before = LimitFilter.LOGS_DEDUP_MIN_LEVEL
    LimitFilter.LOGS_DEDUP_MIN_LEVEL = logging.NOTSET
    try:
        yield
    finally:
        LimitFilter.LOGS_DEDUP_MIN_LEVEL = before
