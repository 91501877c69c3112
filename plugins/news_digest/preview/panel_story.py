"""What the panel says of one story: how it stands, what to look at, its capture, what was read of it and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ..desk.entry import Entry
from ..desk.explaining import Explanation, Reread, explained, read_again
from ..desk.ledger import Ledger
from ..desk.zones import assumed_zone
from ..errors import NewsDigestError
from ..markdown import read_story_bytes
from ..publish.problems import name_in
from ..publish.story_check import check_story
from ..site.whereabouts import StoryPage
from ..story import Story
from .panel_capture import ShownCapture, shown_capture
from .panel_ground import Ground, RelatedStory

BY_HAND = "No import made this story: it was written by hand, and has no capture."


@dataclass(frozen=True, slots=True)
class Note:
    """Something to look at, and what to do about it; `address` leads to the page that it is of."""

    what: str
    remedy: str = ""
    where: str = ""
    address: str | None = None


@dataclass(frozen=True, slots=True)
class StoryPanel:
    """All that is shown of a story.

    `read` is what its capture says, None where there is none to be read, which `without` explains. `related` is None
    while a build writes it down.
    """

    page: StoryPage
    story: Story | None
    file: str
    standing: str
    notes: tuple[Note, ...]
    explanation: Explanation | None
    capture: ShownCapture | None
    read: Story | None
    without: str
    related: tuple[RelatedStory, ...] | None


def story_panel(ground: Ground, page: StoryPage) -> StoryPanel:
    """Return what is known of the story on a page; what cannot be read is said, and hides nothing else."""
    path = ground.file(page.path)
    file, (story, faults) = name_in(ground.project.root, path), _story_of(ground, page)
    again, without = _capture_of(ground, path, story)
    notes = [*faults, *(_notes(ground, story, again) if story else ())]
    return StoryPanel(
        page,
        story,
        file,
        _standing(story) if story else "",
        tuple(notes),
        explained(ground.project, again) if again else None,
        shown_capture(again) if again else None,
        again.reading.story if again else None,
        without,
        ground.related(page.code),
    )


def _story_of(ground: Ground, page: StoryPage) -> tuple[Story | None, list[Note]]:
    path = ground.file(page.path)
    report = check_story(ground.project, path)
    notes = [Note(problem.what, problem.remedy) for problem in report.problems]
    if report.silent_stories:
        told = "A picture has no words for those who cannot see it."
        notes.append(Note(told, "write what it shows between the brackets: ![words](...)"))
    if report.uncredited_stories:
        notes.append(Note("It credits no source.", "add a line such as source: Harbour Wire"))
    try:
        return read_story_bytes(path.read_bytes(), name=page.path), notes
    except (NewsDigestError, OSError):  # told by the check
        return None, notes


def _capture_of(ground: Ground, path: Path, story: Story | None) -> tuple[Reread | None, str]:
    """Return a story's capture as it is read now, else why there is none."""
    try:
        entry = _entry_of(ground, path, story)
        return (read_again(ground.project, entry), "") if entry else (None, BY_HAND)
    except (NewsDigestError, OSError) as error:
        return None, f"The capture cannot be shown: {error}"


def _entry_of(ground: Ground, path: Path, story: Story | None) -> Entry | None:
    """Return the ledger's entry of a story file, which may have been renamed since."""
    stories, entries = ground.project.stories, list(Ledger.load(ground.project.ledger))
    file = path.relative_to(stories).as_posix() if path.is_relative_to(stories) else ""
    moved = (entry for entry in entries if story and story.guid and entry.guid == story.guid)
    return next((entry for entry in entries if entry.file == file), None) or next(moved, None)


def _notes(ground: Ground, story: Story, again: Reread | None) -> Iterator[Note]:
    yield from _doubts(story, again) if again else ()
    for name in ("date", "modified", "embargo", "expires"):
        if zone := assumed_zone(getattr(story, name), ground.project.timezone):
            yield Note(f"{name}: no zone is printed, {zone} is assumed.", "write the offset, as in 14:06:00+03:30")
    if story.withdrawn is None and (story.source or story.publisher) and not ground.says_rights(story):
        told = "Nothing says how much of it may be shown: its page has all of it."
        yield Note(told, "add rights: full or excerpt, or set DIGEST_RIGHTS or DIGEST_SOURCE_RIGHTS")


def _doubts(story: Story, again: Reread) -> Iterator[Note]:
    """Yield the fields that were read with little confidence and that no editor has corrected since."""
    for name in again.reading.doubts:
        if getattr(story, name) == getattr(again.reading.story, name):
            told = f"{name.replace('_', ' ')}: read with little confidence ({again.reading.confidence[name]:.2f})."
            yield Note(told, "compare it with the capture; what you write into the story's file stays")


def _standing(story: Story) -> str:
    """Return in words whether the story is on the site, and from when to when."""
    if story.withdrawn:
        return "withdrawn"
    parts = [f"under embargo until {story.embargo}"] if story.embargo else []
    parts += [f"expires {story.expires}"] if story.expires else []
    return ", ".join([story.status, *parts])
