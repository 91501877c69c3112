"""Clock times and zones as printed: "14:06", "14.06 Uhr", "3:59 PM", "午後3時5分", "14 giờ 06", "14:06 (GMT+7)"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, time, timedelta, timezone

from .calendar import load_calendar
from .days import LETTER
from .rows import fold
from .words import Words

_HOURS = r"(?<![\d.:/])(?P<hour>[01]?\d|2[0-3])"
_HOUR_WORDS = r"(?:giờ|heures?|horas?|ore|uhr|ч\.?|час(?:ов|а)?|год\.?|óra|val\.?|बजकर)"
_CLOCK = re.compile(
    _HOURS + r"\s?(?:(?:[:.h]|[時时点點시])\s?(?P<minute>[0-5]\d)|[時时点點시]\s?(?P<m>[0-5]?\d)(?=\s?[分분]))"
    r"(?:\s?[:.分분]\s?(?P<second>[0-5]\d)(?:[.,]\d{1,9})?(?!\d)\s?[秒초]?|\s?[分분]|min\b)?(?!\d)",
)
_SPELLED = re.compile(
    _HOURS + rf"(?:[ug]|\s?{_HOUR_WORDS}\s(?:e\s|y\s|et\s)?)(?P<minute>[0-5]\d)(?!\d)"
    r"(?:\s(?:phút|minutes?|minutos|minuti|minuten|минуты?|мин\.?|хв\.?|perc|मिनट))?",
    re.IGNORECASE,
)
_MILITARY = re.compile(
    r"(?<![\d.:/])(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)(?:(?=\s?(?:GMT|UTC|IST)\b)|\s?(?i:hrs|hours)\b)"
)
_HOUR = re.compile(
    _HOURS + r"(?:\s?(?P<half>[ap]\.?m\b\.?)|\s?(?:uhr|h)\b|\s?[時时点點시]|\s(?:giờ|heures)(?!\w))", re.IGNORECASE
)
_OFFSET = re.compile(
    r"[(\[]?\s?(?:(?:GMT|UTC)\s?)?(?P<sign>[+−-])\s?(?P<hours>0?\d|1[0-4])(?::?(?P<minutes>[0-5]\d))?(?!\d)"
)
_NAME = re.compile(r"\s?[(\[]?\s?(?P<name>[^\W\d_]{1,5})(?!\w)")
_FURTHER = re.compile(r"\)?\s?(?:[(\[](?P<long>[^\W\d_][^()\[\]\d]{1,40})[)\]]|(?P<name>[A-Z]{3,5})\b)")
_HALF_AFTER = re.compile(
    rf"\s?(?P<half>[ap]\.?\s?m\b\.?|[^\W\d_]{{1,2}}\.\s?[^\W\d_]\.?|{LETTER}{{1,12}})", re.IGNORECASE
)
_HALF_BEFORE = re.compile(rf"(?P<half>{LETTER}{{1,12}})[\s.]*$")
_FILLER = re.compile(rf"[\s,.(\[]{{0,3}}(?P<word>{LETTER}{{1,12}})\.?")
_DIGIT = re.compile(r"\d")
_MOST_FILLERS = 3
_NOON = 12
_LAST_OF_NIGHT, _FIRST_BEFORE_NOON = 5, 9
_SMALL_ZONES = frozenset({"gmt", "utc", "мск"})


@dataclass(frozen=True, slots=True)
class Clock:
    """A clock time with its zone, and where in the text it stands."""

    value: time
    start: int
    end: int


def _half_of(text: str, words: Words) -> str | None:
    """Return "am", "pm", "noon" or "night" for a word that says so."""
    key = fold(text).replace(".", "").replace(" ", "")
    if key in words.morning:
        return "am"
    calendar = load_calendar()
    if key in calendar.noon:
        return "noon"
    if key in calendar.night:
        return "night"
    return "pm" if key in words.afternoon else None


def _to_24(hour: int, half: str | None) -> int:
    if half is None or hour > _NOON:
        return hour
    hour %= _NOON
    early = (half == "noon" and hour >= _FIRST_BEFORE_NOON) or (half == "night" and hour <= _LAST_OF_NIGHT)
    return hour if half == "am" or early else hour + _NOON


def _find_half(text: str, start: int, end: int, words: Words) -> tuple[str | None, int, int]:
    """Return am or pm beside the span, and the span widened by it."""
    after = _HALF_AFTER.match(text, end)
    if after and (half := _half_of(after["half"], words)):
        return half, start, after.end()
    before = _HALF_BEFORE.search(text[max(0, start - 12) : start])
    if before and (half := _half_of(before["half"], words)):
        return half, start - (min(start, 12) - before.start()), end
    return None, start, end


def _offset_at(text: str, position: int) -> tuple[timezone, int] | None:
    """Return the offset printed at the position, and where it ends with the name of the same zone behind it."""
    found = _OFFSET.match(text, position)
    if found is None:
        return None
    minutes = int(found["hours"]) * 60 + int(found["minutes"] or 0)
    zone = timezone(timedelta(minutes=-minutes if found["sign"] in "-−" else minutes))
    further = _FURTHER.match(text, found.end())
    return zone, further.end() if further and _names_zone(further) else found.end()


def _names_zone(found: re.Match[str]) -> bool:
    """Return whether what follows an offset names its zone: an abbreviation, or any words with "time" at their end."""
    calendar = load_calendar()
    name = (found["name"] or found["long"]).strip()
    return name in calendar.zones or name in calendar.ambiguous_zones or name.casefold().endswith(" time")


def _long_zone_at(text: str, position: int) -> tuple[timezone | None, int] | None:
    """Return the zone whose name in words stands at the position; one that knows a summer time is passed over."""
    key = text[position : position + 40].casefold()
    for name, minutes in load_calendar().zone_names.items():
        if key.startswith(name) and not key[len(name) : len(name) + 1].isalpha():
            return timezone(timedelta(minutes=minutes)) if minutes else UTC, position + len(name)
    vague = next((name for name in load_calendar().vague_zones if key.startswith(name)), None)
    return (None, position + len(vague)) if vague else None


def _short_zone_at(text: str, position: int) -> tuple[timezone | None, int] | None:
    """Return the zone of an abbreviation at the position; one of several meanings is passed over without a zone."""
    named = _NAME.match(text, position)
    if named is None:
        return None
    calendar = load_calendar()
    printed, name = named["name"], named["name"].upper()
    if not (printed.isupper() or printed in _SMALL_ZONES):
        return None
    if printed in calendar.ambiguous_zones:
        return None, named.end()
    offset = calendar.zones.get(name)
    if offset is None:
        return None
    if offset == 0 and (further := _offset_at(text, named.end())):
        return further
    return timezone(timedelta(minutes=offset)) if offset else UTC, named.end()


def find_zone(text: str, position: int) -> tuple[timezone | None, int]:
    """Return the zone printed at the position and where it ends; (None, position) where none is."""
    while position < len(text) and text[position] in " ,":
        position += 1
    bare = position + (text[position : position + 1] in {"(", "["})
    return _offset_at(text, position) or _long_zone_at(text, bare) or _short_zone_at(text, position) or (None, position)


def _zone_after(text: str, position: int, words: Words) -> tuple[timezone | None, int]:
    """Return the zone behind a clock time, also behind words such as "Uhr" or "hrs", and where it ends."""
    here = position
    for _ in range(_MOST_FILLERS):
        zone, end = find_zone(text, here)
        if zone is not None or text[here:end].strip(" ,"):
            return zone, end
        filler = _FILLER.match(text, here)
        if filler is None or fold(filler["word"]) not in words.fillers:
            break
        here = filler.end()
    return None, position


def _parts(text: str, words: Words) -> tuple[tuple[int, int, int], int, int] | None:
    """Return hour, minute and second of the first clock time, and its span with the half of the day."""
    found = _CLOCK.search(text) or _SPELLED.search(text) or _MILITARY.search(text)
    whole = found or _HOUR.search(text)
    if whole is None:
        return None
    half, start, end = _find_half(text, whole.start(), whole.end(), words)
    groups = whole.groupdict()
    half = _half_of(groups.get("half") or "", words) or half
    minute = groups.get("minute") or groups.get("m") or 0
    return (_to_24(int(whole["hour"]), half), int(minute), int(groups.get("second") or 0)), start, end


def find_clock(text: str, words: Words) -> Clock | None:
    """Return the first clock time of a text (Western digits) with the zone beside it."""
    found = _parts(text, words) if _DIGIT.search(text) else None
    if found is None:
        return None
    parts, start, end = found
    zone, end = _zone_after(text, end, words)
    return Clock(time(*parts, tzinfo=zone), start, end)
