"""The journal of an import: which story files have come to their place before the ledger says so.

It stands beside the ledger while an import is at work, and stays where that is killed. So the next one knows of a file
that was made and is gone that a person has deleted it.
"""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from .filing import is_aside, read_if_there, set_aside
from .ledger import Ledger, readable_entries, text_of
from .places import is_there

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ..project import Project
    from .entry import Entry


def journal_of(project: Project) -> Path:
    """Return the journal's path."""
    return project.ledger.with_name(f".{project.ledger.name}.journal")


class Journal:
    """What an import writes down of each story file that it puts in its place."""

    def __init__(self, project: Project) -> None:
        self._path = journal_of(project)

    def place(self, entry: Entry, path: Path, data: bytes) -> None:
        """Write a story's file in one step; raises `OSError`.

        It is noted under the name that the file has until then: as long as there is such a file, the story has not come
        to its place. So there is no moment at which a kill makes the note untrue.
        """
        with set_aside(path, data) as aside:
            begin = self._add(f"\n{aside.name} {text_of(entry)}".encode("utf-8", "surrogatepass"))
            try:
                aside.replace(path)
            finally:
                if begin is not None and aside.exists():
                    os.truncate(self._path, begin)

    def _add(self, line: bytes) -> int | None:
        """Add a line and return where it begins; None where that cannot be: a story is worth more than its note."""
        with suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with self._path.open("ab", buffering=0) as file:
                begin = file.tell()
                if file.write(line) == len(line):
                    return begin
                file.truncate(begin)
        return None

    def remove(self) -> None:
        """Remove it, once all that was noted is saved in the ledger."""
        with suppress(OSError):  # what the ledger knows is passed over the next time
            self._path.unlink(missing_ok=True)


def known_ledger(project: Project) -> Ledger:
    """Return the ledger, together with the stories that a killed import made and a person has deleted since.

    Raises `SettingsError` for a damaged ledger, and `OSError` where one of the two files cannot be read.
    """
    ledger = Ledger.load(project.ledger)
    if not project.ledger.exists() and not project.stories.exists():
        return ledger  # whoever deletes both begins anew
    noted = tuple(_placed(project))
    guids = {entry.guid for entry in ledger} if noted else ()
    for entry in noted:
        is_known = entry.guid in guids or ledger.get(entry.seed, entry.part) is not None
        if not is_known and not is_there(project.stories, entry.file):
            # Should it be there after all, under another name, it is read again.
            ledger.put(replace(entry, rules=0))
    return ledger


def _placed(project: Project) -> Iterator[Entry]:
    """Yield the noted stories whose files came to their place."""
    for line in (read_if_there(journal_of(project)) or b"").split(b"\n"):
        name, _, told = line.partition(b" ")
        aside = name.decode("ascii", "replace")
        for entry in readable_entries(told) if is_aside(aside) else ():
            if not is_there(project.stories, f"{entry.file.rpartition('/')[0]}/{aside}"):
                yield entry
