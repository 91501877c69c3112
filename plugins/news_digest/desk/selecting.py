"""Which stories are to be read again: by their codes, their source, their day."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ..errors import CaptureError
from .journal import known_ledger
from .shelf import Shelf
from .slugs import slug_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from ..project import Project
    from .entry import Entry
    from .ledger import Ledger
    from .shelf import Shelved


class Selection(NamedTuple):
    """What is asked for: stories with one of these codes (any where there are none), of a source, of a day or later."""

    codes: tuple[str, ...] = ()
    source: str | None = None
    since: date | None = None


def select(project: Project, selection: Selection) -> frozenset[str]:
    """Return the codes of the imported stories that are asked for, as the ledger has them.

    Source and day are those of the story files, as editors may have corrected them. Raises `CaptureError` for a code
    that no imported story has.
    """
    ledger = known_ledger(project)
    named = [entry_of(ledger, code) for code in selection.codes]
    if selection.source is None and selection.since is None:
        return frozenset(entry.story_code for entry in named)
    shelf = Shelf(project.stories)
    codes = {entry.story_code for entry in named or ledger}
    return frozenset(code for code in codes if (file := shelf.known_as(code)) and _is_meant(file, selection))


def entry_of(ledger: Ledger, code: str) -> Entry:
    """Return the entry of the story with this code; raises `CaptureError` where there is none."""
    found = ledger.with_code(code)
    if found is None:
        raise CaptureError(code, "no imported story has this code", "see the keys story_code in content/stories")
    return found


def _is_meant(file: Shelved, selection: Selection) -> bool:
    return _is_of(selection.source, (file.source, file.publisher)) and _is_since(selection.since, file.date)


def _is_of(source: str | None, names: Iterable[str | None]) -> bool:
    return source is None or slug_of(source) in {slug_of(name) for name in names if name}


def _is_since(since: date | None, printed: str | None) -> bool:
    return since is None or (printed or "")[: len("2024-03-05")] >= since.isoformat()
