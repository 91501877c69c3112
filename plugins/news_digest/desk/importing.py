"""The import: every seed is tried, what is wrong with one is reported, and the ledger is kept true to the files."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace
from typing import TYPE_CHECKING

from ..errors import CaptureError, NewsDigestError, ParseError
from .archived import ArchivedPictures
from .batch import Batch, Verdict
from .checks import is_lasting
from .crew import crew
from .intake import find_seeds
from .ledger import Ledger
from .pieces import Piece
from .report import Item, Report
from .wishes import Wishes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..capture.containers import Document
    from ..parse import Reading
    from ..project import Project
    from .crew import Answer, Crew
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
    wishes: Wishes = Wishes(),  # noqa: B008 - it is frozen
    *,
    progress: Progress = quiet,
    workers: int = 1,
    hands: Crew | None = None,
) -> Report:
    """Import the new and changed seeds of a project and return what became of each seed, and of each story in it.

    `progress` is called as seeds are done: how many, of how many (0 where nobody knows), and of what. `workers` say how
    many processes read, or `hands` are lent; the result is the same. Raises `SettingsError` for a damaged ledger, list
    of conflicts or vocabulary and `OSError` for a ledger that cannot be read; one that cannot be written is spiked like
    a seed, and the next import makes up for it.
    """
    intake = find_seeds(project.seeds)
    batch = Batch(project, Ledger.load(project.ledger), intake.seeds, wishes)
    verdicts: list[Verdict] = [("spiked", spike(project, error.name, error)) for error in intake.refused]
    try:
        with nullcontext(hands) if hands else crew(workers) as readers:
            for verdict in _verdicts(batch, intake.seeds, readers, progress):
                verdicts.append(verdict)
                if not wishes.dry_run and batch.ledger.has_grown():
                    verdicts += _save(batch)
    finally:
        # Also after Ctrl-C: what was written stands in the ledger.
        if not wishes.dry_run:
            verdicts += _save(batch)
    if not wishes.dry_run:
        batch.texts.clear(batch.ledger)
    return replace(Report.of(verdicts), unsettled=batch.texts.unsettled)


def _verdicts(batch: Batch, seeds: tuple[Seed, ...], hands: Crew, progress: Progress) -> Iterator[Verdict]:
    done, stories = 0, 0
    for (seed, step), answer in hands.read_all(_turns(batch, seeds), batch.layouts):
        if step is None:
            batch.end(seed)
            done, stories = done + 1, 0
            progress(done, len(seeds), "seeds")
        else:
            yield _settled(batch, seed, step, answer)
            stories += 1
            if isinstance(step, Piece) and step.part:
                progress(stories, 0, f"stories of {seed.name}, {step.share:.0%} of it read")


Step = Verdict | Piece | NewsDigestError | OSError


def _turns(batch: Batch, seeds: tuple[Seed, ...]) -> Iterator[tuple[tuple[Seed, Step | None], Document | None]]:
    """Yield the steps of all seeds, with the document where one must be read; None marks the end of a seed."""
    for seed in seeds:
        pictures = ArchivedPictures(seed)
        for step in _steps(batch, seed):
            yield (seed, step), pictures.put_with(step.document) if isinstance(step, Piece) else None
        yield (seed, None), None


def _steps(batch: Batch, seed: Seed) -> Iterator[Step]:
    try:
        yield from batch.steps(seed)
    except (NewsDigestError, OSError) as error:
        batch.finished.spoil(seed)
        yield error


def _settled(batch: Batch, seed: Seed, step: Step, answer: Answer | None) -> Verdict:
    """Return what became of one step."""
    match step:
        case Piece():
            try:
                return batch.settle(step, _read(step, answer))
            except (NewsDigestError, OSError) as error:
                return _spiked(batch, seed, step.name, error, lasts=error is answer or is_lasting(error))
        case CaptureError():
            return _spiked(batch, seed, step.name, step, lasts=True)
        case NewsDigestError() | OSError():
            return _spiked(batch, seed, seed.name, step, lasts=False)
        case _:
            return step


def _read(piece: Piece, answer: Answer | None) -> Reading:
    if answer is None:
        raise CaptureError(piece.name, "nobody has read it", "import again")
    if isinstance(answer, NewsDigestError):
        raise answer
    return answer


def _spiked(batch: Batch, seed: Seed, name: str, error: NewsDigestError | OSError, *, lasts: bool) -> Verdict:
    """Return the verdict on what was refused; `lasts` tells that the same bytes will be refused the next time."""
    verdict: Verdict = ("spiked", spike(batch.project, name, error))
    if lasts:
        batch.finished.note(seed, verdict)
    else:
        batch.finished.spoil(seed)
    return verdict


def _save(batch: Batch) -> list[Verdict]:
    batch.finished.save()
    verdicts: list[Verdict] = []
    # The texts before the ledger: by what it says was written, the next import finds them.
    for save in (batch.texts.save, batch.ledger.save):
        try:
            save()
        except OSError as error:
            verdicts.append(("spiked", spike(batch.project, batch.ledger.path.name, error)))
    return verdicts


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
