"""Layouts: where one publisher's captures keep things, as data."""

from __future__ import annotations

from .choose import choose_layout, host_of
from .load import load_layouts, read_layout
from .shapes import Layout

__all__ = ["Layout", "choose_layout", "host_of", "load_layouts", "read_layout"]
