"""Which pieces of a page's text are the story's: an ordered list of rules for each, then what they are together."""

from __future__ import annotations

import re
from collections.abc import Callable

from ..capture.shapes import Line
from ..parse.marking import mark_row
from ..parse.rows import columns, fold, row_of
from .ends import cut_head, cut_tail, settle_headings
from .items import Item, Scene
from .wrappers import cut_repeated_quotes, find_pseudo_headings, judge_wrappers

_LONGEST = 160
# The last rule is slow; no page of news has that many pieces at either end of its text.
_MOST_READ = 1_000
_LABEL = re.compile(r"[^:：]{3,40}(?=\s?[:：])")
# What the rules for lines of text call a line, and why it is cut.
_ABOUT = {
    "related": "related stories", "tags": "tags", "comments": "comments", "lists": "lists of stories",
    "end": "end of the page",
}  # fmt: skip
_MARKS = {
    "furniture": "standing line", "rights": "copyright", "facts": "facts about the story", "caption": "caption",
    "tags": "tags", "address": "address", "crumbs": "trail of sections",
}  # fmt: skip

Rule = Callable[[Item, Scene], str]


def in_named_box(item: Item, scene: Scene) -> str:
    """Cut what stands in blocks whose tags or names say what they hold."""
    return scene.boxes[item.piece.frame]


def repeats_headline(item: Item, scene: Scene) -> str:
    """Cut the headline above the text."""
    above = item.piece.number < scene.first
    return "headline" if above and (item.frame.tag == "h1" or fold(item.piece.text) in scene.headlines) else ""


def leads_elsewhere(item: Item, scene: Scene) -> str:
    """Cut what is only a link to another page, and lists of such."""
    if item.piece.number in scene.teasers:
        return "links to other stories"
    if not item.piece.is_linked or item.piece.kind == "item":
        return ""
    outward = any(not (link.get("href") or "#").startswith("#") for link in item.piece.links)
    return "link to another story" if outward else ""


def opens_with_label(item: Item, scene: Scene) -> str:
    """Cut what begins with "Read also:" and has a link."""
    found = _LABEL.match(item.piece.text)
    if found and item.piece.links and scene.context.words.labels.get(fold(found[0])) == "related":
        return "link to another story"
    return ""


def is_standing(item: Item, scene: Scene) -> str:
    """Cut short lines that the rules for texts know: buttons, credits, headings of lists, bylines, rights."""
    text = item.piece.text
    if item.kind == "cell" or "\n" in text or columns(text) > _LONGEST:
        return ""
    row = row_of(Line(1, text), 0)
    if row is None:
        return ""
    mark = mark_row(row, scene.context)
    return _ABOUT.get(mark.about, "heading of a list") if mark.kind == "heading" else _MARKS.get(mark.kind, "")


RULES: tuple[Rule, ...] = (in_named_box, repeats_headline, leads_elsewhere, opens_with_label, is_standing)


def sort_items(scene: Scene, items: list[Item]) -> list[Item]:
    """Return the items with their kinds and reasons settled."""
    for number, item in enumerate(items):
        rules = RULES if number < _MOST_READ or number >= len(items) - _MOST_READ else RULES[:-1]
        item.reason = next(filter(None, (rule(item, scene) for rule in rules)), "")
    judge_wrappers(items, scene)
    cut_repeated_quotes(items)
    find_pseudo_headings(items)
    cut_head(items)
    cut_tail(items, scene)
    settle_headings(items)
    return items
