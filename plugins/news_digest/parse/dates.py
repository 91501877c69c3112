"""Dates as printed, in many languages and orders, to `date` or `datetime`; today's date plays no part.

Where day and month could be swapped ("03/04/2025") the layout's order decides, else a clock of twelve hours beside
slashes means month first, else the day comes first.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from .calendar import from_solar_hijri, load_calendar
from .clocks import find_clock
from .rows import fold
from .words import Words

Order = Literal["dmy", "mdy"]
LONGEST = 240
_FIRST_YEAR, _LAST_YEAR = 1600, 2199
_CENTURY = 70

_WORD = r"[^\W\d_]{2,14}"
_YEAR = r"(?P<y>\d{4})(?:(?!\d)|(?=\d{1,2}:\d\d))"
_SHORT_YEAR = r"(?P<y>\d{4}|\d{2})(?!\d)(?!:\d)"
_ORDINAL = r"(?:st|nd|rd|th|er|re|º|ª|°|\.º|-?го|-?е|-an|-a)?"
_OF = r"(?:\s?(?:de|del|of|di|den|a|د|ב-?|ב)\s)?"
_PATTERNS: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?<!\d)(?P<y>\d{4})(?P<sep>[-/.])(?P<m>\d{1,2})(?P=sep)(?P<d>\d{1,2})(?!\d)",
        r"(?<!\d)(?P<y>\d{4})\s?[年년]\s?(?P<m>\d{1,2})\s?[月월]\s?(?P<d>\d{1,2})\s?[日일号號]?",
        r"(?<!\d)(?P<d>\d{1,2})\s?(?:tháng|thg)\s?(?P<m>\d{1,2})[\s,]*(?:năm)?[\s,]*" + _YEAR,
        r"(?<!\d)(?P<d>\d{1,2})"
        + _ORDINAL
        + r"[\s.,/-]{0,3}"
        + _OF
        + r"\s?(?P<name>"
        + _WORD
        + r")[\s.,/-]{0,3}"
        + _OF
        + r"'?"
        + _SHORT_YEAR,
        r"(?P<name>" + _WORD + r")[\s.]{0,3}(?P<d>\d{1,2})" + _ORDINAL + r"[\s.,]{1,3}" + _YEAR,
        r"(?<!\d)(?P<y>\d{4})[\s.,/-]{1,3}(?:m\.\s|(?:eko|ko)\s)?(?P<name>"
        + _WORD
        + r")[\s.,/-]{0,3}(?P<d>\d{1,2})(?!\d)",
        r"(?<![\d.])(?P<a>\d{1,2})\s?(?P<sep>[-/.])\s?(?P<b>\d{1,2})\s?(?P=sep)\s?(?P<y>\d{4}|\d{2})(?!\d)(?!\.\d)",
    )
)
_DAY_AND_MONTH = re.compile(
    r"(?<!\d)(?P<d>\d{1,2})[\s.]{0,2}"
    + _OF
    + r"(?P<name>"
    + _WORD
    + r")|(?P<name2>"
    + _WORD
    + r")[\s.]{0,2}(?P<d2>\d{1,2})(?!\d)"
)
_TOKENS = re.compile(r"[^\W_]+")
_DIGITS = {
    code: str(unicodedata.digit(chr(code)))
    for start in (0x660, 0x6F0, 0x966, 0x9E6, 0xE50, 0xFF10)
    for code in range(start, start + 10)
}


@dataclass(frozen=True, slots=True)
class Moment:
    """A printed date: its value (a datetime where a clock time stands with it), and the words left over."""

    value: date
    rest: str

    @property
    def alone(self) -> bool:
        """Whether nothing but the date was printed."""
        return not self.rest


def western_digits(text: str) -> str:
    """Return the text with the digits of other scripts as 0 to 9."""
    return text if text.isascii() else text.translate(_DIGITS)


def _day(year: int, month: int, day: int) -> date | None:
    """Return the day if there is one, of either calendar."""
    if year < _FIRST_YEAR:
        return from_solar_hijri(year, month, day)
    try:
        return date(year, month, day) if year <= _LAST_YEAR else None
    except ValueError:
        return None


def _full_year(text: str) -> int:
    number = int(text)
    return number if len(text) > len("24") else number + (2000 if number < _CENTURY else 1900)


def _numeric_day(found: re.Match[str], order: Order) -> date | None:
    """Return the day of "a/b/year"; what cannot be a month settles the order."""
    first, second, year = int(found["a"]), int(found["b"]), _full_year(found["y"])
    day, month = (second, first) if order == "mdy" else (first, second)
    return _day(year, month, day) or _day(year, day, month)


def _named_day(found: re.Match[str], lang: str | None) -> date | None:
    calendar = load_calendar()
    year, day = _full_year(found["y"]), int(found["d"])
    solar = calendar.solar_months.get(fold(found["name"]))
    if solar and _CENTURY < year < _FIRST_YEAR:
        return _day(year, solar, day)
    month = calendar.month(found["name"], lang)
    return _day(year, month, day) if month else None


def _day_of(found: re.Match[str], lang: str | None, order: Order) -> date | None:
    groups = found.groupdict()
    if "a" in groups:
        return _numeric_day(found, order)
    if "name" in groups:
        return _named_day(found, lang)
    return _day(int(found["y"]), int(found["m"]), int(found["d"]))


def _find_day(text: str, lang: str | None, order: Order) -> tuple[date, int, int] | None:
    """Return the earliest date of the text with its span; where two begin alike, the stricter pattern's."""
    best: tuple[date, int, int] | None = None
    for pattern in _PATTERNS:
        for found in pattern.finditer(text):
            if best and found.start() >= best[1]:
                break
            if day := _day_of(found, lang, order):
                best = (day, found.start(), found.end())
                break
    return best


