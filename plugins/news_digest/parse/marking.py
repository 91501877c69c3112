"""What each line of a capture is: an ordered list of small rules, the first that has something to say decides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from .labels import Context
from .marks import (
    Mark,
    Marker,
    mark_address,
    mark_caption,
    mark_count,
    mark_crumbs,
    mark_facts,
    mark_furniture,
    mark_hashtags,
    mark_heading,
    mark_language,
    mark_menu,
    mark_print_head,
    mark_prose,
    mark_rights,
    mark_run_together,
    mark_text,
)  # fmt: skip
from .rows import LONG_COLUMNS, Row
from .shaped import LISTS, join_lists, mark_shaped, told_by
from .standing import STANDING, STANDING_LONG, STANDING_WORDS, mark_read_on

_LISTS = frozenset({"related", "tags", "lists"})
_LONGEST_READ = 2000
_WORDS_OF_A_TITLE = 4
# From so often on a line of so few words is none of the story.
_REFRAIN, _REFRAIN_WORDS = 5, 4

MARKERS: tuple[Marker, ...] = (
    mark_address,
    mark_hashtags,
    mark_heading,
    *STANDING,
    mark_facts,
    mark_read_on,
    mark_count,
    mark_language,
    mark_rights,
    mark_furniture,
    mark_print_head,
    mark_caption,
    mark_crumbs,
    mark_menu,
    mark_run_together,
)

# What a line of words alone may be; all other rules need a number or a sign.
WORDS_MARKERS: tuple[Marker, ...] = (
    mark_address,
    mark_heading,
    *STANDING_WORDS,
    mark_facts,
    mark_language,
    mark_rights,
    mark_furniture,
    mark_print_head,
    mark_caption,
    mark_run_together,
)

# What a line of more columns than this may be; to all other rules it is too long.
_LONG = 160
LONG_MARKERS: tuple[Marker, ...] = (
    mark_run_together,
    mark_prose,
    mark_address,
    mark_hashtags,
    *STANDING_LONG,
    mark_facts,
    mark_read_on,
    mark_rights,
    mark_furniture,
    mark_caption,
    mark_crumbs,
    mark_menu,
)


def settle_headings(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """Return the marks with the headings of lists right above a paragraph made text: those head a part of the story."""
    settled = list(marks)
    for index, (mark, below) in enumerate(pairwise(marks)):
        if mark.about in _LISTS and below.kind == "prose" and not below.row.bullet and below.row.width >= LONG_COLUMNS:
            settled[index] = Mark(mark.row, "short", "crosshead that could open a list")
    return tuple(settled)


def open_lists(marks: Sequence[Mark], context: Context) -> tuple[Mark, ...]:
    """Return the marks with buttons such as "Read more" made headings where, after the text, titles stand below."""
    opened = list(marks)
    text_above = False
    for index, (mark, below) in enumerate(pairwise(marks)):
        text_above = text_above or (mark.is_text and mark.row.is_sentence)
        if not text_above or mark.kind not in {"furniture", "facts"}:
            continue
        label = context.words.labels.get(mark.row.folded.strip(" :.»›>"))
        titled = below.kind == "short" or bool(below.row.bullet)
        title = titled and below.row.gap == 0 and len(below.row.text.split()) >= _WORDS_OF_A_TITLE
        if label == "related" and title:
            opened[index] = replace(mark, kind="heading", rule="button above titles", findings=(), about="related")
    return tuple(opened)


def _markers_for(row: Row) -> tuple[Marker, ...]:
    if row.width > _LONG:
        return LONG_MARKERS
    return WORDS_MARKERS if row.is_wording else MARKERS


def mark_row(row: Row, context: Context) -> Mark:
    """Return what the layout, or else the first rule with something to say, makes of a line."""
    if context.lines and (shaped := mark_shaped(row, context)):
        return shaped
    if len(row.text) > _LONGEST_READ:
        return mark_run_together(row, context) or Mark(row, "prose", "prose")
    for marker in _markers_for(row):
        if mark := marker(row, context):
            return mark
    return mark_text(row, context)


def settle_marks(marks: Sequence[Mark], context: Context) -> tuple[Mark, ...]:
    """Return the marks with headings of lists told from crossheads and from buttons by what stands below them."""
    return open_lists(settle_headings(marks), context)


def set_refrains_apart(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """Return the marks with short lines that a page prints again and again, as "Article content", made furniture."""
    counts = Counter(mark.row.folded for mark in marks if mark.kind == "short")
    return tuple(
        replace(mark, kind="furniture", rule="printed again and again")
        if mark.kind == "short"
        and counts[mark.row.folded] >= _REFRAIN
        and not mark.findings
        and len(mark.row.text.split()) <= _REFRAIN_WORDS
        else mark
        for mark in marks
    )


def settle_shaped(marks: Sequence[Mark], context: Context) -> tuple[Mark, ...]:
    """Return the marks with each field that the layout's lines tell told once: a list by all, any other by the first.

    What looks so further below is what it is without the layout: a footnote "[1] ..." is no subject "[List] ...".
    """
    if not context.lines:
        return tuple(marks)
    general = replace(context, lines=())
    settled: list[Mark] = []
    told: set[str] = set()
    for mark in join_lists(marks):
        field = told_by(mark)
        settled.append(mark_row(mark.row, general) if field in told else mark)
        told |= {field} - LISTS - {""}
    return tuple(settled)
