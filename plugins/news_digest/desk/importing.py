"""The import: what is new or changed among the seeds becomes story files; where nothing is, that is known at once."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING

from ..capture.pictures import FOLDER as PICTURES
from ..collector import seldom_collecting
from ..lock import held
from .crew import crew
from .expecting import expected
from .filing import sweep
from .journal import known_ledger
from .remembering import footing_after, keep, look
from .standing import LOCK, MEMORY
from .taking import quiet, run_import, silent
from .wishes import Wishes

if TYPE_CHECKING:
    from ..project import Project
    from .crew import Crew
    from .remembering import Footing
    from .report import Report
    from .taking import Progress, Run, Tell


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
    looked = look(project, wishes)
    if looked.report is not None:
        return looked.report
    with nullcontext(hands) if hands else crew(workers) as readers:
        return import_at_length(project, wishes, looked.footing, readers, progress=progress, tell=tell)


def import_at_length(  # noqa: PLR0913 - as above
    project: Project,
    wishes: Wishes,
    before: Footing | None,
    hands: Crew,
    *,
    progress: Progress = quiet,
    tell: Tell = silent,
) -> Report:
    """Import as `import_seeds` does, whatever report was kept; `before` is how all stood, where that is known."""
    with seldom_collecting():
        if wishes.dry_run:
            return run_import(project, known_ledger(project), wishes, progress, hands).report
        with held(project.root / MEMORY / LOCK, tell, "import"):
            return _import(project, wishes, before, hands, progress)


def _import(project: Project, wishes: Wishes, before: Footing | None, hands: Crew, progress: Progress) -> Report:
    # Before the sweep: the journal goes by what a killed run left aside.
    ledger = known_ledger(project)
    sweep((project.stories, project.content / PICTURES), (project.ledger.parent, project.root / MEMORY))
    run = run_import(project, ledger, wishes, progress, hands)
    if not ledger.is_unsaved():
        run.batch.journal.remove()
    run.batch.texts.clear(ledger)
    if before is not None and not run.batch.passing:
        _keep(project, wishes, before, run)
    return run.report


def _keep(project: Project, wishes: Wishes, before: Footing, run: Run) -> None:
    """Keep what the next import will come to where nothing changes, if that can be told without reading a story."""
    after = footing_after(project, before)
    if after is None:
        return
    if after.standing.mark == before.standing.mark:
        # It wrote nothing, so the next one does what it did.
        keep(project, wishes, before, run.report)
        return
    report = expected(project, run, wishes, after.standing.outputs.files)
    if report is not None:
        keep(project, wishes, after, report)
