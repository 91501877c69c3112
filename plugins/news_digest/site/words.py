"""What the site says to its readers in words of its own, and how its language writes days and numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from gettext import NullTranslations
from typing import NamedTuple

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class Weekday(NamedTuple):
    """A day of the week by its name, and by a few letters as calendars have it above a column."""

    name: str
    short: str


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language, by gettext; values are put into them by `%`, as `%(name)s` says where.

    `days` and `months` have for each month the pattern of a day in it, and of the month with its year, as `str.format`
    takes them ("{d} March {y}"). `weekdays` begin with Monday, weeks with that of them which `week_begins` tells by its
    place. `digits` leads to the language's own, if it has any. `kept` is what another process can have the same words
    from, `mark` a text that changes with all of it.
    """

    days: Sequence[str]
    months: Sequence[str]
    weekdays: Sequence[Weekday]
    week_begins: int = 0
    digits: Mapping[int, str] = field(default_factory=dict)
    translations: NullTranslations = field(default_factory=NullTranslations, compare=False)
    kept: tuple[object, ...] = field(default=(), repr=False)
    mark: str = ""

    def gettext(self, text: str) -> str:
        """Return an English text in this language."""
        return self.translations.gettext(text)

    def pgettext(self, context: str, text: str) -> str:
        """Return the same for a text that has several meanings."""
        return self.translations.pgettext(context, text)

    def ngettext(self, one: str, many: str, count: int) -> str:
        """Return what this language says of so many, `one` and `many` being the English forms."""
        return self.translations.ngettext(one, many, count)

    def counted(self, one: str, many: str, count: int, **values: object) -> str:
        """Return the form for so many with its values, and the count itself as `num`."""
        return self.translations.ngettext(one, many, count) % {"num": self.numeral(count), **values}

    def numeral(self, number: int) -> str:
        """Return a whole number in the language's digits."""
        return self._in_digits(str(number))

    def day(self, day: date) -> str:
        """Return a day as "5 March 2024"."""
        return self._in_digits(self.days[day.month - 1].format(d=day.day, y=day.year))

    def month(self, day: date) -> str:
        """Return a day's month as "March 2024"."""
        return self._in_digits(self.months[day.month - 1].format(d=day.day, y=day.year))

    def clock(self, clock: time) -> str:
        """Return a time as "14:06"."""
        return self._in_digits(f"{clock.hour:02}:{clock.minute:02}")

    def listed(self, names: Sequence[str]) -> str:
        """Return the names, of which there is one at least, as "Boats, Harbours and Tides"."""
        *first, last = names
        if not first:
            return last
        comma, conjunction = self.pgettext("between names", ", "), self.pgettext("before the last name", " and ")
        return f"{comma.join(first)}{conjunction}{last}"

    def callables(self) -> dict[str, Callable[..., str]]:
        """Return what templates call, by the names that Jinja's own extension for gettext has, and `numeral`."""
        gettext = self.translations.gettext
        return {
            "_": gettext,
            "gettext": gettext,
            "ngettext": self.translations.ngettext,
            "pgettext": self.translations.pgettext,
            "npgettext": self.translations.npgettext,
            "numeral": self.numeral,
        }

    def _in_digits(self, text: str) -> str:
        return text.translate(self.digits) if self.digits else text


ENGLISH = Words(
    tuple(f"{{d}} {month} {{y}}" for month in MONTHS),
    tuple(f"{month} {{y}}" for month in MONTHS),
    tuple(Weekday(name, name[:2]) for name in WEEKDAYS),
)
"""The language that the templates and the code are written in; it needs no file."""
