"""The press: pages with declared inputs are rendered, compared and written. It knows no Pelican.

What needs Jinja stands apart, in `.press` and `.render`: a build with nothing to do is over before it would be loaded.
"""

from __future__ import annotations

from .errors import (
    DoubleClaimError,
    OutsideOutputError,
    RemoveError,
    TemplateProblemError,
    UnreadableFolderError,
    WriteError,
)
from .inputs import Stamp, stamp_of, stamps_below
from .page import Claim, Page, Sheet
from .place import Placed, place_bytes, place_copy, place_text
from .sweep import Intents, left_over, remove_files, sweep_asides

__all__ = [
    "Claim",
    "DoubleClaimError",
    "Intents",
    "OutsideOutputError",
    "Page",
    "Placed",
    "RemoveError",
    "Sheet",
    "Stamp",
    "TemplateProblemError",
    "UnreadableFolderError",
    "WriteError",
    "left_over",
    "place_bytes",
    "place_copy",
    "place_text",
    "remove_files",
    "stamp_of",
    "stamps_below",
    "sweep_asides",
]
