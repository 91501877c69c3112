"""What of a capture did not come into the story, and why."""

from __future__ import annotations

from collections.abc import Container, Iterator
from itertools import groupby

from .marks import Mark
from .outline import STORY_ENDS
from .proposals import Page
from .rows import fold
from .shapes import Cut

_WORDS = 8
_LONGEST = 80
_SAYS_NOTHING = frozenset({"ignored", "label", "bare", "clock"})
_KEPT_LISTS = frozenset({"related", "tags"})
_PLACES = {"head": "above the text", "body": "within the text, but not of it", "tail": "after the text"}


def _listed(page: Page) -> frozenset[int]:
    """Return the numbers of the lines that tell related stories and tags, with their headings."""
    kept = [section for section in page.sections if section.about in _KEPT_LISTS]
    return frozenset(mark.row.number for section in kept for mark in (section.heading, *section.marks))


def _reasons(page: Page, used: Container[int]) -> Iterator[tuple[Mark, str]]:
    """Yield each line with the reason for which it was left out; an empty one where it was not."""
    listed, headline, ended = _listed(page), fold(page.headline), ""
    for index, mark in enumerate(page.marks):
        if index >= page.outline.end and mark.kind == "heading" and mark.about in STORY_ENDS:
            ended = mark.row.text
        if mark.row.number in used or index == page.headline_at or mark.row.number in listed:
            yield mark, ""
        elif mark.row.folded == headline:
            yield mark, "the headline again"
        elif any(found.field not in _SAYS_NOTHING for found in mark.findings):
            yield mark, ""
        elif ended:
            yield mark, f"after “{ended[:_LONGEST]}”"
        else:
            yield mark, _PLACES[page.place_of(index)] if mark.is_text else mark.rule


def _lines(first: int, last: int) -> str:
    return f"line {first}" if first == last else f"lines {first} to {last}"


def cuts_of(page: Page, used: Container[int]) -> tuple[Cut, ...]:
    """Return what was left out: neighbours with the same reason together; `used` numbers the lines of the body."""
    found: list[Cut] = []
    for reason, group in groupby(_reasons(page, used), key=lambda one: one[1]):
        if reason:
            marks = [mark for mark, _ in group]
            words = " ".join(marks[0].row.text.split()[:_WORDS])
            lines = marks[0].row.number, marks[-1].row.number
            found.append(Cut(reason, words[:_LONGEST], _lines(*lines), lines))
    return tuple(found)
