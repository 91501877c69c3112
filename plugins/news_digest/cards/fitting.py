"""A headline in lines: as large as its place allows, and lines of about one length."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

from .breaks import clusters, pieces
from .texts import ELLIPSIS

# The largest first; those of a size are at most so many lines.
SIZES = (92, 84, 76, 70, 64, 58, 52, 47, 42, 38, 34)
MOST_LINES = 6
# From the top of a line of Latin letters to where they stand, by their size.
ASCENT = 0.78
# A word that has no room in a line of this size is broken.
BREAKS_FROM = 52
# How widths are measured at first, in pixels of size; they grow with it.
MEASURED_AT = 100


class Measures(Protocol):
    """What tells how much room a text takes in a size, in pixels."""

    def width(self, text: str, size: int) -> float:
        """Return how wide it is."""
        ...

    def extent(self, text: str, size: int) -> tuple[float, float]:
        """Return how far it reaches above and below the line that it stands on."""
        ...


@dataclass(frozen=True, slots=True)
class Fitted:
    """A text in lines, its size, and how far below the top each line stands, in pixels."""

    lines: tuple[str, ...]
    size: int
    heights: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """The place that a text has: pixels, and how far apart and how large its script wants lines, by Latin's."""

    width: int
    height: int
    leading: float
    scale: float


@dataclass(frozen=True, slots=True)
class _Piece:
    """Characters that stay together: where they start and end, how wide they are without blanks after them and with."""

    start: int
    end: int
    alone: float
    full: float


def fit(text: str, frame: Frame, pen: Measures, *, cut: bool = False) -> Fitted:
    """Return a cleaned text as large as it fits; what is too long ends in dots, and so does what was `cut` before."""
    measured = _measured(text, frame, pen)
    for size in () if cut else SIZES:
        real = round(size * frame.scale)
        lines = _lines(text, measured, frame.width / real * MEASURED_AT, _most(frame, real))
        # Where a line breaks between letters that touch, they are a little wider apart.
        if lines and all(pen.width(line, real) <= frame.width for line in lines):
            heights, bottom = _heights(lines, real, frame, pen)
            if bottom <= frame.height:
                return Fitted(lines, real, heights)
    return _shortened(text, measured, frame, pen)


def _most(frame: Frame, size: int) -> int:
    return max(1, min(MOST_LINES, int(frame.height / (size * frame.leading))))


def _heights(lines: Iterable[str], size: int, frame: Frame, pen: Measures) -> tuple[tuple[float, ...], float]:
    """Return where each line stands, and how far the last one reaches; lines that would touch are moved apart."""
    heights: list[float] = []
    bottom = 0.0
    for line in lines:
        above, below = pen.extent(line, size)
        height = max(heights[-1] + size * frame.leading if heights else size * ASCENT, bottom + above)
        heights.append(height)
        bottom = height + below
    return tuple(heights), bottom


def _measured(text: str, frame: Frame, pen: Measures) -> list[_Piece]:
    """Return the pieces of a text; a word that is too long for a line is broken, and not set in small letters."""
    room = frame.width / (BREAKS_FROM * frame.scale) * MEASURED_AT
    measured = []
    for start, end in pieces(text):
        piece = _piece(text, start, end, pen)
        broken = clusters(text, start, end) if piece.alone > room else ()
        measured += [_piece(text, *part, pen) for part in broken] or [piece]
    return measured


def _piece(text: str, start: int, end: int, pen: Measures) -> _Piece:
    bare = text[start:end].rstrip(" ")
    alone = pen.width(bare, MEASURED_AT)
    blanks = end - start - len(bare)
    return _Piece(start, end, alone, alone + (pen.width(" ", MEASURED_AT) * blanks if blanks else 0))


def _lines(text: str, measured: Sequence[_Piece], room: float, most: int) -> tuple[str, ...]:
    """Return the lines in which the pieces fit, evened out; none where there would be more than `most`."""
    if any(piece.alone > room for piece in measured):
        return ()
    count = len(_filled(measured, room))
    if count > most:
        return ()
    low, high = max(piece.alone for piece in measured), room
    while high - low > 1:
        middle = (low + high) / 2
        low, high = (low, middle) if len(_filled(measured, middle)) <= count else (middle, high)
    return tuple(text[start:end].strip(" ") for start, end in _filled(measured, high))


def _filled(measured: Sequence[_Piece], room: float) -> list[tuple[int, int]]:
    starts, used = [measured[0].start], 0.0
    for piece in measured:
        if used and used + piece.alone > room:
            starts.append(piece.start)
            used = 0.0
        used += piece.full
    return list(pairwise([*starts, measured[-1].end]))


def _shortened(text: str, measured: Sequence[_Piece], frame: Frame, pen: Measures) -> Fitted:
    """Return as much of a text as fits in the smallest size."""
    size = round(SIZES[-1] * frame.scale)
    lines = [text[start:end].strip(" ") for start, end in _filled(measured, frame.width / size * MEASURED_AT)]
    lines[_most(frame, size) :] = []
    lines[-1] = shortened(lines[-1] + ELLIPSIS, frame.width, lambda line: pen.width(line, size))
    return Fitted(tuple(lines), size, _heights(lines, size, frame, pen)[0])


def shortened(line: str, room: float, width: Callable[[str], float]) -> str:
    """Return a line that fits, dots in the place of what was left out."""
    if width(line) <= room:
        return line
    ends = [end for _, end in clusters(line, 0, len(line))]
    while ends and width(short := line[: ends.pop()].rstrip(" ") + ELLIPSIS) > room:
        pass
    return short if ends else ELLIPSIS
