"""`digest copies`: which stories of a digest are one text in several papers."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from ..errors import NewsDigestError
from ..markdown import read_story_bytes
from ..project import Project
from ..relate.copy_store import CopyStore
from ..relate.copying import is_copy, overlap
from ..relate.shingles import TextPrint, text_print
from ..story import Story
from .plain import printable

# As Pelican's readers of Markdown take them.
EXTENSIONS = frozenset({".md", ".markdown", ".mkd", ".mdown"})
A_DAY = 24 * 60 * 60 * 1_000_000


@dataclass(frozen=True, slots=True)
class CarriedStory:
    """A story of a group: its code, headline, carrier and date, and in percent how much of it and the leader is shared.

    That is of the shorter of the two. One that is `told` is a copy because its file says so.
    """

    story_code: str
    headline: str
    carrier: str | None
    date: str | None
    shared: int
    told: bool = False

    def as_line(self) -> str:
        """Return it on one line."""
        where = ", ".join(filter(None, (self.carrier, self.date)))
        return printable(f"{self.story_code}: {self.headline}" + (f" ({where})" if where else ""))


@dataclass(frozen=True, slots=True)
class CopyGroup:
    """A story that leads, and the copies of its text."""

    leading: CarriedStory
    copies: tuple[CarriedStory, ...]

    def as_lines(self) -> Iterator[str]:
        """Yield the leading story, and below it its copies."""
        yield self.leading.as_line()
        for each in self.copies:
            yield f"  {each.as_line()}, {each.shared} %{', as copy_of says' if each.told else ''}"


@dataclass(frozen=True, slots=True)
class CopyReport:
    """All groups in the order of their codes; `unread` names the story files that cannot be read, with the reason."""

    groups: tuple[CopyGroup, ...]
    unread: tuple[str, ...]
    stories: int


def find_copies(project: Project) -> CopyReport:
    """Return the copies among all published stories, as the site tells them."""
    stories, unread = _read_all(project)
    zone = ZoneInfo(project.timezone)
    prints = {code: text_print(story, _moment(story.date, zone)) for code, story in stories.items()}
    with closing(sqlite3.connect(":memory:")) as connection:
        store = CopyStore(connection)
        store.create()
        store.put(prints)
        store.settle()
        leads = {code: store.lead_of(code) for code in store.every_pair()}
    groups = tuple(
        _group(lead, leads, stories, prints) for lead in sorted(code for code in leads if leads[code] == code)
    )
    return CopyReport(groups, tuple(unread), len(stories))


def _read_all(project: Project) -> tuple[dict[str, Story], list[str]]:
    stories, unread = dict[str, Story](), list[str]()
    for path in sorted(project.stories.rglob("*")):
        if path.suffix not in EXTENSIONS or not path.is_file():
            continue
        try:
            story = read_story_bytes(path.read_bytes(), name=_shown(path, project))
        except NewsDigestError as error:
            unread.append(str(error))
        except OSError as error:
            unread.append(f"{_shown(path, project)}: cannot be read: {error.strerror}")
        else:
            if story.status == "published":
                stories[story.story_code or path.stem] = story
    return stories, unread


def _shown(path: Path, project: Project) -> str:
    return printable(path.relative_to(project.stories).as_posix())


def _moment(date: dt.date | None, zone: ZoneInfo) -> int:
    """Return when a story was published, in microseconds; of a day alone its end, so that a clock goes before it."""
    if date is None:
        return 0
    if isinstance(date, dt.datetime):
        aware = date if date.tzinfo else date.replace(tzinfo=zone)
        return (aware - dt.datetime(1970, 1, 1, tzinfo=dt.UTC)) // dt.timedelta(microseconds=1)
    return _moment(dt.datetime(date.year, date.month, date.day, tzinfo=zone), zone) + A_DAY - 1


def _group(
    lead: str, leads: dict[str, str | None], stories: dict[str, Story], prints: dict[str, TextPrint]
) -> CopyGroup:
    led = sorted((code for code, leader in leads.items() if leader == lead and code != lead))
    led.sort(key=lambda code: prints[code].moment)
    copies = (_carried(code, stories[code], prints[lead], prints[code]) for code in led)
    return CopyGroup(_carried(lead, stories[lead]), tuple(copies))


def _carried(code: str, story: Story, lead: TextPrint | None = None, own: TextPrint | None = None) -> CarriedStory:
    carrier = story.publisher or (story.source.name if story.source else None)
    date = story.date.isoformat() if story.date else None
    if lead is None or own is None:
        return CarriedStory(code, story.headline, carrier, date, 100)
    shared = round(100 * overlap(lead, own).of_shorter)
    return CarriedStory(code, story.headline, carrier, date, shared, told=not is_copy(lead, own))
