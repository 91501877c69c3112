"""Seed file to Capture: decoded text with its kind and what is known about it."""

from __future__ import annotations

from .shapes import Capture, Line
from .text import read_capture

__all__ = ["Capture", "Line", "read_capture"]
