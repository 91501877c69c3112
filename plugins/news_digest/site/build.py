"""`digest build`: Pelican in this process, its errors and warnings counted, an exit status that tells the truth."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pelican.log import console

from ..errors import NewsDigestError
from ..project import SETTINGS_FILE, Project
from .pelican_class import DigestPelican, RefusedError
from .settings import load_settings

logger = logging.getLogger(__name__)

OK, FAILED = 0, 1
# What is printed at each verbosity; whatever is counted is counted at all of them.
LEVELS = {-1: logging.CRITICAL, 0: logging.WARNING, 1: logging.INFO}
FATAL = {"errors": logging.ERROR, "warnings": logging.WARNING}


class Tally(logging.Handler):
    """Counts the records from a level upwards."""

    count = 0

    def emit(self, record: logging.LogRecord) -> None:
        """Count one."""
        del record
        self.count += 1


def build(
    project: Project,
    *,
    settings_file: Path | None = None,
    output: Path | None = None,
    fatal: str = "errors",
    verbosity: int = 0,
) -> int:
    """Build the site and return the exit status: 0 only if nothing was refused and nothing `fatal` was logged.

    `fatal` is "errors" or "warnings"; the build goes on after either. Raises `SettingsError` where there are no
    usable settings.
    """
    settings = _settings(settings_file or project.settings_file or project.root / SETTINGS_FILE, output)
    with _logging(FATAL[fatal], verbosity) as tally:
        try:
            _pelican_class(settings)(settings).run()
        except RefusedError:
            return FAILED  # each refusal was logged where it happened
        except NewsDigestError as error:
            logger.critical("%s", error)
    return FAILED if tally.count else OK


def _settings(settings_file: Path, output: Path | None) -> dict[str, Any]:
    # `digest import` is a command of its own, with a report; plain `pelican` does both.
    override: dict[str, object] = {"DIGEST_IMPORT": False}
    if output:
        override["OUTPUT_PATH"] = str(output.absolute())
    return load_settings(settings_file, override)


def _pelican_class(settings: dict[str, Any]) -> type[Any]:
    chosen = settings["PELICAN_CLASS"]
    return chosen if isinstance(chosen, type) else DigestPelican


@contextmanager
def _logging(fatal: int, verbosity: int) -> Iterator[Tally]:
    """Print what is logged to standard error and count what is fatal, until the end of the block."""
    root = logging.getLogger()
    tally, printer = Tally(fatal), logging.StreamHandler(sys.stderr)
    printer.setLevel(LEVELS.get(verbosity, logging.DEBUG))
    printer.setFormatter(logging.Formatter("%(levelname)s: %(message)s"))
    before = root.level, console.quiet
    root.setLevel(min(logging.WARNING, printer.level))
    console.quiet = verbosity < 0
    for handler in (tally, printer):
        root.addHandler(handler)
    try:
        yield tally
    finally:
        for handler in (tally, printer):
            root.removeHandler(handler)
        root.setLevel(before[0])
        console.quiet = before[1]
