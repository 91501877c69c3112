"""What is not sure of a story: told in the report, and refused where nobody is to look at it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ..errors import CaptureError
from .zones import assumed_zone

if TYPE_CHECKING:
    from ..parse import Reading
    from .report import Item

_REMEDY = "label the line in the capture, as in `Title: ...` or `Source: ...`, or go without --strict"


def refuse_doubtful(name: str, reading: Reading) -> None:
    """Raise `CaptureError` where a field of the story was read with little confidence."""
    if reading.doubts:
        doubts = ", ".join(f"{field} ({reading.confidence[field]:.2f})" for field in reading.doubts)
        raise CaptureError(name, f"read with little confidence: {doubts}", _REMEDY)


def with_doubts(item: Item, reading: Reading, zone: str) -> Item:
    """Return an item of the report with what is not sure of its story; `zone` is the digest's."""
    zones = (assumed_zone(moment, zone) for moment in (reading.story.date, reading.story.modified))
    return replace(item, doubts=reading.doubts, assumed_zone=next(filter(None, zones), None))
