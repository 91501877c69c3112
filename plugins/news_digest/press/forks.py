"""The parent's side of shared work: workers are forked, given chunks, heard, and let go."""

from __future__ import annotations

import gc
import os
import select
import signal
import time
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, NamedTuple, NoReturn

from .errors import WorkerLostError
from .travel import receive, unpacked
from .worker import FAREWELL, NUMBER, Report, Task, flush, labour

GRACE = 3.0  # seconds that a worker has to leave what it is at


class Member(NamedTuple):
    """A worker: its process, and which end of the work it takes its chunks from."""

    process: int
    end: int


@dataclass(slots=True)
class Crew:
    """The parent's side: `ends` are the pipes that give out chunks, `workers` has who tells what comes from a pipe."""

    task: Task
    ends: list[int] = field(default_factory=list)
    workers: dict[int, Member] = field(default_factory=dict)
    reports: dict[int, Report] = field(default_factory=dict)

    def hire(self, count: int, *, ends: int) -> None:
        """Fork the workers, who take chunks from so many ends; an interruption waits until all of them are known."""
        flush()
        pipes = [os.pipe() for _ in range(min(ends, count))]
        self.ends = [giving for _, giving in pipes]
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
        try:
            for number in range(count):
                self._fork([taken for taken, _ in pipes], number % len(pipes))
        finally:
            for taken, _ in pipes:
                os.close(taken)
            signal.pthread_sigmask(signal.SIG_SETMASK, before)

    def _fork(self, taken: list[int], end: int) -> None:
        told, telling = os.pipe()
        process = os.fork()
        if not process:
            self._work(taken[end], [told, *(other for other in taken if other != taken[end])], telling)
        os.close(telling)
        self.workers[told] = Member(process, end)

    def _work(self, taken: int, others: list[int], telling: int) -> NoReturn:
        # A pipe tells the end of its other side only if no worker holds that for another.
        try:
            gc.freeze()  # a collection would touch, and so copy, all memory that is shared with the parent
            self._close()
            for pipe in (*others, *self.workers):
                os.close(pipe)
            labour(self.task, taken, telling)
        finally:
            os._exit(0)

    def results(self, ahead: int) -> Iterator[Any]:
        """Yield all results in order, of at most so many chunks ahead; returns when each worker said its last word."""
        chunks, given = self.task.chunks, 0
        for chunk in range(chunks):
            for number in range(given, given := min(chunks, chunk + ahead)):
                self._give(number)
            if given == chunks:
                self._close()
            while chunk not in self.reports:
                self._listen()
            yield from _results_of(self.reports.pop(chunk))
        yield from self._last_results()

    def results_from_both_ends(self) -> Iterator[Any]:
        """Yield all results as they come; returns when each worker said its last word."""
        left = deque(range(self.task.chunks))
        # One to work on, and one to go on with at once.
        for member in (*self.workers.values(), *self.workers.values()):
            self._give_from(left, member.end)
        while left:
            for member in self._listen():
                self._give_from(left, member.end)
            yield from self._results_so_far()
        yield from self._last_results()

    def _last_results(self) -> Iterator[Any]:
        self._close()
        while self.workers:
            self._listen()
            yield from self._results_so_far()

    def _results_so_far(self) -> Iterator[Any]:
        while self.reports:
            yield from _results_of(self.reports.pop(next(iter(self.reports))))

    def _give_from(self, left: deque[int], end: int) -> None:
        if left:
            self._give(left.pop() if end else left.popleft(), end)

    def _give(self, number: int, end: int = 0) -> None:
        if self.ends:
            with suppress(BrokenPipeError):  # nobody is left to take it, as will be heard
                os.write(self.ends[end], number.to_bytes(NUMBER, "big"))

    def _close(self) -> None:
        while self.ends:
            os.close(self.ends.pop())

    def _listen(self) -> list[Member]:
        """Wait until somebody tells something, and return who told."""
        poll = select.poll()
        for pipe in self.workers:
            poll.register(pipe, select.POLLIN)
        heard = [pipe for pipe, _ in poll.poll()]
        members = [self.workers[pipe] for pipe in heard]
        for pipe in heard:
            self._hear(pipe)
        return members

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
        return os.waitstatus_to_exitcode(os.waitpid(self.workers.pop(pipe).process, 0)[1])

    def dismiss(self) -> None:
        """Let no worker be left: those still at work are told to stop, and killed if they do not."""
        self._close()
        left = {member.process for member in self.workers.values()}
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


def _results_of(report: Report) -> Iterator[Any]:
    yield from report.results
    if report.error:
        raise unpacked(report.error)


def _await(processes: set[int], until: float) -> None:
    while processes and time.monotonic() < until:
        for process in tuple(processes):
            if os.waitpid(process, os.WNOHANG)[0]:
                processes.remove(process)
        time.sleep(0.001)


def _ended(code: int) -> str:
    return f"was killed by {signal.Signals(-code).name}" if code < 0 else f"ended with code {code}"
