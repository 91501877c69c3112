"""Which folders are watched: all that the settings say a build reads, and our own code."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..codemark import PACKAGE
from ..project import Project


def folders_of(project: Project, settings: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the folders that are there, none within another; `settings` are Pelican's.

    A folder in which builds write is none: what is right in the project's own is watched apart.
    """
    named = [settings.get("THEME"), *_paths(settings, "THEME_TEMPLATES_OVERRIDES"), *_paths(settings, "PLUGIN_PATHS")]
    found = {
        *(project.seeds, project.content, project.stories, project.layouts, project.translations, PACKAGE),
        *(project.vocabulary.parent, project.root / "theme"),
        *(Path(os.path.abspath(project.root / str(path))) for path in named if path),  # noqa: PTH100 - not through links
    }
    written = (project.output, project.root / ".digest")
    kept = {path for path in found if path.is_dir() and not any(each.is_relative_to(path) for each in written)}
    return tuple(sorted(str(path) for path in kept if kept.isdisjoint(path.parents)))


def _paths(settings: Mapping[str, Any], key: str) -> tuple[Any, ...]:
    found = settings.get(key) or ()
    return (found,) if isinstance(found, str) else tuple(found)
