"""The sums of seeds are kept by their stamps, as far as that pays."""

from __future__ import annotations

import json

import pytest
from desk_captures import Desk, capture

from news_digest.desk import sums
from news_digest.desk.filing import read_sealed
from news_digest.desk.intake import find_seeds
from news_digest.desk.pieces import sum_of


def kept(desk: Desk) -> dict[str, list[object]]:
    """Return what is kept."""
    found: dict[str, list[object]] = json.loads(read_sealed(desk.project.root / ".digest" / sums.FILE))["sums"]
    return found


def test_a_few_sums_that_differ_are_not_worth_writing_all(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """These seeds are read again the next time, and what is known of them is right all the same."""
    monkeypatch.setattr(sums, "TICK_NS", 0)
    monkeypatch.setattr(sums, "_FEW", 2)
    for number in range(4):
        desk.put(f"{number}.txt", capture(f"Day {number} of the Storm", code=f"c{number}"))
    seeds = find_seeds(desk.project.seeds).seeds
    sums.sums_of(desk.project, seeds, keep=True)
    before = kept(desk)
    assert sorted(before) == [seed.name for seed in seeds]
    desk.put("1.txt", "Something else\n")
    assert sums.sums_of(desk.project, seeds, keep=True)["1.txt"] == sum_of(seeds[1])
    assert kept(desk) == before
    desk.put("2.txt", "Something else again\n")
    assert sums.sums_of(desk.project, seeds, keep=True)["2.txt"] == sum_of(seeds[2])
    assert kept(desk) != before
