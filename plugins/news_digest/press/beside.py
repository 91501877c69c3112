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
        self._child, self._pipe = _begin(work) if fork and hasattr(os, "fork") else (0, -1)

    def result(self) -> Result:
        """Return what came of it."""
        data = self._received()
        if not data:
            return self._work()
        result: Result = pickle.loads(data)  # noqa: S301 - from our own child
        return result

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
