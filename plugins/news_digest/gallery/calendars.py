"""Calendars of an invented archive, with weeks that have editions and without."""

from __future__ import annotations

from calendar import Calendar as Weeks
from datetime import date

from ..site.calendar_views import Calendar, CalendarCell, CalendarMonth, CalendarRow
from ..site.views import Link
from ..site.words import ENGLISH

WEEKDAYS = ENGLISH.weekdays
FROM_SUNDAY = (WEEKDAYS[-1], *WEEKDAYS[:-1])
MONTHS = (date(2024, 3, 1), date(2024, 2, 1), date(2023, 12, 1))


def a_day(day: date) -> CalendarCell:
    """Return a day; one in three has no story."""
    if not day.toordinal() % 3:
        return CalendarCell(str(day.day))
    return CalendarCell(str(day.day), f"/editions/{day.isoformat()}/", f"{ENGLISH.day(day)}: {1 + day.day % 9} stories")


def a_week(days: tuple[date | None, ...]) -> CalendarCell | None:
    """Return the week of these days; one in five has no edition."""
    year, week, _ = next(filter(None, days)).isocalendar()
    number = str(week)
    return CalendarCell(number, f"/editions/{year}-W{week:02}/", f"Week {number} of {year}") if week % 5 else None


def a_month(first: date, *, begins: int = 0) -> CalendarMonth:
    """Return a month, its weeks with the day of `begins` first, and with editions only where that is Monday."""
    weeks = Weeks(begins).monthdayscalendar(first.year, first.month)
    dated = (tuple(first.replace(day=day) if day else None for day in week) for week in weeks)
    rows = (
        CalendarRow(None if begins else a_week(days), tuple(a_day(day) if day else CalendarCell() for day in days))
        for days in dated
    )
    return CalendarMonth(ENGLISH.month(first), f"month-{first:%Y-%m}", tuple(rows))


def a_year(year: str, *months: CalendarMonth, has_weeks: bool = True) -> Calendar:
    """Return a year of these months."""
    return Calendar(Link(year, f"/archive/{year}/"), 104 * len(months), has_weeks, months)


THIS_YEAR = a_year("2024", *map(a_month, MONTHS[:2]))
LAST_YEAR = a_year("2023", *map(a_month, MONTHS[2:]))
YEARS = (THIS_YEAR.year, LAST_YEAR.year, Link("2019", "/archive/2019/"))
