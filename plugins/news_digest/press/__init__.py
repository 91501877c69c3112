"""The press: pages with declared inputs are rendered, compared and written. It knows no Pelican.

What needs Jinja stands apart, in `.press` and `.render`: a build with nothing to do is over before it would be loaded.
"""

from __future__ import annotations

from .errors import DoubleClaimError, OutsideOutputError, TemplateProblemError, UnreadableFolderError, WriteError
from .inputs import Stamp, stamp_of, stamps_below
from .page import Claim, Page, Sheet
from .place import Placed, place_bytes, place_copy, place_text

__all__ = [
    "Claim",
    "DoubleClaimError",
    "OutsideOutputError",
    "Page",
    "Placed",
    "Sheet",
    "Stamp",
    "TemplateProblemError",
    "UnreadableFolderError",
    "WriteError",
    "place_bytes",
    "place_copy",
    "place_text",
    "stamp_of",
    "stamps_below",
]
