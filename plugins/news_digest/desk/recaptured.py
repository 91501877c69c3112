"""Pages that an archive holds more than once: which capture is the story, and what the report says of the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .report import Outcome

if TYPE_CHECKING:
    from .entry import Entry
    from .pieces import Piece

AGAIN = "the same address once more in this archive"
NEWEST = "captured more than once in this archive: the newest capture is taken"


_WRITTEN: frozenset[Outcome | None] = frozenset({"imported", "changed", "merged"})
_NOTHING_NEW: frozenset[Outcome] = frozenset({"unchanged", "deleted"})


class Outcomes:
    """What became of stories so far in one run, by their files; that one was written is not forgotten."""

    def __init__(self) -> None:
        self._found: dict[str, Outcome] = {}

    def note(self, entry: Entry, outcome: Outcome) -> None:
        """Note what became of a story."""
        if not self.wrote(entry):
            self._found[entry.file] = outcome

    def wrote(self, entry: Entry) -> bool:
        """Return whether a story's file was written in this run, or would have been."""
        return self._found.get(entry.file) in _WRITTEN

    def before(self, piece: Piece, entry: Entry | None) -> Outcome | None:
        """Return what became of a page's capture that came before this one in the same archive."""
        return self._found.get(entry.file) if piece.again and entry is not None else None


def is_told(before: Outcome | None, now: Outcome) -> bool:
    """Return whether the report has a story already: nothing comes of a further capture, or it is written over."""
    return before is not None and (now in _NOTHING_NEW or (now == "changed" and before in _WRITTEN))


def is_older(piece: Piece, entry: Entry) -> bool:
    """Return whether a capture is older than the one that its story was made of, as far as archives tell."""
    return piece.captured < (entry.captured or "")


def is_newer(piece: Piece, entry: Entry) -> bool:
    """Return whether a capture is newer than the one that its story was made of; both are of archives."""
    return entry.captured is not None and piece.captured > entry.captured
