"""Mutated captures of every kind are read or refused."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable
from random import Random

import fuzz
import pytest


@pytest.mark.parametrize("kind", fuzz.KINDS)
def test_a_few_of_each_kind_go_well(kind: str) -> None:
    """The benchmark tries as many as one has time for."""
    tally = fuzz.tried(kind, range(4), 1)
    assert tally.faults == []
    assert tally.told.total() >= 4


def test_a_mutation_is_made_again_by_its_number() -> None:
    """So that what went wrong can be looked at."""
    bases = fuzz.KINDS["rss"]()
    first, again = (fuzz.mutated(bases, Random("1:rss:7")) for _ in range(2))
    assert first == again
    assert first not in bases


def test_what_crashes_is_told_with_its_number(monkeypatch: pytest.MonkeyPatch) -> None:
    """The others are tried all the same."""

    def broken(data: bytes) -> None:
        raise ZeroDivisionError(len(data))

    monkeypatch.setattr(fuzz, "outcomes", broken)
    faults = fuzz.tried("atom", range(2), 1).faults
    assert [fault.partition(":")[0] for fault in faults] == ["atom 0", "atom 1"]
    assert all("ZeroDivisionError" in fault for fault in faults)


def _compute(_: bytes) -> None:
    while True:
        pass


def _wait(_: bytes) -> None:
    while True:
        time.sleep(1)


@pytest.mark.parametrize(
    ("clock", "hang", "told"), [(signal.SIGPROF, _compute, "CPU"), (signal.SIGALRM, _wait, "waiting")]
)
def test_what_hangs_is_told_and_left(
    monkeypatch: pytest.MonkeyPatch, clock: signal.Signals, hang: Callable[[bytes], None], told: str
) -> None:
    """By the time that the CPU works on it, however busy the machine is; what only waits, by the clock on the wall."""
    monkeypatch.setattr(fuzz, "outcomes", hang)
    monkeypatch.setitem(fuzz.LIMITS_S, clock, 0.01)
    assert fuzz.tried("atom", range(1), 1).faults == [f"atom 0: longer than 0.01 s of {told}"]
