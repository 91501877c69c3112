"""What is logged while a file is read or a page made, kept to be said again by every build until it is mended."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from pelican.log import FatalLogger, LimitFilter

# The level and the words of something logged.
Note = tuple[int, str]

NEVER = logging.CRITICAL + 1

logger = logging.getLogger(__name__)


class _Taker(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.notes: list[Note] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.notes.append((record.levelno, record.getMessage()))


@contextmanager
def taking_notes() -> Iterator[list[Note]]:
    """Keep warnings and errors from being printed until the end of the block, and collect them.

    Pelican's own loggers drop a warning that was logged before, and may raise at one; neither happens meanwhile.
    """
    root, taker = logging.getLogger(), _Taker()
    before = root.handlers, LimitFilter.LOGS_DEDUP_MIN_LEVEL, FatalLogger.fatal_lvl
    root.handlers, LimitFilter.LOGS_DEDUP_MIN_LEVEL, FatalLogger.fatal_lvl = [taker], logging.NOTSET, NEVER
    try:
        yield taker.notes
    finally:
        root.handlers, LimitFilter.LOGS_DEDUP_MIN_LEVEL, FatalLogger.fatal_lvl = before


def say(notes: Iterable[Note]) -> None:
    """Log the notes, each once; raises what logging them raised (as `pelican --fatal` has it) when all are said."""
    raised: list[RuntimeError] = []
    for level, words in dict.fromkeys(notes):
        try:
            logger.log(level, "%s", words)
        except RuntimeError as error:
            raised.append(error)
    if raised:
        raise raised[0]
