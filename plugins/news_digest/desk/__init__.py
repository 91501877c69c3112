"""The batch: seeds found, read, given a code and a place, written once, and reported."""

from __future__ import annotations

from .codes import path_of
from .explaining import Explanation, explain
from .importing import import_seeds
from .report import Item, Report

__all__ = ["Explanation", "Item", "Report", "explain", "import_seeds", "path_of"]
