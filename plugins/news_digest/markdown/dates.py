"""Dates in story files: ISO 8601 as people write it."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo

_DATE = re.compile(
    r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})"
    r"(?:(?:[Tt_]|[ \t]+)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,6}))?)?"
    r"[ \t]*([Zz]|[+-]\d{2}(?::?\d{2}(?::?\d{2}(?:\.\d{1,6})?)?)?)?)?",
    re.ASCII,
)


def read_date(text: str) -> date | None:
    """Return the date that a text names, a `datetime` where it has a time, aware with a zone; None if it is none."""
    match = _DATE.fullmatch(text.strip())
    if match is None:
        return None
    year, _, month, day, hour, minute, second, fraction, zone = match.groups()
    try:
        if hour is None:
            return date(int(year), int(month), int(day))
        micro = int((fraction or "").ljust(6, "0"))
        moment = datetime(int(year), int(month), int(day), int(hour), int(minute), int(second or 0), micro)  # noqa: DTZ001 - the zone follows
        return moment.replace(tzinfo=_read_zone(zone)) if zone else moment
    except ValueError:
        return None


def _read_zone(text: str) -> timezone:
    if text in {"Z", "z"}:
        return UTC
    digits = text[1:].replace(":", "")
    hours, minutes, seconds = (digits[:2], digits[2:4] or "0", digits[4:] or "0")
    offset = timedelta(hours=int(hours), minutes=int(minutes), seconds=float(seconds))
    return timezone(-offset if text[0] == "-" else offset)


EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def as_moment(day: date, zone: tzinfo) -> datetime:
    """Return a date as a moment: midnight where it has no time, in this zone where it has none."""
    moment = day if isinstance(day, datetime) else datetime(day.year, day.month, day.day)  # noqa: DTZ001 - the zone follows
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


def microseconds(moment: datetime) -> int:
    """Return an aware moment as microseconds since 1970, which sort as the moments do."""
    return (moment - EPOCH) // _MICROSECOND


def moment_text(microseconds: int, zone: tzinfo) -> str:
    """Return such a moment as a person reads it, in a zone."""
    try:
        moment = (EPOCH + timedelta(microseconds=microseconds)).astimezone(zone)
    except OverflowError:  # a day at the end of the calendar, in a zone where it is later
        return "the end of time"
    return f"{moment.isoformat(' ', 'minutes')}"
