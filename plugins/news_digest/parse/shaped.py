"""Lines that a layout names by patterns: "SOURCE {}" tells the source, "Previous message*" is none of the story."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..layouts import tidy_line, value_in
from .labels import READERS, Context, Finding
from .marks import Mark
from .names import read_names
from .rows import Row

RULE = "line of the layout"
_WEIGHT = 1.5
LISTS = frozenset({"authors", "tags"})


def _given_first(names: str) -> str:
    """Return "Ada Berg; Jon Lind" of "Berg, Ada; Lind, Jon"; a name with no comma, or with several, stays."""
    parted = [[part.strip() for part in name.split(",")] for name in names.split(";")]
    return "; ".join(" ".join(reversed(parts)) if len(parts) == len("ab") else ", ".join(parts) for parts in parted)


def _value_of(field: str, value: str, context: Context) -> str | None:
    if field != "authors":
        return READERS[field](value, context)
    names = read_names(_given_first(value) if context.family_first else value, context.words)
    return "; ".join(names) if names else None


def _mark_as(row: Row, field: str, value: str, context: Context) -> Mark | None:
    """Return what a line is that a pattern says to tell a field; None where its value does not suit the field."""
    if field == "ignored":
        return Mark(row, "furniture", RULE)
    if field == "end":
        return Mark(row, "heading", RULE, about="end")
    if field == "text":
        return Mark(replace(row, text=value, bullet="", mark=""), "prose", RULE)
    told = _value_of(field, value, context)
    return Mark(row, "facts", RULE, (Finding(field, told, RULE, _WEIGHT),)) if told else None


def _spellings(row: Row) -> tuple[str, ...]:
    """Return a line as it was printed, and without its bullet; one that was put together again is as it is now."""
    printed = tidy_line(row.raw)
    return (row.text,) if len(row.text) >= len(printed) else (printed, row.text)


def mark_shaped(row: Row, context: Context) -> Mark | None:
    """Mark a line by the layout's patterns: the first that fits, and whose value suits its field, decides."""
    spellings = _spellings(row)
    for pattern, field in context.lines:
        values = (value_in(pattern, line) for line in spellings)
        value = next((value for value in values if value is not None), None)
        if value is not None and (mark := _mark_as(row, field, value, context)):
            return mark
    return None


def told_by(mark: Mark) -> str:
    """Return the field that a layout's line tells; "" where it tells none."""
    return mark.findings[0].field if mark.rule == RULE and mark.findings else ""


def join_lists(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """Return the marks with authors, and tags, that the layout's lines tell one by one told together, by the first."""
    joined = list(marks)
    for field in LISTS:
        told = [(at, mark) for at, mark in enumerate(marks) if told_by(mark) == field]
        value = "; ".join(dict.fromkeys(mark.findings[0].value for _, mark in told))
        for number, (at, mark) in enumerate(told):
            joined[at] = replace(mark, findings=() if number else (replace(mark.findings[0], value=value),))
    return tuple(joined)
