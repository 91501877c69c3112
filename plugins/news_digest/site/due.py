"""When a story is on the site: not before its embargo is over, and no more from the moment on that it expires."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from sqlite3 import Connection
from typing import Literal, NamedTuple
from zoneinfo import ZoneInfo

from pelican.contents import Article

from ..errors import StoryFileError
from ..markdown.dates import as_moment, microseconds, moment_text, read_date
from ..markdown.schema import DATE_REMEDY
from .reader import story_of

# What a story does at the two moments.
WHATS = ("comes", "goes")


class Due(NamedTuple):
    """When a story comes, and when it goes, in microseconds since 1970; None is never."""

    comes: int | None = None
    goes: int | None = None

    def standing(self, now: int) -> Literal["waiting", "expired"] | None:
        """Return why a story is not on the site at a moment, None where it is as far as this goes."""
        if self.comes is not None and now < self.comes:
            return "waiting"
        return "expired" if self.goes is not None and now >= self.goes else None


ALWAYS = Due()


@dataclass(frozen=True, slots=True)
class Clock:
    """The moment of a build that reads every story, and when these come and go: a moment, what, and whose code."""

    now: int
    due: list[tuple[int, str, str]] = field(default_factory=list)

    def withholds(self, article: Article) -> bool:
        """Return whether an article is not on the site now, and note what is due of it."""
        due = due_of(article)
        if due == ALWAYS:
            return False
        code = str(getattr(article, "story_code", article.slug))
        pairs = zip(due, WHATS, strict=True)
        self.due.extend((moment, what, code) for moment, what in pairs if moment is not None and moment > self.now)
        return due.standing(self.now) is not None


def due_of(article: Article) -> Due:
    """Return when an article comes and goes; raises `StoryFileError` where it names what is no date."""
    story = story_of(article.metadata)
    if story is None:
        embargo, expires = _named(article, "embargo"), _named(article, "expires")
    else:
        embargo, expires = story.embargo, story.expires
    if embargo is None and expires is None:
        return ALWAYS
    return Due(*(microseconds(as_moment(day, article.timezone)) if day else None for day in (embargo, expires)))


def _named(article: Article, key: str) -> date | None:
    """Return a date that an article of another reader names, which gives texts."""
    value = article.metadata.get(key)
    if value is None or isinstance(value, date):
        return value
    found = read_date(str(value))
    if found is None:
        name = str(article.get_relative_source_path())
        raise StoryFileError(name, 1, key, f"{str(value)[:60]!r} is no date", DATE_REMEDY)
    return found


def next_due(book: Connection, now: int, zone: ZoneInfo) -> str:
    """Say in a line what becomes of which story next, "" where nothing is due."""
    query = "SELECT moment, what, code FROM moments WHERE moment > ? ORDER BY moment, path, what LIMIT 1"
    return next((told_due(*row, zone=zone) for row in book.execute(query, (now,))), "")


def told_due(moment: int, what: str, code: str, *, zone: ZoneInfo) -> str:
    """Say in a line what becomes of a story at a moment, in the site's zone."""
    return f"Due next: story {code} {what} at {moment_text(moment, zone)}."
