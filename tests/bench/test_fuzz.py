"""Mutated captures of every kind are read or refused."""

from __future__ import annotations

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
