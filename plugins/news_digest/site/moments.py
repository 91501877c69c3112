"""Dates as pages print them, the same on every machine: no locale, no clock."""

from __future__ import annotations

from datetime import date, datetime

from .views import Moment

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def day_text(day: date) -> str:
    """Return a day as "5 March 2024"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def month_text(day: date) -> str:
    """Return a day's month as "March 2024"."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def moment_of(date_time: datetime, *, has_clock: bool) -> Moment:
    """Return the moment as printed, in its own zone."""
    day = date_time.date()
    if not has_clock:
        return Moment(iso=day.isoformat(), day=day_text(day), clock="")
    iso = date_time.isoformat(timespec="seconds")
    return Moment(iso=iso, day=day_text(day), clock=f"{date_time.hour:02}:{date_time.minute:02}")


def moment_of_day(day: date) -> Moment:
    """Return a day without a time."""
    return Moment(iso=day.isoformat(), day=day_text(day), clock="")


def rfc_822(moment: datetime) -> str:
    """Return an aware moment as RSS wants it (RFC 822 with a four-digit year)."""
    month = MONTHS[moment.month - 1][:3]
    clock = f"{moment.hour:02}:{moment.minute:02}:{moment.second:02}"
    return f"{DAYS[moment.weekday()]}, {moment.day:02} {month} {moment.year:04} {clock} {_offset(moment, '')}"


def rfc_3339(moment: datetime) -> str:
    """Return an aware moment as Atom and sitemaps want it (RFC 3339)."""
    return moment.replace(tzinfo=None).isoformat(timespec="seconds") + _offset(moment, ":")


def _offset(moment: datetime, separator: str) -> str:
    offset = moment.utcoffset()
    minutes = round(offset.total_seconds() / 60) if offset else 0
    sign = "-" if minutes < 0 else "+"
    hours, rest = divmod(abs(minutes), 60)
    return f"{sign}{hours:02}{separator}{rest:02}"
