"""What the templates of the archive are handed: calendars as tables have them, row by row."""

from __future__ import annotations

from typing import NamedTuple

from .views import Link


class CalendarCell(NamedTuple):
    """A number in a calendar, of a day or a week, which leads to its edition; `told` is what that is called.

    A day without stories is its number alone; a cell before the first day or after the last one is empty.
    """

    number: str = ""
    url: str | None = None
    told: str = ""


class CalendarRow(NamedTuple):
    """Seven days; `week` is None where they are no week that has an edition."""

    week: CalendarCell | None
    days: tuple[CalendarCell, ...]


class CalendarMonth(NamedTuple):
    """A month; `id` is that of its table."""

    name: str
    id: str
    rows: tuple[CalendarRow, ...]


class Calendar(NamedTuple):
    """A year by those of its months that have stories, the newest first; `stories` is how many it has.

    `has_weeks` tells whether rows are weeks as editions have them.
    """

    year: Link
    stories: int
    has_weeks: bool
    months: tuple[CalendarMonth, ...]
