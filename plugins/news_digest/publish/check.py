"""`digest check`: everything that can be said of a digest before it goes out, with a remedy for each fault."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..desk.ledger import Ledger
from ..errors import SettingsError
from ..relate.vocabulary import load_vocabulary
from .codes_check import check_codes
from .pictures_check import check_pictures
from .problems import CheckReport, Problem
from .search_check import check_search
from .site_check import check_site
from .story_check import check_stories
from .translations_check import check_translations

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ..project import Project

__all__ = ["CheckReport", "Problem", "check_digest"]


def check_digest(project: Project, *, settings_file: Path | None = None) -> CheckReport:
    """Return every fault of story files, vocabulary, ledger, translations and, where they were made, site and index.

    `settings_file` stands in for the project's own where another was named.
    """
    reports = [check(project) for check in CHECKS]
    settings = check_settings(settings_file or project.settings_file)
    return CheckReport(
        problems=tuple(problem for report in (settings, *reports) for problem in report.problems),
        stories=sum(report.stories for report in reports),
        pages=sum(report.pages for report in reports),
        feeds=sum(report.feeds for report in reports),
        unused_pictures=tuple(name for report in reports for name in report.unused_pictures),
        silent_stories=tuple(name for report in reports for name in report.silent_stories),
        uncredited_stories=tuple(name for report in reports for name in report.uncredited_stories),
    )


def check_settings(file: Path | None) -> CheckReport:
    """Return whether the settings file is there and is Python; without one there is nothing to check."""
    if file is None:
        return CheckReport(())
    try:
        compile(file.read_bytes(), str(file), "exec")
    except OSError as error:
        problem = Problem(file.name, None, f"cannot be read: {error.strerror}", "name the settings file that you have")
    except SyntaxError as error:
        problem = Problem(file.name, error.lineno, f"is not Python: {error.msg}", "correct the line")
    else:
        return CheckReport(())
    return CheckReport((problem,))


def check_vocabulary(project: Project) -> CheckReport:
    """Return whether the vocabulary can be loaded."""
    try:
        load_vocabulary(project.vocabulary)
    except SettingsError as error:
        return CheckReport((Problem(error.name, None, error.reason, error.remedy),))
    return CheckReport(())


def check_ledger(project: Project) -> CheckReport:
    """Return whether the ledger can be loaded and every story file that it names is there."""
    try:
        entries = list(Ledger.load(project.ledger))
    except SettingsError as error:
        return CheckReport((Problem(error.name, None, error.reason, error.remedy),))
    remedy = "bring the file back from git, or import again: the story is then written anew"
    return CheckReport(
        tuple(
            Problem(project.ledger.name, None, f"the story file {entry.file} (of {entry.name}) is not there", remedy)
            for entry in entries
            if not (project.stories / entry.file).is_file()
        )
    )


CHECKS: tuple[Callable[[Project], CheckReport], ...] = (
    check_vocabulary,
    check_ledger,
    check_stories,
    check_codes,
    check_pictures,
    check_translations,
    check_site,
    check_search,
)
