"""A ledger that was lost or damaged, made again from what there is: seeds, story files, and lines that can be read."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..lock import held
from .codes import code_key
from .filing import read_if_there, write_aside
from .ledger import Ledger, fingerprint, readable_entries
from .places import is_there, place_key, shown_folder
from .plain import printable
from .report import Item
from .shelf import Shelf
from .standing import LOCK, MEMORY
from .taking import Progress, Tell, quiet, run_import, silent
from .wishes import Wishes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from ..project import Project
    from .crew import Crew
    from .entry import Entry

BEFORE = "ledger-before.jsonl"
"""Where a ledger is kept, in `.digest/`, that another has taken the place of."""


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What became of a ledger: how many lines could still be read, and the stories that were found again.

    `edited` are those whose file differs from what their seed says, `without` seeds that have no story file: they are
    new, or their story was deleted. `spiked` were refused, as an import would refuse them.
    """

    path: str
    kept: int
    found: tuple[Item, ...]
    edited: tuple[Item, ...]
    without: tuple[Item, ...]
    spiked: tuple[Item, ...]

    def lines(self) -> Iterator[str]:
        """Iterate over the lines that tell it to a person."""
        again = len(self.found) + len(self.edited)
        yield f"{printable(self.path)}: {self.kept + again} stories, of which {again} were found again"
        yield from _listed("edited by hand since they were imported, or imported by other rules:", self.edited)
        yield from _listed("without a story file: new, or deleted; the next import makes them:", self.without)
        yield from _listed("refused, as an import says why:", self.spiked)


def _listed(heading: str, items: tuple[Item, ...]) -> Iterator[str]:
    if items:
        yield heading
        yield from (f"  {printable(item.seed)}  {printable(item.file or '')}".rstrip() for item in items)


def rebuild_ledger(project: Project, hands: Crew, *, progress: Progress = quiet, tell: Tell = silent) -> Rebuilt:
    """Make the ledger again and return what was found; no story file is written.

    Lines that can be read stay as they are. A story without one is found by the seed, the feed id or the code that its
    file names. The ledger as it was is kept in `.digest/`. Raises `NoLockError`, and `OSError` where one cannot be
    written.
    """
    with held(project.root / MEMORY / LOCK, tell, "import"):
        before = read_if_there(project.ledger) or b""
        kept = readable_entries(before)
        # An import that writes nothing says what each seed would become, and finds the files that are there.
        wishes = Wishes(dry_run=True, rebuild=True)
        run = run_import(project, Ledger.of(project.ledger, kept), wishes, progress, hands, first=_named(project))
        again, without = _sorted_out(project, kept, run.batch.ledger)
        run.batch.texts.save()
        _put(project, before, Ledger.of(project.ledger, (*kept, *again)).as_text().encode("utf-8"))
    edited = {entry for entry in again if _is_edited(project, entry)}
    return Rebuilt(
        path=os.path.relpath(project.ledger, project.root),
        kept=len(kept),
        found=_items(project, (entry for entry in again if entry not in edited)),
        edited=_items(project, (entry for entry in again if entry in edited)),
        without=tuple(Item(entry.name) for entry in without),
        spiked=run.report.spiked,
    )


def _named(project: Project) -> frozenset[str]:
    """Return the seeds that story files name: they come first, so that no double of theirs takes a story."""
    names = [shelved.seed for shelved in Shelf(project.stories).files if shelved.seed]
    return frozenset(names) | {name.partition("#")[0] for name in names}


def _sorted_out(project: Project, kept: Iterable[Entry], found: Ledger) -> tuple[list[Entry], list[Entry]]:
    """Return the entries that were found beside those that were kept: those with a story file, and those without."""
    known = {(entry.seed, entry.part) for entry in kept}
    places = {entry.file for entry in kept}
    others = [entry for entry in found if (entry.seed, entry.part) not in known and entry.file not in places]
    there = [entry for entry in others if is_there(project.stories, entry.file)]
    return there, [entry for entry in others if entry not in there]


def _is_edited(project: Project, entry: Entry) -> bool:
    return fingerprint((project.stories / entry.file).read_bytes()) != entry.written


def _items(project: Project, entries: Iterable[Entry]) -> tuple[Item, ...]:
    folder = shown_folder(project)
    return tuple(Item(entry.name, entry.story_code, folder + entry.file) for entry in entries)


def _put(project: Project, before: bytes, after: bytes) -> None:
    if after == before:
        return
    if before:
        write_aside(_made(project.root / MEMORY / BEFORE), before)
    write_aside(_made(project.ledger), after)


def _made(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def check_ledger(project: Project) -> tuple[int, list[str]]:
    """Return how many stories the ledger knows, and what is wrong with it; raises `SettingsError` for damage."""
    ledger = Ledger.load(project.ledger)
    known = {entry.file for entry in ledger} | {entry.name for entry in ledger}
    unknown = [
        f"{shelved.file}: made from {shelved.seed}, but the ledger has no line of it (--rebuild finds it)"
        for shelved in Shelf(project.stories).files
        if shelved.seed and known.isdisjoint((shelved.file, shelved.seed))
    ]
    return len(ledger), [*_doubles(ledger), *unknown]


def _doubles(ledger: Ledger) -> Iterator[str]:
    seen: dict[str, Entry] = {}
    for entry in ledger:
        for what, key in (("file", place_key(entry.file)), ("code", code_key(entry.story_code))):
            first = seen.setdefault(f"{what} {key}", entry)
            if first is not entry:
                yield f"{entry.name}: it has the {what} of {first.name} (take one of the two lines out of the ledger)"
