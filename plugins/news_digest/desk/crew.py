"""Stories read by many hands: by this process, by the cores of this machine, or by any executor that is handed in.

What is handed out are documents and what comes back are readings, in the order of the documents; no more of them wait
than a window holds, so an archive of any length needs the memory of a few stories.
"""

from __future__ import annotations

import copyreg
import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from threading import Thread
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

from ..errors import CaptureError, NewsDigestError
from ..markdown.normal import normalised
from ..parse import Reading
from ..reading import read_document

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..capture.containers import Document
    from ..layouts import Layout

    Layouts = tuple[Layout, ...]

Answer = Reading | NewsDigestError
Turn = TypeVar("Turn")

EACH = 4
"""How many stories wait for each worker."""

WINDOW = 256
"""How many wait for an executor of which nothing is known."""

FEW = 12
"""So many stories are read before it pays to start workers."""


def _fixed(mapping: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(mapping)


def _loose(mapping: MappingProxyType[Any, Any]) -> tuple[Callable[..., MappingProxyType[Any, Any]], tuple[Any, ...]]:
    return _fixed, (dict(mapping),)


# Stories hold what is kept beside their own keys in a mapping that nobody can change, which pickle does not know.
copyreg.pickle(MappingProxyType, _loose)


def read_one(document: Document, layouts: Layouts = ()) -> Answer:
    """Return what a document tells, as its story file would give it back, or the error for which it is refused.

    The one function that reads a story at the desk, wherever it runs: it depends on nothing but its arguments.
    """
    try:
        reading = read_document(document, layouts)
    except NewsDigestError as error:
        return error
    return replace(reading, story=normalised(reading.story))


@dataclass(slots=True)
class Crew:
    """Who reads: an executor with the number of stories that may wait for it, or with none this process alone.

    `renew` makes an executor of so many workers in the place of one that broke; `lost` is what an executor raises that
    gave a document up because its workers died of it.
    """

    executor: Executor | None = None
    window: int = 1
    renew: Callable[[int], Executor] | None = None
    lost: tuple[type[Exception], ...] = ()

    def read_all(
        self, turns: Iterable[tuple[Turn, Document | None]], layouts: Layouts = ()
    ) -> Iterator[tuple[Turn, Answer | None]]:
        """Yield each turn with the answer to its document, in their order; raises what the executor raises."""
        waiting: deque[tuple[Turn, Document | None, Future[Answer] | Answer | None]] = deque()
        documents = 0
        for turn, document in turns:
            documents += document is not None
            waiting.append((turn, document, self._hand_out(document, layouts, few=documents <= FEW)))
            while waiting and (len(waiting) > self.window or not isinstance(waiting[0][2], Future)):
                turn_before, given, found = waiting.popleft()
                yield turn_before, self._answer(given, found, layouts)
        for turn_before, given, found in waiting:
            yield turn_before, self._answer(given, found, layouts)

    def _hand_out(self, document: Document | None, layouts: Layouts, *, few: bool) -> Future[Answer] | Answer | None:
        if document is None:
            return None
        if self.executor is None or few:
            return read_one(document, layouts)
        try:
            return self.executor.submit(read_one, document, layouts)
        except BrokenExecutor:
            if self.renew is None:
                raise
            self.executor = self.renew(max(1, self.window // EACH))
            return self.executor.submit(read_one, document, layouts)

    def _answer(
        self, document: Document | None, found: Future[Answer] | Answer | None, layouts: Layouts
    ) -> Answer | None:
        if document is None or not isinstance(found, Future):
            return None if isinstance(found, Future) else found
        try:
            return found.result()
        except self.lost:
            return _given_up(document)
        except BrokenExecutor:
            if self.renew is None:
                raise
            return _read_apart(document, layouts, self.renew)


def _read_apart(document: Document, layouts: Layouts, renew: Callable[[int], Executor]) -> Answer:
    """Return the answer to a document that was being read when a worker died, from a worker of its own."""
    with renew(1) as alone:
        try:
            return alone.submit(read_one, document, layouts).result()
        except BrokenExecutor:
            return _given_up(document)


class GivenUpError(CaptureError):
    """A capture of which the reader died; another time it may be read."""


def _given_up(document: Document) -> CaptureError:
    remedy = "make sure that there is memory enough, or take it out"
    return GivenUpError(document.name, "the process that read it ended without a word", remedy)


@contextmanager
def crew(workers: int) -> Iterator[Crew]:
    """Yield a crew of so many processes of this machine; on leaving, also by Ctrl-C, none of them is left."""
    hands = Crew(_pool(workers), workers * EACH, _pool) if workers > 1 else Crew()
    try:
        yield hands
    finally:
        if hands.executor is not None:
            hands.executor.shutdown(cancel_futures=True)


_METHOD = "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"


def _pool(workers: int) -> Executor:
    context = multiprocessing.get_context(_METHOD)
    return ProcessPoolExecutor(workers, context, initializer=_begin_work)


def _begin_work() -> None:
    # Ctrl-C reaches every process of the terminal; the desk alone answers it, and sends the workers home.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    Thread(target=_end_with_the_desk, daemon=True).start()


def _end_with_the_desk() -> None:
    """End this process when the desk has ended without a word to it: killed, it sends nobody home."""
    desk = multiprocessing.parent_process()
    if desk is not None:
        desk.join()
        os._exit(1)
