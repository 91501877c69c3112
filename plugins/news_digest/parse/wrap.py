"""Hard-wrapped text made whole: lines that a program broke at a column become the paragraph they were."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from .rows import Row, is_hangul, tidy

_WIDEST = 140
_NARROWEST = 28
_SLACK = 6
_FEWEST_PAIRS = 3
_SHARE = 0.75
_MOST_INDENTED = 0.6


def _breaks_at(first: Row, second: Row, width: int) -> bool:
    """Return whether the second row's first word would not have fitted on the first row."""
    return first.reach + 1 + second.lead > width - _SLACK


def _indents_paragraphs(pairs: Sequence[tuple[Row, Row]]) -> bool:
    """Return whether some lines are indented and the ones below them are not: there paragraphs begin."""
    least = min((row.indent for pair in pairs for row in pair), default=0)
    indented = [second for _, second in pairs if second.indent > least]
    hanging = sum(first.indent > least and second.indent == least for first, second in pairs)
    return 0 < len(indented) <= _MOST_INDENTED * len(pairs) and hanging >= len(indented) / 2


def _pairs(rows: Sequence[Row], is_text: Callable[[Row], bool]) -> list[tuple[Row, Row]]:
    """Return the neighbours that stand on lines next to each other and are both text."""
    pairs = ((first, second) for first, second in pairwise(rows))
    near = (pair for pair in pairs if pair[1].gap == 0 and not pair[0].tabs and not pair[1].tabs)
    fitting = (pair for pair in near if not pair[1].bullet or not pair[0].is_sentence)
    return [pair for pair in fitting if is_text(pair[0]) and is_text(pair[1])]


def _wrap_width(pairs: Sequence[tuple[Row, Row]]) -> int | None:
    """Return the column at which the text was broken, None where it was not."""
    if len(pairs) < _FEWEST_PAIRS:
        return None
    width = max(row.reach for pair in pairs for row in pair)
    if not _NARROWEST <= width <= _WIDEST:
        return None
    # What is short was not broken: names, places, the end of a headline.
    long = [pair for pair in pairs if pair[0].reach >= width / 2]
    broken = sum(_breaks_at(first, second, width) for first, second in long)
    return width if len(long) >= _FEWEST_PAIRS and broken >= _SHARE * len(long) else None


def _breaks_words(pairs: Sequence[tuple[Row, Row]], width: int) -> bool:
    """Return whether lines were filled to the last column, in the middle of words, as Korean may be."""
    firsts = [first.reach for first, _ in pairs]
    return sum(size >= width - 1 for size in firsts) > _SHARE * len(firsts)


def _glue(first: str, second: str, *, full: bool) -> str:
    """Return two broken lines as one; wide characters need no space between them, nor does a hyphen.

    Korean parts words by spaces: there only lines that are `full` to the last column need none.
    """
    if not full and (is_hangul(first[-1]) or is_hangul(second[0])):
        return first + " " + second
    if (
        "W" in (unicodedata.east_asian_width(first[-1]), unicodedata.east_asian_width(second[0]))
        and not second[0].isascii()
    ):
        return first + second
    hyphened = first.endswith("-") and first[-2:-1].isalpha() and second[0].isalpha()
    return first + second if hyphened else first + " " + second


def unwrap(rows: Sequence[Row], is_text: Callable[[Row], bool]) -> tuple[Row, ...]:
    """Return the rows with broken lines joined; `is_text` says which rows may be part of a paragraph."""
    # A long line shows that nothing was broken: what stands close together then are titles and names.
    if any(len(row.raw) > _WIDEST and is_text(row) for row in rows):
        return tuple(rows)
    pairs = _pairs(rows, is_text)
    if _indents_paragraphs(pairs):
        least = min(row.indent for pair in pairs for row in pair)
        pairs = [pair for pair in pairs if pair[1].indent <= least]
    width = _wrap_width(pairs)
    if width is None:
        return tuple(rows)
    joinable = {second.number for first, second in pairs if _breaks_at(first, second, width)}
    joined: list[tuple[Row, list[str]]] = []
    for row in rows:
        if row.number in joinable:
            joined[-1][1].append(tidy(row.raw))
        else:
            joined.append((row, [row.text]))
    full = _breaks_words(pairs, width)
    return tuple(_whole(row, texts, full=full) for row, texts in joined)


def _whole(row: Row, texts: list[str], *, full: bool) -> Row:
    if len(texts) == 1:
        return row
    parts = [texts[0]]
    for text in texts[1:]:
        glued = _glue(parts[-1][-2:], text, full=full)
        parts[-1] = parts[-1][:-2] + glued[: len(glued) - len(text)]
        parts.append(text)
    return replace(row, text="".join(parts))
