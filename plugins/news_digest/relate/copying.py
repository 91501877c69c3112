"""Whether two stories are one text in two papers, and which of them leads."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from .shingles import BITS, Kept, TextPrint

# Of the shorter text at least this share stands in the longer one; of a short text more, where chance is larger.
LEAST_SHARED = 0.45
LEAST_SHARED_SHORT = 0.6
# In shingles, which are about as many as words. What has fewer is too short to tell.
SHORT, TOO_SHORT = 60, 20
# And of the longer at least this share in the shorter: a round-up that holds a short story is another story.
LEAST_OF_LONGER = 0.14
# Of so many figures or more half are in both: a form filled in anew has others.
FEW_FIGURES, LEAST_FIGURES = 4, 0.5
NOBODY: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Overlap:
    """How many shingles two texts have that both would have kept, and how many of them both do have.

    One in so many as `each` says would have been kept of a text. `figures` is the share of the figures of the text with
    fewer that the other has, too; None where these are too few to tell.
    """

    one: int
    two: int
    shared: int
    each: int
    figures: float | None = None

    @property
    def of_shorter(self) -> float:
        """The share of the shorter text that stands in the longer."""
        return self.shared / max(1, min(self.one, self.two))

    @property
    def of_longer(self) -> float:
        """The share of the longer text that stands in the shorter."""
        return self.shared / max(1, self.one, self.two)

    @property
    def is_copy(self) -> bool:
        """Whether that is one text."""
        shorter = min(self.one, self.two) * self.each
        if shorter < TOO_SHORT or self.of_longer < LEAST_OF_LONGER:
            return False
        if self.figures is not None and self.figures < LEAST_FIGURES:
            return False
        return self.of_shorter >= (LEAST_SHARED_SHORT if shorter < SHORT else LEAST_SHARED)


def overlap(one: TextPrint, two: TextPrint) -> Overlap:
    """Return what two texts share."""
    bits, here, there = _shared(one.shingles, two.shingles)
    _, few, many = _shared(one.figures, two.figures)
    fewer = min(len(few), len(many))
    figures = len(few & many) / fewer if fewer >= FEW_FIGURES else None
    return Overlap(len(here), len(there), len(here & there), 1 << BITS - bits, figures)


def _shared(one: Kept, two: Kept) -> tuple[int, set[int], set[int]]:
    """Return what of both both would have kept, and below which power of two that is."""
    bits = min(one.bits, two.bits)
    return bits, one.below(bits), two.below(bits)


def is_copy(one: TextPrint, two: TextPrint) -> bool:
    """Return whether two stories are one text, carried by two papers; an update by the same paper is no copy."""
    return one.carrier != two.carrier and overlap(one, two).is_copy


def leads_of(
    prints: Mapping[str, TextPrint], copies: Mapping[str, Collection[str]], told: Mapping[str, str] = NOBODY
) -> dict[str, str]:
    """Return for each story that has copies the one that leads it, itself if it does; all mappings go by code.

    What an editor `told` to lead some leads these, and before all others. Stories lead in the order of `rank`, each all
    its copies that no earlier one leads. So whichever leads a story is a copy of it, however they hang together, and of
    two copies both lead only if an editor says so. A story outside does not matter.
    """
    first = frozenset(told.values())
    leads = {**told, **{code: code for code in first}}
    order = sorted(filter(copies.get, copies), key=lambda each: (each not in first, rank(each, prints, copies[each])))
    for code in order:
        if leads.setdefault(code, code) == code:
            for other in copies[code]:
                leads.setdefault(other, code)
    return leads


def rank(code: str, prints: Mapping[str, TextPrint], copies: Iterable[str]) -> tuple[bool, int, str]:
    """Return what puts a story before its copies: one of them credits its carrier; then the date; then the code."""
    own = prints[code]
    credited = bool(own.carrier) and any(prints[other].credits == own.carrier for other in copies)
    return not credited, own.moment, code
