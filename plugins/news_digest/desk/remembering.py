"""The report of an import that had nothing to do, kept for the next one: as long as all stands as it did, it is true.

What an import does follows from what it reads. Where a run wrote nothing, the next one reads the same and comes to the
same report, unless a stamp has changed since. Kept in `.digest/`, which can be deleted at any time; where anything is
in doubt, an import goes the full way.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, overload

from ..damage import ANSWERS
from .filing import read_sealed, write_sealed
from .report import Item, Report
from .standing import MEMORY, outputs_of, standing, sums_of_files
from .wishes import Wishes

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from ..project import Project
    from .standing import Standing

FILE, UNCHANGED = "import.json", "unchanged.json"
Row = tuple[str, str | None, str | None]
"""Name, code and file of an unchanged story."""

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Footing:
    """How all stood at a moment, with the sums of the files that were too young to be known by their stamps."""

    standing: Standing
    young: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Looked:
    """What a first look finds: the report of an import with nothing to do, else how all stands, where that is known."""

    report: Report | None = None
    footing: Footing | None = None


def is_ordinary(wishes: Wishes) -> bool:
    """Return whether an import of these wishes is one of those that a report is kept for."""
    return replace(wishes, dry_run=False, strict=False) == Wishes()


def footing_after(project: Project, before: Footing) -> Footing | None:
    """Return how all stands after a run, None where that cannot be told.

    What an import never writes is taken as it was `before`, for so it was read: if it changed since, its stamp tells
    the next import, or what is in it, where it was young.
    """
    outputs = outputs_of(project, with_files=True)
    young = sums_of_files(outputs.young) if outputs else None
    if outputs is None or young is None:
        return None
    read = {path: before.young[path] for path in before.standing.inputs.young}
    return Footing(replace(before.standing, outputs=outputs), read | {**young})


def _with_young(found: Standing) -> Footing | None:
    young = sums_of_files(found.young)
    return None if young is None else Footing(found, young)


def keep(project: Project, wishes: Wishes, before: Footing, report: Report) -> None:
    """Keep the report of a run that wrote nothing; where that fails, the next import goes the full way."""
    if report.imported or report.changed or report.merged:
        return
    memory = project.root / MEMORY
    rows = _rows_of(report.unchanged)
    if rows is None:
        return
    told = {outcome: [asdict(item) for item in items] for outcome, items in report.lists() if outcome != "unchanged"}
    mark = _mark(before.standing.mark, wishes)
    with suppress(OSError):
        write_sealed(memory / UNCHANGED, json.dumps([mark, rows], ensure_ascii=False))
        _write(
            memory,
            {
                "format": FORMAT,
                "mark": mark,
                "young": dict(before.young),
                "count": len(rows),
                "told": told,
                "unsettled": report.unsettled,
            },
        )


def _rows_of(items: Sequence[Item]) -> Sequence[Row] | None:
    """Return what is kept of each item, None where there is more to say of one."""
    if isinstance(items, Counted):
        return items.rows()
    rows = [(item.seed, item.story_code, item.file) for item in items]
    return rows if all(item == Item(*row) for item, row in zip(items, rows, strict=True)) else None


def recall(project: Project, wishes: Wishes) -> Report | None:
    """Return what an import of these wishes would come to, where it is known that nothing changed since it was kept."""
    return look(project, wishes).report


def look(project: Project, wishes: Wishes) -> Looked:
    """Return what an import of these wishes would come to, or how all stands before it."""
    now = standing(project, strict=wishes.strict) if is_ordinary(wishes) else None
    if now is None:
        return Looked()
    report = _recalled(project, wishes, now)
    return Looked(report) if report or wishes.dry_run else Looked(None, _with_young(now))


def _recalled(project: Project, wishes: Wishes, now: Standing) -> Report | None:
    memory = project.root / MEMORY
    found = _read(memory)
    if found is None or found["mark"] != _mark(now.mark, wishes):
        return None
    if found["young"] and sums_of_files(found["young"]) != found["young"]:
        return None
    try:
        report = _report(memory, found)
    except (OSError, *ANSWERS):
        return None
    if found["young"] and not now.young and not wishes.dry_run:
        with suppress(OSError):
            _write(memory, {**found, "young": {}})
    return report


def _mark(mark: str, wishes: Wishes) -> str:
    return f"{mark} {'strict' if wishes.strict else 'plain'}"


def _write(memory: Path, found: dict[str, object]) -> None:
    write_sealed(memory / FILE, json.dumps(found, ensure_ascii=False))


def _read(memory: Path) -> dict[str, Any] | None:
    try:
        found = json.loads(read_sealed(memory / FILE))
        return found if found["format"] == FORMAT else None
    except (OSError, *ANSWERS):
        return None


def _report(memory: Path, found: dict[str, Any]) -> Report:
    lists = {outcome: tuple(map(_item, items)) for outcome, items in found["told"].items()}
    rows = read_sealed(memory / UNCHANGED)
    if not rows.startswith(json.dumps([found["mark"]], ensure_ascii=False).encode()[:-1] + b", "):
        raise ValueError("it is of another import")
    unsettled = tuple(found["unsettled"])
    return Report(**lists, unsettled=unsettled, unchanged=Counted(found["count"], lambda: json.loads(rows)[1]))


def _item(kept: dict[str, Any]) -> Item:
    values: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in kept.items()}
    return Item(**values)


class Counted(Sequence[Item]):
    """Items of which the number is known; they are made when somebody looks at them."""

    def __init__(self, count: int, rows: Callable[[], Sequence[Row]]) -> None:
        self._count, self.rows = count, rows

    @cached_property
    def _items(self) -> tuple[Item, ...]:
        return tuple(Item(*row) for row in self.rows())

    def __len__(self) -> int:
        """Return how many there are."""
        return self._count

    @overload
    def __getitem__(self, index: int) -> Item: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Item, ...]: ...
    def __getitem__(self, index: int | slice) -> Item | tuple[Item, ...]:
        """Return one of them, or several."""
        return self._items[index]

    def __eq__(self, other: object) -> bool:
        """Return whether the items are the same, however the other keeps them."""
        return isinstance(other, Sequence) and self._items == tuple(other)

    def __hash__(self) -> int:
        """Return the hash of the items."""
        return hash(self._items)
