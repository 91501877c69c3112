"""What was measured, and the figures taken from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from statistics import median

from costs import Cost


@dataclass(slots=True)
class Results:
    """The costs of one size of corpus, by row and site: of the timed rounds in order, and of the weighed round."""

    stories: int
    sites: tuple[str, ...]
    timed: dict[tuple[str, str], list[Cost]] = field(default_factory=dict)
    weighed: dict[tuple[str, str], Cost] = field(default_factory=dict)

    def add(self, row: str, site: str, cost: Cost) -> None:
        """Keep the cost of one build: a weighed one is not timed, since looking costs time."""
        if cost.memory is None:
            self.timed.setdefault((row, site), []).append(cost)
        else:
            self.weighed[row, site] = cost

    def of_row(self, row: str) -> Iterator[tuple[str, list[Cost]]]:
        """Yield each site that was timed in this row, with its costs."""
        return ((site, self.timed[row, site]) for site in self.sites if (row, site) in self.timed)

    def figure(self, row: str, site: str, field_name: str) -> float | None:
        """Return a field's median over the rounds, or the weighed figure; None where it was not measured."""
        if field_name in {"memory", "needless"}:
            cost = self.weighed.get((row, site))
            return getattr(cost, field_name) if cost else None
        costs = self.timed.get((row, site))
        return median(getattr(cost, field_name) for cost in costs) if costs else None

    def ratio(self, field_name: str, ours: tuple[str, str], theirs: tuple[str, str]) -> float | None:
        """Return the median over the rounds of one (row, site) divided by another in the same round."""
        if field_name == "memory":
            one, other = self.figure(*ours, "memory"), self.figure(*theirs, "memory")
            return one / other if one is not None and other else None
        # A site that failed midway has fewer rounds.
        pairs = list(zip(self.timed.get(ours, ()), self.timed.get(theirs, ()), strict=False))
        return median(getattr(one, field_name) / getattr(other, field_name) for one, other in pairs) if pairs else None
