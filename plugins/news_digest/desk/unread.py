"""What becomes of stories that need not be read: the ledger has them, and what they are made of is the same."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

from .ledger import RULES
from .places import is_there, shown_folder
from .recaptured import Outcomes
from .report import Item, Outcome
from .shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

    from ..project import Project
    from .entry import Entry
    from .intake import Seed
    from .ledger import Ledger
    from .pieces import Sum
    from .wishes import Wishes

Verdict = tuple[Outcome, Item]

_GONE = "to have it again: digest restore {code}"


class Unread:
    """What is told of stories by the ledger, the sums of the seeds and the story files' names alone."""

    def __init__(self, project: Project, ledger: Ledger, sums: Mapping[str, Sum], wishes: Wishes, shelf: Shelf) -> None:
        # Asked of every story, a path would be put together anew each time.
        self._stories, self._shelf = os.fspath(project.stories), shelf
        self._ledger, self._sums, self._wishes = ledger, sums, wishes
        self._shown = shown_folder(project)
        self._reads_any_again = bool(wishes.reread or wishes.again or wishes.restore)
        self.outcomes = Outcomes()

    def same(self, seed: Seed, there: Container[str] | None = None) -> Entry | None:
        """Return the entry of a seed of one story that is as it was, and whose story is in its place.

        `there` are the paths of the story files, where somebody has just looked.
        """
        entry, known = self._ledger.get(seed.name), self._sums.get(seed.name)
        if entry is None or known is None or known.several or not self._is_same(entry, known.sha256):
            return None
        found = is_there(self._stories, entry.file) if there is None else f"{self._stories}/{entry.file}" in there
        return entry if found else None

    def at_once(self, seed: Seed) -> Verdict | None:
        """Return what becomes of such a seed."""
        entry = self.same(seed)
        return None if entry is None else self.verdict("unchanged", entry)

    def of_known(self, entry: Entry, sha256: str) -> Verdict | None:
        """Return what becomes of a story that was imported before, None where it must be read again."""
        located = self.located(entry)
        if located is None and entry.story_code not in self._wishes.restore:
            return self.verdict("deleted", entry, "its story file was deleted", _GONE.format(code=entry.story_code))
        return self.verdict("unchanged", located) if located and self._is_same(entry, sha256) else None

    def _is_same(self, entry: Entry, sha256: str) -> bool:
        is_same = sha256 == entry.sha256 and entry.rules == RULES
        return is_same and not (self._reads_any_again and self._wishes.reads_again(entry))

    def located(self, entry: Entry) -> Entry | None:
        """Return the entry with its file as it is named now, None where there is none any more."""
        if self.is_unwritten(entry) or is_there(self._stories, entry.file):
            return entry
        moved = self._shelf.of_story(entry.story_code, entry.name, entry.guid)
        if moved is None:
            return None
        found = replace(entry, file=moved.file)
        self._ledger.put(found)
        return found

    def is_unwritten(self, entry: Entry) -> bool:
        """Return whether a story's file would have been written by this run, which writes nothing."""
        return self._wishes.dry_run and self.outcomes.wrote(entry)

    def row(self, entry: Entry) -> tuple[str, str, str]:
        """Return a story's name, code and file, as the report shows them."""
        return entry.name, entry.story_code, self._shown + entry.file

    def verdict(self, outcome: Outcome, entry: Entry, reason: str = "", remedy: str = "", diff: str = "") -> Verdict:
        """Return what became of a story, and note it."""
        self.outcomes.note(entry, outcome)
        return outcome, Item(*self.row(entry), reason, remedy, diff=diff)
