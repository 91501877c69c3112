"""The import: every seed is tried, what is wrong with one is reported, and the ledger is kept true to the files."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from typing import TYPE_CHECKING

from ..errors import CaptureError, NewsDigestError, ParseError
from .batch import Batch, Wishes
from .intake import find_seeds
from .ledger import Ledger
from .report import Item, Report

if TYPE_CHECKING:
    from ..project import Project
    from .batch import Verdict
    from .intake import Seed

Progress = Callable[[int, int, str], None]

_MISSING = {
    "headline": "write the headline on a line of its own at the head of the capture",
    "body": "capture the page again, together with the story's text",
}
_SYSTEM = {
    errno.ENOSPC: "make room on the disk and import again",
    errno.EDQUOT: "make room on the disk and import again",
    errno.EACCES: "give yourself the right to read or write it",
    errno.EPERM: "give yourself the right to read or write it",
    errno.EROFS: "make the file system writable",
}


def quiet(_done: int, _total: int, _what: str) -> None:
    """Show no progress."""


def import_seeds(
    project: Project,
    *,
    progress: Progress = quiet,
    dry_run: bool = False,
    reread: bool = False,
    strict: bool = False,
) -> Report:
    """Import the new and changed seeds of a project and return what became of each seed.

    `progress` is called after each seed: how many are done, of how many, and of what. `dry_run` writes nothing;
    `reread` reads unchanged seeds, too; `strict` refuses what was read with little confidence. Raises `SettingsError`
    for a damaged ledger or vocabulary and `OSError` for a ledger that cannot be read; one that cannot be written is
    spiked like a seed, and the next import makes up for it.
    """
    intake = find_seeds(project.seeds)
    batch = Batch(project, Ledger.load(project.ledger), intake.seeds, Wishes(dry_run, reread, strict))
    verdicts: list[Verdict] = [("spiked", spike(project, error.name, error)) for error in intake.refused]
    try:
        for done, seed in enumerate(intake.seeds, start=1):
            verdicts.append(_take(batch, seed))
            progress(done, len(intake.seeds), "seeds")
    finally:
        # Also after Ctrl-C: what was written stands in the ledger.
        if not dry_run:
            verdicts += _save(batch)
    return Report.of(verdicts)


def _take(batch: Batch, seed: Seed) -> Verdict:
    try:
        return batch.take(seed)
    except (NewsDigestError, OSError) as error:
        return "spiked", spike(batch.project, seed.name, error)


def _save(batch: Batch) -> list[Verdict]:
    try:
        batch.ledger.save()
    except OSError as error:
        return [("spiked", spike(batch.project, batch.ledger.path.name, error))]
    return []


def spike(project: Project, seed: str, error: NewsDigestError | OSError) -> Item:
    """Return the item of a seed that was refused for this error."""
    match error:
        case CaptureError(name=name) if name == seed:
            return Item(seed, reason=error.reason, remedy=error.remedy)
        case ParseError():
            reason = f"no {error.missing} found (sought in {error.sought})"
            return Item(seed, reason=reason, remedy=_MISSING.get(error.missing, ""))
        case OSError():
            where = _place(project, error.filename)
            return Item(seed, reason=f"{where}{error.strerror or error}", remedy=_SYSTEM.get(error.errno or 0, ""))
        case _:
            return Item(seed, reason=str(error))


def _place(project: Project, filename: str | bytes | int | None) -> str:
    """Return where in the project an error of the system happened, as the start of a message."""
    if not isinstance(filename, str):
        return ""
    root = os.fspath(project.root) + os.sep
    return f"{filename.removeprefix(root)}: "
