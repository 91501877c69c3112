"""`digest recode`: a story gets another code, and its former address goes on leading to it.

Nothing of the file changes but these two keys, so an editor's comments, quotes and line ends stay as they are.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ..capture.characters import one_line
from ..errors import CaptureError, StoryFileError
from ..markdown import read_story_bytes
from ..markdown.formers import fault_of, is_address
from .codes import code_key
from .filing import write_aside
from .ledger import Ledger
from .places import shown_path
from .shelf import Shelf

if TYPE_CHECKING:
    from ..project import Project
    from ..story import Story
    from .shelf import Shelved

_VALUE = r"""(?P<value>"[^"]*"|'[^']*'|\[.*\]|\[[^\]]*|[^\s#"'\[][^#]*?|)"""
_YAML_LINE = rf"(?P<head>{{key}}[ \t]*:[ \t]*){_VALUE}(?P<tail>[ \t]*(?:#.*)?\r?)"
_HEADER_LINE = r"(?P<head>{key}:[ \t]*)(?P<value>.*?)(?P<tail>[ \t]*\r?)"
_ITEM = re.compile(r"([ \t]*-[ \t]+).*")
_CLOSING = re.compile(r"(?:---|\.\.\.)[ \t]*\r?")


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
    changed = _Lines(data.decode("utf-8")).recoded(story, wanted).encode("utf-8")
    if not _reads_as(changed, wanted, name):
        remedy = f"write story_code: {_quoted(code)} and formerly: [{_list(wanted)}] by hand"
        raise StoryFileError(name, 1, "story_code", "it stands in a form that cannot be changed safely", remedy)
    return changed


def _reads_as(data: bytes, wanted: Story, name: str) -> bool:
    try:
        return read_story_bytes(data, name=name) == wanted
    except StoryFileError:
        return False


class _Lines:
    """The lines of a story file, its front matter up to the line `end`."""

    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")
        self.is_yaml = self.lines[0].removeprefix("\ufeff").startswith("---")
        rest = range(1, len(self.lines))
        closing = (at for at in rest if _CLOSING.fullmatch(self.lines[at])) if self.is_yaml else ()
        blank = (at for at in rest if not self.lines[at].strip()) if not self.is_yaml else ()
        self.end = next((at for at in (*closing, *blank)), len(self.lines))

    def recoded(self, story: Story, wanted: Story) -> str:
        """Return the text with the code and the former codes of another story."""
        found = self._find("formerly")
        if found is None:
            at, match = self._find("story_code") or (0, None)
            ending = "\r" if self.lines[at].endswith("\r") else ""
            self.lines.insert(at + 1, f"{self._name(match)}: {self._formers(wanted)}{ending}")
        elif set(story.formerly) - set(wanted.formerly) or not self._appended(*found, wanted.formerly[-1]):
            at, match = found
            self.lines[at : self._after(at)] = [f"{match['head'].rstrip()} {self._formers(wanted)}{_ending(match)}"]
        if found := self._find("story_code"):
            at, match = found
            code = _quoted(wanted.story_code or "") if self.is_yaml else wanted.story_code
            self.lines[at] = f"{match['head']}{code}{match['tail']}"
        return "\n".join(self.lines)

    def _appended(self, at: int, match: re.Match[str], former: str) -> bool:
        """Add a former code to the list that there is, and say whether that could be done."""
        value = match["value"]
        if self.is_yaml and value.startswith("[") and value.endswith("]"):
            inner = value[1:-1].rstrip()
            value = f"[{inner}, {_quoted(former)}]" if inner else f"[{_quoted(former)}]"
            self.lines[at] = f"{match['head']}{value}{match['tail']}"
            return True
        last = self._after(at) - 1
        item = _ITEM.fullmatch(self.lines[last]) if self.is_yaml and not value and last > at else None
        if item:
            self.lines.insert(last + 1, f"{item[1]}{_quoted(former)}{_ending(match)}")
        return item is not None

    def _find(self, key: str) -> tuple[int, re.Match[str]] | None:
        line = re.compile((_YAML_LINE if self.is_yaml else _HEADER_LINE).format(key=key), re.IGNORECASE)
        found = ((at, line.fullmatch(self.lines[at])) for at in range(self.end))
        return next(((at, match) for at, match in found if match), None)

    def _after(self, at: int) -> int:
        """Return the line behind the value of a key, which may go on for some lines."""
        at += 1
        while at < self.end and self.lines[at].startswith((" ", "\t", "-")):
            at += 1
        return at

    def _formers(self, story: Story) -> str:
        if self.is_yaml:
            return f"[{_list(story)}]"
        return "; ".join(story.formerly) + (";" if "," in "".join(story.formerly) else "")

    def _name(self, match: re.Match[str] | None) -> str:
        return "Formerly" if not self.is_yaml and match and match["head"][:1].isupper() else "formerly"


def _ending(match: re.Match[str]) -> str:
    return "\r" if match["tail"].endswith("\r") else ""


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
