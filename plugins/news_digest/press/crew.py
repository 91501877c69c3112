"""Work shared among forked processes: they inherit what they need, and results come in the order of the items."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from math import ceil
from pathlib import Path
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

LARGEST_CHUNK = 64  # items, the results of which travel and wait together
CHUNKS_EACH = 16  # where there are items enough, so that no worker is long at its last one while the others are idle
CHUNKS_AHEAD = 4  # each, of the chunk whose results are taken: the bound of what waits in memory

_CAN_FORK = hasattr(os, "fork")


def workers_for(wanted: int | None) -> int:
    """Return how many workers to have: those wanted, else one for each core that this process may use.

    Where the system cannot fork it is 1.
    """
    if not _CAN_FORK:
        return 1
    return max(1, _cores() if wanted is None else wanted)


def share(
    work: Callable[[Item], Result],
    items: Iterable[Item],
    *,
    workers: int,
    begin: Callable[[], object] | None = None,
    end: Callable[[], object] | None = None,
) -> Iterator[Result]:
    """Yield `work(item)` of each item, in their order, from forked workers that inherit all that `work` needs.

    Only the results travel, so they alone have to be small and fit for pickle. `begin` and `end` are called once in
    each worker, before and after all of its work. With one worker everything happens in this process.

    What `work` raises is raised here, as itself and in its turn; a worker that dies raises `WorkerLostError`. No worker
    is left when the iterator is used up, closed, or interrupted.
    """
    if workers <= 1 or not _CAN_FORK:
        return _alone(work, items, begin or _nothing, end or _nothing)
    return _together(work, tuple(items), workers, (begin or _nothing, end or _nothing), from_both_ends=False)


def share_from_both_ends(
    work: Callable[[Item], Result],
    items: Iterable[Item],
    *,
    workers: int,
    begin: Callable[[], object] | None = None,
) -> Iterator[Result]:
    """Yield results as `share` does, but as they are ready, in no order; all of them may have to wait in memory.

    Half of the workers begin at the last item: items near each other, which may need the same things, mostly come to
    the same workers.
    """
    if workers <= 1 or not _CAN_FORK:
        return _alone(work, items, begin or _nothing, _nothing)
    return _together(work, tuple(items), workers, (begin or _nothing, _nothing), from_both_ends=True)


def _alone(
    work: Callable[[Item], Result], items: Iterable[Item], begin: Callable[[], object], end: Callable[[], object]
) -> Iterator[Result]:
    begin()
    try:
        for item in items:
            yield work(item)
    finally:
        end()


def _together(
    work: Callable[[Item], Result],
    items: Sequence[Item],
    workers: int,
    around: tuple[Callable[[], object], Callable[[], object]],
    *,
    from_both_ends: bool,
) -> Iterator[Result]:
    from .forks import Crew  # noqa: PLC0415 - a build with nothing to do needs none of it
    from .worker import Task  # noqa: PLC0415 - likewise

    crew = Crew(Task(work, items, _chunk_size(len(items), workers), *around))
    try:
        if from_both_ends:
            crew.hire(workers, ends=2)
            yield from crew.results_from_both_ends()
        else:
            crew.hire(workers, ends=1)
            yield from crew.results(CHUNKS_AHEAD * workers)
    finally:
        crew.dismiss()


def _chunk_size(items: int, workers: int) -> int:
    return max(1, min(LARGEST_CHUNK, items // (CHUNKS_EACH * workers)))


def _cores(quota: Path = Path("/sys/fs/cgroup/cpu.max")) -> int:
    # sched_getaffinity(2), and for a container cpu.max of control groups v2: microseconds of each period.
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    try:
        granted, period = quota.read_text("ascii").split()
    except (OSError, ValueError):
        return cores
    return cores if granted == "max" else min(cores, ceil(int(granted) / int(period)))


def _nothing() -> None:
    pass
