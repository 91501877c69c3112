"""Dates as printed, in many languages and orders, to `date` or `datetime`; today's date plays no part.

Where day and month could be swapped ("03/04/2025") the layout's order decides, else "AM" or "PM" beside slashes in a
text that is English (or of no known language) means month first, else the day comes first. A weekday that fits one
of the two orders settles it before that.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from .calendar import load_calendar
from .clocks import Clock, find_clock
from .days import AMBIGUOUS, LETTER, MARKS, WORD, Day, Order, find_compact_day, find_day
from .respell import plain_text, respelled, western_digits
from .rows import fold
from .words import Words

__all__ = ["Moment", "Order", "find_moment", "is_clock_only", "is_dateish", "western_digits"]
LONGEST = 240
_OF = r"(?:\s?(?:de|del|of|di|den|a|د|ב-?|ב)\s)?"
_DAY_AND_MONTH = re.compile(
    rf"(?<!\d)(?P<d>\d{{1,2}})[\s.]{{0,2}}{_OF}(?P<name>{WORD})|(?P<name2>{WORD})[\s.]{{0,2}}(?P<d2>\d{{1,2}})(?!\d)"
)
# Sought first, for one set of characters is found faster than alternatives are.
_NUMBERED = re.compile(r"[\d年]")
# A year in full, or two numbers near each other, the second of two digits or behind a full stop.
_MAY_BE_DATE = re.compile(r"\d{4}|年|\d\D{1,40}\d\d|\d[./]\d")
_LONGEST_CLOCK = 80
_TOKENS = re.compile(rf"(?:[^\W_]|[{MARKS}])+")
# Thai, Chinese, Japanese: words stand together without blanks.
_UNSPACED = re.compile("[\u0e01-\u0e4e\u3040-\u30ff\u4e00-\u9fff]{2,24}")
_WEEKDAY = rf"(?P<name>{LETTER}{{3,16}}(?=[\s,.)])|{LETTER}{{2}}(?=[.,])|[月火水木金土日월화수목금토일](?=[)）]))"
_WEEKDAY_BEFORE = re.compile(rf"(?<!\w){_WEEKDAY}[\s,.]{{1,3}}$")
_WEEKDAY_AFTER = re.compile(rf"[\s,]?[\s(]?{_WEEKDAY}")
_TWELVE = frozenset({"am", "pm"})
_COMPACT_CLOCK = re.compile(r"[\s_-]*(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)(?P<second>[0-5]\d)?\s*$")
# A second clock time beside the first: the same in another zone, in brackets, or the end of a range.
_SECOND = re.compile(r"\s?(?:[(\[/]|[–—-](?=\s?\d))\s?(?=\d)")


@dataclass(frozen=True, slots=True)
class Moment:
    """A printed date: its value (a datetime where a clock time stands with it), and the words left over."""

    value: date
    rest: str

    @property
    def alone(self) -> bool:
        """Whether nothing but the date was printed."""
        return not self.rest


def _is_made_of(token: str, known: Callable[[str], bool]) -> bool:
    """Return whether a token of a script without blanks is known words one after the other."""
    ends = {0}
    for end in range(1, len(token) + 1):
        if any(known(token[start:end]) for start in ends):
            ends.add(end)
    return len(token) in ends


def _left_over(text: str, words: Words) -> str:
    """Return the words of a text that are neither weekdays nor what usually stands around a date."""
    calendar = load_calendar()

    def is_known(token: str) -> bool:
        folded = fold(token)
        return folded in words.fillers or folded in calendar.fillers or calendar.is_weekday(token)

    def is_filler(token: str) -> bool:
        return is_known(token) or (bool(_UNSPACED.fullmatch(token)) and _is_made_of(token, is_known))

    return " ".join(token for token in _TOKENS.findall(text) if not is_filler(token))


def _weekdays_beside(text: str, day: Day) -> frozenset[int]:
    """Return the weekdays that the words right before and behind a date may mean; "do 5/9/2024" has none."""
    beside = (_WEEKDAY_BEFORE.search(text[: day.start][-24:]), _WEEKDAY_AFTER.match(text, day.end))
    names = (found["name"] for found in beside if found)
    return frozenset(number for name in names for number in load_calendar().weekday(name))


def _weekday_orders(text: str) -> Iterator[Order]:
    """Yield the orders in which an ambiguous date falls on the weekday that is printed with it."""
    orders: tuple[Order, ...] = ("dmy", "mdy")
    for order in orders:
        day = find_day(text, None, order)
        if day and day.value.weekday() in _weekdays_beside(text, day):
            yield order


def _order_of(text: str, lang: str | None, order: Order | None) -> Order:
    if order:
        return order
    fitting = list(_weekday_orders(text)) if AMBIGUOUS.search(text) else []
    if len(fitting) == 1:
        return fitting[0]
    if "/" not in text or lang not in {None, "en"}:
        return "dmy"
    twelve = any(fold(token) in _TWELVE for token in re.findall(r"[^\W\d_]+", text.replace(".", "")))
    return "mdy" if twelve else "dmy"


def _without_second(text: str, clock: Clock, words: Words) -> str:
    """Return the text without a clock time and without a second one that stands in brackets or behind a dash."""
    before, after = text[: clock.start], text[clock.end :]
    joined = _SECOND.match(after)
    second = find_clock(after[joined.end() :], words) if joined else None
    if joined and second and second.start == 0:
        after = after[joined.end() + second.end :]
    return f"{before} {after}"


def _at_clock(day: Day, text: str, words: Words) -> Moment:
    """Return the day with the clock time beside it, if one is printed."""
    around = text[: day.start] + " \x00 " + text[day.end :]
    clock = find_clock(around, words)
    if clock is None:
        return Moment(day.value, _left_over(around, words))
    return Moment(datetime.combine(day.value, clock.value), _left_over(_without_second(around, clock, words), words))


def _find_compact(text: str) -> Moment | None:
    """Return the moment of a text that is digits: "20240514 1406"."""
    day = find_compact_day(text)
    if day is None or not text[day.end :].strip():
        return Moment(day.value, "") if day else None
    clock = _COMPACT_CLOCK.match(text, day.end)
    if clock is None:
        return None
    parts = (int(clock["hour"]), int(clock["minute"]), int(clock["second"] or 0))
    return Moment(datetime(day.value.year, day.value.month, day.value.day, *parts), "")  # noqa: DTZ001  no zone is printed


@lru_cache(maxsize=4096)
def find_moment(
    text: str, words: Words, *, lang: str | None = None, order: Order | None = None, labelled: bool = False
) -> Moment | None:
    """Return the first full date of a text, with its clock time and zone if printed; None where there is no year.

    `labelled` says that a label calls the text a date: then eight digits are one.
    """
    if len(text) > LONGEST or not _NUMBERED.search(text) or not _MAY_BE_DATE.search(text):
        return None
    plain = respelled(plain_text(text), lang)
    day = find_day(plain, lang, _order_of(plain, lang, order))
    if day is None:
        return _find_compact(plain) if labelled else None
    return _at_clock(day, plain, words)


@lru_cache(maxsize=4096)
def is_clock_only(text: str, words: Words) -> bool:
    """Return whether the text is a clock time and nothing else."""
    if len(text) > _LONGEST_CLOCK or not _NUMBERED.search(text):
        return False
    plain = plain_text(text)
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


@lru_cache(maxsize=4096)
def is_dateish(text: str, words: Words) -> bool:
    """Return whether the text is only a date, even without a year ("8 November"), or an age ("3 hours ago")."""
    if len(text) > LONGEST // 3 or not text:
        return False
    plain = plain_text(text)
    moment = find_moment(plain, words)
    if moment:
        return moment.alone
    left = " ".join(_without_days(plain))
    clock = find_clock(left, words)
    rest = _left_over(f"{left[: clock.start]} {left[clock.end :]}" if clock else left, words)
    digits_only = not any(char.isalpha() for char in rest)
    named = any(char.isalpha() for char in plain)
    return digits_only and (named or bool(clock and rest)) and len(rest) < len("12 12 12")
