"""The conflicts that nobody has settled yet: stories that an editor and a capture changed differently.

They stand in `conflicts.jsonl` beside the ledger, in git as the ledger is, so that whoever works on the digest sees
them: one JSON object a line for each story, with the text that the last import but this wrote and the text of the new
one. What differs is worked out from these and the story file as it is: a conflict is gone once the file says what the
capture says.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..errors import SettingsError
from .filing import write_aside

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ..project import Project

FILE = "conflicts.jsonl"


@dataclass(frozen=True, slots=True)
class Unsettled:
    """A story's conflicts: `base` is what the import before had written, None where that is not known."""

    story_code: str
    base: str | None
    theirs: str


class Conflicts:
    """The unsettled conflicts of one digest by story code; `save` writes them where they changed."""

    def __init__(self, path: Path, text: str = "") -> None:
        """Read the file's text; raises `SettingsError` where it is damaged."""
        self._path = path
        self._text = text
        self._stories = {one.story_code: one for one in _parse(path.name, text)}

    @classmethod
    def load(cls, project: Project) -> Conflicts:
        """Return the conflicts kept beside the ledger, none where there is no such file."""
        path = conflicts_of(project)
        try:
            return cls(path, path.read_text("utf-8"))
        except FileNotFoundError:
            return cls(path)
        except UnicodeDecodeError as error:
            raise _damaged(path.name, 1) from error

    def __iter__(self) -> Iterator[Unsettled]:
        """Iterate over the stories by code."""
        return iter([self._stories[code] for code in sorted(self._stories)])

    def get(self, story_code: str) -> Unsettled | None:
        """Return the conflicts of a story."""
        return self._stories.get(story_code)

    def put(self, found: Unsettled) -> None:
        """Note a story's conflicts in the place of its former ones; what these began with stays the base."""
        former = self._stories.get(found.story_code)
        base = former.base if former else found.base
        self._stories[found.story_code] = Unsettled(found.story_code, base, found.theirs)

    def drop(self, story_code: str) -> None:
        """Note that a story has none any more."""
        self._stories.pop(story_code, None)

    def save(self) -> None:
        """Write the file, or remove it where all is settled; raises `OSError`."""
        text = "".join(_line(one) for one in self)
        if text == self._text:
            return
        if text:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            write_aside(self._path, text.encode("utf-8"))
        else:
            self._path.unlink(missing_ok=True)
        self._text = text


def conflicts_of(project: Project) -> Path:
    """Return where a digest's conflicts are kept."""
    return project.ledger.with_name(FILE)


def _line(one: Unsettled) -> str:
    return json.dumps({"story_code": one.story_code, "base": one.base, "theirs": one.theirs}, ensure_ascii=False) + "\n"


def _parse(name: str, text: str) -> Iterator[Unsettled]:
    for number, line in enumerate(text.removesuffix("\n").split("\n") if text else (), start=1):
        try:
            found = json.loads(line)
            yield Unsettled(str(found["story_code"]), found["base"], str(found["theirs"]))
        except (ValueError, TypeError, KeyError) as error:
            raise _damaged(name, number) from error


def _damaged(name: str, number: int) -> SettingsError:
    remedy = f"take the last good one from git (git checkout -- {name}), or delete it: no story loses anything by that"
    return SettingsError(f"{name}:{number}", "this is no conflict as an import notes it", remedy)
