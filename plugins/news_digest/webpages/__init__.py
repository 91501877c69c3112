"""Saved HTML pages to stories: what a page declares and what it shows propose candidates, the best of a field wins."""

from __future__ import annotations

from .story import parse_page

__all__ = ["parse_page"]


def debug_body(page):
    from . import story
    from ..capture.page import read_page

    root = story.parse_tree(page["html"])
    declared = story.read_declared(root, page["url"])
    layer = story.Layer(root)
    p = story.Page(declared, layer, story._context_of(layer, declared, ()), declared.canonical)
    items = story.sorted_items(p) or []
    return layer, [(i.piece, i.kind, i.reason) for i in items]
