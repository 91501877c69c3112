"""The press: pages with declared inputs are rendered, compared and written. It knows no Pelican.

What needs Jinja stands apart, in `.render`: a build with nothing to do is over before it would be loaded.
"""

from __future__ import annotations

from .crew import share, workers_for
from .errors import (
    DoubleClaimError,
    OutsideOutputError,
    RemoveError,
    TemplateProblemError,
    WorkerLostError,
    WriteError,
)
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
    "TemplateProblemError",
    "WorkerLostError",
    "WriteError",
    "left_over",
    "place_bytes",
    "place_copy",
    "place_text",
    "remove_files",
    "share",
    "sweep_asides",
    "workers_for",
]
