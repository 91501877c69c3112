"""The press: pages with declared inputs are rendered, compared and written. It knows no Pelican."""

from __future__ import annotations

from .errors import DoubleClaimError, OutsideOutputError, TemplateProblemError, WriteError
from .page import Claim, Page, Sheet
from .place import place_copy, place_text
from .press import Press
from .render import Renderer

__all__ = [
    "Claim",
    "DoubleClaimError",
    "OutsideOutputError",
    "Page",
    "Press",
    "Renderer",
    "Sheet",
    "TemplateProblemError",
    "WriteError",
    "place_copy",
    "place_text",
]
