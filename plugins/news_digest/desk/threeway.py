"""The three-way merge of two versions of a sequence with what both were made of.

As in S. Khanna, K. Kunal, B. C. Pierce, "A Formal Investigation of Diff3", FSTTCS 2007, but that changes of neighbours,
which do not overlap, are both taken: the items are paragraphs, of which each stands for itself.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# Two runs whose lengths multiply to more are not searched for what they have in common; it would take seconds.
_MOST_COMPARED = 4_000_000

Side = Literal["ours", "theirs"]


class Region(NamedTuple):
    """A run of the merge: of which version it is taken, and what it is in all three, as slices.

    Where both changed it differently `taken` is None.
    """

    taken: Side | None
    base: slice
    ours: slice
    theirs: slice


class _Hunk(NamedTuple):
    """Items of the base from `begin` to before `end`, in whose place a side has so many (`size`)."""

    begin: int
    end: int
    side: Side
    size: int

    @property
    def growth(self) -> int:
        """How many items more the side has."""
        return self.size - (self.end - self.begin)


@dataclass(slots=True)
class _Cluster:
    """Hunks of both sides that overlap."""

    begin: int
    end: int
    hunks: list[_Hunk] = field(default_factory=list)

    def growth(self, side: Side) -> int:
        return sum(hunk.growth for hunk in self.hunks if hunk.side == side)


def merge(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> Iterator[Region]:
    """Yield the runs of the merge in order; together they cover all three versions."""
    at = shift = other = 0
    for cluster in [*_clusters(sorted([*_hunks(base, ours, "ours"), *_hunks(base, theirs, "theirs")])), None]:
        begin, end = (cluster.begin, cluster.end) if cluster else (len(base), len(base))
        if at < begin:
            both = slice(at + shift, begin + shift), slice(at + other, begin + other)
            yield Region("ours", slice(at, begin), *both)
        if cluster:
            start, begins = begin + shift, begin + other
            shift, other = shift + cluster.growth("ours"), other + cluster.growth("theirs")
            mine, new = slice(start, end + shift), slice(begins, end + other)
            yield Region(_taken(cluster, ours[mine], theirs[new]), slice(begin, end), mine, new)
        at = end


def differences(ours: Sequence[str], theirs: Sequence[str]) -> Iterator[Region]:
    """Yield the runs of two versions of which nobody knows what they were made of; what differs is taken of neither."""
    at, other = 0, 0
    for hunk in [*_hunks(ours, theirs, "theirs"), _Hunk(len(ours), len(ours), "theirs", 0)]:
        alike = hunk.begin - at
        yield Region("ours", slice(0), slice(at, hunk.begin), slice(other, other + alike))
        other += alike
        if (hunk.end - hunk.begin) + hunk.size:
            yield Region(None, slice(0), slice(hunk.begin, hunk.end), slice(other, other + hunk.size))
        at, other = hunk.end, other + hunk.size


def _taken(cluster: _Cluster, ours: Sequence[str], theirs: Sequence[str]) -> Side | None:
    sides = {hunk.side for hunk in cluster.hunks}
    if len(sides) == 1:
        return sides.pop()
    # As where an import was killed before it could note what it wrote, and the file was edited since.
    return "ours" if list(ours) == list(theirs) or (theirs and _is_within(theirs, ours)) else None


def _is_within(some: Sequence[str], others: Sequence[str]) -> bool:
    """Return whether all of some items stand among others, in their order."""
    rest = iter(others)
    return all(item in rest for item in some)


def _clusters(hunks: Sequence[_Hunk]) -> Iterator[_Cluster]:
    """Yield the hunks of both sides, sorted, those together that overlap."""
    current: _Cluster | None = None
    for hunk in hunks:
        if current and _overlap(current, hunk):
            current.end = max(current.end, hunk.end)
            current.hunks.append(hunk)
        else:
            if current:
                yield current
            current = _Cluster(hunk.begin, hunk.end, [hunk])
    if current:
        yield current


def _overlap(cluster: _Cluster, hunk: _Hunk) -> bool:
    # Two that come in at one place are of both sides: nobody knows in which order they should stand.
    return hunk.begin < cluster.end or hunk.begin == hunk.end == cluster.begin


def _hunks(base: Sequence[str], version: Sequence[str], side: Side) -> Iterator[_Hunk]:
    """Yield what a side changed, in order."""
    head = _alike(base, version)
    tail = _alike(base[head:][::-1], version[head:][::-1])
    inner, other = base[head : len(base) - tail], version[head : len(version) - tail]
    if len(inner) * len(other) > _MOST_COMPARED:
        yield _Hunk(head, head + len(inner), side, len(other))
        return
    for tag, begin, end, start, stop in SequenceMatcher(None, inner, other, autojunk=False).get_opcodes():
        if tag == "replace" and end - begin == stop - start:
            # As many as before: each was changed by itself.
            yield from (_Hunk(head + at, head + at + 1, side, 1) for at in range(begin, end))
        elif tag != "equal":
            yield _Hunk(head + begin, head + end, side, stop - start)


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many items two sequences begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))
