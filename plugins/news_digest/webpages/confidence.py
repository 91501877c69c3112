"""How far a field of a saved page can be trusted: by the weight of the candidate that won.

The tables are shares of fields that were right, rounded, of pages read by hand-made truth. What weighs less than
anything that these pages showed is trusted less, without a share to prove it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from ..parse.confidence import Table, between
from ..parse.shapes import Candidate

_BY_WEIGHT: Mapping[str, Table] = MappingProxyType({
    "headline": ((0.0, 0.3), (0.5, 0.6), (0.7, 0.85), (0.9, 0.96)),
    "date": ((0.0, 0.3), (0.3, 0.5), (0.6, 0.85), (0.85, 0.99)),
    "authors": ((0.0, 0.3), (0.3, 0.6), (0.4, 0.82), (0.7, 0.95)),
})  # fmt: skip


def confidence_of_page(candidates: Sequence[Candidate]) -> Mapping[str, float]:
    """Return the confidence (0 to 1) of headline, date and authors, where one of them was found."""
    won = [one for one in candidates if one.won and one.field in _BY_WEIGHT]
    found: dict[str, float] = {}
    for winner in won:
        found.setdefault(winner.field, round(between(_BY_WEIGHT[winner.field], winner.weight), 2))
    return MappingProxyType(found)
