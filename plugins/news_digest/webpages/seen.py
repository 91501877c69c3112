"""What a reader sees of a saved page: its runs of text, each with its line of the markup."""

from __future__ import annotations

from ..capture.shapes import Line, PageCapture
from .album import lift_pictures
from .pieces import Layer
from .tree import parse_tree


def seen_lines(capture: PageCapture) -> tuple[Line, ...]:
    """Return the texts of a page in their order, none where its markup holds no element."""
    root = parse_tree(lift_pictures(capture.html)[0])
    return () if root is None else tuple(Line(piece.line, piece.text) for piece in Layer(root).pieces)
