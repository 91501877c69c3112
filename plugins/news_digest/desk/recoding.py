"""`digest recode`: a story gets another code, and its former address goes on leading to it.

Nothing of the file changes but these two keys, so an editor's comments, quotes and line ends stay as they are.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from ..capture.characters import one_line
from ..errors import CaptureError
from ..markdown import read_story_bytes
from ..markdown.formers import fault_of, is_address
from .codes import code_key
from .filing import write_aside
from .heads import changed_bytes, end_of
from .ledger import Ledger
from .places import shown_path
from .shelf import Shelf

if TYPE_CHECKING:
    from ..project import Project
    from ..story import Story
    from .heads import Head
    from .shelf import Shelved

# The line of a key: what stands before its value, the value, and what stands behind it.
_YAML_LINE = re.compile(
    r"""(?P<head>[^:\n]*:[ \t]*)(?P<value>"[^"\n]*"|'[^'\n]*'|\[.*\]|[^\s#"'\[][^#\n]*?|)(?P<tail>[ \t]*(?:#.*)?\s*)"""
)
_HEADER_LINE = re.compile(r"(?P<head>[^:\n]*:[ \t]*)(?P<value>.*?)(?P<tail>\s*)")
_LAST_ITEM = re.compile(r"(?:^|\n)(?P<head>[ \t]*-[ \t]+)[^\n]*\n?$")


@dataclass(frozen=True, slots=True)
class Recoded:
    """A story file, as seen from the digest's folder, with the code that its story had and the one that it has."""

    file: str
    former: str
    story_code: str


def recode(project: Project, former: str, code: str) -> Recoded:
    """Give the story with a code another one and keep the former.

    Raises `CaptureError` for a code that is none or taken, `StoryFileError` and `OSError` for the file.
    """
    _refuse_no_code(code)
    shelf = Shelf(project.stories)
    shelved = shelf.with_code(former)
    if shelved is None:
        raise _unknown(former, shelf)
    _refuse_taken(project, shelf, shelved, former, code)
    path = project.stories / shelved.file
    data, name = path.read_bytes(), shown_path(project, shelved.file)
    write_aside(path, recoded_bytes(data, code, name=name))
    return Recoded(name, former, code)


def recoded_bytes(data: bytes, code: str, *, name: str) -> bytes:
    """Return the bytes of a story file with another code, and the one that it has among the former ones."""
    story = read_story_bytes(data, name=name)
    former = story.story_code or ""
    if is_address(former) or fault_of(former):
        raise CaptureError(name, f"{former!r} cannot stand among former codes", "change the code by hand")
    kept = tuple(one for one in story.formerly if one != code)
    wanted = replace(story, story_code=code, formerly=(*kept, *(() if former in kept else (former,))))
    remedy = f"write story_code: {_quoted(code)} and formerly: [{_list(wanted)}] by hand"
    change = partial(_recoded, story=story, wanted=wanted)
    return changed_bytes(data, change, wanted, name=name, key="story_code", remedy=remedy)


def _recoded(head: Head, story: Story, wanted: Story) -> Head:
    """Return a file with the code and the former codes of another story."""
    entries = dict(head.entries)
    line = entries.get("story_code", "")
    code = _with_value(line, _code(head, wanted), is_yaml=head.is_yaml)
    formers = entries.get("formerly")
    if formers is None:
        name = "Formerly" if not head.is_yaml and line[:1].isupper() else "formerly"
        added = f"{name}: {_formers(head, wanted)}"
        code = f"{code}{added}{end_of(code)}" if code.endswith("\n") else f"{code}\n{added}"
    else:
        is_longer = set(story.formerly) <= set(wanted.formerly)
        longer = _with_former(formers, wanted.formerly[-1]) if is_longer and head.is_yaml else None
        formers = longer or f"{formers.partition(':')[0]}: {_formers(head, wanted)}{end_of(formers)}"
    new = {"story_code": code, "formerly": formers}
    return head.with_entries((key, new.get(key) or lines) for key, lines in head.entries)


def _with_value(lines: str, value: str, *, is_yaml: bool) -> str:
    """Return the line of a key with another value; what is of another form stays."""
    found = (_YAML_LINE if is_yaml else _HEADER_LINE).fullmatch(lines)
    return f"{found['head']}{value}{found['tail']}" if found else lines


def _with_former(lines: str, former: str) -> str | None:
    """Return a list of former codes with one more, None where it is of another form."""
    found = _YAML_LINE.fullmatch(lines)
    if found and found["value"].startswith("["):
        inner = found["value"][1:-1].rstrip()
        value = f"[{inner}, {_quoted(former)}]" if inner else f"[{_quoted(former)}]"
        return f"{found['head']}{value}{found['tail']}"
    item = _LAST_ITEM.search(lines)
    return f"{lines}{item['head']}{_quoted(former)}{end_of(lines)}" if item else None


def _code(head: Head, story: Story) -> str:
    code = story.story_code or ""
    return _quoted(code) if head.is_yaml else code


def _formers(head: Head, story: Story) -> str:
    if head.is_yaml:
        return f"[{_list(story)}]"
    return "; ".join(story.formerly) + (";" if "," in "".join(story.formerly) else "")


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _list(story: Story) -> str:
    return ", ".join(map(_quoted, story.formerly))


# --- What is refused ---


def _refuse_no_code(code: str) -> None:
    if not code or code != one_line(code):
        raise CaptureError(repr(code), "it is no story code", "write it on one line, without blanks around it")
    if is_address(code) or fault_of(code):
        raise CaptureError(repr(code), "it would be taken for an address", "leave out the slash at its beginning")


def _unknown(code: str, shelf: Shelf) -> CaptureError:
    now = shelf.with_former(code)
    if now:
        return CaptureError(code, f"it is a former code of {now.file}", f"name its code now, {now.story_code}")
    return CaptureError(code, "no story file has this code", "`digest code` shows what is known of one")


def _refuse_taken(project: Project, shelf: Shelf, shelved: Shelved, former: str, code: str) -> None:
    if code_key(former) == code_key(code):
        raise CaptureError(code, f"{former} counts as the same code", "choose one that differs in more than capitals")
    other = shelf.with_code(code)
    if other:
        raise CaptureError(code, f"it is already the code of {other.file}", "choose another")
    other = shelf.with_former(code)
    if other and other != shelved:
        raise CaptureError(code, f"it was once the code of {other.file}, to which it still leads", "choose another")
    for entry in Ledger.load(project.ledger):
        if code_key(entry.story_code) == code_key(code):
            found = shelf.of_story(entry.story_code, entry.name, entry.guid)
            if found != shelved:
                raise CaptureError(code, f"it is the code of {entry.file} (from {entry.name})", "choose another")
