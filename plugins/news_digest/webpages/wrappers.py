"""What stands beside the flow in wrappers of its own, and what only its look tells: boxes, pulled quotations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from ..parse.rows import columns, ends_full_stop, ends_sentence, fold
from .items import Item, Scene

_LONGEST_CROSSHEAD = 120
_FEWEST_COLUMNS = 30
_LARGE = 0.3
_QUOTES = " .\"'"


def judge_wrappers(items: Sequence[Item], scene: Scene) -> None:
    """Cut the wrappers beside the flow that are boxes of their own."""
    groups: dict[int, list[Item]] = defaultdict(list)
    for item in items:
        if item.wrapper >= 0:
            groups[item.wrapper].append(item)
    for group in groups.values():
        reason = _reason_for(group, scene)
        for item in group:
            item.reason = item.reason or reason


def _reason_for(group: Sequence[Item], scene: Scene) -> str:
    """Return why all in a wrapper is cut, "" where it stays."""
    prose = [item for item in group if item.is_prose]
    headings = [item for item in group if item.kind == "crosshead"]
    if len(group) == len(headings) == 1:
        return ""
    if group[0].piece.number > scene.last:
        return "after the text"
    if scene.declares:
        known = sum(item.piece.number in scene.declared for item in prose)
        return "" if prose and known * 2 > len(prose) else "not in the declared text"
    if headings and sum(item.piece.weight for item in group) < _LARGE * scene.flow.weight:
        return "box with a heading"
    return _reason_by_shape(group, prose)


def _reason_by_shape(group: Sequence[Item], prose: Sequence[Item]) -> str:
    if all(item.kind in {"item", "cell"} for item in group):
        return ""
    if sum(ends_sentence(item.piece.text) for item in group) * 2 < len(group):
        return "box"
    return "" if prose or all(item.kind == "quote" for item in group) else "beside the text"


def cut_repeated_quotes(items: Sequence[Item]) -> None:
    """Cut the quotations that a page shows in large letters and that stand in its text as well."""
    kept = [item for item in items if not item.reason and item.kind in {"paragraph", "quote"}]
    if not any(map(_may_be_pulled, kept)):
        return
    folded = {item.piece.number: fold(item.piece.text).strip(_QUOTES) for item in kept}
    text = " ".join(folded[item.piece.number] for item in kept if not _may_be_pulled(item))
    for item in filter(_may_be_pulled, kept):
        bare = folded[item.piece.number]
        if len(bare) >= _FEWEST_COLUMNS and bare in text:
            item.reason = "quotation shown twice"


def _may_be_pulled(item: Item) -> bool:
    return item.kind == "quote" or item.place == "beside"


def find_pseudo_headings(items: Sequence[Item]) -> None:
    """Take paragraphs that are one bold line for crossheads where an ordinary paragraph follows."""
    kept = [item for item in items if not item.reason]
    for item, below in pairwise(kept):
        if item.kind == "paragraph" and _is_bold_line(item) and below.kind == "paragraph" and not below.piece.is_bold:
            item.kind = "crosshead"


def _is_bold_line(item: Item) -> bool:
    text = item.piece.text
    if not item.piece.is_bold or "\n" in text or columns(text) > _LONGEST_CROSSHEAD:
        return False
    return not ends_full_stop(text) and not text.endswith((":", ",", "…"))
