"""A capture as the panel shows it: line by line, each with what was made of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from ..capture.shapes import Line, PageCapture
from ..desk.explaining import Reread
from ..parse import Candidate, Cut

# So many lines are shown of a capture, and so many characters of each.
MOST_LINES, LONGEST = 1_500, 1_000
# What is told by all of the text stands in no line.
NOWHERE = frozenset({"lang"})


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line of a capture: what it was taken for, and in words as what, or why it was left out.

    `again` tells that the line before it says the same.
    """

    number: int
    text: str
    taken: Literal["field", "cut", "text"]
    note: str = ""
    again: bool = False


@dataclass(frozen=True, slots=True)
class ShownCapture:
    """A capture: what kind it is, how it is encoded, its lines, and how many more there are."""

    kind: str
    encoding: str
    lines: tuple[ShownLine, ...]
    more: int


def shown_capture(again: Reread) -> ShownCapture:
    """Return the capture of a story as it was read; of a page that is what a reader sees of it."""
    is_page = isinstance(again.capture, PageCapture)
    lines = _seen(again.capture) if isinstance(again.capture, PageCapture) else again.capture.lines
    lines = tuple(line for line in lines if line.text.strip())
    marks = _Marks(again.reading.candidates, again.reading.cuts, is_page=is_page)
    shown = tuple(_with_repeats(marks.shown(line) for line in lines[:MOST_LINES]))
    return ShownCapture("page" if is_page else "text", again.capture.encoding, shown, len(lines) - len(shown))


def _seen(capture: PageCapture) -> Sequence[Line]:
    from ..webpages.seen import seen_lines  # noqa: PLC0415 - lxml is loaded where there is a page

    return seen_lines(capture)


class _Marks:
    """What was made of each line; several texts of a page may stand on one line of its markup."""

    def __init__(self, candidates: Iterable[Candidate], cuts: Iterable[Cut], *, is_page: bool) -> None:
        self._is_page = is_page
        self._cuts: dict[int, list[Cut]] = {}
        for cut in cuts:
            for number in range(cut.lines[0], cut.lines[1] + 1):
                self._cuts.setdefault(number, []).append(cut)
        found = [one for one in candidates if one.field not in NOWHERE]
        # What a page declares in its head is printed in its text as well.
        declared = {(one.field, one.value) for one in found if one.won and is_page}
        self._told: dict[str, list[Candidate]] = {}
        for one in found:
            if one.won or (one.field, one.value) in declared:
                self._told.setdefault(one.origin.rpartition(", ")[2], []).append(one)

    def shown(self, line: Line) -> ShownLine:
        """Return a line with what was made of it."""
        text = line.text if len(line.text) <= LONGEST else f"{line.text[:LONGEST]}… ({len(line.text):,} characters)"
        if fields := dict.fromkeys(one.field for one in self._fields(line)):
            return ShownLine(line.number, text, "field", ", ".join(fields).replace("_", " "))
        cut = next((cut for cut in self._cuts.get(line.number, ()) if self._is_of(cut, line)), None)
        return ShownLine(line.number, text, "cut", cut.reason) if cut else ShownLine(line.number, text, "text")

    def _fields(self, line: Line) -> Iterator[Candidate]:
        for one in self._told.get(f"line {line.number}", ()):
            if not self._is_page or one.value in line.text or line.text in one.value:
                yield one

    def _is_of(self, cut: Cut, line: Line) -> bool:
        return not self._is_page or line.text.startswith(cut.text)


def _with_repeats(lines: Iterable[ShownLine]) -> Iterator[ShownLine]:
    before = ("", "")
    for line in lines:
        again = line.taken == "cut" and before == (line.taken, line.note)
        before = line.taken, line.note
        yield ShownLine(line.number, line.text, line.taken, line.note, again)
