"""What may be wished of an import."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wishes:
    """How to import: writing nothing, reading unchanged seeds as well, refusing what is read with little confidence.

    `rebuild` tells that the ledger was lost: stories are then known again by their codes and feed ids, too.
    """

    dry_run: bool = False
    reread: bool = False
    strict: bool = False
    rebuild: bool = False
