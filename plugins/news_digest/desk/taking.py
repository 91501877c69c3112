"""Every seed is taken through a batch in its turn; what is wrong with one is said of it, and the others go on."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from ..errors import CaptureError, NewsDigestError, ParseError
from .archived import ArchivedPictures
from .batch import Batch
from .checks import is_lasting
from .crew import GivenUpError
from .intake import find_seeds
from .pieces import Piece
from .report import Item, Report
from .sums import sums_of
from .unread import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..capture.containers import Document
    from ..parse import Reading
    from ..project import Project
    from .crew import Answer, Crew
    from .intake import Intake, Seed
    from .ledger import Ledger
    from .wishes import Wishes

    Turn = tuple[Seed, "Step | list[Verdict] | None"]

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
# So many seeds at most that are clear at once are one turn.
_MANY = 500


def quiet(_done: int, _total: int, _what: str) -> None:
    """Show no progress."""


def silent(_line: str) -> None:
    """Say nothing."""


class Run(NamedTuple):
    """A run of the import: the batch, what was found in the seeds folder, and what became of it."""

    batch: Batch
    intake: Intake
    verdicts: list[Verdict]

    @property
    def report(self) -> Report:
        """What became of each seed, and which stories are unsettled."""
        return replace(Report.of(self.verdicts), unsettled=self.batch.texts.unsettled)


def run_import(  # noqa: PLR0913 - what may be lent to an import, each by its name
    project: Project,
    ledger: Ledger,
    wishes: Wishes,
    progress: Progress,
    hands: Crew,
    *,
    first: frozenset[str] = frozenset(),
) -> Run:
    """Take every seed through a batch, the `first` of them before the others."""
    intake = find_seeds(project.seeds)
    seeds = tuple(sorted(intake.seeds, key=lambda seed: seed.name not in first)) if first else intake.seeds
    batch = Batch(project, ledger, sums_of(project, seeds, keep=not wishes.dry_run), wishes)
    verdicts = list(of_refused(project, intake))
    try:
        for verdict in verdicts_on(batch, seeds, hands, progress):
            verdicts.append(verdict)
            if not wishes.dry_run and ledger.has_grown():
                verdicts += _save(batch)
    finally:
        # Also after Ctrl-C: what was written stands in the ledger.
        if not wishes.dry_run:
            verdicts += _save(batch)
    return Run(batch, intake, verdicts)


def of_refused(project: Project, intake: Intake) -> Iterator[Verdict]:
    """Yield the verdicts on what is no seed."""
    for error in intake.refused:
        yield "spiked", spike(project, error.name, error)


def verdicts_on(batch: Batch, seeds: Sequence[Seed], hands: Crew, progress: Progress = quiet) -> Iterator[Verdict]:
    """Take seeds through a batch and yield what became of each."""
    done, stories, turns = 0, 0, _Turns(batch)
    for (seed, step), answer in hands.read_all(turns.of(seeds), batch.layouts):
        if isinstance(step, list):
            yield from step
            done += len(step)
            progress(done, len(seeds), "seeds")
        elif step is None:
            batch.end(seed)
            done, stories = done + 1, 0
            progress(done, len(seeds), "seeds")
        else:
            turns.unsettled -= isinstance(step, Piece)
            yield _settled(batch, seed, step, answer)
            stories += 1
            if isinstance(step, Piece) and step.part:
                progress(stories, 0, f"stories of {seed.name}, {step.share:.0%} of it read")


Step = Verdict | Piece | NewsDigestError | OSError


@dataclass(slots=True)
class _Turns:
    """The steps of all seeds; `unsettled` counts stories that are being read."""

    batch: Batch
    unsettled: int = 0

    def of(self, seeds: Sequence[Seed]) -> Iterator[tuple[Turn, Document | None]]:
        """Yield the steps of seeds, with the document where one must be read; None marks the end of a seed.

        What is clear at once of seeds in a row is one step, as long as no story before them may still change that.
        """
        clear: list[Verdict] = []
        for seed in seeds:
            verdict = self.batch.unread.at_once(seed)
            if verdict is not None:
                clear.append(verdict)
                if not self.unsettled and len(clear) < _MANY:
                    continue
            if clear:
                yield (seed, clear), None
                clear = []
            if verdict is None:
                yield from self._of(seed)
        if clear:
            yield (seeds[-1], clear), None

    def _of(self, seed: Seed) -> Iterator[tuple[Turn, Document | None]]:
        pictures = ArchivedPictures(seed)
        for step in _steps(self.batch, seed):
            self.unsettled += isinstance(step, Piece)
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
