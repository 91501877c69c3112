"""The digest's build in Pelican's frame: given as PELICAN_CLASS, it puts our generators in the place of Pelican's."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from typing import Any

from pelican import Pelican
from pelican.generators import ArticlesGenerator, PagesGenerator, StaticGenerator
from pelican.writers import Writer

from ..errors import NewsDigestError
from .defaults import apply_defaults
from .generators import Refusals, StaticFilesGenerator, StaticPagesGenerator, StoriesGenerator
from .settings import Settings
from .writer import CarefulWriter


class RefusedError(NewsDigestError):
    """The build is done, but something was refused on the way, so it must not pass for a success."""

    def __init__(self, reasons: list[str]) -> None:
        self.reasons = tuple(reasons)
        first, *more = reasons
        rest = f" and {len(more)} more" if more else ""
        super().__init__(f"the site was built without what was refused: {first}{rest}")


class DigestPelican(Pelican):  # type: ignore[misc]  # Pelican has no types
    """Pelican with the digest's defaults and generators, and an exit status that says when something was refused."""

    def __init__(self, settings: Settings) -> None:
        self.refusals = Refusals()
        apply_defaults(settings)
        super().__init__(settings)

    def run(self) -> None:
        """Build the site; raises `RefusedError` at the end if a seed or file was refused, all else being built."""
        logging.getLogger("pelican").addFilter(without_traceback)
        super().run()
        reasons, self.refusals.reasons = self.refusals.reasons, []
        if reasons:
            raise RefusedError(reasons)

    def _get_writer(self) -> Writer:
        writer = super()._get_writer()
        # A plugin may have brought a writer of its own.
        return CarefulWriter(self.output_path, settings=self.settings) if type(writer) is Writer else writer

    def _get_generator_classes(self) -> list[Callable[..., Any]]:
        ours: dict[type, Callable[..., Any]] = {
            ArticlesGenerator: partial(StoriesGenerator, refusals=self.refusals),
            PagesGenerator: partial(StaticPagesGenerator, refusals=self.refusals),
            StaticGenerator: StaticFilesGenerator,
        }
        return [ours.get(generator, generator) for generator in super()._get_generator_classes()]


def without_traceback(record: logging.LogRecord) -> bool:
    """Let every record through, without the traceback where our own message says all."""
    if record.exc_info and isinstance(record.exc_info[1], NewsDigestError):
        record.exc_info = None
    return True
