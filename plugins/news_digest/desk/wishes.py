"""What may be wished of an import."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wishes:
    """How to import: writing nothing, reading unchanged seeds as well, refusing what is read with little confidence."""

    dry_run: bool = False
    reread: bool = False
    strict: bool = False
