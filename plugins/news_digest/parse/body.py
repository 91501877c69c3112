"""The body: which lines between head and tail are paragraphs, crossheads and list items."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ..story import Block, BlockKind
from .labels import BYLINE_WITH_ROLE, SMALL_BYLINE
from .marks import Mark
from .rows import PROSE_COLUMNS, Row, core_of, fold

_LONGEST_CROSSHEAD = 130
_LONGEST_RUN = 3
_FEWEST_QUESTIONS = 2
_MOST_OF = 0.5
_PAGE_HEAD_ROOM = 40
_DASHES = "-–—"
_TELLS_DATE = frozenset({"date alone"})
_DATED = frozenset({"date alone", "bare part"})
_BULLETS = "*•‣◦▪●"
_QUOTES = '"“„«»'
_WORDS_OF_SPEECH = 8


@dataclass(frozen=True, slots=True)
class Style:
    """How this capture sets its crossheads apart: all of it measured over the whole body."""

    marked: bool
    wide_indents: bool
    interview: bool
    signs: bool
    gap: int


# Bars and the like part the facts of a line; a line of the text has none.
_SEPARATORS = re.compile(r"[|｜·•/\t]|\s[-–—]\s")

Rule = Callable[[Sequence[Row], int, Style], BlockKind | None]


def _share(rows: Sequence[Row], test: Callable[[Row], bool]) -> float:
    return sum(map(test, rows)) / len(rows) if rows else 0.0


def _is_question(row: Row) -> bool:
    return core_of(row.text).endswith(("?", "？", "؟"))


def _short_answers(rows: Sequence[Row]) -> int:
    """Return how many short questions get one paragraph of answer before the next one."""
    asked = [index for index, row in enumerate(rows) if _is_question(row) and not row.is_prose]
    return sum(later - earlier == len("qa") for earlier, later in pairwise(asked))


def style_of(rows: Sequence[Row]) -> Style:
    """Return how the body sets paragraphs and crossheads apart."""
    prose = [row for row in rows if row.is_prose]
    short = [row for row in rows if not row.is_sentence]
    long_questions = sum(_is_question(row) for row in prose)
    interview = max(long_questions, _short_answers(rows)) >= _FEWEST_QUESTIONS
    gaps = sorted(row.gap for row in prose)
    return Style(
        marked=any(row.mark for row in short) and _share(prose, lambda row: bool(row.mark)) < _MOST_OF,
        wide_indents=_share(prose, lambda row: row.wide_indent) > _MOST_OF,
        interview=interview,
        signs=_share(prose, lambda row: bool(row.mark)) < _MOST_OF,
        gap=gaps[len(gaps) // 2] if gaps else 0,
    )


def table(rows: Sequence[Row], index: int, _: Style) -> BlockKind | None:
    """Take rows that were joined as a table."""
    return "table" if "\n" in rows[index].text else None


def list_item(rows: Sequence[Row], index: int, _: Style) -> BlockKind | None:
    """Take a line with a bullet, next to another one, as an item; a lone dash opens a paragraph of speech."""
    row = rows[index]
    if not row.bullet:
        return None
    beside = [rows[other] for other in (index - 1, index + 1) if 0 <= other < len(rows)]
    long = row.is_sentence or row.width >= PROSE_COLUMNS
    if long and row.bullet in _DASHES and not (row.bullet == "-" and _in_close_list(rows, index)):
        # Direct speech begins with a dash in many languages.
        return "paragraph"
    if any(other.bullet for other in beside):
        return "item"
    # Apart from the paragraphs around it, a bullet alone marks a crosshead.
    apart = row.gap > 0 and len(beside) > 1 and beside[1].gap > 0 and all(other.is_prose for other in beside)
    if apart and not row.is_sentence and row.width <= _LONGEST_CROSSHEAD and row.bullet in _BULLETS:
        return "crosshead"
    return "item" if row.bullet in _BULLETS else None


def _in_close_list(rows: Sequence[Row], index: int) -> bool:
    """Return whether a bulleted line stands right above or below."""
    above = index > 0 and bool(rows[index - 1].bullet) and rows[index].gap == 0
    below = index + 1 < len(rows) and bool(rows[index + 1].bullet) and rows[index + 1].gap == 0
    return above or below


def sentence(rows: Sequence[Row], index: int, _: Style) -> BlockKind | None:
    """Take what ends with a full stop or a colon, or is long, as a paragraph."""
    row = rows[index]
    return "paragraph" if row.is_sentence or row.width > _LONGEST_CROSSHEAD else None


def by_indent(rows: Sequence[Row], index: int, style: Style) -> BlockKind | None:
    """Where paragraphs begin with an ideographic space, a line without one is a crosshead."""
    if not style.wide_indents:
        return None
    return "paragraph" if rows[index].wide_indent else "crosshead"


def by_mark(rows: Sequence[Row], index: int, style: Style) -> BlockKind | None:
    """Where crossheads carry a picture, a short line without one is a paragraph."""
    if not style.marked:
        return None
    return "crosshead" if rows[index].mark else "paragraph"


def question(rows: Sequence[Row], index: int, style: Style) -> BlockKind | None:
    """In an interview questions are paragraphs; so is a question right above a crosshead."""
    if not _is_question(rows[index]):
        return None
    below = rows[index + 1] if index + 1 < len(rows) else None
    above_another = below is not None and not below.is_sentence and below.width <= _LONGEST_CROSSHEAD
    return "paragraph" if style.interview or above_another else None


def speech(rows: Sequence[Row], index: int, _: Style) -> BlockKind | None:
    """Quoted words that end as a sentence within the quotes are a paragraph."""
    text = rows[index].text.rstrip()
    inner = core_of(text)
    asked = inner[-1:] in "?？" and text[0] in _QUOTES and len(text.split()) >= _WORDS_OF_SPEECH
    ends = inner != text and (inner[-1:] in ".!…" or asked)
    return "paragraph" if ends else None


def verse(rows: Sequence[Row], index: int, style: Style) -> BlockKind | None:
    """Many short lines in a row are no crossheads."""
    first = last = index
    while first > 0 and not rows[first - 1].is_sentence and not rows[first - 1].bullet:
        first -= 1
    while last + 1 < len(rows) and not rows[last + 1].is_sentence and not rows[last + 1].bullet:
        last += 1
    return "paragraph" if last - first >= _LONGEST_RUN and rows[index].gap <= style.gap else None


def last_line(rows: Sequence[Row], index: int, _: Style) -> BlockKind | None:
    """Nothing follows: it heads nothing."""
    return "paragraph" if index == len(rows) - 1 else None


def crosshead(_: Sequence[Row], __: int, ___: Style) -> BlockKind | None:
    """Any other short line."""
    return "crosshead"


RULES: tuple[Rule, ...] = (
    table,
    list_item,
    by_indent,
    sentence,
    speech,
    by_mark,
    question,
    verse,
    last_line,
    crosshead,
)


def _kind(rows: Sequence[Row], index: int, style: Style) -> BlockKind:
    return next(kind for rule in RULES if (kind := rule(rows, index, style)) is not None)


def _belongs(mark: Mark, headline: str) -> bool:
    """Return whether a line of the body's span is the story's own text, and not the headline again."""
    if mark.kind == "table":
        return True
    if not mark.is_text and not _may_be_text(mark):
        return False
    return not _is_page_head(mark.row.folded, headline)


def _may_be_text(mark: Mark) -> bool:
    """Return whether a line of facts may be a line of the text: a date, alone or with a name beside it."""
    rules = {found.rule for found in mark.findings}
    if mark.kind != "facts" or not (_TELLS_DATE <= rules <= _DATED or mark.rule in {SMALL_BYLINE, BYLINE_WITH_ROLE}):
        return False
    return "bare part" not in rules or not _SEPARATORS.search(mark.row.raw)


def _is_page_head(folded: str, headline: str) -> bool:
    """Return whether the line is the headline again, alone or with the day or page number that printers add."""
    before, found, after = folded.partition(headline)
    rest = before + after
    return (
        bool(found) and len(rest) <= _PAGE_HEAD_ROOM and (not rest.strip(" |-") or any(char.isdigit() for char in rest))
    )


def body_rows(marks: Sequence[Mark], headline: str, listed: Container[int] = ()) -> tuple[Row, ...]:
    """Return the rows of the body's span that are text of the story; `listed` numbers lines of lists within it."""
    folded = fold(headline)
    rows = [mark.row for mark in marks if _belongs(mark, folded) and mark.row.number not in listed]
    while rows and not rows[-1].text:
        rows.pop()
    return tuple(rows)


def blocks_of(rows: Sequence[Row]) -> Iterator[Block]:
    """Yield the body's blocks."""
    style = style_of(rows)
    for index, row in enumerate(rows):
        kind = _kind(rows, index, style)
        yield Block(kind, _text_of(row, kind, style))


def _text_of(row: Row, kind: BlockKind, style: Style) -> str:
    """Return the row's text, with the bullet or sign that is part of a paragraph."""
    if kind in {"item", "table"} or (kind == "crosshead" and row.bullet and row.bullet in _BULLETS):
        return row.text
    sign = row.mark if style.signs and kind == "paragraph" and not row.mark.isascii() else ""
    return sign + (f"{row.bullet} {row.text}" if row.bullet else row.text)
