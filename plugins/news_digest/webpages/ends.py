"""Where a story begins and ends in its page's text, and which headings are its crossheads."""

from __future__ import annotations

from collections.abc import Sequence

from ..capture.shapes import Line
from ..parse.marking import mark_row
from ..parse.rows import row_of
from .hints import is_about_publisher
from .items import Item, Scene

_LINKED = 1 / 3
_LOWEST = 7
_LINES = 5


def cut_head(items: Sequence[Item]) -> None:
    """Cut the short lines above the first paragraph; a crosshead of the flow may stand there."""
    for item in items:
        if item.reason:
            continue
        if item.is_solid and item.kind != "crosshead":
            return
        if item.kind != "crosshead" or not item.in_flow:
            item.reason = "above the text"


def cut_tail(items: Sequence[Item], scene: Scene) -> None:
    """Cut from the end what is no paragraph of the story: short lines, lists of links, the publisher about itself."""
    for item in reversed(items):
        if not item.reason:
            item.reason = _reason_at_end(item, scene)
            if not item.reason:
                return


def _reason_at_end(item: Item, scene: Scene) -> str:
    text = item.piece.text
    if is_about_publisher(text):
        return "about the publisher"
    if item.kind == "item" and item.piece.linked > _LINKED * len(text):
        return "links below the text"
    if scene.declares and item.is_prose and item.piece.number not in scene.declared:
        return "not in the declared text"
    if "\n" in text and any(_is_rights(line, scene) for line in text.split("\n")[-_LINES:]):
        return "copyright"
    return "" if item.is_solid and item.kind != "crosshead" else "below the text"


def _is_rights(text: str, scene: Scene) -> bool:
    row = row_of(Line(1, text), 0)
    return row is not None and mark_row(row, scene.context).kind == "rights"


def settle_headings(items: Sequence[Item]) -> None:
    """Cut the crossheads below which nothing of the story stands before the next of their rank."""
    below: Item | None = None
    for item in reversed(items):
        if item.reason:
            continue
        if item.kind == "crosshead" and (below is None or (below.kind == "crosshead" and _rank(below) <= _rank(item))):
            item.reason = "heading of a box"
        else:
            below = item


def _rank(item: Item) -> int:
    """Return the rank of a heading by its tag; a bold line is lowest."""
    tag = item.frame.tag
    return int(tag[1]) if len(tag) == len("h1") and tag[0] == "h" and tag[1].isdigit() else _LOWEST
