"""How stories spread over time is drawn in few bars, whatever their days."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from news_digest.site.runs import FEWEST_PERIODS, FEWEST_STORIES, HEIGHT, SLOT, run_of
from news_digest.site.views import Run
from news_digest.site.words import ENGLISH

BAR = re.compile(r"M(\d+) (\d+)v-(\d+)h(\d+)v(\d+)z")


def run(days: Iterable[str]) -> Run | None:
    """Return the chart of these days."""
    return run_of(sorted((date.fromisoformat(day).toordinal() for day in days), reverse=True), ENGLISH)


def heights(found: Run) -> dict[int, int]:
    """Return the height of each bar by its place."""
    return {int(at) // SLOT: int(high) for at, _, high, _, _ in BAR.findall(found.bars)}


def test_stories_are_counted_by_month() -> None:
    """The highest bar is that of the month with the most, the last of them where there are two."""
    found = run(["2023-01-31", "2023-02-01", "2023-02-28", "2024-01-01", "2024-01-02"])
    assert found
    assert (found.unit, found.first, found.last) == ("month", "January 2023", "January 2024")
    assert (found.peak, found.most) == ("January 2024", 2)
    assert heights(found) == {0: HEIGHT // 2, 1: HEIGHT, 12: HEIGHT}


def test_a_short_time_stands_at_the_end_of_a_year() -> None:
    """Two bars as wide as the page would say nothing."""
    found = run(["2024-02-01", "2024-02-02", "2024-03-02", "2024-03-05"])
    assert found
    assert (found.first, found.width) == ("April 2023", FEWEST_PERIODS * SLOT)
    assert list(heights(found)) == [10, 11]


def test_many_years_are_counted_by_year_and_ages_by_more() -> None:
    """So that a bar is never too thin to be seen."""
    years, ages = run(f"{year}-06-01" for year in range(2004, 2025)), run(f"{year}-06-01" for year in range(1901, 2025))
    assert years
    assert ages
    assert (years.unit, years.first, years.last) == ("year", "2004", "2024")
    assert (ages.unit, ages.first, ages.last) == ("years", "1900–1909", "2020–2029")


def test_where_there_is_little_to_see_nothing_is_drawn() -> None:
    """Few stories, or all of one month."""
    assert run(["2023-01-31", "2024-02-01"]) is None
    assert run(["2024-02-01"] * FEWEST_STORIES) is None
    assert run([]) is None


@given(st.lists(st.dates(), max_size=40))
def test_every_story_has_a_bar(days: list[date]) -> None:
    """From the first day of the calendar to the last; no bar is higher than the drawing, or beside it."""
    found = run(day.isoformat() for day in days)
    if found is None:
        return
    bars = heights(found)
    assert max(bars.values()) == HEIGHT
    assert min(bars.values()) >= 1
    assert 0 <= min(bars) <= max(bars) < found.width // SLOT
    assert found.bars == "".join(match[0] for match in BAR.finditer(found.bars))
