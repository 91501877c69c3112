"""Which years have stories, on which of their days how many, and which of them the archive shows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from .catalog import Catalog
from .filed import day_of

# With stories in fewer months than this, the newest year does not stand alone in the archive.
FEW_MONTHS = 6


class Years(NamedTuple):
    """The years that have stories, the newest first, and those of them that the archive shows."""

    all: tuple[int, ...]
    shown: tuple[int, ...]

    @classmethod
    def of(cls, catalog: Catalog) -> Years:
        """Look for them; where a year has no page of its own, the archive shows all."""
        years = every_year(catalog)
        if not years or not catalog.settings.places.year:
            return cls(years, years)
        months = {day.month for day in days_of_year(years[0], catalog)}
        return cls(years, years[: 1 if len(months) >= FEW_MONTHS else 2])


def every_year(catalog: Catalog) -> tuple[int, ...]:
    """Return the years that have stories, the newest first."""
    query = "SELECT MAX(day) FROM lists WHERE kind='all' AND slug='' AND day<?"
    years: list[int] = []
    before = date.max.toordinal() + 1
    # One step in the index for each, however many days they have.
    while (newest := catalog.connection.execute(query, (before,)).fetchone()[0]) is not None:
        years.append(day_of(newest).year)
        before = date(years[-1], 1, 1).toordinal()
    return tuple(years)


def years_beside(year: int, years: Sequence[int]) -> tuple[int | None, int | None]:
    """Return of these years the next one after a year, and the one before."""
    newer, older = (each for each in years if each > year), (each for each in years if each < year)
    return min(newer, default=None), max(older, default=None)


def days_of_year(year: int, catalog: Catalog) -> dict[date, int]:
    """Return how many stories each day of a year has, the newest first, without those that have none."""
    query = (
        "SELECT day, COUNT(*) FROM lists WHERE kind='all' AND slug='' AND day BETWEEN ? AND ? "
        "GROUP BY day ORDER BY day DESC"
    )
    ends = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
    return {day_of(day): count for day, count in catalog.connection.execute(query, ends)}
