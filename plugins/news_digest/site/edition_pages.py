"""The pages of a day and of a week: which story leads, in what order the others follow, and what stands around them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import groupby

from ..press.page import Page
from .carried import Carriers
from .edition_files import Edition, arranged
from .entries import edition_link, week_link, week_text
from .feed_forms import EDITIONS
from .keys import Key
from .leaf_heads import LIST
from .material import Material
from .moments import moment_of_day
from .shell import Head, feeds_of_all
from .views import Entry, EntryGroup, Link
from .weeks import codes_of_week, week_of, weeks_beside
from .words import Words

# From so many stories on an edition has a table of contents.
MANY = 10


def led(codes: Iterable[str], said: Edition, carriers: Carriers) -> tuple[Entry, ...]:
    """Return the stories of an edition, the lead first.

    The editor's order holds, and then the newest first. Where the editor names none, that leads which most other papers
    carry; of equals, and where none is carried, the newest.
    """
    codes = tuple(codes)
    entries = carriers.entries(arranged(codes, said.order))
    if said.order and entries and entries[0].code == said.order[0]:
        return entries
    lead = max(entries, key=_papers, default=None)
    return (lead, *(entry for entry in entries if entry is not lead)) if lead else ()


def _papers(entry: Entry) -> int:
    return len(entry.carried.also) + entry.carried.more if entry.carried else 0


def day_page(key: Key, material: Material) -> Page:
    """Return the edition of a day."""
    day = date.fromisoformat(key.id)
    newer, older = material.catalog.days_beside(day)
    settings, words, text = material.settings, material.words, material.words.day(day)
    said = material.edition(key.id)
    entries = led(material.catalog.codes_of_day(day), said, material.carriers)
    head = Head(
        edition_title(day, words),
        words.counted("One story of %(day)s.", "%(num)s stories of %(day)s.", len(entries), day=text),
        newer=edition_link(newer, settings) if newer else None,
        older=edition_link(older, settings) if older else None,
        feeds=feeds_of_all(EDITIONS, settings),
        thing=LIST,
    )
    address, origin = settings.places.day.at(date=day), f"the edition of {key.id}"
    return material.shell.page(
        "period_archives",
        address,
        head,
        origin,
        day=moment_of_day(day, words),
        entries=entries,
        title=said.title,
        note=said.note,
        week=week_link(week_of(day), settings),
        contents=_contents(entries),
    )


def edition_title(day: date, words: Words) -> str:
    """Return what the edition of a day is called where its editor calls it nothing."""
    return words.gettext("Edition of %(day)s") % {"day": words.day(day)}


def _contents(entries: tuple[Entry, ...]) -> tuple[Link, ...]:
    """Return the headlines of a long edition, each leading to its place on the page."""
    if len(entries) < MANY:
        return ()
    return tuple(
        Link(entry.headline, f"#story-{place}", entry.lang, entry.dir) for place, entry in enumerate(entries, 1)
    )


def week_page(key: Key, material: Material) -> Page:
    """Return the edition of a week: its lead, and all its headlines by day."""
    settings, words, said = material.settings, material.words, material.edition(key.id)
    codes = codes_of_week(key.id, material.catalog)
    newer, older = weeks_beside(key.id, material.catalog)
    text = week_text(key.id, settings)
    head = Head(
        text,
        words.counted("One story of the week.", "%(num)s stories of the week.", len(codes)),
        newer=week_link(newer, settings) if newer else None,
        older=week_link(older, settings) if older else None,
        feeds=feeds_of_all(EDITIONS, settings),
        thing=LIST,
    )
    first, *_ = led(codes, said, material.carriers)
    groups = _by_day(codes, key.id, material)
    address, origin = settings.places.week.at(week=key.id), f"the edition of the week {key.id}"
    inputs: dict[str, object] = {"lead": first, "groups": groups, "title": said.title, "note": said.note}
    inputs["contents"] = tuple(Link(group.heading.text, f"#day-{place}") for place, group in enumerate(groups, 1))
    return material.shell.page("week", address, head, origin, **inputs)


def _by_day(codes: tuple[str, ...], week: str, material: Material) -> tuple[EntryGroup, ...]:
    catalog, order = material.catalog, material.edition(week).order
    days = groupby(codes, key=lambda code: catalog.record(code).day)
    return tuple(
        EntryGroup(
            edition_link(day, material.settings) or Link(material.words.day(day)),
            catalog.entries(arranged(tuple(of_day), order)),
        )
        for day, of_day in days
    )
