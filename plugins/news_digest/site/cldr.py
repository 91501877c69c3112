"""How languages write days and numbers, as CLDR has it by way of Babel."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.dates import DateTimeFormat, DateTimePattern, parse_pattern

from .words import ENGLISH, Weekday

# The first digit of each numbering system that is some language's own (https://cldr.unicode.org, numberingSystems);
# the other nine follow it.
ZEROS: Mapping[str, str] = MappingProxyType(
    {
        "adlm": "\N{ADLAM DIGIT ZERO}",
        "arab": "\N{ARABIC-INDIC DIGIT ZERO}",
        "arabext": "\N{EXTENDED ARABIC-INDIC DIGIT ZERO}",
        "beng": "\N{BENGALI DIGIT ZERO}",
        "cakm": "\N{CHAKMA DIGIT ZERO}",
        "hmnp": "\N{NYIAKENG PUACHUE HMONG DIGIT ZERO}",
        "mtei": "\N{MEETEI MAYEK DIGIT ZERO}",
        "deva": "\N{DEVANAGARI DIGIT ZERO}",
        "mymr": "\N{MYANMAR DIGIT ZERO}",
        "nkoo": "\N{NKO DIGIT ZERO}",
        "olck": "\N{OL CHIKI DIGIT ZERO}",
        "tibt": "\N{TIBETAN DIGIT ZERO}",
    }
)
# Of any year: only the month's name counts.
_YEAR = 2024


def calendar_of(tags: Iterable[str]) -> tuple[Sequence[str], Sequence[str]]:
    """Return the patterns of days and of months, for each month, as `Words` takes them, in the first tag's language.

    A language that CLDR does not know has those of English.
    """
    locale = _locale(tags)
    if locale is None:
        return ENGLISH.days, ENGLISH.months
    month = locale.datetime_skeletons.get("yMMMM") or parse_pattern("LLLL y")
    return _patterns(locale.date_formats["long"], locale), _patterns(parse_pattern(month), locale)


def digits_of(tags: Iterable[str]) -> str:
    """Return the ten digits that the language writes numbers with, "" for those of 0 to 9."""
    locale = _locale(tags)
    zero = ZEROS.get(locale.default_numbering_system) if locale else None
    return "".join(chr(ord(zero) + digit) for digit in range(10)) if zero else ""


def weekdays_of(tags: Iterable[str]) -> Sequence[Weekday]:
    """Return the days of the week from Monday on, in the first tag's language; English where CLDR does not know it."""
    locale = _locale(tags)
    if locale is None:
        return ENGLISH.weekdays
    names, short = (locale.days["format"][width] for width in ("wide", "short"))
    return tuple(Weekday(names[day], short[day]) for day in range(7))


def week_begins(tags: Iterable[str]) -> int:
    """Return the day that weeks begin with, 0 being Monday, where the language is spoken.

    A tag that names no region stands for that with the most speakers, as CLDR has it; plain English for the world.
    """
    locale = _locale(tags)
    if locale is None:
        return ENGLISH.week_begins
    if locale.territory is None and locale.language != "en":
        locale = Locale.parse(get_global("likely_subtags").get(str(locale), str(locale)))
    begins: int = locale.first_week_day
    return begins


class _Month(DateTimeFormat):
    """Gives the fields of a pattern for one month; day and year stay fields."""

    def __getitem__(self, name: str) -> str:
        return f"{{{name[0]}:0{len(name)}}}" if name[0] in "dy" else super().__getitem__(name)


def _patterns(pattern: DateTimePattern, locale: Locale) -> tuple[str, ...]:
    return tuple(pattern % _Month(date(_YEAR, month, 1), locale) for month in range(1, 13))


def _locale(tags: Iterable[str]) -> Locale | None:
    for tag in tags:
        try:
            return Locale.parse(tag)
        except (UnknownLocaleError, ValueError):
            continue
    return None
