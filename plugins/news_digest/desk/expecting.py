"""What the next import comes to where nothing changes meanwhile, told without going through all seeds once more.

A seed of one story that the ledger has as it is, with its file in its place, gives the same whatever else there is. All
others (doubles, archives, deleted and refused stories) are taken through a batch of their own that writes nothing.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from .batch import Batch
from .conflicts import Conflicts
from .crew import Crew
from .remembering import Counted
from .report import Report
from .taking import of_refused, verdicts_on

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from ..capture.containers import Document
    from ..layouts import Layout
    from ..project import Project
    from .crew import Answer, Turn
    from .remembering import Row
    from .taking import Run
    from .unread import Verdict
    from .wishes import Wishes


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


def expected(project: Project, run: Run, wishes: Wishes, there: Container[str]) -> Report | None:
    """Return the report of the import after this run, None where a story would have to be read for it.

    `there` are the paths of the story files that are in their places.

    All that an import reads must be known by its stamps from before this call, what it never writes from before the
    run: whatever changes later is seen by them.
    """
    if not run.batch.ledger.is_on_disk():
        return None
    try:
        return _expected(project, run, wishes, there)
    except _MustReadError:
        return None


def _expected(project: Project, run: Run, wishes: Wishes, there: Container[str]) -> Report | None:
    batch, rehearsal = run.batch, None
    rows: list[Row] = []
    others: list[Verdict] = list(of_refused(project, run.intake))
    for seed in run.intake.seeds:
        entry = batch.unread.same(seed, there)
        if entry is not None:
            rows.append(batch.unread.row(entry))
            continue
        rehearsal = rehearsal or Batch(project, batch.ledger, batch.sums, replace(wishes, dry_run=True))
        for outcome, item in verdicts_on(rehearsal, (seed,), _Nobody()):
            if outcome == "unchanged":
                rows.append((item.seed, item.story_code, item.file))
            else:
                others.append((outcome, item))
    if rehearsal is not None and rehearsal.would_write:
        return None
    unsettled = tuple(one.story_code for one in Conflicts.load(project))
    return replace(Report.of(others), unchanged=Counted(len(rows), lambda: rows), unsettled=unsettled)
