"""Dates as pages and feeds print them, the same on every machine: no locale, no clock."""

from __future__ import annotations

from datetime import date, datetime

from .views import Moment
from .words import MONTHS, Words

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def moment_of(date_time: datetime, words: Words, *, has_clock: bool) -> Moment:
    """Return the moment as printed, in its own zone."""
    if not has_clock:
        return moment_of_day(date_time.date(), words)
    iso = date_time.isoformat(timespec="seconds")
    return Moment(iso=iso, day=words.day(date_time), clock=words.clock(date_time.time()))


def moment_of_day(day: date, words: Words) -> Moment:
    """Return a day without a time."""
    return Moment(iso=day.isoformat(), day=words.day(day), clock="")


def rfc_822(moment: datetime) -> str:
    """Return an aware moment as RSS wants it (RFC 822 with a four-digit year)."""
    month = MONTHS[moment.month - 1][:3]
    clock = f"{moment.hour:02}:{moment.minute:02}:{moment.second:02}"
    return f"{DAYS[moment.weekday()]}, {moment.day:02} {month} {moment.year:04} {clock} {_offset(moment, '')}"


def rfc_3339(moment: datetime, accuracy: str = "seconds") -> str:
    """Return an aware moment as Atom and sitemaps want it (RFC 3339); "auto" is as accurate as the moment itself."""
    return moment.replace(tzinfo=None).isoformat(timespec=accuracy) + _offset(moment, ":")


def _offset(moment: datetime, separator: str) -> str:
    offset = moment.utcoffset()
    minutes = round(offset.total_seconds() / 60) if offset else 0
    sign = "-" if minutes < 0 else "+"
    hours, rest = divmod(abs(minutes), 60)
    return f"{sign}{hours:02}{separator}{rest:02}"
