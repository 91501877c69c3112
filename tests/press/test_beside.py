"""Work beside this process gives what it would give in it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from news_digest.press.beside import Beside


@pytest.mark.parametrize("fork", [True, False])
def test_the_result_is_that_of_the_work(fork: bool) -> None:  # noqa: FBT001 - a parameter of the test
    """Whoever does it."""
    beside = Beside(lambda: {"a": [1, 2]}, fork=fork)
    assert beside.result() == {"a": [1, 2]}
    beside.give_up()


def test_it_is_done_by_another_process() -> None:
    """The one that asked for it goes on meanwhile."""
    assert Beside(os.getpid).result() != os.getpid()


def test_work_that_failed_there_is_done_here() -> None:
    """Its error comes out where it can be dealt with."""
    here = os.getpid()

    def work() -> str:
        if os.getpid() != here:
            os._exit(9)
        return "done here"

    assert Beside(work).result() == "done here"


def children() -> set[int]:
    """Return the processes that this one has started and not yet seen the end of."""
    return {int(word) for path in Path("/proc/self/task").glob("*/children") for word in path.read_text().split()}


def test_nothing_is_left_of_what_is_given_up() -> None:
    """Neither a process nor an open file."""
    before, processes = len(list(Path("/proc/self/fd").iterdir())), children()
    beside = Beside(lambda: "x" * 1_000_000)
    beside.give_up()
    beside.give_up()
    assert len(list(Path("/proc/self/fd").iterdir())) == before
    assert children() == processes
