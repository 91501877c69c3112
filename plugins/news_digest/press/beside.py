"""A piece of work done by a forked process while this one goes on."""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable
from contextlib import suppress
from typing import Generic, TypeVar

Result = TypeVar("Result")


class Beside(Generic[Result]):
    """Work begun in a process of its own, where the system can fork; else, or should that fail, done when asked for.

    The result has to be fit for pickle. The work may not use anything of this process that a fork breaks, such as an
    open database.
    """

    def __init__(self, work: Callable[[], Result], *, fork: bool = True) -> None:
        self._work = work
        self._results: list[Result] = []
        self._child, self._pipe = _begin(work) if fork and hasattr(os, "fork") else (0, -1)

    def result(self) -> Result:
        """Return what came of it, and wait for that where it is asked for the first time."""
        if not self._results:
            data = self._received()
            self._results.append(pickle.loads(data) if data else self._work())  # noqa: S301 - from our own child
        return self._results[0]

    def give_up(self) -> None:
        """Wait for nothing any more; to be called where `result` was not."""
        if self._pipe >= 0:
            os.close(self._pipe)
            self._pipe = -1
            with suppress(ChildProcessError):
                os.waitpid(self._child, 0)

    def _received(self) -> bytes:
        if self._pipe < 0:
            return b""
        with os.fdopen(self._pipe, "rb") as pipe:
            data = pipe.read()
        self._pipe = -1
        _, status = os.waitpid(self._child, 0)
        return data if status == 0 else b""


def _begin(work: Callable[[], object]) -> tuple[int, int]:
    """Fork; return the child's number and where its result comes from."""
    reading, writing = os.pipe()
    child = os.fork()
    if child:
        os.close(writing)
        return child, reading
    status = 1
    try:
        os.close(reading)
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(pickle.dumps(work(), protocol=5))
        status = 0
    finally:
        os._exit(status)  # what this process inherited is not its own to clear up