def _left_over(text: str, words: Words) -> str:
    """Return the words of a text that are neither weekdays nor what usually stands around a date."""
    calendar = load_calendar()
    tokens = (token for token in _TOKENS.findall(text) if fold(token) not in words.fillers)
    return " ".join(token for token in tokens if not calendar.is_weekday(token))


def _order_of(text: str, words: Words, order: Order | None) -> Order:
    if order:
        return order
    halves = words.morning | words.afternoon
    twelve = any(fold(token) in halves for token in _TOKENS.findall(text.replace(".", "")))
    return "mdy" if twelve and "/" in text else "dmy"


def find_moment(text: str, words: Words, *, lang: str | None = None, order: Order | None = None) -> Moment | None:
    """Return the first full date of a text, with its clock time and zone if printed; None where there is no year."""
    if len(text) > LONGEST or not any(char.isdigit() for char in text):
        return None
    plain = western_digits(unicodedata.normalize("NFKC", text))
    day = _find_day(plain, lang, _order_of(plain, words, order))
    if day is None:
        return None
    value, start, end = day
    around = plain[:start] + " \x00 " + plain[end:]
    clock = find_clock(around, words)
    if clock is None:
        return Moment(value, _left_over(around, words))
    rest = _left_over(around[: clock.start] + " " + around[clock.end :], words)
    return Moment(datetime.combine(value, clock.value), rest)


def is_clock_only(text: str, words: Words) -> bool:
    """Return whether the text is a clock time and nothing else."""
    if len(text) > LONGEST:
        return False
    plain = western_digits(unicodedata.normalize("NFKC", text))
    clock = find_clock(plain, words)
    return clock is not None and not _left_over(plain[: clock.start] + " " + plain[clock.end :], words)


def _without_days(text: str) -> Iterator[str]:
    calendar = load_calendar()
    position = 0
    for found in _DAY_AND_MONTH.finditer(text):
        if calendar.month(found["name"] or found["name2"]):
            yield text[position : found.start()]
            position = found.end()
    yield text[position:]


def is_dateish(text: str, words: Words) -> bool:
    """Return whether the text is only a date, even without a year ("8 November"), or an age ("3 hours ago")."""
    if len(text) > LONGEST // 3 or not text:
        return False
    plain = western_digits(unicodedata.normalize("NFKC", text))
    moment = find_moment(plain, words)
    if moment:
        return moment.alone
    left = _left_over(" ".join(_without_days(plain)), words)
    clock = find_clock(left, words)
    rest = left[: clock.start] + left[clock.end :] if clock else left
    digits_only = not any(char.isalpha() for char in rest)
    return digits_only and (bool(clock) or any(char.isalpha() for char in plain)) and len(rest) < len("12 12 12")


Finder = Callable[[str], Moment | None]
