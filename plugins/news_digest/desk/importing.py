"""The import: every seed is tried, what is wrong with one is reported, and the ledger is kept true to the files."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace
from typing import TYPE_CHECKING

from ..capture.pictures import FOLDER as PICTURES
from ..errors import CaptureError, NewsDigestError, ParseError
from ..lock import held
from .archived import ArchivedPictures
from .batch import Batch, Verdict
from .checks import is_lasting
from .crew import Crew, GivenUpError, crew
from .filing import sweep
from .intake import find_seeds
from .journal import known_ledger
from .pieces import Piece
from .remembering import footing, is_as_before, keep, recall
from .report import Item, Report
from .standing import LOCK, MEMORY
from .wishes import Wishes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..capture.containers import Document
    from ..layouts import Layout
    from ..parse import Reading
    from ..project import Project
    from .crew import Answer, Turn
    from .intake import Seed
    from .ledger import Ledger

Progress = Callable[[int, int, str], None]
Tell = Callable[[str], None]

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


def silent(_line: str) -> None:
    """Say nothing."""


def import_seeds(  # noqa: PLR0913 - what may be lent to an import, each by its name
    project: Project,
    wishes: Wishes = Wishes(),  # noqa: B008 - it is frozen
    *,
    progress: Progress = quiet,
    tell: Tell = silent,
    workers: int = 1,
    hands: Crew | None = None,
) -> Report:
    """Import the new and changed seeds of a project and return what became of each seed, and of each story in it.

    `progress` is called as seeds are done: how many, of how many (0 where nobody knows), and of what. `tell` takes the
    line that says that another import is waited for. `workers` say how many processes read, or `hands` are lent; the
    result is the same. Raises `SettingsError` for a damaged ledger, list of conflicts or vocabulary, `NoLockError`
    where it cannot be made sure that no other import is at work, and `OSError` for a ledger that cannot be read; one
    that cannot be written is spiked like a seed, and the next import makes up for it.
    """
    known = recall(project, wishes)
    if known is not None:
        return known
    with nullcontext(hands) if hands else crew(workers) as readers:
        return import_at_length(project, wishes, readers, progress=progress, tell=tell)


def import_at_length(
    project: Project, wishes: Wishes, hands: Crew, *, progress: Progress = quiet, tell: Tell = silent
) -> Report:
    """Import as `import_seeds` does, whatever report was kept of an import before."""
    if wishes.dry_run:
        return _report_of(*run_import(project, known_ledger(project), wishes, progress, hands))
    with held(project.root / MEMORY / LOCK, tell, "import"):
        return _import(project, wishes, progress, hands)


def _import(project: Project, wishes: Wishes, progress: Progress, hands: Crew) -> Report:
    before = footing(project, wishes)
    # The journal goes by what a killed run left aside.
    ledger = known_ledger(project)
    sweep((project.stories, project.content / PICTURES), (project.ledger.parent, project.root / MEMORY))
    batch, verdicts = run_import(project, ledger, wishes, progress, hands)
    if not ledger.is_unsaved():
        batch.journal.remove()
    batch.texts.clear(ledger)
    report = _report_of(batch, verdicts)
    if before is not None and not batch.passing:
        if report.imported or report.changed or report.merged or not is_as_before(project, wishes, before):
            _rehearse(project, batch.ledger, wishes)
        else:
            keep(project, wishes, before, report)
    return report


def _report_of(batch: Batch, verdicts: list[Verdict]) -> Report:
    return replace(Report.of(verdicts), unsettled=batch.texts.unsettled)


def _rehearse(project: Project, ledger: Ledger, wishes: Wishes) -> None:
    """Keep what the next import will come to where nothing changes, if that can be told without reading a story."""
    before = footing(project, wishes)
    if before is None or not ledger.is_on_disk():
        return
    try:
        batch, verdicts = run_import(project, ledger, replace(wishes, dry_run=True), quiet, _Nobody())
    except _MustReadError:
        return
    would_write = batch.passing or batch.finished.is_changed or ledger.is_unsaved()
    if not would_write and is_as_before(project, wishes, before):
        keep(project, wishes, before, _report_of(batch, verdicts))


class _MustReadError(Exception):
    """A story must be read to know what becomes of it."""


class _Nobody(Crew):
    """A crew that reads nothing."""

    def read_all(
        self, turns: Iterable[tuple[Turn, Document | None]], layouts: tuple[Layout, ...] = ()
    ) -> Iterator[tuple[Turn, Answer | None]]:
        """Yield each turn; raises where one has a document."""
        del layouts
        for turn, document in turns:
            if document is not None:
                raise _MustReadError
            yield turn, None


def run_import(  # noqa: PLR0913 - as above
    project: Project,
    ledger: Ledger,
    wishes: Wishes,
    progress: Progress,
    hands: Crew,
    *,
    first: frozenset[str] = frozenset(),
) -> tuple[Batch, list[Verdict]]:
    """Take every seed through a batch, the `first` of them before the others; returns it with what became of each."""
    intake = find_seeds(project.seeds)
    seeds = tuple(sorted(intake.seeds, key=lambda seed: seed.name not in first)) if first else intake.seeds
    batch = Batch(project, ledger, seeds, wishes)
    verdicts: list[Verdict] = [("spiked", spike(project, error.name, error)) for error in intake.refused]
    try:
        for verdict in _verdicts(batch, seeds, hands, progress):
            verdicts.append(verdict)
            if not wishes.dry_run and batch.ledger.has_grown():
                verdicts += _save(batch)
    finally:
        # Also after Ctrl-C: what was written stands in the ledger.
        if not wishes.dry_run:
            verdicts += _save(batch)
    return batch, verdicts


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
    # Neither a full disk nor a reader that died says anything of the next time.
    batch.passing |= isinstance(error, (OSError, GivenUpError))
    if lasts:
        batch.finished.note(seed, verdict)
    else:
        batch.finished.spoil(seed)
    return verdict


def _save(batch: Batch) -> list[Verdict]:
    batch.finished.save(batch.ledger)
    verdicts: list[Verdict] = []
    # The texts before the ledger: by what it says was written, the next import finds them.
    for save in (batch.texts.save, batch.ledger.save):
        try:
            save()
        except OSError as error:
            batch.passing = True
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
