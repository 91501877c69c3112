"""A day in a line of text: year, month and day in the orders and spellings that pages print."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from .calendar import from_solar_hijri, load_calendar, name_key

Order = Literal["dmy", "mdy"]
_DAYS_ONLY = range(13, 32)
# What may not stand before it is looked for behind its first digit: digits are rare, and sought fast.
_SETTLED = re.compile(r"(?P<a>\d(?<![\d./-]\d)\d?)(?P<sep>[-/.])(?P<b>\d{1,2})(?P=sep)(?:\d{4}|\d{2})(?![\d./-])")
_FIRST_YEAR, _LAST_YEAR = 1600, 2199
# Years of two digits: 70 to 99 are of the last century, 00 to 69 of this one (as in POSIX strptime, but 69).
_CENTURY = 70

# Vowel signs and the like belong to a word, though `\w` leaves them out.
MARKS = "".join(chr(code) for code in range(0x300, 0x1800) if unicodedata.category(chr(code)) in {"Mn", "Mc"})
LETTER = rf"(?:[^\W\d_]|[{MARKS}])"
WORD = rf"{LETTER}{{2,18}}"
_DOTTED = "[\u0e01-\u0e4e]{1,5}\\.\\s?[\u0e01-\u0e4e]{1,3}(?=\\.)"
_NAME = rf"(?P<name>{_DOTTED}|{WORD})(?:\s?/\s?(?P<also>{WORD}))?"
_YEAR = r"(?P<y>\d{4})(?:(?!\d)|(?=\d{1,2}:\d\d))"
_SHORT_YEAR = r"(?P<y>\d{4}|\d{2})(?!\d)(?!:\d)"
_ORDINAL = r"(?:st|nd|rd|th|er|re|\.?[oaºª°](?!\w)|-?го|-?е|-an|-a)?"
_OF = r"(?:\s?(?:de|del|of|di|den|du|a|د|ב-?|ב)\s|\s?d['’])?"
_GAP = r"[\s.,،/׳॰'-]{0,3}"
_SEPARATORS = ("-", "/", ".")
# Each with signs in small letters of which one stands in whatever it finds; an empty one stands in every text.
_PATTERNS: tuple[tuple[tuple[str, ...], re.Pattern[str]], ...] = tuple(
    (signs, re.compile(pattern, re.IGNORECASE))
    for signs, pattern in (
        (_SEPARATORS, r"(?<![\d.])(?P<y>\d{4})\s?(?P<sep>[-/.])\s?(?P<m>\d{1,2})\s?(?P=sep)\s?(?P<d>\d{1,2})(?![\d:])"),
        (_SEPARATORS, r"(?<![\d.])(?P<y>\d{4})(?P<sep>[-/.])(?P<m>\d{2})(?P=sep)(?P<d>\d{2})(?=:?\d\d:\d\d)"),
        # EXIF (CIPA DC-008): "2024:05:14"
        ((":",), r"(?<![\d:.])(?P<y>\d{4}):(?P<m>[01]\d):(?P<d>[0-3]\d)(?![\d:])"),
        (
            ("年", "년", "оны"),
            r"(?<!\d)(?P<y>\d{4})\s?(?:[年년]|оны)\s?(?P<m>\d{1,2})\s?(?:[月월]|сарын)\s?(?P<d>\d{1,2})\s?[日일号號]?",
        ),
        (("th",), r"(?<!\d)(?P<d>\d{1,2})\s?(?:tháng|thg)\s?(?P<m>\d{1,2})[\s,]*(?:năm)?[\s,]*" + _YEAR),
        (("",), rf"(?<!\d)(?P<d>\d{{1,2}}){_ORDINAL}{_GAP}{_OF}\s?{_NAME}(?:\sماه)?{_GAP}{_OF}'?{_SHORT_YEAR}"),
        (("",), rf"{_NAME}[\s.]{{0,3}}(?P<d>\d{{1,2}}){_ORDINAL}[\s.,]{{1,3}}(?:(?:of|del?)\s)?{_YEAR}"),
        (
            ("",),
            rf"(?<!\d)(?P<y>\d{{4}})(?:[\s.,/-]{{1,3}}|e?ko\s)(?:m\.\s)?{_NAME}[\s.,/-]{{0,3}}(?P<d>\d{{1,2}})(?!\d)",
        ),
        (("gada",), rf"(?<!\d)(?P<y>\d{{4}})\.?\s?gada\s(?P<d>\d{{1,2}})\.?\s{_NAME}"),
        (
            _SEPARATORS,
            r"(?<![\d.A-Za-z])(?P<a>\d{1,2})(?P<sep>[-/.])(?P<b>\d{1,2})(?P=sep)(?P<y>\d{4}|\d{2})(?!\d)(?!\.\d)",
        ),
        (
            _SEPARATORS,
            r"(?<![\d.A-Za-z])(?P<a>\d{1,2})\s?(?P<sep>[-/.])\s?(?P<b>\d{1,2})\s?(?P=sep)\s?(?P<y>\d{4})(?!\d)(?!\.\d)",
        ),
    )
)
# A name may begin at every letter: whether day and year stand behind it is seen sooner.
_NAME_FIRST = next(pattern for _, pattern in _PATTERNS if pattern.pattern.startswith(_NAME))
_DAY_AND_YEAR = re.compile(rf"\d{{1,2}}{_ORDINAL}[\s.,]{{1,3}}(?:(?:of|del?)\s)?\d{{4}}", re.IGNORECASE)
AMBIGUOUS = re.compile(r"(?<!\d)(?:0?[1-9]|1[0-2])[-/.](?:0?[1-9]|1[0-2])[-/.]\d{2,4}(?!\d)")
# Only where a label says that a date stands there: "20240514 1406".
_COMPACT = re.compile(r"\s*(?P<y>(?:19|20)\d\d)(?P<m>[01]\d)(?P<d>[0-3]\d)(?=\s*$|[\s_-]\d)")


@dataclass(frozen=True, slots=True)
class Day:
    """A day and where in the text it stands."""

    value: date
    start: int
    end: int


def _date(year: int, month: int, day: int) -> date | None:
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


def _numeric(found: re.Match[str], order: Order) -> date | None:
    """Return the day of "a/b/year"; what cannot be a month settles the order."""
    first, second, year = int(found["a"]), int(found["b"]), _full_year(found["y"])
    day, month = (second, first) if order == "mdy" else (first, second)
    return _date(year, month, day) or _date(year, day, month)


def _named(found: re.Match[str], lang: str | None) -> date | None:
    """Return the day of a month with a name; of two names ("آذار/مارس") both must mean the same month."""
    calendar = load_calendar()
    year, day = _full_year(found["y"]), int(found["d"])
    solar = calendar.solar_months.get(name_key(found["name"]))
    if solar and _CENTURY < year < _FIRST_YEAR:
        return _date(year, solar, day)
    month = calendar.month(found["name"], lang)
    if not month or (found["also"] and calendar.month(found["also"], lang) != month):
        return None
    return _date(year, month, day)


def _value_of(found: re.Match[str], lang: str | None, order: Order) -> date | None:
    groups = found.groupdict()
    if "a" in groups:
        return _numeric(found, order)
    if "name" in groups:
        return _named(found, lang)
    return _date(int(found["y"]), int(found["m"]), int(found["d"]))


def find_day(text: str, lang: str | None, order: Order) -> Day | None:
    """Return the earliest date of plain text; where two begin alike, the stricter pattern's."""
    best: Day | None = None
    small = text.lower()
    for signs, pattern in _PATTERNS:
        if not any(sign in small for sign in signs) or (pattern is _NAME_FIRST and not _DAY_AND_YEAR.search(text)):
            continue
        for found in pattern.finditer(text):
            if best and found.start() >= best.start:
                break
            if value := _value_of(found, lang, order):
                best = Day(value, found.start(), found.end())
                break
    return best


def order_shown(texts: Iterable[str]) -> Order | None:
    """Return the order that dates of digits show together: a part over 12 is the day, wherever another is in doubt."""
    shown: set[Order] = set()
    for text in texts:
        for found in _SETTLED.finditer(text):
            first, second = int(found["a"]), int(found["b"])
            if max(first, second) in _DAYS_ONLY and min(first, second) not in _DAYS_ONLY and min(first, second):
                shown.add("dmy" if first > second else "mdy")
    return shown.pop() if len(shown) == 1 else None


def find_compact_day(text: str) -> Day | None:
    """Return the day of eight digits that open the text."""
    found = _COMPACT.match(text)
    value = found and _date(int(found["y"]), int(found["m"]), int(found["d"]))
    return Day(value, found.start(), found.end()) if found and value else None
