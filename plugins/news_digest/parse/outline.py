"""Where in a capture the head ends, the body stands, and which lists (related stories, tags, comments) follow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .marks import Mark
from .nesting import NESTED
from .rows import PROSE_COLUMNS

# So many lines in a row that are no sentences part one run of prose from the next.
_WIDEST_GAP = 7
_HEAVIEST = 600
_COMMENT_SHARE = 0.2
_INLINE_SHARE = 0.15
_DECK_SHARE = 0.5
_DECK_LINES = 3
_FACTS_OF_HEAD = frozenset({"date", "modified", "authors"})
STORY_ENDS = frozenset({"comments", "contact", "end", "lists"})


@dataclass(frozen=True, slots=True)
class Run:
    """A run of prose: the first and last index of its sentences, its weight, the heading that stands before it."""

    start: int
    end: int
    weight: int
    after: str = ""


@dataclass(frozen=True, slots=True)
class Outline:
    """A capture's plan: all marks, the span of the body (end exclusive)."""

    marks: tuple[Mark, ...]
    start: int
    end: int

    @property
    def head(self) -> tuple[Mark, ...]:
        """The lines before the body."""
        return self.marks[: self.start]

    @property
    def body(self) -> tuple[Mark, ...]:
        """The lines from the first to the last sentence of the story."""
        return self.marks[self.start : self.end]

    @property
    def tail(self) -> tuple[Mark, ...]:
        """The lines after the body."""
        return self.marks[self.end :]


def _speaks(mark: Mark) -> bool:
    return mark.kind == "prose" or (mark.kind == "short" and mark.row.is_sentence)


def _may_open(mark: Mark) -> bool:
    """Return whether a story may begin with the line; a short one that ends with a colon belongs to the page."""
    return mark.row.width >= PROSE_COLUMNS or not mark.row.text.endswith((":", "："))


def runs_of(marks: Sequence[Mark]) -> Iterator[Run]:
    """Yield the runs of prose; the heading of a list ends one."""
    start, end, weight, after, apart = -1, -1, 0, "", 0
    for index, mark in enumerate(marks):
        apart = (0 if end == index - 1 else apart) + (mark.rule != NESTED)
        # A share bar or a comment count above the story opens nothing.
        heading = mark.kind == "heading" and end >= 0
        if start >= 0 and (heading or apart > _WIDEST_GAP):
            yield Run(start, end, weight, after)
            start, weight = -1, 0
        if heading:
            after = mark.about if after not in STORY_ENDS or mark.about in STORY_ENDS else after
        if _speaks(mark) and (start >= 0 or _may_open(mark)):
            start, end = (index if start < 0 else start), index
            weight += min(mark.row.width, _HEAVIEST)
    if start >= 0:
        yield Run(start, end, weight, after)


def _worth(run: Run) -> float:
    return run.weight * (_COMMENT_SHARE if run.after in STORY_ENDS else 1.0)


def _grow(runs: Sequence[Run], best: Run) -> Run:
    """Return the best run together with those that only a list within the story parts from it."""
    position = runs.index(best)
    grown = best
    for run in runs[position + 1 :]:
        if run.after in STORY_ENDS or run.weight < _INLINE_SHARE * best.weight or run.start == run.end:
            break
        grown = Run(grown.start, run.end, grown.weight + run.weight, grown.after)
    return grown


def _skip_deck(marks: Sequence[Mark], run: Run) -> int:
    """Return where the body begins: after the date or byline that parts a deck at the run's start from the rest."""
    spoken = 0
    weight = 0
    known = {found.field for mark in marks[: run.start] for found in mark.findings}
    for index in range(run.start, run.end + 1):
        mark = marks[index]
        if _speaks(mark):
            spoken += 1
            weight += min(mark.row.width, _HEAVIEST)
            if spoken > _DECK_LINES:
                break
        elif (
            any(found.field in _FACTS_OF_HEAD - known for found in mark.findings) and weight <= _DECK_SHARE * run.weight
        ):
            following = (later for later in range(index + 1, run.end + 1) if _speaks(marks[later]))
            return next(following, run.end)
    return run.start


def _without_caption(marks: Sequence[Mark], run: Run) -> Run:
    """Return the run without a short sentence of the page's own that stands among its buttons, above the headline."""
    first = next((index for index in range(run.start, run.end + 1) if marks[index].kind == "prose"), run.start)
    between = marks[run.start + 1 : first]
    crowded = run.start > 0 and marks[run.start].row.gap == 0 and not marks[run.start - 1].row.is_sentence
    apart = any(mark.kind == "short" and not mark.row.is_sentence and mark.row.gap for mark in between)
    return Run(first, run.end, run.weight, run.after) if crowded and apart else run


def plan(marks: Sequence[Mark]) -> Outline | None:
    """Return the plan of a capture, None where nothing in it is prose."""
    runs = tuple(runs_of(marks))
    if not runs:
        return None
    best = max(runs, key=_worth)
    whole = _without_caption(marks, _grow(runs, best))
    return Outline(tuple(marks), _skip_deck(marks, whole), _with_trailing(marks, whole.end + 1))


def _with_trailing(marks: Sequence[Mark], end: int) -> int:
    """Return the body's end with the long lines after it that have no full stop."""
    while end > 1 and marks[end - 1].row.text.endswith((":", "：")):
        end -= 1
    while end < len(marks) and _trails(marks[end]):
        end += 1
    return end


def _trails(mark: Mark) -> bool:
    """Return whether a line right after the last sentence is the story's own: a table, or long."""
    return mark.kind == "table" or (mark.is_text and mark.row.width >= PROSE_COLUMNS and not mark.row.bullet)
