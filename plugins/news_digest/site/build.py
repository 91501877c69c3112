"""`digest build`: Pelican in this process, its errors and warnings counted, an exit status that tells the truth."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from pelican import Pelican
from pelican.log import console
from pelican.settings import DEFAULT_CONFIG

from ..codemark import PACKAGE
from ..collector import without_collector
from ..errors import NewsDigestError
from ..project import SETTINGS_FILE, Project
from .glance import Glance, keep_note
from .job import Changed
from .mail_wish import SETTING as MAIL
from .mail_wish import MailWish
from .pelican_class import DigestPelican, RefusedError
from .search_wish import SETTING as SEARCH_INDEX
from .settings_file import load_settings
from .unpublished import UnpublishedWish

logger = logging.getLogger(__name__)

OK, FAILED = 0, 1
# What is printed at each verbosity; whatever is counted is counted at all of them.
LEVELS = {-1: logging.CRITICAL, 0: logging.WARNING, 1: logging.INFO}
FATAL = {"errors": logging.ERROR, "warnings": logging.WARNING}


class Tally(logging.Handler):
    """Counts all warnings and errors, and apart those that are fatal: from a level upwards."""

    def __init__(self, fatal: int) -> None:
        super().__init__(logging.WARNING)
        self.fatal, self.all, self.count = fatal, 0, 0

    def emit(self, record: logging.LogRecord) -> None:
        """Count one."""
        self.all += 1
        self.count += record.levelno >= self.fatal


@dataclass(frozen=True, slots=True)
class Wishes:
    """What one build is to do otherwise than the settings say.

    `output` is another folder, `clean` makes every page anew, `forgiving` leaves a story whose file broke as it was,
    `explain` prints why each page was made, `jobs` is the number of processes, `now` the moment of the build,
    `search` whether the search index is made: "now", or "if-possible", `mail` which edition's mail is, `unpublished`
    that drafts and stories under embargo are shown as they will be. `only` are the files that can have changed since
    the last build, where somebody knows.
    """

    output: Path | None = None
    clean: bool = False
    forgiving: bool = False
    explain: bool = False
    jobs: int | None = None
    now: str | None = None
    search: str | None = None
    mail: MailWish | None = None
    only: Changed = None
    unpublished: UnpublishedWish | None = None

    @property
    def settings(self) -> dict[str, object]:
        """The settings to overrule."""
        # `digest import` is a command of its own, with a report; plain `pelican` does both.
        override: dict[str, object] = {"DIGEST_IMPORT": False}
        if self.output:
            override["OUTPUT_PATH"] = str(self.output.absolute())
        if self.jobs:
            override["DIGEST_WORKERS"] = self.jobs
        if self.now:
            override["DIGEST_NOW"] = self.now
        if self.search:
            override[SEARCH_INDEX] = True if self.search == "now" else self.search
        if self.mail:
            override[MAIL] = self.mail
        if self.unpublished:
            override |= self.unpublished.settings
        return override


def build(  # noqa: PLR0913 - the options of a command
    project: Project,
    settings_file: Path | None = None,
    wishes: Wishes | None = None,
    *,
    fatal: str = "errors",
    verbosity: int = 0,
    glance: Glance | None = None,
) -> int:
    """Build the site and return the exit status: 0 only if nothing was refused and nothing `fatal` was logged.

    `fatal` is "errors" or "warnings"; the build goes on after either. `glance` is what was found before Pelican was
    there. Raises `SettingsError` where there are no usable settings.
    """
    chosen = settings_file or project.settings_file or project.root / SETTINGS_FILE
    wishes = wishes or Wishes()
    settings = load_settings(chosen, wishes.settings)
    with _logging(FATAL[fatal], verbosity) as tally, without_collector():
        try:
            press = _press(settings, wishes, glance)
            press.run()
            _keep_note(press, chosen, glance, tally)
        except RefusedError:
            return FAILED  # each refusal was logged where it happened
        except NewsDigestError as error:
            logger.critical("%s", error)
    return FAILED if tally.count else OK


def _press(settings: dict[str, Any], wishes: Wishes, glance: Glance | None) -> Pelican:
    press = _pelican_class(settings["PELICAN_CLASS"])(settings)
    if isinstance(press, DigestPelican):
        press.clean, press.forgiving, press.only = wishes.clean, wishes.forgiving, wishes.only
        press.explain = _explain if wishes.explain else None
        press.begun = glance.begun if glance else None
    return press


def _keep_note(press: Pelican, settings_file: Path, glance: Glance | None, tally: Tally) -> None:
    """Spare the next build Pelican, should it find nothing to do and nothing to say."""
    # A class of the user's own may do more than ours.
    alone = type(press) is DigestPelican and all(map(_is_ours, press.plugins))
    if alone and not press.settings[SEARCH_INDEX] and press.ground and glance and glance.seen and not tally.all:
        keep_note(settings_file, glance.seen, press.ground)


def _is_ours(plugin: object) -> bool:
    # The package goes by two names.
    code = getattr(getattr(plugin, "register", None), "__code__", None)
    return code is not None and Path(code.co_filename).resolve().parent == PACKAGE


def _pelican_class(chosen: type[Pelican] | str) -> type[Pelican]:
    """Return the class that the settings choose; ours stands for Pelican's own, which they have by default."""
    if chosen == DEFAULT_CONFIG["PELICAN_CLASS"]:
        return DigestPelican
    if isinstance(chosen, str):
        module, _, name = chosen.rpartition(".")
        found: type[Pelican] = getattr(import_module(module), name)
        return found
    return chosen


def _explain(name: str, reason: str) -> None:
    sys.stdout.write(f"{name}: {reason}\n")


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
