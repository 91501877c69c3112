"""How the stories of a list spread over time: counted by months, or by years where months would be too many to see."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from operator import neg

from .filed import day_of
from .views import Run
from .words import Words

A_YEAR = 12
# Months of a period, the first of which makes few enough periods.
STEPS = (1, A_YEAR, 10 * A_YEAR, 100 * A_YEAR)
MOST_PERIODS = 60
# A chart begins that many periods before its end, if the stories begin later: two or three wide bars would be none.
FEWEST_PERIODS = 12
# Fewer stories are seen at once in the list itself.
FEWEST_STORIES = 4
# In units of the drawing: a bar with the gap behind it, the gap, and the height of the highest bar.
SLOT, GAP, HEIGHT = 4, 2, 48


def run_of(days: Sequence[int], words: Words) -> Run | None:
    """Return the chart of a list of days (ordinals, the newest first); None where there is little to see."""
    if len(days) < FEWEST_STORIES:
        return None
    newest, oldest = _month(days[0]), _month(days[-1])
    step = next((step for step in STEPS if newest // step - oldest // step < MOST_PERIODS), STEPS[-1])
    counts = dict(_counts(days, step))
    if len(counts) == 1:
        return None
    last = newest // step
    first = max(min(oldest // step, last - FEWEST_PERIODS + 1), A_YEAR // step)
    peak = max(counts, key=lambda period: (counts[period], period))
    return Run(
        unit={1: "month", A_YEAR: "year"}.get(step, "years"),
        width=(last - first + 1) * SLOT,
        height=HEIGHT,
        bars=_bars(counts, first),
        first=_label(first, step, words),
        last=_label(last, step, words),
        peak=_label(peak, step, words),
        most=counts[peak],
    )


def _month(day: int) -> int:
    found = day_of(day)
    return found.year * A_YEAR + found.month - 1


def _counts(days: Sequence[int], step: int) -> Iterator[tuple[int, int]]:
    """Yield the periods that have stories, the newest first, with how many; a long list is not gone through."""
    at = 0
    while at < len(days):
        period = _month(days[at]) // step
        end = bisect_right(days, -_first_day(period, step).toordinal(), lo=at, key=neg)
        yield period, end - at
        at = end


def _first_day(period: int, step: int) -> date:
    year, month = divmod(period * step, A_YEAR)
    return date(max(year, 1), month + 1, 1)


def _bars(counts: dict[int, int], first: int) -> str:
    """Return the bars as one path, from the oldest: a period with stories has a bar, however low."""
    most = max(counts.values())
    heights = {period: max((2 * HEIGHT * count + most) // (2 * most), 1) for period, count in counts.items()}
    bar = SLOT - GAP
    return "".join(
        f"M{(period - first) * SLOT} {HEIGHT}v-{heights[period]}h{bar}v{heights[period]}z" for period in sorted(counts)
    )


def _label(period: int, step: int, words: Words) -> str:
    if step == 1:
        return words.month(_first_day(period, step))
    year, years = period * step // A_YEAR, step // A_YEAR
    first = words.numeral(max(year, 1))
    return first if years == 1 else f"{first}\N{EN DASH}{words.numeral(year + years - 1)}"
