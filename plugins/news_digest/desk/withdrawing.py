"""A story is withdrawn, or that is undone: two keys of its file come or go, and not a byte more."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from ..capture.characters import one_line
from ..errors import CaptureError, NewsDigestError
from ..markdown import normalised, read_story_bytes
from ..markdown.frontmatter import front_matter_line
from ..story import Withdrawal
from .codes import code_key
from .filing import write_aside
from .places import shown_path
from .shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from ..project import Project
    from ..story import Story

_BOM = "\ufeff"
_FENCE = re.compile(r"---[ \t]*")
_CLOSING = re.compile(r"(?:---|\.\.\.)[ \t]*")
_HEADER = re.compile(r" {0,3}[A-Za-z0-9_-]+:| {4,}\S")
_OURS = re.compile(r"(?:withdrawn|withdrawn_date)[ \t]*:", re.IGNORECASE)
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")


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
    changed = _changed(data.decode("utf-8"), withdrawn).encode("utf-8")
    _refuse_other_change(name, changed, replace(story, withdrawn=withdrawn))
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


def _refuse_other_change(name: str, data: bytes, wanted: Story) -> None:
    """Raise where the file would not say what it is to say, and nothing else."""
    remedy = "write or remove the keys withdrawn and withdrawn_date by hand"
    try:
        found = read_story_bytes(data, name=name)
    except NewsDigestError as error:
        raise CaptureError(name, "its front matter is of a form that cannot be changed safely", remedy) from error
    if found != normalised(wanted):
        raise CaptureError(name, "its front matter is of a form that cannot be changed safely", remedy)


def _changed(text: str, withdrawn: Withdrawal | None) -> str:
    lines = [match[0] for match in _LINE.finditer(text) if match[0]]
    yaml = bool(_FENCE.fullmatch(_bare(lines[0].removeprefix(_BOM))))
    end = _end_of_head(lines, yaml=yaml)
    head = [line for line in lines[:end] if not _OURS.match(line.removeprefix(_BOM))]
    if withdrawn is not None:
        head += _new_lines(withdrawn, head, yaml=yaml)
    return "".join([*head, *lines[end:]])


def _end_of_head(lines: list[str], *, yaml: bool) -> int:
    """Return the index of the first line that is no longer front matter."""
    after = range(1, len(lines))
    if yaml:
        return next((at for at in after if _CLOSING.fullmatch(_bare(lines[at]))), len(lines))
    return next((at for at in after if not _HEADER.match(lines[at])), len(lines))


def _new_lines(withdrawn: Withdrawal, head: list[str], *, yaml: bool) -> Iterator[str]:
    end = head[-1][len(_bare(head[-1])) :]
    if not end:  # a header alone, whose last line has no end
        end = "\n"
        yield end
    values = [("withdrawn", withdrawn.reason), ("withdrawn_date", withdrawn.date)]
    for key, value in values:
        if value is not None:
            line = front_matter_line(key, value) if yaml else f"{key.capitalize()}: {_plain(value)}\n"
            yield line.replace("\n", end)


def _plain(value: object) -> str:
    return value if isinstance(value, str) else value.isoformat()  # type: ignore[attr-defined]  # a date


def _bare(line: str) -> str:
    return line.rstrip("\r\n")
