"""Which archives and feeds were read whole, so that the next import need not read them again.

Kept in `.digest/`, which can be deleted at any time: they are then read once more, and nothing else comes of it. What
became of their stories stands in the ledger; here stands what the ledger has no line for, refused and double ones.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from ..layouts import with_shipped
from .filing import write_aside
from .ledger import RULES, parts_by_seed
from .report import Item, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from ..layouts import Layout
    from ..project import Project
    from .entry import Entry
    from .intake import Seed
    from .ledger import Ledger
    from .pieces import Sum

FILE = "archives.json"


class Note(NamedTuple):
    """A story that has no line in the ledger; `original` is the story that it doubles."""

    outcome: Outcome
    name: str
    reason: str
    remedy: str
    original: str | None


class Finished:
    """The archives that were read whole, with the notes on each; `save` writes them where they changed."""

    def __init__(self, project: Project, layouts: tuple[Layout, ...]) -> None:
        self._path = project.root / ".digest" / FILE
        self._rules = f"{RULES} {with_shipped(layouts)!r}"
        self._kept, self._stories = _load(self._path)
        self.is_changed = False
        self._notes: defaultdict[str, list[Note]] = defaultdict(list)
        self._spoilt: set[str] = set()

    def has(self, seed: Seed, known: Sum, ledger: Ledger, parts: Mapping[str, list[Entry]]) -> bool:
        """Return whether an archive was read whole as it is now, by the same rules, and what it doubles is there.

        `parts` are the stories that the ledger has of each: fewer than there were, where a run was killed.
        """
        stories = len(parts.get(seed.name, ()))
        sum_, notes = self._kept.get(seed.name, ("", ()))
        is_same = sum_ == self._sum(known) and stories == self._stories.get(seed.name, stories)
        return is_same and all(note.original is None or note.original in ledger for note in notes)

    def verdicts(self, seed: Seed) -> Iterator[tuple[Outcome, Item]]:
        """Yield what was noted of an archive."""
        for note in self._kept[seed.name][1]:
            yield note.outcome, Item(note.name, reason=note.reason, remedy=note.remedy)

    def note(self, seed: Seed, verdict: tuple[Outcome, Item], original: str | None = None) -> None:
        """Note what became of a story that has no line in the ledger."""
        outcome, item = verdict
        self._notes[seed.name].append(Note(outcome, item.seed, item.reason, item.remedy, original))

    def spoil(self, seed: Seed) -> None:
        """Have an archive read again next time: what was refused of it may be taken then."""
        self._spoilt.add(seed.name)

    def forget(self, name: str) -> None:
        """Have an archive read again that has lost a story to another capture."""
        if self._kept.pop(name, None) is not None:
            self.is_changed = True

    def close(self, seed: Seed, known: Sum) -> None:
        """Note that an archive was read to its end."""
        notes = tuple(self._notes.pop(seed.name, ()))
        if seed.name in self._spoilt:
            self.forget(seed.name)
        else:
            self._kept[seed.name] = (self._sum(known), notes)
            self._stories.pop(seed.name, None)
            self.is_changed = True

    def save(self, ledger: Ledger) -> None:
        """Write what is kept, of the ledger as it is saved now; where that fails, archives are read once more."""
        if self.is_changed:
            parts = parts_by_seed(ledger)
            data = {
                name: {"sum": sum_, "stories": len(parts.get(name, ())), "notes": notes}
                for name, (sum_, notes) in sorted(self._kept.items())
            }
            with suppress(OSError):
                self._path.parent.mkdir(parents=True, exist_ok=True)
                write_aside(self._path, json.dumps(data, ensure_ascii=False).encode("utf-8", "surrogatepass"))

    def _sum(self, known: Sum) -> str:
        return hashlib.sha256(f"{known.sha256} {self._rules}".encode()).hexdigest()


def _load(path: Path) -> tuple[dict[str, tuple[str, tuple[Note, ...]]], dict[str, int]]:
    """Return what is kept at `path`, and of how many stories; nothing where it is damaged: it is but a memory."""
    try:
        found = json.loads(path.read_bytes())
        kept = {name: (one["sum"], tuple(Note(*note) for note in one["notes"])) for name, one in found.items()}
        return kept, {name: int(one["stories"]) for name, one in found.items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return {}, {}
