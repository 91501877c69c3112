"""How far a field can be trusted: by the weight of the rule that won and by its lead over what else was proposed.

The tables are shares of fields that were right, rounded, of some thousand read by hand-made truth: see
docs/how-to/captures.md for what the figures were.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from .rows import fold
from .shapes import Candidate

Table = Sequence[tuple[float, float]]

# Of these fields a story is made; of the others nothing is said.
_FIELDS = ("headline", "date", "story_code", "source", "authors")
_BY_WEIGHT: Table = (
    (0.0, 0.3), (0.2, 0.6), (0.3, 0.85), (0.4, 0.88), (0.5, 0.93), (0.6, 0.96), (0.8, 0.97), (1.0, 0.99),
)  # fmt: skip
_BY_LEAD: Table = ((0.0, 0.75), (0.1, 0.9), (0.2, 0.97), (0.3, 1.0))
# Headlines are weighed by many rules: their lead says more than their weight.
_BY_LEAD_OF_HEADLINE: Table = ((0.0, 0.5), (1.0, 0.55), (2.0, 0.8), (3.0, 0.9), (4.0, 0.96), (5.0, 0.98))
# Where the page's own lines stand around the text, any of them may look like the headline.
_BY_LEAD_IN_FRAME: Table = ((0.0, 0.5), (3.0, 0.52), (5.0, 0.65), (6.0, 0.8), (8.0, 0.85))
# And names there are often those of sections and buttons: so much is left of what is otherwise trusted.
_IN_FRAME: Mapping[str, float] = MappingProxyType({"source": 0.75, "authors": 0.8})
_LABELLED = 20.0

MOST_LINES_OF_A_HEAD = 8
"""More lines than these above the text, not counting what tells facts, are those of a page's frame."""


def between(table: Table, value: float) -> float:
    """Return the table's value at a point, by straight lines between its points."""
    before = table[0]
    for point in table:
        if value < point[0]:
            share = (value - before[0]) / (point[0] - before[0]) if point[0] > before[0] else 0.0
            return before[1] + share * (point[1] - before[1])
        before = point
    return before[1]


def _of_field(field: str, winner: Candidate, rivals: Sequence[Candidate], *, framed: bool) -> float:
    strongest = max((rival.weight for rival in rivals), default=None)
    if field == "headline":
        sure = strongest is None or winner.weight >= _LABELLED
        table = _BY_LEAD_IN_FRAME if framed and winner.weight < _LABELLED else _BY_LEAD_OF_HEADLINE
        return between(table, table[-1][0] if sure or strongest is None else winner.weight - strongest)
    lead = 1.0 if strongest is None else between(_BY_LEAD, winner.weight - strongest)
    return between(_BY_WEIGHT, winner.weight) * lead * (_IN_FRAME.get(field, 1.0) if framed else 1.0)


def confidence_of(candidates: Sequence[Candidate], *, framed: bool = False) -> Mapping[str, float]:
    """Return the confidence (0 to 1) of each field of a story's head that has a winner.

    `framed` tells that a whole page was copied, with the lines around its text.
    """
    found: dict[str, float] = {}
    for field in _FIELDS:
        own = [one for one in candidates if one.field == field]
        winner = next((one for one in own if one.won), None)
        if winner:
            rivals = [one for one in own if not one.won and fold(one.value) != fold(winner.value)]
            found[field] = round(_of_field(field, winner, rivals, framed=framed), 2)
    return MappingProxyType(found)
