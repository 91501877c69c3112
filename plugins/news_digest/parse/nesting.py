"""Pages dumped as text with their nesting as indents: what is set in deeper than the paragraphs is none of the text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from .marks import Mark
from .rows import Row

NESTED = "nested otherwise than the text"
_FEWEST_LEVELS = 5
_FEWEST_PARAGRAPHS = 3
_HEAVIEST = 600
# Headings stand a little further out than their paragraphs in many pages.
_DEEPER, _FURTHER_OUT = 2, 4
_FURTHEST = 60
_SHARE_ABOVE = 0.25


def _level_of_text(marks: Sequence[Mark]) -> int | None:
    """Return the indent of the paragraphs; None where the capture shows no nesting."""
    if len({mark.row.indent for mark in marks}) < _FEWEST_LEVELS:
        return None
    prose = [mark.row for mark in marks if mark.kind == "prose" and not mark.row.bullet]
    weights: Counter[int] = Counter()
    for row in prose:
        weights[row.indent] += min(row.width, _HEAVIEST)
    level = weights.most_common(1)[0][0] if weights else 0
    return level if level and sum(row.indent == level for row in prose) >= _FEWEST_PARAGRAPHS else None


def _is_nested(row: Row, level: int) -> bool:
    depth = row.indent - level
    return (depth >= _DEEPER or depth <= -_FURTHER_OUT) and not (row.bullet and row.is_prose)


def _tells(mark: Mark) -> bool:
    """Return whether the line gives a date or an author: between two paragraphs near the beginning a story's head."""
    return any(found.field in {"date", "modified", "authors"} for found in mark.findings)


def _may_be_apart(mark: Mark) -> bool:
    return mark.is_text or mark.kind == "facts" or (mark.kind == "heading" and mark.about != "comments")


def set_nested_apart(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """Return the marks with lines nested otherwise, between two paragraphs of the text, made furniture."""
    level = _level_of_text(marks)
    if level is None:
        return tuple(marks)
    settled = list(marks)
    own = [index for index, mark in enumerate(marks) if mark.kind == "prose" and mark.row.indent == level]
    weights = [min(marks[index].row.width, _HEAVIEST) for index in own]
    passed = 0
    for first, last, weight in zip(own, own[1:], weights, strict=False):
        passed += weight
        known = any(map(_tells, marks[max(0, first - _FURTHEST) : first + 1]))
        above = passed <= _SHARE_ABOVE * sum(weights) and not known and any(map(_tells, marks[first + 1 : last]))
        if last - first > _FURTHEST or above:
            continue
        for index in range(first + 1, last):
            if _may_be_apart(marks[index]) and _is_nested(marks[index].row, level):
                settled[index] = replace(marks[index], kind="furniture", rule=NESTED, findings=(), about="")
    return tuple(settled)
