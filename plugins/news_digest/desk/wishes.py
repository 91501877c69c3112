"""What may be wished of an import."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .entry import Entry


@dataclass(frozen=True, slots=True)
class Wishes:
    """How to import: writing nothing, reading unchanged seeds as well, refusing what is read with little confidence.

    `again` are the codes of the stories whose unchanged seeds are read again, `restore` those whose story file was
    deleted and is to be made again. `rebuild` tells that the ledger was lost: stories are then known again by their
    codes and feed ids, too.
    """

    dry_run: bool = False
    reread: bool = False
    strict: bool = False
    again: frozenset[str] = frozenset()
    restore: frozenset[str] = frozenset()
    rebuild: bool = False

    def reads_again(self, entry: Entry) -> bool:
        """Return whether a story's seed is to be read although it did not change."""
        return self.reread or entry.story_code in self.again or entry.story_code in self.restore
