"""What a finder hands on: a candidate as it is shown, with the value as the story would hold it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from .labels import Context
from .marks import Mark
from .outline import Outline
from .related import Section
from .shapes import Candidate


@dataclass(frozen=True, slots=True)
class Proposal:
    """A candidate and the value it stands for."""

    candidate: Candidate
    value: object


@dataclass(frozen=True, slots=True)
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
    return tuple(replace(one.candidate, won=won.get(one.candidate.field) is one) for one in proposals)
