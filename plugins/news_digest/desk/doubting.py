"""Stories that were read with little confidence, refused where nobody is to look at them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import CaptureError

if TYPE_CHECKING:
    from ..parse import Reading

_REMEDY = "label the line in the capture, as in `Title: ...` or `Source: ...`, or go without --strict"


def refuse_doubtful(name: str, reading: Reading) -> None:
    """Raise `CaptureError` where a field of the story was read with little confidence."""
    if reading.doubts:
        doubts = ", ".join(f"{field} ({reading.confidence[field]:.2f})" for field in reading.doubts)
        raise CaptureError(name, f"read with little confidence: {doubts}", _REMEDY)
