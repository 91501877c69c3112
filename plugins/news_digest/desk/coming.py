"""`digest due`: what comes to the site and what goes, in the order of its time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal
from zoneinfo import ZoneInfo

from ..errors import StoryFileError
from ..markdown import read_story_bytes
from ..markdown.dates import as_moment, microseconds, moment_text
from .places import shown_path
from .plain import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..project import Project
    from ..story import Story

# The extensions that Pelican's Markdown readers take.
_ENDINGS = frozenset({".md", ".markdown", ".mkd", ".mdown"})
_SIGNS = (b"embargo", b"expires")
What = Literal["comes", "goes"]


@dataclass(frozen=True, slots=True)
class DueStory:
    """A story that comes or goes at a moment: ISO 8601 in the digest's zone."""

    moment: str
    what: What
    story_code: str | None
    title: str
    file: str

    def __str__(self) -> str:
        """Return it on one line."""
        code = printable(self.story_code or "-")
        return f"{self.moment}  {self.what:<5}  {code}  {printable(self.title)} ({printable(self.file)})"


@dataclass(frozen=True, slots=True)
class Coming:
    """What is due, the next first, and the files that cannot be read."""

    due: tuple[DueStory, ...]
    broken: tuple[StoryFileError, ...]


def coming(project: Project, now: int) -> Coming:
    """Return what is due after a moment, in microseconds since 1970."""
    zone = ZoneInfo(project.timezone)
    found: list[tuple[int, str, DueStory]] = []
    broken: list[StoryFileError] = []
    for name, data in _timed(project):
        try:
            story = read_story_bytes(data, name=name)
        except StoryFileError as error:
            broken.append(error)
            continue
        file = shown_path(project, name)
        for moment, what in _moments(story, zone):
            if moment > now:
                told = DueStory(moment_text(moment, zone), what, story.story_code, story.headline, file)
                found.append((moment, name, told))
    return Coming(tuple(told for *_, told in sorted(found, key=lambda each: each[:2])), tuple(broken))


def _timed(project: Project) -> Iterator[tuple[str, bytes]]:
    """Yield name and bytes of the files in which one of the keys may stand; nearly all others are not parsed."""
    for path in sorted(project.stories.rglob("*")):
        if path.suffix in _ENDINGS and path.is_file():
            data = path.read_bytes()
            if any(sign in data.lower() for sign in _SIGNS):
                yield path.relative_to(project.stories).as_posix(), data


def _moments(story: Story, zone: ZoneInfo) -> Iterator[tuple[int, What]]:
    if story.status == "skip":
        return
    if story.embargo:
        yield microseconds(as_moment(story.embargo, zone)), "comes"
    if story.expires:
        yield microseconds(as_moment(story.expires, zone)), "goes"
