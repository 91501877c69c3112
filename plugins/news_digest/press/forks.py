"""The parent's side of shared work: workers are forked, given chunks, heard, and let go."""

from __future__ import annotations

import gc
import os
import select
import signal
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, NoReturn

from .errors import WorkerLostError
from .travel import receive, unpacked
from .worker import FAREWELL, NUMBER, Report, Task, flush, labour

GRACE = 3.0  # seconds that a worker has to leave what it is at


@dataclass(slots=True)
class Crew:
    """The parent's side: `numbers` is the pipe that gives out chunks, `workers` has the process of each report pipe."""

    task: Task
    ahead: int
    numbers: int | None = None
    workers: dict[int, int] = field(default_factory=dict)
    reports: dict[int, Report] = field(default_factory=dict)

    def hire(self, count: int) -> None:
        """Fork the workers; an interruption waits until all of them are known."""
        flush()
        taken, self.numbers = os.pipe()
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
        try:
            for _ in range(count):
                self._fork(taken)
        finally:
            os.close(taken)
            signal.pthread_sigmask(signal.SIG_SETMASK, before)

    def _fork(self, taken: int) -> None:
        told, telling = os.pipe()
        process = os.fork()
        if not process:
            self._work(taken, told, telling)
        os.close(telling)
        self.workers[told] = process

    def _work(self, taken: int, told: int, telling: int) -> NoReturn:
        # A pipe tells the end of its other side only if no worker holds that for another.
        try:
            gc.freeze()  # a collection would touch, and so copy, all memory that is shared with the parent
            self._close()
            for pipe in (told, *self.workers):
                os.close(pipe)
            labour(self.task, taken, telling)
        finally:
            os._exit(0)

    def results(self) -> Iterator[Any]:
        """Yield all results in order; returns when each worker has said its last word."""
        chunks, given = self.task.chunks, 0
        for chunk in range(chunks):
            for number in range(given, given := min(chunks, chunk + self.ahead)):
                self._give(number)
            if given == chunks:
                self._close()
            yield from self._results_of(chunk)
        self._close()
        while self.workers:
            self._listen()

    def _results_of(self, chunk: int) -> Iterator[Any]:
        while chunk not in self.reports:
            self._listen()
        report = self.reports.pop(chunk)
        yield from report.results
        if report.error:
            raise unpacked(report.error)

    def _give(self, number: int) -> None:
        if self.numbers is not None:
            with suppress(BrokenPipeError):  # nobody is left to take it, as will be heard
                os.write(self.numbers, number.to_bytes(NUMBER, "big"))

    def _close(self) -> None:
        if self.numbers is not None:
            os.close(self.numbers)
            self.numbers = None

    def _listen(self) -> None:
        poll = select.poll()
        for pipe in self.workers:
            poll.register(pipe, select.POLLIN)
        for pipe, _ in poll.poll():
            self._hear(pipe)

    def _hear(self, pipe: int) -> None:
        try:
            report = Report(*receive(pipe))
        except EOFError:
            raise WorkerLostError(_ended(self._part(pipe))) from None
        if report.chunk != FAREWELL:
            self.reports[report.chunk] = report
            return
        self._part(pipe)
        if report.error:
            raise unpacked(report.error)

    def _part(self, pipe: int) -> int:
        os.close(pipe)
        return os.waitstatus_to_exitcode(os.waitpid(self.workers.pop(pipe), 0)[1])

    def dismiss(self) -> None:
        """Let no worker be left: those still at work are told to stop, and killed if they do not."""
        self._close()
        left = set(self.workers.values())
        for pipe in self.workers:
            os.close(pipe)
        self.workers.clear()
        try:
            for process in left:
                os.kill(process, signal.SIGTERM)
            _await(left, time.monotonic() + GRACE)
        finally:  # also where the user has no patience
            for process in left:
                os.kill(process, signal.SIGKILL)
                os.waitpid(process, 0)


def _await(processes: set[int], until: float) -> None:
    while processes and time.monotonic() < until:
        for process in tuple(processes):
            if os.waitpid(process, os.WNOHANG)[0]:
                processes.remove(process)
        time.sleep(0.001)


def _ended(code: int) -> str:
    return f"was killed by {signal.Signals(-code).name}" if code < 0 else f"ended with code {code}"
