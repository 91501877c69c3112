"""What the panel says on pages that are no story's: what needs a look, and what is not published yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from ..markdown.dates import as_moment
from ..publish.problems import name_in
from ..publish.story_check import RULES, read_stories, report_of, story_paths
from ..publish.story_files import StoryFile
from ..site.whereabouts import addresses
from ..story import Story
from .panel_ground import Ground
from .panel_story import Note
from .problem import Problem

# So many are named of a kind.
MOST = 200


@dataclass(frozen=True, slots=True)
class Heap:
    """Notes of one kind, and how many more there are."""

    title: str
    notes: tuple[Note, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Overview:
    """The notes on all stories, kind by kind, and how many stories there are."""

    heaps: tuple[Heap, ...]
    stories: int


def overview(ground: Ground, told: Sequence[Problem]) -> Overview:
    """Return what needs a look in the digest; `told` is what the last build said is wrong."""
    files, problems = read_stories(ground.project, story_paths(ground.project.stories))
    report = report_of(files, problems, RULES)
    root, found = ground.project.root, addresses(ground.shelf)
    pages = {name_in(root, ground.file(path)): address for path, address in found.items()}
    faults = ((one.what, one.remedy, _place(one.file, one.line), pages.get(one.file)) for one in report.problems)
    kinds: tuple[tuple[str, Iterable[Note]], ...] = (
        ("The last build", (Note(one.reason, one.remedy, _place(one.file, one.line)) for one in told)),
        ("Story files", (Note(*fault) for fault in faults)),
        ("A picture without words for those who cannot see it", _named(report.silent_stories, pages)),
        ("No source is credited", _named(report.uncredited_stories, pages)),
        ("Not published yet", _unpublished(files, pages, ground.project.timezone)),
    )
    return Overview(tuple(_heap(title, list(notes)) for title, notes in kinds), len(files))


def _heap(title: str, notes: list[Note]) -> Heap:
    return Heap(title, tuple(notes[:MOST]), max(0, len(notes) - MOST))


def _place(file: str, line: int | None) -> str:
    return f"{file}:{line}" if file and line else file


def _named(files: Iterable[str], pages: Mapping[str, str]) -> Iterator[Note]:
    return (Note("", "", file, pages.get(file)) for file in files)


def _unpublished(files: Iterable[StoryFile], pages: Mapping[str, str], zone: str) -> Iterator[Note]:
    now = datetime.now(UTC)
    for file in files:
        if why := _why_unpublished(file.story, now, zone):
            yield Note(f"{file.story.headline}: {why}", "", file.name, pages.get(file.name))


def _why_unpublished(story: Story, now: datetime, zone: str) -> str:
    if story.embargo and as_moment(story.embargo, ZoneInfo(zone)) > now:
        return f"under embargo until {story.embargo}"
    return "a draft" if story.status == "draft" else ""
