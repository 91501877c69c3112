"""Layouts: where one publisher's captures keep things, as data."""

from __future__ import annotations

from .choose import choose_layout
from .load import load_layouts, read_layout
from .shapes import Layout

__all__ = ["Layout", "choose_layout", "load_layouts", "read_layout"]
