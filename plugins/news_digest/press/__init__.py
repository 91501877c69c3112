"""The press: pages with declared inputs are rendered, compared and written. It knows no Pelican.

What needs Jinja stands apart, in `.render`: a build with nothing to do is over before it would be loaded.
"""

from __future__ import annotations

from .crew import share, workers_for
from .errors import (
    DoubleClaimError,
    NoLockError,
    OutsideOutputError,
    RemoveError,
    TemplateProblemError,
    UnreadableFolderError,
    WorkerLostError,
    WriteError,
)
from .inputs import Stamp, earliest_after, stamp_of, stamps_below
from .lock import held
from .page import Claim, Page, Sheet
from .place import Placed, place_bytes, place_copy, place_text
from .sweep import Intents, left_over, remove_files, sweep_asides

__all__ = [
    "Claim",
    "DoubleClaimError",
    "Intents",
    "NoLockError",
    "OutsideOutputError",
    "Page",
    "Placed",
    "RemoveError",
    "Sheet",
    "Stamp",
    "TemplateProblemError",
    "UnreadableFolderError",
    "WorkerLostError",
    "WriteError",
    "earliest_after",
    "held",
    "left_over",
    "place_bytes",
    "place_copy",
    "place_text",
    "remove_files",
    "share",
    "stamp_of",
    "stamps_below",
    "sweep_asides",
    "workers_for",
]
