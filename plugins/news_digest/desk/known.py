"""`digest code`: all that is known of a story code, by the story files and by the ledger."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

from ..errors import CaptureError, StoryFileError
from ..markdown import read_story_bytes
from .addresses import address_key
from .codes import code_key
from .filing import read_if_there
from .identity import same_publisher
from .journal import known_ledger
from .ledger import fingerprint
from .places import shown_path
from .plain import printable
from .shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..project import Project
    from ..story import Story
    from .entry import EarlierCapture, Entry
    from .ledger import Ledger
    from .shelf import Shelved

WIDTH = 14


@dataclass(frozen=True, slots=True)
class OtherStory:
    """Another story that has to do with a code: how, its own code, and its file."""

    how: str
    story_code: str | None
    file: str


@dataclass(frozen=True, slots=True)
class KnownCode:
    """What is known of a code: the story that has it, if one has, and others that have to do with it.

    `state` says in words how it stands; `edited` whether the file was edited since the import, None where that cannot
    be known; `imported_as` is the code that the ledger has, `captures` are the story's other captures, `earlier` those
    that it was made of before, the oldest first.
    """

    code: str
    state: str
    file: str | None = None
    address: str | None = None
    title: str | None = None
    status: str | None = None
    embargo: str | None = None
    expires: str | None = None
    formerly: tuple[str, ...] = ()
    guid: str | None = None
    seed: str | None = None
    part: str | None = None
    printed_code: str | None = None
    publisher: str | None = None
    imported_as: str | None = None
    edited: bool | None = None
    captures: tuple[str, ...] = ()
    earlier: tuple[EarlierCapture, ...] = ()
    others: tuple[OtherStory, ...] = ()

    def as_text(self) -> str:
        """Return it for a terminal."""
        return "".join(f"{line}\n" for line in self._lines())

    def _lines(self) -> Iterator[str]:
        yield f"{printable(self.code)}: {printable(self.state)}"
        for key, value in asdict(self).items():
            if key in {"code", "state", "earlier", "others"} or value in {None, "", ()}:
                continue
            shown = ", ".join(value) if isinstance(value, tuple) else {True: "yes", False: "no"}.get(value, value)
            yield f"{key.replace('_', ' '):<{WIDTH}}{printable(str(shown))}"
        for one in self.earlier:
            when = f", captured {one.captured}" if one.captured else ""
            yield f"{'before that':<{WIDTH}}{printable(one.name)}{printable(when)}, SHA-256 {printable(one.sha256)}"
        for other in self.others:
            code = other.story_code or "a story without a code"
            yield f"{other.how}: {printable(code)}, {printable(other.file)}"


def known_of(project: Project, code: str) -> KnownCode:
    """Return all that is known of a code; raises `CaptureError` where that is nothing."""
    shelf, ledger = Shelf(project.stories), known_ledger(project)
    shelved = shelf.with_code(code)
    entry = _entry_of(shelved, shelf, ledger) if shelved else ledger.with_own_code(code)
    others = tuple(_others(project, code, shelf, ledger, entry))
    if shelved is None and entry is None and not others:
        raise CaptureError(code, "nothing is known of this code", "`digest import -v` lists those that were imported")
    if shelved is None:
        return replace(_without_file(project, code, shelf, ledger, entry), others=others)
    data = read_if_there(project.stories / shelved.file) or b""
    edited = None if entry is None else fingerprint(data) != entry.written
    told = {**_of_entry(entry, ledger), "edited": edited, "others": others}
    file = shown_path(project, shelved.file)
    try:
        story = read_story_bytes(data, name=shelved.file)
    except StoryFileError as error:
        return KnownCode(code, f"its story file is broken: {error}", file, **told)  # type: ignore[arg-type]  # see _of_entry
    return KnownCode(shelved.story_code or code, _state(entry, story), file, **{**told, **_of_story(story)})  # type: ignore[arg-type]  # likewise


def _state(entry: Entry | None, story: Story) -> str:
    if entry is None:
        return "a story that no import made, as far as the ledger knows"
    if code_key(entry.story_code) == code_key(story.story_code or ""):
        return "an imported story"
    return "an imported story that was given another code since"


def _without_file(project: Project, code: str, shelf: Shelf, ledger: Ledger, entry: Entry | None) -> KnownCode:
    if entry is None:
        return KnownCode(code, "no story has it")
    now = shelf.of_story(entry.story_code, entry.name, entry.guid)
    state = f"its story file was deleted ({entry.file})"
    if now:
        state = f"the story was imported with it and has the code {now.story_code} now"
    file = shown_path(project, now.file) if now else None
    return KnownCode(code, state, file, **_of_entry(entry, ledger))  # type: ignore[arg-type]  # as above


FORMER = "a former code of"


def _others(project: Project, code: str, shelf: Shelf, ledger: Ledger, entry: Entry | None) -> Iterator[OtherStory]:
    key = code_key(code)
    for shelved in shelf.files:
        if key in map(code_key, shelved.formerly):
            yield OtherStory(FORMER, shelved.story_code, shown_path(project, shelved.file))
    for one in ledger:
        if one != entry and one.printed_code and code_key(one.printed_code) == key:
            yield OtherStory("printed as the code of", one.story_code, shown_path(project, one.file))


def _entry_of(shelved: Shelved, shelf: Shelf, ledger: Ledger) -> Entry | None:
    entries = tuple(ledger)
    by_file = (one for one in entries if one.file == shelved.file)
    moved = (one for one in entries if shelf.of_story(one.story_code, one.name, one.guid) == shelved)
    return next(by_file, None) or next(moved, None)


def _of_story(story: Story) -> dict[str, object]:
    return {
        "title": story.headline,
        "status": story.status,
        "embargo": story.embargo and story.embargo.isoformat(),
        "expires": story.expires and story.expires.isoformat(),
        "formerly": story.formerly,
        "guid": story.guid,
    }


def _of_entry(entry: Entry | None, ledger: Ledger) -> dict[str, object]:
    """Return what the ledger tells, by the names of `KnownCode`."""
    if entry is None:
        return {}
    return {
        "guid": entry.guid,
        "seed": entry.seed,
        "part": entry.part or None,
        "printed_code": entry.printed_code,
        "publisher": entry.publisher,
        "imported_as": entry.story_code,
        "captures": tuple(one.name for one in ledger if one != entry and _is_same_story(one, entry)),
        "earlier": entry.history,
    }


def _is_same_story(one: Entry, other: Entry) -> bool:
    if one.file == other.file:
        return True
    address = address_key(one.url)
    if address is not None and address == address_key(other.url):
        return True
    printed = one.printed_code and other.printed_code and code_key(one.printed_code) == code_key(other.printed_code)
    return bool(printed and one.publisher and same_publisher(one.publisher, other.publisher))
