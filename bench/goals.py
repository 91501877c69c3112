"""What a build must not cost, and whether it did."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from results import Results

Field = Literal["wall", "cpu", "memory", "touched", "needless"]
DIGEST = "digest"
SMALL, LARGE = 10_000, 100_000
CHANGES = ("title-edit", "add-newest", "remove-newest", "remove-middle", "add-middle")
MOST_FILES = 50


@dataclass(frozen=True, slots=True)
class Goal:
    """The most that a field of a row's figure may be: of the digest's, or of its ratio to (row, site) `beside`.

    A goal with `stories` holds for a corpus of that size alone.
    """

    row: str
    field: Field
    most: float
    beside: tuple[str, str] | None = None
    stories: int | None = None

    @property
    def text(self) -> str:
        """Return what is looked at, in words."""
        beside = " ÷ ".join(("", " ".join(self.beside))) if self.beside else ""
        return f"{self.row}: {self.field}{beside}"

    def reached(self, results: Results) -> float | None:
        """Return the figure that was reached; None where it was not measured."""
        if self.beside:
            return results.ratio(self.field, (self.row, DIGEST), self.beside)
        return results.figure(self.row, DIGEST, self.field)


def _seconds(row: str, small: float, large: float) -> tuple[Goal, Goal]:
    return Goal(row, "wall", small, stories=SMALL), Goal(row, "wall", large, stories=LARGE)


GOALS = (
    Goal("cold", "wall", 1.0, beside=("cold", "hugo"), stories=SMALL),
    Goal("cold", "cpu", 1.0, beside=("cold", "hugo"), stories=SMALL),
    Goal("cold", "wall", 0.25, beside=("cold", "pelican"), stories=SMALL),
    Goal("cold", "memory", 0.5, beside=("cold", "hugo"), stories=SMALL),
    *_seconds("no-op", 0.4, 1.2),
    Goal("no-op", "touched", 0),
    *_seconds("body-edit", 0.6, 1.3),
    *(goal for row in CHANGES for goal in _seconds(row, 0.7, 1.7)),
    *(Goal(row, "touched", MOST_FILES) for row in CHANGES),
    *(Goal(row, "needless", 0) for row in ("body-edit", *CHANGES, "template")),
    Goal("template", "wall", 1.0, beside=("cold", DIGEST)),
)
GROWTH = 11.0


@dataclass(frozen=True, slots=True)
class Verdict:
    """A goal beside what was reached; None where it was not measured."""

    stories: int
    text: str
    most: float
    reached: float | None

    @property
    def word(self) -> str:
        """Return "met", "missed" or "not measured"."""
        if self.reached is None:
            return "not measured"
        return "met" if self.reached <= self.most else "missed"


def verdicts(measured: Mapping[int, Results]) -> Iterator[Verdict]:
    """Yield the verdict on each goal, for each size of corpus it holds for."""
    for stories, results in measured.items():
        for goal in GOALS:
            if goal.stories in {None, stories}:
                yield Verdict(stories, goal.text, goal.most, goal.reached(results))
    if {SMALL, LARGE} <= measured.keys():
        yield Verdict(LARGE, f"cold: wall ÷ cold at {SMALL}", GROWTH, _growth(measured[SMALL], measured[LARGE]))


def _growth(small: Results, large: Results) -> float | None:
    one, other = large.figure("cold", DIGEST, "wall"), small.figure("cold", DIGEST, "wall")
    return one / other if one and other else None
