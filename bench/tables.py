"""The tables as lines of Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from costs import Cost
from goals import DIGEST, Verdict
from results import Results
from rows import ROWS

HEADS = (
    "build",
    "site",
    "wall s",
    "of rounds",
    "CPU s",
    "memory MB",
    "files written",
    "removed",
    "needlessly",
    "digest ÷ this: wall",
    "CPU",
)
NONE = "–"


def costs_table(results: Results) -> Iterator[str]:
    """Yield the table of one size of corpus: a line for each row and site."""
    yield from _head(HEADS)
    for row in ROWS:
        for site, costs in results.of_row(row.name):
            yield _line(_cells(results, row.name, site, costs))


def goals_table(verdicts: Iterable[Verdict]) -> Iterator[str]:
    """Yield the table of goals and what was reached."""
    yield from _head(("stories", "goal", "at most", "reached", ""))
    for verdict in verdicts:
        yield _line((str(verdict.stories), verdict.text, f"{verdict.most:g}", _short(verdict.reached), verdict.word))


def _cells(results: Results, row: str, site: str, costs: list[Cost]) -> Iterator[str]:
    walls = [cost.wall for cost in costs]
    yield from (row, site)
    yield _number(results.figure(row, site, "wall"))
    yield f"{min(walls):.2f}–{max(walls):.2f}"
    yield _number(results.figure(row, site, "cpu"))
    for name in ("memory", "written", "removed", "needless"):
        yield _whole(results.figure(row, site, name))
    for name in ("wall", "cpu"):
        yield NONE if site == DIGEST else _number(results.ratio(name, (row, DIGEST), (row, site)))


def _number(value: float | None) -> str:
    return NONE if value is None else f"{value:.2f}"


def _short(value: float | None) -> str:
    return f"{value:g}" if value is not None and value == round(value) else _number(value)


def _whole(value: float | None) -> str:
    return NONE if value is None else f"{value:.0f}"


def _head(names: tuple[str, ...]) -> Iterator[str]:
    yield _line(names)
    yield _line("---" for _ in names)


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
