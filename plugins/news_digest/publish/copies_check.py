"""What story files say of copies: that the stories they name are there, and that nobody says the contrary."""

from __future__ import annotations

from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING

from .problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from .story_files import StoryFile

_NAME = "write the code of a story that is here, or take it out"


@dataclass(frozen=True, slots=True)
class _Shelf:
    """The story files by their codes, and each former code with the code that its story has now."""

    by_code: Mapping[str, StoryFile]
    formers: Mapping[str, str]

    @classmethod
    def of(cls, files: Sequence[StoryFile]) -> _Shelf:
        named = ((code, file) for file in files if (code := file.story.story_code))
        coded = sorted(named, key=itemgetter(0))
        formers = {former: code for code, file in reversed(coded) for former in file.story.formerly}
        return cls(dict(reversed(coded)), formers)

    def code_of(self, name: str | None) -> str | None:
        """Return the code of the story that a code leads to."""
        return name if name in self.by_code else self.formers.get(name or "")

    def lead_of(self, code: str | None) -> str | None:
        """Return what the story with this code says it is a copy of."""
        file = self.by_code.get(code or "")
        return self.code_of(file.story.copy_of) if file else None

    def denied_by(self, code: str | None) -> set[str | None]:
        """Return what the story with this code says it is no copy of."""
        file = self.by_code.get(code or "")
        return set(map(self.code_of, file.story.not_copy_of)) if file else set()


def copies_are_known(files: Sequence[StoryFile]) -> Iterator[Problem]:
    """Every story that is said to be a copy, or none, of another names one that is here, and not itself."""
    shelf = _Shelf.of(files)
    for file in files:
        for key, name in _named(file):
            code = shelf.code_of(name)
            if code is None:
                yield Problem(file.name, None, f"{key}: no story has the code {name}", _NAME)
            elif code == file.story.story_code:
                yield Problem(file.name, None, f"{key}: {name} is a former code of the story itself", _NAME)


def copies_agree(files: Sequence[StoryFile]) -> Iterator[Problem]:
    """No story is said to be a copy of one that denies it, nor in the end of itself."""
    shelf = _Shelf.of(files)
    for file in files:
        code, lead = file.story.story_code, shelf.lead_of(file.story.story_code)
        if lead in {None, code}:
            continue
        if code in shelf.denied_by(lead) or lead in shelf.denied_by(code):
            what = f"copy_of: {lead} is said to be no copy of it (not_copy_of), which counts"
            yield Problem(file.name, None, what, "take it out of one of the two")
        circle = _circle(code, shelf)
        if circle and code == min(circle):
            what = f"copy_of goes round in a circle, so that none of it counts: {' to '.join((*circle, circle[0]))}"
            yield Problem(file.name, None, what, "take copy_of out of the story that leads")


def _named(file: StoryFile) -> Iterator[tuple[str, str]]:
    if file.story.copy_of:
        yield "copy_of", file.story.copy_of
    yield from (("not_copy_of", name) for name in file.story.not_copy_of)


def _circle(code: str | None, shelf: _Shelf) -> list[str]:
    """Return the codes of the circle that a story is part of, from itself on; none where it is part of none."""
    way: list[str] = []
    step = code
    while step and step not in way:
        way.append(step)
        step = shelf.lead_of(step)
    return way if step == code else []
