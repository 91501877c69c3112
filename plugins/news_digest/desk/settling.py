"""Conflicts shown and settled: for the editor's text, for the capture's, or by hand in an editor."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from ..errors import CaptureError, StoryFileError
from ..markdown import read_story, read_story_bytes
from .conflicts import Conflicts
from .filing import write_aside
from .merging import MARKS, Conflict, for_capture, merge_story, with_marks
from .places import make_folder, shown_path
from .plain import printable
from .shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..project import Project
    from .conflicts import Unsettled

Side = Literal["ours", "theirs", "edit"]
_INDENT = "    "


@dataclass(frozen=True, slots=True)
class Disputed:
    """A story with what its editor and its capture changed differently; `file` is as a person would type it."""

    story_code: str
    file: str
    conflicts: tuple[Conflict, ...]

    def as_text(self) -> str:
        """Return the conflicts for a terminal."""
        lines = [f"{printable(self.story_code)}  {printable(self.file)}"]
        for conflict in self.conflicts:
            lines += [f"  {conflict.place}, in the story file:", *_shown(conflict.ours)]
            lines += [f"  {conflict.place}, in the capture:", *_shown(conflict.theirs)]
        return "\n".join(lines) + "\n"


def _shown(text: str) -> list[str]:
    return [f"{_INDENT}{printable(line)}".rstrip() for line in text.splitlines()] or [f"{_INDENT}(nothing)"]


def disputed(project: Project, code: str | None = None) -> Iterator[Disputed]:
    """Yield the stories with conflicts, or the one with this code, as their files stand now.

    Raises `CaptureError` where that story has none, and `SettingsError` where the list of conflicts is damaged.
    """
    kept, shelf = Conflicts.load(project), Shelf(project.stories)
    for one in kept if code is None else [_of(kept, code)]:
        place = _place(shelf, one)
        found = merge_story(one.base, one.theirs, _text(project, place)).conflicts
        if found:
            yield Disputed(one.story_code, shown_path(project, place), found)


def settle(project: Project, code: str, side: Side) -> str:
    """Settle a story's conflicts and return its file as a person would type it.

    "ours" leaves the file as it is, "theirs" takes the capture's text where both differ, "edit" opens both in the
    editor that VISUAL or EDITOR names. Raises `CaptureError` where the story has none or the editor did not settle
    them, and `OSError`.
    """
    kept = Conflicts.load(project)
    one = _of(kept, code)
    place = _place(Shelf(project.stories), one)
    ours = _text(project, place)
    if side != "ours":
        text = merge_story(one.base, one.theirs, ours, for_capture if side == "theirs" else with_marks).text
        text = _edited(text, place) if side == "edit" else text
        read_story(text, name=place)
        if _text(project, place) != ours:
            raise CaptureError(place, "it was changed meanwhile", "try again")
        write_aside(make_folder(project.stories, place), text.encode("utf-8"))
    kept.drop(one.story_code)
    kept.save()
    return shown_path(project, place)


def _of(kept: Conflicts, code: str) -> Unsettled:
    found = kept.get(code)
    if found is None:
        raise CaptureError(code, "this story has no conflicts", "`digest conflicts` lists those that have")
    return found


def _place(shelf: Shelf, one: Unsettled) -> str:
    found = shelf.known_as(one.story_code)
    if found is None:
        remedy = f"take the file from git, or `digest restore {one.story_code}`"
        raise CaptureError(one.story_code, "its story file is not there any more", remedy)
    return found.file


def _text(project: Project, place: str) -> str:
    data = (project.stories / place).read_bytes()
    read_story_bytes(data, name=place)
    return data.decode("utf-8")


def _edited(text: str, name: str) -> str:
    """Return the text as a person settled it in an editor; raises `CaptureError` where marks are left."""
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi"
    with tempfile.TemporaryDirectory(prefix="digest-") as folder:
        path = Path(folder) / Path(name).name
        path.write_bytes(text.encode("utf-8"))
        try:
            status = subprocess.run([*shlex.split(editor), os.fspath(path)], check=False).returncode  # noqa: S603 - the user's own
        except OSError as error:
            raise CaptureError(name, f"the editor {editor} cannot be started", "name another by EDITOR") from error
        found = path.read_bytes()
    try:
        edited = found.decode("utf-8")
        read_story(edited, name=name)
    except (UnicodeDecodeError, StoryFileError) as error:
        raise CaptureError(name, f"what the editor left is no story file: {error}", "try again") from error
    if status or any(line in MARKS for line in edited.splitlines(keepends=True)):
        raise CaptureError(name, "the conflicts were not settled: nothing was written", "leave no lines of marks")
    return edited
