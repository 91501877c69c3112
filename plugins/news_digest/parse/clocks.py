"""Clock times and zones as printed: "14:06", "14.06 Uhr", "3:59 PM", "午後3時5分", "14:06 +03:30", "10.00 GMT"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, time, timedelta, timezone

from .calendar import load_calendar
from .rows import fold
from .words import Words

_CLOCK = re.compile(
    r"(?<![\d.:/])(?P<hour>[01]?\d|2[0-3])\s?(?:(?:[:.h]|[時时点點시])\s?(?P<minute>[0-5]\d)|[時时点點시]\s?(?P<m>[0-5]?\d)(?=\s?[分분]))"
    r"(?:\s?[:.分분]\s?(?P<second>[0-5]\d)(?:[.,]\d{1,9})?(?!\d)\s?[秒초]?|\s?[分분])?(?!\d)",
)
_HOUR = re.compile(
    r"(?<![\d.:/])(?P<hour>[01]?\d|2[0-3])(?:\s?(?P<half>[ap]\.?m\b\.?)|\s?(?:uhr|h)\b|\s?[時时点點시])", re.IGNORECASE
)
_OFFSET = re.compile(r"\(?\s?(?:(?:GMT|UTC)\s?)?(?P<sign>[+−-])(?P<hours>0?\d|1[0-4])(?::?(?P<minutes>[0-5]\d))?(?!\d)")
_NAME = re.compile(r"\s?[(\[]?\s?(?P<name>[^\W\d_]{1,5})\b")
_HALF_AFTER = re.compile(r"\s?(?P<half>[ap]\.?\s?m\b\.?|[^\W\d_]{1,2}\.[^\W\d_]\.?|[^\W\d_]{1,8})", re.IGNORECASE)
_HALF_BEFORE = re.compile(r"(?P<half>[^\W\d_]{1,9})[\s.]*$")
_NOON = 12


@dataclass(frozen=True, slots=True)
class Clock:
    """A clock time with its zone, and where in the text it stands."""

    value: time
    start: int
    end: int


def _half_of(text: str, words: Words) -> str | None:
    """Return "am" or "pm" for a word that says so."""
    key = fold(text).replace(".", "").replace(" ", "")
    if key in words.morning:
        return "am"
    return "pm" if key in words.afternoon else None


def _to_24(hour: int, half: str | None) -> int:
    if half is None or hour > _NOON:
        return hour
    return hour % _NOON + (_NOON if half == "pm" else 0)


def _find_half(text: str, start: int, end: int, words: Words) -> tuple[str | None, int, int]:
    """Return am or pm beside the span, and the span widened by it."""
    after = _HALF_AFTER.match(text, end)
    if after and (half := _half_of(after["half"], words)):
        return half, start, after.end()
    before = _HALF_BEFORE.search(text[max(0, start - 12) : start])
    if before and (half := _half_of(before["half"], words)):
        return half, start - (min(start, 12) - before.start()), end
    return None, start, end


def find_zone(text: str, position: int) -> tuple[timezone | None, int]:
    """Return the zone printed at the position and where it ends; (None, position) where none is."""
    while position < len(text) and text[position] in " ,":
        position += 1
    if found := _OFFSET.match(text, position):
        minutes = int(found["hours"]) * 60 + int(found["minutes"] or 0)
        return timezone(timedelta(minutes=-minutes if found["sign"] in "-−" else minutes)), found.end()
    named = _NAME.match(text, position)
    if named is None:
        return None, position
    calendar = load_calendar()
    name = named["name"].upper()
    if name in calendar.ambiguous_zones and named["name"].isupper():
        return None, named.end()
    offset = calendar.zones.get(name)
    if offset is None:
        return None, position
    if offset == 0 and (further := _OFFSET.match(text, named.end())):
        return find_zone(text, further.start())
    return timezone(timedelta(minutes=offset)) if offset else UTC, named.end()


def find_clock(text: str, words: Words) -> Clock | None:
    """Return the first clock time of a text (Western digits) with the zone beside it."""
    found = _CLOCK.search(text)
    if found:
        half, start, end = _find_half(text, found.start(), found.end(), words)
        parts = (_to_24(int(found["hour"]), half), int(found["minute"] or found["m"]), int(found["second"] or 0))
    elif found := _HOUR.search(text):
        half, start, end = _find_half(text, found.start(), found.end(), words)
        parts = (_to_24(int(found["hour"]), _half_of(found["half"] or "", words) or half), 0, 0)
    else:
        return None
    zone, end = find_zone(text, end)
    return Clock(time(*parts, tzinfo=zone), start, end)
