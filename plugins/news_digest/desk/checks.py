"""What a capture must not be: without a day, or another story than the one that was imported from it."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from ..errors import CaptureError
from ..markdown.dates import as_moment
from ..parse.rows import fold
from .codes import code_key

if TYPE_CHECKING:
    from datetime import date

    from ..story import Story
    from .entry import Entry
    from .pieces import Piece

NO_DATE = "no date found, and a story needs its day"
# A paragraph of fewer characters says nothing; one in so many must be the same.
_LONG, _SHARED = 40, 4
_OWN_NAME = "save each capture under a file name of its own"


def is_lasting(error: Exception) -> bool:
    """Return whether the desk would refuse the same capture for the same reason the next time."""
    return isinstance(error, CaptureError) and error.reason == NO_DATE


def day_of(piece: Piece, story: Story) -> date:
    """Return the day of a story; raises `CaptureError` where its capture shows none."""
    if story.date is None:
        remedy = "add a line such as `Published: 2024-03-05` at its head"
        raise CaptureError(piece.name, NO_DATE, remedy)
    return story.date


def refuse_another_code(piece: Piece, entry: Entry, story: Story) -> None:
    """Refuse a capture that prints another code than when it was imported."""
    printed, former = story.story_code, entry.printed_code
    if printed and former and code_key(printed) != code_key(former):
        reason = f"it was imported with the code {former} and now prints {printed}: another story"
        raise CaptureError(piece.name, reason, _OWN_NAME)


def refuse_another_story(piece: Piece, new: Story, old: Story | None) -> None:
    """Refuse to write one story over another; the same printed code, headline or day shows that it is the same."""
    if old is None:
        return
    if new.story_code is None and new.headline != old.headline and _only_day(new.date) != _only_day(old.date):
        raise CaptureError(piece.name, f"it was imported as “{old.headline}” and is another story now", _OWN_NAME)


def is_same_story(one: Story, other: Story) -> bool:
    """Return whether two captures of one code tell one story: by their headline or a good part of the paragraphs."""
    if fold(one.headline) == fold(other.headline):
        return True
    paragraphs, others = ({text for text in story.body.split("\n\n") if len(text) >= _LONG} for story in (one, other))
    return len(paragraphs & others) * _SHARED >= max(1, min(len(paragraphs), len(others)))


def is_later(one: Story, other: Story) -> bool:
    """Return whether a story was changed, or came out, after another, as far as their captures tell."""
    moments = (story.modified or story.date for story in (one, other))
    mine, former = (as_moment(moment, UTC) if moment else None for moment in moments)
    return mine is not None and (former is None or mine > former)


def _only_day(moment: date | None) -> str:
    return moment.isoformat()[:10] if moment else ""
