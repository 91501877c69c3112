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
from .standing import MEMORY, standing, sums_of_files
from .wishes import Wishes

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from ..project import Project
    from .standing import Standing

FILE, UNCHANGED = "import.json", "unchanged.json"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Footing:
    """How all stood at a moment, with the sums of the files that were too young to be known by their stamps."""

    standing: Standing
    young: Mapping[str, str]


def is_ordinary(wishes: Wishes) -> bool:
    """Return whether an import of these wishes is one of those that a report is kept for."""
    return replace(wishes, dry_run=False, strict=False) == Wishes()


def footing(project: Project, wishes: Wishes) -> Footing | None:
    """Return how all stands before a run, None where that cannot be told or would be of no use."""
    found = standing(project, strict=wishes.strict) if is_ordinary(wishes) else None
    young = sums_of_files(found.young) if found else None
    return None if found is None or young is None else Footing(found, young)


def is_as_before(project: Project, wishes: Wishes, before: Footing) -> bool:
    """Return whether all stands as it did, so that the run since then wrote nothing."""
    now = standing(project, strict=wishes.strict)
    return now is not None and now.mark == before.standing.mark


def keep(project: Project, wishes: Wishes, before: Footing, report: Report) -> None:
    """Keep the report of a run that wrote nothing; where that fails, the next import goes the full way."""
    if report.imported or report.changed or report.merged:
        return
    memory = project.root / MEMORY
    rows = [(item.seed, item.story_code, item.file) for item in report.unchanged]
    if any(item != Item(*row) for item, row in zip(report.unchanged, rows, strict=True)):
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


def recall(project: Project, wishes: Wishes) -> Report | None:
    """Return what an import of these wishes would come to, where it is known that nothing changed since it was kept."""
    memory = project.root / MEMORY
    found = _read(memory) if is_ordinary(wishes) else None
    now = standing(project, strict=wishes.strict) if found else None
    if found is None or now is None or found["mark"] != _mark(now.mark, wishes):
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

    def __init__(self, count: int, rows: Callable[[], list[tuple[str, str, str]]]) -> None:
        self._count, self._rows = count, rows

    @cached_property
    def _items(self) -> tuple[Item, ...]:
        return tuple(Item(*row) for row in self._rows())

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
