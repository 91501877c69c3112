"""What is known of a page when the story's fields are sought in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ..parse.labels import Context, Finding
from ..parse.proposals import Proposal
from ..parse.shapes import Candidate
from .declared import Declared
from .items import Item
from .pieces import Layer, Piece
from .tree import Element


@dataclass(frozen=True, slots=True)
class Printed:
    """What one piece around the text tells of a field."""

    piece: Piece
    finding: Finding

    @property
    def origin(self) -> str:
        """Where it stands, as candidates tell it."""
        return f"line {self.piece.line}"


@dataclass(frozen=True, slots=True)
class Page:
    """A saved page taken apart.

    `items` are the pieces within the text, sorted; `head` are the pieces between headline and text, `tail` those right
    below the text; `printed` is what short lines there tell by their words. `url` is the page's own address; `picked`
    are the elements that the publisher's layout names for fields; `headline` is the number of the piece that shows the
    headline, -1 if none does; `layout` says which layout was used and why, "" for none.
    """

    declared: Declared
    layer: Layer
    context: Context
    items: Sequence[Item]
    head: Sequence[Piece]
    tail: Sequence[Piece]
    printed: Sequence[Printed]
    url: str | None = None
    picked: Mapping[str, tuple[Element, ...]] = field(default_factory=dict)
    headline: int = -1
    layout: str = ""

    def told(self, *fields: str) -> Iterator[Printed]:
        """Yield what is printed around the text of some fields."""
        return (one for one in self.printed if one.finding.field in fields)

    @property
    def kept(self) -> list[Item]:
        """The pieces that are the story's."""
        return [item for item in self.items if not item.reason]


Finder = Callable[[Page], Iterator[Proposal]]


def propose(  # noqa: PLR0913, PLR0917  the parts of a candidate, in the order in which it is told
    field: str, value: object, rule: str, origin: str, weight: float, shown: str = ""
) -> Proposal:
    """Return a proposal; what is shown of it is the value's text unless told otherwise."""
    return Proposal(Candidate(field, shown or str(value), rule, origin, round(weight, 3)), value)
