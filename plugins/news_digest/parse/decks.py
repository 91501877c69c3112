"""Decks: a sentence between headline and text, or one that only its place before the text tells from it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .datelines import read_dateline
from .marks import Mark
from .proposals import Page, Proposal, propose, told
from .rows import fold, has_sentence_break
from .words import Words

_LONGEST_NAME = 60
_FEWEST_WORDS = 6
_LONGEST_STANDFIRST = 300
_FEWEST_PARAGRAPHS = 3


def _is_short_sentence(mark: Mark) -> bool:
    row = mark.row
    single = row.is_sentence and not has_sentence_break(row.text) and not row.bullet
    return mark.is_text and single and row.width <= _LONGEST_STANDFIRST and row.text[-1:] not in ":："


def _above_dateline(marks: Sequence[Mark], words: Words) -> bool:
    """Return whether the second paragraph begins with a dateline: the report begins there."""
    first, second = marks[0].row.text, marks[1].row.text
    return read_dateline(second, words) is not None and read_dateline(first, words) is None


def _with_headline(marks: Sequence[Mark]) -> bool:
    """Return whether the first sentence stands close to the headline, apart from paragraphs parted by blank lines."""
    first, *others = marks
    widths = sorted(mark.row.width for mark in others if mark.kind == "prose")
    apart = all(mark.row.gap > 0 for mark in others)
    return first.row.gap == 0 and apart and bool(widths) and first.row.width < 0.75 * widths[len(widths) // 2]


def start_after_standfirst(marks: Sequence[Mark], headline_at: int, start: int, end: int, words: Words) -> int:
    """Return where the text begins: after a sentence that belongs to the headline, else where it began."""
    body = [mark for mark in marks[start:end] if mark.is_text]
    if len(body) < _FEWEST_PARAGRAPHS or body[0] is not marks[start] or not _is_short_sentence(body[0]):
        return start
    headline = marks[headline_at].row.folded
    once = sum(mark.row.folded == headline for mark in marks[:start]) == 1
    alone = once and start == headline_at + 1
    if _above_dateline(body, words) or (alone and _with_headline(body)):
        return next(index for index in range(start + 1, end) if marks[index].is_text)
    return start


def find_decks(page: Page) -> Iterator[Proposal]:
    """Propose a sentence between headline and body, or labelled."""
    for _, mark, found in told(page, "deck"):
        if fold(found.value) != fold(page.headline):
            yield propose("deck", found.value, found.value, found.rule, mark, found.weight)
    for index, mark in enumerate(page.marks[page.headline_at + 1 : page.outline.start]):
        of_page = mark.row.text.endswith((":", "：")) or mark.row.folded == fold(page.headline)
        if mark.is_text and not of_page and _is_deck(mark, right_below=index == 0):
            yield propose("deck", mark.row.text, mark.row.text, "between headline and text", mark, 0.5)


def _is_deck(mark: Mark, *, right_below: bool) -> bool:
    """Return whether a line under the headline is a deck: a sentence, long, or right below it and no name."""
    if mark.row.is_sentence or mark.row.width > _LONGEST_NAME:
        return True
    return right_below and mark.row.gap == 0 and len(mark.row.text.split()) >= _FEWEST_WORDS
