"""Labels on a line of their own, with the value on the next: "Published" and below it "9 September 2025"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from .beside import split_beside_date
from .labels import READERS, Context, Finding
from .marks import Mark
from .names import read_byline, read_names

_LONGEST_TAG = 60
_RULE = "label on the line above"
_PAIRED = frozenset(
    {
        "date",
        "modified",
        "story_code",
        "source",
        "publisher",
        "authors",
        "headline",
        "category",
        "dateline",
        "deck",
        "language",
        "ignored",
        "url",
    }
)
# Fields whose value cannot be told from other text: their label must carry a colon.
_NEED_COLON = frozenset(
    {"source", "publisher", "headline", "category", "dateline", "deck", "ignored", "language", "url"}
)


def _field_of(mark: Mark, context: Context) -> str | None:
    """Return the field that a line which is only a label asks for."""
    text = mark.row.text.rstrip()
    field = context.words.labels.get(mark.row.folded.rstrip(" :.："))
    if text.endswith((":", "：")) or mark.row.folded in context.own:
        return field if field in _PAIRED else None
    return field if field in _PAIRED - _NEED_COLON and not text[:1].islower() else None


def _value_of(field: str, below: Mark, context: Context) -> str | None:
    if field == "authors":
        names = read_byline(below.row.text, context.words) or read_names(below.row.text, context.words)
        return "; ".join(names) if names else None
    return READERS[field](below.row.text, context)


def _told(field: str, value: str, context: Context) -> Iterator[Finding]:
    """Yield what the value tells; behind a source's name the date may stand."""
    pieces = (split_beside_date(value, context) if field == "source" else None) or [value]
    for piece in pieces:
        dated = len(pieces) > 1 and context.moment_alone(piece)
        yield Finding("date" if dated else field, piece, _RULE, 0.95)


def _listed(marks: Sequence[Mark], start: int) -> list[Mark]:
    """Return the lines of tags from there on: with stars, as databases export subjects, or one with semicolons."""
    listed = takewhile(lambda mark: mark.row.gap == 0 and mark.row.text.startswith("*"), marks[start:])
    return list(listed) or [one for one in marks[start : start + 1] if _holds_tags(one)]


def _holds_tags(mark: Mark) -> bool:
    """Return whether a line is tags parted by semicolons."""
    parts = mark.row.text.split(";")
    return mark.row.gap == 0 and not mark.row.is_sentence and len(parts) > 1 and max(map(len, parts)) <= _LONGEST_TAG


def _with_listed_tags(marks: list[Mark], context: Context) -> None:
    """Make the label of tags and the lines with stars below it facts."""
    for index, mark in enumerate(marks):
        if context.words.labels.get(mark.row.folded.rstrip(" :")) == "tags" and (listed := _listed(marks, index + 1)):
            tags = "; ".join(one.row.text.strip("* ;") for one in listed)
            marks[index] = Mark(mark.row, "facts", "label", (Finding("tags", tags, _RULE, 0.95),))
            marks[index + 1 : index + 1 + len(listed)] = [Mark(one.row, "facts", _RULE) for one in listed]


def pair_labels(marks: Sequence[Mark], context: Context) -> tuple[Mark, ...]:
    """Return the marks with each bare label and the value below it made facts."""
    found = list(marks)
    _with_listed_tags(found, context)
    for index, mark in enumerate(marks[:-1]):
        below = marks[index + 1]
        field = _field_of(mark, context)
        if field is None or below.row.gap > 1 or below.kind == "heading":
            continue
        value = _value_of(field, below, context)
        if value is not None:
            found[index] = replace(mark, kind="facts", rule="label", findings=())
            found[index + 1] = Mark(below.row, "facts", _RULE, tuple(_told(field, value, context)))
    return tuple(found)
