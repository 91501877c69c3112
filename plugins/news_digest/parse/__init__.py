"""Capture to Story: named rules propose candidates with their origin, the best candidate of a field wins."""

from __future__ import annotations

from .shapes import Candidate, Cut, Reading
from .story import parse_capture

__all__ = ["Candidate", "Cut", "Reading", "parse_capture"]
