"""Names of months, weekdays and zones to numbers: CLDR's by way of Babel, the rest from `calendar.toml`."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files

from .rows import fold

# Months of 31, 30 and 29 or 30 days: the solar Hijri year.
_SOLAR_DAYS = (31, 31, 31, 31, 31, 31, 30, 30, 30, 30, 30, 30)
_SHORTEST = 3


# Combining accents, and the dot below that Hindi leaves out.
_ACCENTS = re.compile("[\u0300-\u036f\u093c]")


@lru_cache(maxsize=4096)
def name_key(text: str) -> str:
    """Return a name of a month, day or zone as it is looked up: folded, without dots, accents and dotless i's.

    Capitals lose accents in Greek and French, and dots in Turkish.
    """
    key = fold(text).replace(".", "").strip()
    if key.isascii():
        return key
    return unicodedata.normalize("NFC", _ACCENTS.sub("", unicodedata.normalize("NFD", key))).replace("ı", "i")


@dataclass(frozen=True, slots=True)
class Calendar:
    """Folded names to numbers: months (of all languages, of each, of the solar year), zones; eras by first year."""

    months: Mapping[str, int]
    months_of: Mapping[str, Mapping[str, int]]
    solar_months: Mapping[str, int]
    weekdays: Mapping[str, frozenset[int]]
    zones: Mapping[str, int]
    ambiguous_zones: frozenset[str]
    zone_names: Mapping[str, int]
    vague_zones: tuple[str, ...]
    eras: Mapping[str, int]
    fillers: frozenset[str]
    noon: frozenset[str]
    night: frozenset[str]

    def month(self, name: str, lang: str | None = None) -> int | None:
        """Return the month (1 to 12) that a name, or three letters or more of its beginning, means."""
        key = name_key(name)
        own = self.months_of.get(lang or "", {})
        # Hebrew writes "in" and the month as one word.
        for spelling in (key, key.removeprefix("ב")):
            if found := own.get(spelling) or self.months.get(spelling):
                return found
        return None

    def is_weekday(self, name: str) -> bool:
        """Return whether the word is a weekday or the beginning of one."""
        return name_key(name) in self.weekdays

    def weekday(self, name: str) -> frozenset[int]:
        """Return the weekdays (Monday is 0) that a name may mean in one language or another."""
        return self.weekdays.get(name_key(name), frozenset())


def _beginnings(name: str, shortest: int = _SHORTEST) -> Iterator[str]:
    yield name
    yield from (name[:length].strip() for length in range(shortest, len(name)))


def _months_of(locale: str) -> dict[str, int]:
    """Return the month names of a locale and their unambiguous beginnings."""
    from babel import Locale  # noqa: PLC0415  importing it costs more than most captures; only dates with names need it

    names: dict[str, int] = {}
    cut: dict[str, int] = {}
    for forms in Locale.parse(locale).months.values():
        for width in ("wide", "abbreviated"):
            for number, name in forms[width].items():
                key = name_key(name)
                if not key.isdigit() and not key[:1].isdigit():
                    names.setdefault(key, number)
    for name, number in names.items():
        for beginning in _beginnings(name):
            cut[beginning] = number if cut.get(beginning, number) == number else 0
    return {key: number for key, number in {**cut, **names}.items() if number and len(key) >= _SHORTEST - 1}


def _weekdays_of(locale: str) -> dict[str, set[int]]:
    """Return the weekday names of a locale and their beginnings, each with its number; what begins several has none."""
    from babel import Locale  # noqa: PLC0415  see above

    found: dict[str, set[int]] = {}
    for forms in Locale.parse(locale).days.values():
        for width in ("wide", "abbreviated"):
            for number, name in forms[width].items():
                for beginning in _beginnings(name_key(name)):
                    found.setdefault(beginning, set()).add(number)
    return {name: numbers if len(numbers) == 1 else set() for name, numbers in found.items()}


def _all_weekdays(locales: Sequence[str], others: Sequence[Sequence[str]]) -> dict[str, frozenset[int]]:
    """Return every name of a weekday with the days that it may mean."""
    found: dict[str, set[int]] = {}
    for locale in locales:
        for name, numbers in _weekdays_of(locale).items():
            found.setdefault(name, set()).update(numbers)
    for number, names in enumerate(others):
        for name in names:
            found.setdefault(name_key(name), set()).add(number)
    return {name: frozenset(numbers) for name, numbers in found.items()}


def _numbered(months: Sequence[Sequence[str]]) -> dict[str, int]:
    """Return name to number (1 to 12) of lists of names, one a month."""
    return {name_key(name): number for number, names in enumerate(months, 1) for name in names}


@lru_cache(maxsize=1)
def load_calendar() -> Calendar:
    """Return the calendar that ships with the parser; reading CLDR takes a quarter of a second, once."""
    data = tomllib.loads(files(__package__).joinpath("calendar.toml").read_text("utf-8"))
    own = {locale: _months_of(locale) for locale in data["locales"]}
    months: dict[str, int] = {}
    for names in (*own.values(), _numbered(data["other_months"])):
        for name, number in names.items():
            months.setdefault(name, number)
    return Calendar(
        months=months,
        months_of=own,
        solar_months=_numbered(data["solar_hijri"]),
        weekdays=_all_weekdays(data["locales"], data["other_weekdays"]),
        zones=data["zones"],
        ambiguous_zones=frozenset(data["ambiguous_zones"]),
        zone_names={name.casefold(): minutes for name, minutes in data["zone_names"].items()},
        vague_zones=tuple(name.casefold() for name in data["vague_zones"]),
        eras=data["eras"],
        fillers=frozenset(map(fold, data["fillers"])),
        noon=frozenset(map(fold, data["noon"])),
        night=frozenset(map(fold, data["night"])),
    )


def _solar_new_year(year: int) -> date:
    """Return the Gregorian day of 1 Farvardin, by the 33-year rule (right for the years 1244 to 1472)."""
    leap_days = sum(1 for past in range(1300, year) if past % 33 in {1, 5, 9, 13, 17, 22, 26, 30})
    return date.fromordinal(date(1921, 3, 21).toordinal() + 365 * (year - 1300) + leap_days)


_FIRST_SOLAR_YEAR, _LAST_SOLAR_YEAR = 1300, 1472


def from_solar_hijri(year: int, month: int, day: int) -> date | None:
    """Return the Gregorian day of a solar Hijri one (1300 to 1472), None where there is no such day."""
    if not (
        _FIRST_SOLAR_YEAR <= year <= _LAST_SOLAR_YEAR
        and 1 <= month <= len(_SOLAR_DAYS)
        and 1 <= day <= _SOLAR_DAYS[month - 1]
    ):
        return None
    return date.fromordinal(_solar_new_year(year).toordinal() + sum(_SOLAR_DAYS[: month - 1]) + day - 1)
