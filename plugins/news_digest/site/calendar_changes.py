"""Which calendars of the archive are stale after stories came, went or have another day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sized
from datetime import date

from .calendar_years import Years, years_beside
from .catalog import Catalog
from .keys import ARCHIVE, Key, year_key


def stale_calendars(
    days: Iterable[date], old: Mapping[date, Sized], before: Years, catalog: Catalog
) -> Iterator[tuple[Key, str]]:
    """Yield the calendars that are stale with the reason why, "" for those that are gone.

    `days` are those of stories that changed, `old` the stories of these days before, `before` the years.
    """
    now = Years.of(catalog)
    moved = sorted(day for day in days if len(old.get(day, ())) != len(catalog.codes_of_day(day)))
    years = {day.year: f"another number of stories is of {day.isoformat()}" for day in moved}
    for year, reason in years.items() if catalog.settings.places.year else ():
        stands = year in now.all
        yield year_key(year), reason if stands else ""
        if stands != (year in before.all):
            yield from (
                (year_key(each), "a year beside it came or went") for each in years_beside(year, now.all) if each
            )
    if before.all != now.all:
        yield ARCHIVE, "a year came or went"
    yield from ((ARCHIVE, reason) for year, reason in years.items() if year in {*before.shown, *now.shown})
