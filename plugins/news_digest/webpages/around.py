"""What stands between headline and text and right below the text: bylines, dates, credits, codes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..capture.shapes import Line
from ..parse.facts import read_facts
from ..parse.labels import Context
from ..parse.rows import columns, fold, row_of
from .items import Item
from .pieces import Layer, Piece
from .shapes import Printed

_REACH = 30
_LONGEST = 160
_LINES = 10


def head_of(layer: Layer, items: Sequence[Item], headline: int) -> tuple[Piece, ...]:
    """Return the pieces from a little above the headline to the first of the text, the nearest where they are many."""
    first = next((item.piece.number for item in items if not item.reason), 0)
    start = max(headline - 3, first - _REACH, 0) if headline >= 0 else max(first - _REACH // 2, 0)
    return tuple(layer.pieces[start:first])


def tail_of(layer: Layer, items: Sequence[Item]) -> tuple[Piece, ...]:
    """Return the pieces right below the last of the text, and those cut within it."""
    kept = [item.piece.number for item in items if not item.reason]
    if not kept:
        return ()
    within = [item.piece for item in items if item.reason and kept[0] < item.piece.number < kept[-1]]
    return (*layer.pieces[kept[-1] + 1 : kept[-1] + 1 + _REACH // 2], *within[:_REACH])


def read_printed(pieces: Sequence[Piece], context: Context) -> Iterator[Printed]:
    """Yield what the short ones of some pieces tell of the story's fields, by the rules for lines of text."""
    for piece in (one for one in pieces if not one.is_linked):
        for line in piece.text.split("\n", _LINES)[:_LINES]:
            row = row_of(Line(piece.line, line), 0) if _may_tell(line, context) else None
            if row:
                yield from (Printed(piece, finding) for finding in read_facts(row, context))


def _may_tell(text: str, context: Context) -> bool:
    """Return whether a line is worth the reading: a digit, a colon or a word that opens bylines is in it."""
    if not len("ab") < len(text) <= _LONGEST or columns(text) > _LONGEST:
        return False
    opener = text.partition(" ")[0]
    return any(char.isdigit() or char in ":：|" for char in text) or fold(opener) in context.words.openers
