"""What a finder hands on: a candidate as it is shown, with the value as the story would hold it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from .labels import Context, Finding
from .marks import Mark
from .outline import Outline
from .related import Section
from .rows import Kept
from .shapes import Candidate

# A little trust is lost with each line between a fact and the headline, much within the body.
FAR = 0.004
PLACES = {"head": 0.0, "tail": -0.05, "body": -0.4}


@dataclass(frozen=True, slots=True)
class Proposal:
    """A candidate and the value it stands for."""

    candidate: Candidate
    value: object


# Compared by identity, and without slots, so that what several finders ask of it can be kept.
@dataclass(frozen=True, eq=False)
class Page:
    """A capture laid out: its plan, its lists, the headline's line, and the address it came from if known."""

    outline: Outline
    sections: tuple[Section, ...]
    headline: str
    headline_at: int
    context: Context
    url: str | None = None

    @property
    def marks(self) -> tuple[Mark, ...]:
        """All lines."""
        return self.outline.marks

    @Kept
    def findings(self) -> tuple[tuple[int, Mark, Finding], ...]:
        """Return all that lines tell, with each line's index."""
        return tuple((index, mark, found) for index, mark in enumerate(self.marks) for found in mark.findings)

    def place_of(self, index: int) -> str:
        """Return "head", "body" or "tail"."""
        if index < self.outline.start:
            return "head"
        return "body" if index < self.outline.end else "tail"


def propose(  # noqa: PLR0913, PLR0917  the parts of a candidate, in the order in which it is told
    field: str, shown: str, value: object, rule: str, mark: Mark, weight: float
) -> Proposal:
    """Return a proposal whose origin is a line."""
    return Proposal(Candidate(field, shown, rule, f"line {mark.row.number}", round(weight, 3)), value)


def winners(proposals: Sequence[Proposal]) -> dict[str, Proposal]:
    """Return the heaviest proposal of each field; of equal ones the first."""
    best: dict[str, Proposal] = {}
    for proposal in proposals:
        field = proposal.candidate.field
        if field not in best or proposal.candidate.weight > best[field].candidate.weight:
            best[field] = proposal
    return best


def with_winners_marked(proposals: Sequence[Proposal], won: dict[str, Proposal]) -> tuple[Candidate, ...]:
    """Return all candidates, those that won marked."""
    best = {id(one) for one in won.values()}
    return tuple(replace(one.candidate, won=True) if id(one) in best else one.candidate for one in proposals)


def told(page: Page, *fields: str) -> Iterator[tuple[int, Mark, Finding]]:
    """Return what lines tell of some fields, with the line's index."""
    return (one for one in page.findings if one[-1].field in fields)


def weight_of(page: Page, index: int, found: Finding) -> float:
    """Return a finding's weight: less in the body, a little less with each line away from the headline."""
    return found.weight + PLACES[page.place_of(index)] - FAR * min(abs(index - page.headline_at), 50)
