"""Layouts: where the captures of one publisher, or of one format, keep things, as data."""

from __future__ import annotations

from .choose import choose, choose_layout
from .load import load_layouts, read_layout, shipped_layouts, with_shipped
from .patterns import tidy_line, value_in
from .shapes import Choice, Layout

__all__ = [
    "Choice",
    "Layout",
    "choose",
    "choose_layout",
    "load_layouts",
    "read_layout",
    "shipped_layouts",
    "tidy_line",
    "value_in",
    "with_shipped",
]
