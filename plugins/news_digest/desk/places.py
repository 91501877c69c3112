"""Where a story's file goes: `<year>/<month>/<code>-<slug>.md`, never outside the stories folder."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING
from unicodedata import normalize

from ..errors import SettingsError
from .codes import path_of

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from ..project import Project

# Some file systems (encrypted homes) take names of 143 bytes at most.
MAX_NAME_BYTES = 140
# Pelican's own ARTICLE_URL, in whose place a digest has another.
PELICANS_URL = "{slug}.html"


def story_place(day: date, code: str, slug: str) -> str:
    """Return a story file's path in the stories folder, with slashes."""
    return f"{day.year:04d}/{day.month:02d}/{file_name(code, slug)}"


def file_name(stem: str, slug: str) -> str:
    """Return the file name of a story: its code (or another stem) and its slug, as far as that fits."""
    safe = path_of(stem)
    room = MAX_NAME_BYTES - len(f"{safe}-.md")
    short = slug.encode("utf-8")[:room].decode("utf-8", "ignore").rstrip("-")
    return f"{safe}-{short}.md" if short else f"{safe}.md"


def shown_path(project: Project, place: str) -> str:
    """Return a story file's path as a person would type it in the project's folder."""
    path = project.stories / place
    return (path.relative_to(project.root) if path.is_relative_to(project.root) else path).as_posix()


def story_address(pattern: str, code: str) -> str | None:
    """Return a story's address from the site's root by Pelican's ARTICLE_URL, "" being a digest's own.

    None is returned where it hangs on more than the code.
    """
    if pattern in {"", PELICANS_URL}:
        pattern = "stories/{code_path}/"
    try:
        return "/" + pattern.format(code_path=path_of(code), story_code=code).lstrip("/")
    except (LookupError, ValueError, AttributeError):
        return None


def shown_folder(project: Project) -> str:
    """Return what a person would type before the path of a story file."""
    return shown_path(project, "a").removesuffix("a")


def is_there(stories: Path | str, place: str) -> bool:
    """Return whether there is a story file at this place, or a link that leads to one."""
    return os.path.exists(f"{stories}/{place}")  # noqa: PTH110 - asked of every story


def place_key(place: str) -> str:
    """Return what two places share that are one file where case, or the form of accents, is no difference."""
    return normalize("NFC", normalize("NFC", place).casefold())


def make_folder(stories: Path, place: str) -> Path:
    """Make the folder of a story file and return the file's path; raises `SettingsError` if a link leads it outside."""
    path = stories / place
    # Before anything is made: a folder, too, would be made on the other side of the link.
    if not path.parent.resolve().is_relative_to(stories.resolve()):
        raise SettingsError(
            str(path.parent), "this folder leads out of the stories folder", "put a real folder in its place"
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    return path
