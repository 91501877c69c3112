"""The pictures that story files show: whether they are there, and which that are there none shows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from ..capture.pictures import FOLDER, KINDS
from ..markdown.images import images_of
from .problems import CheckReport, Problem, name_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ..project import Project
    from ..story import Story

_PLACES = ("{static}", "{attach}", "{filename}", "|static|", "|attach|", "|filename|")
# What an import puts there, named by its bytes; other files are the editor's own.
_IMPORTED = re.compile(rf"[0-9a-f]{{2}}/[0-9a-f]{{32}}\.(?:{'|'.join(KINDS)})")
_NAMED = re.compile(_IMPORTED.pattern.encode())
_REMEDY = "put it back, as from git or by digest import --all, or take the picture out of the body"


def missing_pictures(story: Story, name: str, folder: Path, content: Path) -> Iterator[Problem]:
    """Yield the pictures of a story's body that are not there; `folder` is that of its file."""
    for address in images_of(story.body):
        place = next((address.removeprefix(sign) for sign in _PLACES if address.startswith(sign)), None)
        if place is not None and not _is_file(unquote(place.partition("#")[0].partition("?")[0]), folder, content):
            yield Problem(name, None, f"the picture {address} is not there", _REMEDY)


def has_silent_pictures(story: Story) -> bool:
    """Return whether a picture of a story's body has no words for those who cannot see it."""
    return not all(images_of(story.body).values())


def _is_file(place: str, folder: Path, content: Path) -> bool:
    path = content / place.removeprefix("/") if place.startswith("/") else folder / place
    try:
        return path.is_file()
    except ValueError:  # a name that no file can have
        return False


def check_pictures(project: Project) -> CheckReport:
    """Return the pictures of imports that no file of the content names any more, as those of deleted stories."""
    folder = project.content / FOLDER
    names = (path.relative_to(folder).as_posix() for path in sorted(folder.glob("??/*")))
    left = {name: None for name in names if _IMPORTED.fullmatch(name)}
    try:
        for path in _texts(project) if left else ():
            for name in _NAMED.findall(path.read_bytes()):
                left.pop(name.decode("ascii"), None)
    except OSError:
        # What a file shows that cannot be read, nobody knows.
        return CheckReport(())
    return CheckReport((), unused_pictures=tuple(name_in(project.root, folder / name) for name in left))


def _texts(project: Project) -> Iterator[Path]:
    pictures = project.content / FOLDER
    for top in {project.content, project.stories}:
        yield from (path for path in top.rglob("*") if pictures not in path.parents and path.is_file())
