"""The corrections of stories as lists have them: what was put right in one story at one moment is one item."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from ..markdown.dates import microseconds
from .records import Record

# The list of all corrections, its page, and the beginning of the names of its feeds.
CORRECTIONS = "corrections"
# No story code has it.
_SIGN = "\n"


class Corrected(NamedTuple):
    """What was put right in a story at one moment; `has_clock` says if it has a time."""

    code: str
    moment: datetime
    has_clock: bool
    texts: tuple[str, ...]

    @property
    def item(self) -> str:
        """The name that it goes by in lists."""
        return f"{self.code}{_SIGN}{microseconds(self.moment)}"


def code_of(item: str) -> str:
    """Return the code of the story that an item of the list is about."""
    return item.partition(_SIGN)[0]


def corrected_item(record: Record, item: str) -> Corrected:
    """Return the item of this name of a story; raises `LookupError` where there is none."""
    return {one.item: one for one in corrected_of(record)}[item]


def corrected_of(record: Record) -> tuple[Corrected, ...]:
    """Return the corrections of a story, the newest first; those of one moment together, in the order of the file."""
    found: dict[datetime, Corrected] = {}
    for moment, correction in zip(record.corrected, record.story.corrections, strict=True):
        has_clock = isinstance(correction.date, datetime)
        known = found.setdefault(moment, Corrected(record.code, moment, has_clock, ()))
        found[moment] = known._replace(texts=(*known.texts, correction.text))
    return tuple(sorted(found.values(), key=lambda one: one.moment, reverse=True))
