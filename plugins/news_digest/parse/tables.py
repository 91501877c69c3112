"""Tables: lines next to each other with the same number of tabs are one block, wherever text stands above them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from .marks import Mark
from .rows import tidy

_FEWEST_ROWS = 2
_TABS_OF_A_LABEL = 1


def _runs(marks: Sequence[Mark]) -> Iterator[list[Mark]]:
    """Yield neighbours without blank lines between them that have the same number of tabs."""
    run: list[Mark] = []
    for mark in marks:
        if run and (mark.row.gap or mark.row.tabs != run[-1].row.tabs):
            yield run
            run = []
        run.append(mark)
    if run:
        yield run


def _is_table(run: Sequence[Mark]) -> bool:
    """Return whether lines are a table's: two columns could as well be labels and their values."""
    tabs = run[0].row.tabs
    told = any(found.rule == "label" for mark in run for found in mark.findings)
    return len(run) >= _FEWEST_ROWS and tabs > 0 and not (tabs == _TABS_OF_A_LABEL and told)


def _whole(run: Sequence[Mark]) -> Mark:
    lines = ("\t".join(tidy(cell) for cell in mark.row.raw.strip().split("\t")) for mark in run)
    return Mark(replace(run[0].row, text="\n".join(lines), mark="", bullet=""), "table", "columns parted by tabs")


def join_tables(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """Return the marks with each table below the first paragraph made one mark, its rows parted by line feeds."""
    joined: list[Mark] = []
    text_above = False
    for run in _runs(marks):
        joined += [_whole(run)] if text_above and _is_table(run) else run
        text_above = text_above or any(mark.kind == "prose" for mark in run)
    return tuple(joined)
