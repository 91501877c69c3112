"""The archive: calendars of its newest years, of each year, and the list of all headlines."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from datetime import date
from functools import partial
from itertools import groupby

from ..press.page import Page
from .calendar_views import Calendar, CalendarCell, CalendarMonth, CalendarRow
from .calendar_years import Years, days_of_year, every_year, years_beside
from .entries import edition_link, headlines_address, rooted, week_link
from .keys import Key
from .leaf_heads import LIST, leaf_head
from .material import Material
from .pagination import which_page
from .records import Record
from .settings import SiteSettings
from .shell import Head
from .views import EntryGroup, Link
from .weeks import week_of

_EMPTY = CalendarCell()


def archive_page(key: Key, material: Material) -> Page:
    """Return the calendars of the newest year, or of two where the newest is short, with the way to all others."""
    del key
    settings, say = material.settings, material.words.gettext
    place, years = settings.places.calendar, Years.of(material.catalog)
    links = tuple(filter(None, (_year_link(year, settings) for year in years.all)))
    head = Head(
        say("Archive"),
        say("The editions of %(site)s, day by day.") % {"site": settings.name},
        nav=place,
        older=next(iter(links[len(years.shown) :]), None),
        thing=LIST,
    )
    calendars = tuple(_calendar(year, material) for year in years.shown)
    inputs: dict[str, object] = {"calendars": calendars, "years": links}
    return material.shell.page("archives", place.at(), head, "the archive", **inputs, **_around(material))


def year_page(key: Key, material: Material) -> Page:
    """Return the calendar of a year."""
    settings, words, year = material.settings, material.words, int(key.id)
    newer, older = years_beside(year, every_year(material.catalog))
    shown, text = _calendar(year, material), words.numeral(year)
    head = Head(
        words.gettext("Archive of %(year)s") % {"year": text},
        words.counted("One story of the year.", "%(num)s stories of the year.", shown.stories),
        nav=settings.places.calendar,
        newer=_year_link(newer, settings) if newer else None,
        older=_year_link(older, settings) if older else None,
        thing=LIST,
        trail=_above(settings),
    )
    address = settings.places.year.at(date=date(year, 1, 1))
    return material.shell.page("year", address, head, f"the archive of {year}", calendar=shown, **_around(material))


def headlines_page(key: Key, material: Material) -> Page:
    """Return a page of the list of all headlines by month, each of which leads to its calendar."""
    leaf, settings = material.leaf(key, "all"), material.settings
    records = map(material.catalog.record, leaf.items)
    months = groupby(records, key=lambda record: (record.day.year, record.day.month))
    groups = tuple(_headlines(tuple(of_month), material) for _, of_month in months)
    places, say = settings.places, material.words.gettext
    title = say("Headlines") if places.calendar else say("Archive")
    told = say("Every story of %(site)s, by month.") % {"site": settings.name}
    head = Head(title, told, nav=places.archives, thing=LIST, trail=_above(settings))
    address, head = leaf_head(material.shell, partial(headlines_address, places=places), head, leaf)
    way = Link(say("Calendar"), rooted(places.calendar.at().url, settings)) if places.calendar else None
    return material.shell.page(
        "headlines", address, head, f"the list of headlines{which_page(leaf)}", groups=groups, calendar=way
    )


def _above(settings: SiteSettings) -> tuple[Link, ...]:
    """Return the way to the archive from what lies below it."""
    place = settings.places.calendar
    return (Link(settings.words.gettext("Archive"), rooted(place.at().url, settings)),) if place else ()


def _around(material: Material) -> dict[str, object]:
    """Return what stands above and around the calendars of any page."""
    place, words = material.settings.places.headlines, material.words
    way = Link(words.gettext("Headlines"), rooted(place.at().url, material.settings)) if place else None
    begins = words.week_begins
    return {"headlines": way, "weekdays": (*words.weekdays[begins:], *words.weekdays[:begins])}


def _headlines(records: tuple[Record, ...], material: Material) -> EntryGroup:
    day = records[0].day
    year = _year_link(day.year, material.settings)
    month = Link(material.words.month(day), f"{year.url}#{_month_id(day)}" if year else None)
    return EntryGroup(month, material.catalog.entries(record.code for record in records))


def _year_link(year: int, settings: SiteSettings) -> Link | None:
    place = settings.places.year
    if not place:
        return None
    return Link(settings.words.numeral(year), rooted(place.at(date=date(year, 1, 1)).url, settings))


def _calendar(year: int, material: Material) -> Calendar:
    words, settings = material.words, material.settings
    counts = days_of_year(year, material.catalog)
    # The weeks of editions begin with Monday.
    has_weeks = bool(settings.places.week) and not words.week_begins
    firsts = dict.fromkeys(day.replace(day=1) for day in counts)
    months = tuple(_month(first, counts, settings, has_weeks=has_weeks) for first in firsts)
    return Calendar(_year_link(year, settings) or Link(words.numeral(year)), sum(counts.values()), has_weeks, months)


def _month(first: date, counts: Mapping[date, int], settings: SiteSettings, *, has_weeks: bool) -> CalendarMonth:
    # Numbers of days, 0 for those of other months.
    weeks = calendar.Calendar(settings.words.week_begins).monthdayscalendar(first.year, first.month)
    rows = []
    for week in weeks:
        days = [first.replace(day=day) if day else None for day in week]
        # Of days in another month, or another year, this calendar knows nothing.
        busy = next((day for day in days if day in counts), None)
        cells = tuple(_day(day, counts.get(day, 0), settings) if day else _EMPTY for day in days)
        rows.append(CalendarRow(_week(busy, settings) if busy and has_weeks else None, cells))
    return CalendarMonth(settings.words.month(first), _month_id(first), tuple(rows))


def _month_id(day: date) -> str:
    return f"month-{day.year:04}-{day.month:02}"


def _week(day: date, settings: SiteSettings) -> CalendarCell | None:
    link = week_link(week_of(day), settings)
    return CalendarCell(settings.words.numeral(day.isocalendar().week), link.url, link.text) if link else None


def _day(day: date, count: int, settings: SiteSettings) -> CalendarCell:
    words = settings.words
    link = edition_link(day, settings) if count else None
    if link is None:
        return CalendarCell(words.numeral(day.day))
    told = words.counted("%(day)s: %(num)s story", "%(day)s: %(num)s stories", count, day=link.text)
    return CalendarCell(words.numeral(day.day), link.url, told)
