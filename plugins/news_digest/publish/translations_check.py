"""The digest's own catalogs of translations: each can be read, and values fit into what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import SettingsError
from .problems import CheckReport, Problem, name_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ..project import Project


def check_translations(project: Project) -> CheckReport:
    """Return what is wrong with catalogs, also with those of languages that the site is not in."""
    catalogs = sorted(project.translations.glob("*/LC_MESSAGES/messages.po"))
    return CheckReport(tuple(problem for path in catalogs for problem in _faults(project, path)))


def _faults(project: Project, path: Path) -> Iterator[Problem]:
    from ..site.po_files import compiled  # noqa: PLC0415 - Babel is loaded where there is a catalog

    name = name_in(project.root, path)
    try:
        compiled(name, path.read_bytes(), path.parents[1].name)
    except SettingsError as error:
        yield Problem(error.name, None, error.reason, error.remedy)
    except OSError as error:
        yield Problem(name, None, f"cannot be read: {error.strerror}", "check its permissions")
