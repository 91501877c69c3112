"""A story is withdrawn, or that is undone: two keys of its file come or go, and not a byte more."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from ..capture.characters import one_line
from ..errors import CaptureError
from ..markdown import normalised, read_story_bytes
from ..markdown.frontmatter import front_matter_line
from ..story import Withdrawal
from .codes import code_key
from .filing import write_aside
from .heads import bare, changed_bytes, end_of
from .places import shown_path
from .shelf import Shelf

if TYPE_CHECKING:
    from datetime import date

    from ..project import Project
    from .heads import Head

_KEYS = frozenset({"withdrawn", "withdrawn_date"})
_BY_HAND = "write or remove the keys withdrawn and withdrawn_date by hand"


def withdraw(project: Project, code: str, reason: str, day: date | None = None) -> str:
    """Note in the file of a story that it was withdrawn, and why; return the file as seen from the digest's folder.

    Raises `NewsDigestError` where there is no such file, or none that can be changed so, and `OSError`.
    """
    if not one_line(reason):
        raise CaptureError(code, "no reason is given", 'say why by --reason "...", readers are told it')
    return _change(project, code, Withdrawal(one_line(reason), day))


def restore(project: Project, code: str) -> str:
    """Take the note out again; return the file and raise as `withdraw` does, also where it has none."""
    return _change(project, code, None)


def _change(project: Project, code: str, withdrawn: Withdrawal | None) -> str:
    file = _file_of(project, code)
    name, path = shown_path(project, file), project.stories / file
    data = path.read_bytes()
    story = read_story_bytes(data, name=name)
    if withdrawn is None and story.withdrawn is None:
        raise CaptureError(name, "it was not withdrawn", "name another story, or leave out --undo")
    wanted = normalised(replace(story, withdrawn=withdrawn))
    changed = changed_bytes(
        data, partial(_changed, withdrawn=withdrawn), wanted, name=name, key="withdrawn", remedy=_BY_HAND
    )
    if changed != data:
        write_aside(path, changed)
    return name


def _file_of(project: Project, code: str) -> str:
    key = code_key(code)
    files = [one.file for one in Shelf(project.stories).files if one.story_code and code_key(one.story_code) == key]
    if not files:
        where = shown_path(project, "")
        raise CaptureError(code, f"no story file in {where} has this code", "see `digest explain CODE`")
    if len(files) > 1:
        both = " and ".join(shown_path(project, file) for file in files[:2])
        raise CaptureError(code, f"{both} have this code", "give one of them another code, or remove it")
    return files[0]


def _changed(head: Head, withdrawn: Withdrawal | None) -> Head:
    entries = [(key, lines) for key, lines in head.entries if key not in _KEYS]
    if withdrawn is None:
        return head.with_entries(entries)
    before = entries[-1][1] if entries else head.opening
    end = end_of(before)
    # A header alone may lack the end of its last line.
    missing = [("", end)] if bare(before) == before else []
    values = [("withdrawn", withdrawn.reason), ("withdrawn_date", withdrawn.date)]
    said = [(key, _line(key, value, is_yaml=head.is_yaml).replace("\n", end)) for key, value in values if value]
    return head.with_entries([*entries, *missing, *said])


def _line(key: str, value: str | date, *, is_yaml: bool) -> str:
    if is_yaml:
        return front_matter_line(key, value)
    return f"{key.capitalize()}: {value if isinstance(value, str) else value.isoformat()}\n"
