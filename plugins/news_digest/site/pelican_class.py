"""The digest's build in Pelican's frame: given as PELICAN_CLASS, it decides how much of the site has to be made."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from contextlib import nullcontext
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pelican import Pelican
from pelican.generators import ArticlesGenerator, PagesGenerator, SourceFileGenerator, StaticGenerator
from pelican.log import console
from pelican.plugins import signals
from pelican.writers import Writer

from ..errors import NewsDigestError
from ..lock import held
from ..press.book import Shelf
from ..press.crew import workers_for
from .attaching import LooksAtMoreError, remember_attaching, still_attaching
from .defaults import apply_defaults
from .job import Announced, Changed, Ground, Job
from .lookers import UnstableValueError, looker, settings_mark
from .mail_wish import wants_more
from .notes import say
from .presswork import Begun, print_site, print_whole_site
from .progress import on_terminal, quiet
from .refusals import Refusals
from .settings import Settings, project_from, read_site_settings
from .telling import tell
from .window import keep_due, now_of

if TYPE_CHECKING:
    from .due import Clock

logger = logging.getLogger(__name__)

STOCK: frozenset[type] = frozenset({ArticlesGenerator, PagesGenerator, StaticGenerator})


class RefusedError(NewsDigestError):
    """The build is done, but something was refused on the way, so it must not pass for a success."""

    def __init__(self, reasons: list[str]) -> None:
        self.reasons = tuple(reasons)
        first, *more = reasons
        rest = f" and {len(more)} more" if more else ""
        super().__init__(f"the site was built without what was refused: {first}{rest}")


class DigestPelican(Pelican):  # type: ignore[misc]  # Pelican has no types
    """Pelican with the digest's defaults and press, and an exit status that says when something was refused.

    `clean` makes everything anew; `forgiving` leaves a story whose file broke as it was; `explain` is told of each file
    that was made, and why. `only` are the files that can have changed since the last build, where somebody knows.
    """

    clean = False
    forgiving = False
    explain: Callable[[str, str], None] | None = None
    only: Changed = None
    # A build that was begun before Pelican was there.
    begun: Begun | None = None
    # What the last build went by, where it had no need to look at every story.
    ground: Ground | None = None
    # Only while Pelican builds in its own way.
    _announced: Announced
    _clock: Clock

    def __init__(self, settings: Settings) -> None:
        self.refusals = Refusals()
        self._generators: list[Any] | None = None
        apply_defaults(settings)
        super().__init__(settings)

    def run(self) -> None:
        """Build the site; raises `RefusedError` at the end if a seed or file was refused, all else being built."""
        logging.getLogger("pelican").addFilter(without_traceback)
        # What cannot be is said before anything is built.
        more = wants_more(self.settings)
        generators = self._generators = super()._get_generator_classes()
        reason = looker(self.settings, generators, STOCK)
        if reason is None:
            reason = self._print_stale(more=more)
        if reason is not None:
            self._print_all(reason)
        self._generators = None
        reasons, self.refusals.reasons = self.refusals.reasons, []
        if reasons:
            raise RefusedError(reasons)

    def _print_stale(self, *, more: bool) -> str | None:
        """Build what is stale, and what `more` is wanted; return what makes that impossible, None when it is done."""
        try:
            job = self._job(settings_mark(self.settings, self.plugins))
        except UnstableValueError as error:
            return f"{error.key} holds what cannot be compared from build to build"
        known = still_attaching(job.shelf, Path(self.path))
        if known:
            return str(known)
        try:
            outcome = print_site(job, self._begun_on(job))
        except LooksAtMoreError as error:
            remember_attaching(job.shelf, error)
            return str(error)
        say(outcome.notes)
        self.refusals.reasons += outcome.refused
        if self.explain:
            for name, why in outcome.reasons:
                self.explain(name, why)
        signals.finalized.send(self)
        tell(outcome.told)
        if more:
            from .afterwards import make_of_printed  # noqa: PLC0415 - most builds make no more

            with nullcontext() if self.begun else held(job.shelf.at(".lock"), tell, "build"):
                for line in make_of_printed(job):
                    tell(line)
        self.ground = job.ground
        return None

    def _begun_on(self, job: Job) -> Begun | None:
        if self.begun and not job.clean and self.begun.ground == job.ground:
            return self.begun
        self._give_up_begun()
        return None

    def _give_up_begun(self) -> None:
        if self.begun:
            self.begun.close()
            self.begun = None

    def _print_all(self, reason: str) -> None:
        self._give_up_begun()
        tell(f"Every story is read and every page made at each build: {reason}.")
        from .due import Clock, told_due  # noqa: PLC0415 - seldom needed

        job = self._job("")
        self._clock = Clock(job.now.at)
        print_whole_site(job, self._run_pelican)
        due = min(self._clock.due, default=None)
        keep_due(job.shelf, job.now, due and due[0])
        if due:
            tell(told_due(*due, zone=job.site.timezone))

    def _run_pelican(self, announced: Announced) -> None:
        self._announced = announced
        super().run()

    def _get_writer(self) -> Writer:
        from .writer import CarefulWriter, announcing  # noqa: PLC0415 - seldom needed

        writer = super()._get_writer()
        # A plugin may have brought a writer of its own.
        careful = CarefulWriter(self.output_path, settings=self.settings) if type(writer) is Writer else writer
        return announcing(careful, self.output_path, self._announced.announce)

    def _get_generator_classes(self) -> list[Callable[..., Any]]:
        found = self._generators if self._generators is not None else super()._get_generator_classes()
        ours = our_generators(self.refusals, self._announced, self._clock)
        return [ours.get(generator, generator) for generator in found]

    def _job(self, mark: str) -> Job:
        project = project_from(self.settings)
        output = Path(self.output_path).absolute()
        return Job(
            settings=self.settings,
            site=read_site_settings(self.settings),
            shelf=Shelf.of(project.root, output),
            output=output,
            workers=workers_for(self.settings["DIGEST_WORKERS"]),
            clean=self.clean,
            forgiving=self.forgiving,
            mark=mark,
            now=now_of(self.settings),
            tell=tell,
            show=quiet if console.quiet or not sys.stderr.isatty() else on_terminal,
            only=self.only,
        )


def our_generators(refusals: Refusals, announced: Announced, clock: Clock) -> dict[type, Callable[..., Any]]:
    """Return what stands for Pelican's own generators; they tell of refusals, and announce the files that they make.

    `clock` says which stories are on the site.
    """
    from .generators import (  # noqa: PLC0415 - seldom needed
        SourceFilesGenerator,
        StaticFilesGenerator,
        StaticPagesGenerator,
        StoriesGenerator,
    )

    return {
        ArticlesGenerator: partial(StoriesGenerator, refusals=refusals, announced=announced, clock=clock),
        PagesGenerator: partial(StaticPagesGenerator, refusals=refusals),
        SourceFileGenerator: partial(SourceFilesGenerator, announced=announced),
        StaticGenerator: partial(StaticFilesGenerator, refusals=refusals, announced=announced),
    }


def without_traceback(record: logging.LogRecord) -> bool:
    """Let every record through, without the traceback where our own message says all."""
    if record.exc_info and isinstance(record.exc_info[1], NewsDigestError):
        record.exc_info = None
    return True
