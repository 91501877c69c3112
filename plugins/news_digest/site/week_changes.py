"""Which editions of weeks are stale after stories came, went or look otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from .catalog import Catalog
from .keys import Key
from .weeks import codes_of_week, week_of, weeks_beside


def weeks_among(days: Iterable[date], catalog: Catalog) -> frozenset[str]:
    """Return the weeks of these days, as far as they have stories."""
    return frozenset(week for week in set(map(week_of, days)) if codes_of_week(week, catalog))


def stale_weeks(
    touched: Iterable[tuple[str, set[date]]], before: frozenset[str], catalog: Catalog
) -> Iterator[tuple[Key, str]]:
    """Yield the editions that are stale with the reason why, "" for those that are gone.

    `touched` are stories that look otherwise, with the days under which they were or are listed; `before` are those of
    their weeks that had stories.
    """
    weeks: dict[str, str] = {}
    for code, days in touched:
        for day in days:
            weeks.setdefault(week_of(day), code)
    for week, code in sorted(weeks.items()):
        stands = bool(codes_of_week(week, catalog))
        yield Key("week", week), f"it lists story {code}, which changed" if stands else ""
        if (week in before) != stands:
            beside = (Key("week", each) for each in weeks_beside(week, catalog) if each)
            yield from ((key, "an edition beside it came or went") for key in beside)
