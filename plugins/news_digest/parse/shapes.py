"""What the rules propose, and what comes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from ..capture.pictures import Picture
from ..story import Story


@dataclass(frozen=True, slots=True)
class Candidate:
    """A value that a rule proposes for a field of the story.

    `field` is a field name of `Story`; `value` is what would be stored, as text; `rule` names the rule;
    `origin` says where it was found ("line 5", "the address", "head > meta"); `weight` is the rule's trust,
    higher wins, ties go to the earlier candidate; `won` is set on the winners in a Reading.
    """

    field: str
    value: str
    rule: str
    origin: str
    weight: float
    won: bool = False


@dataclass(frozen=True, slots=True)
class Cut:
    """What stands among a story's text and is not of it: why it was left out, how it begins, where it stands.

    `lines` are the first and the last line of the capture that it stands in.
    """

    reason: str
    text: str
    origin: str
    lines: tuple[int, int]


# A field of less confidence is doubtful: fewer than seven in ten were right.
DOUBTFUL = 0.7


@dataclass(frozen=True, slots=True)
class Reading:
    """A capture understood: the story and every candidate that was considered, winners marked.

    `cuts` are the lines that were left out; `confidence` says of fields of the head how far to trust them (0 to 1);
    `pictures` are those that the story's body shows; `layout` says which layout was used and why, "" for none.
    """

    story: Story
    candidates: tuple[Candidate, ...]
    cuts: tuple[Cut, ...] = ()
    confidence: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    pictures: tuple[Picture, ...] = ()
    layout: str = ""

    @property
    def doubts(self) -> tuple[str, ...]:
        """The fields of little confidence."""
        return tuple(name for name, share in self.confidence.items() if share < DOUBTFUL)
