"""Medians, ratios of paired builds, and goals."""

from __future__ import annotations

from costs import Cost
from goals import LARGE, SMALL, verdicts
from results import Results
from tables import costs_table, goals_table


def measured(stories: int, **walls: tuple[float, ...]) -> Results:
    """Return results of cold builds with these wall times by site, one for each round."""
    results = Results(stories, tuple(walls))
    for site, times in walls.items():
        for wall in times:
            results.add("cold", site, Cost(wall, 2 * wall, 7, 0))
    return results


def test_a_ratio_is_the_median_of_the_rounds() -> None:
    """A round in which the machine was busy slows both of its builds."""
    results = measured(SMALL, digest=(1, 2, 30), hugo=(2, 4, 30))
    assert results.ratio("wall", ("cold", "digest"), ("cold", "hugo")) == 0.5
    assert results.figure("cold", "digest", "wall") == 2


def test_a_weighed_build_is_not_timed() -> None:
    """Looking at its memory slows it."""
    results = measured(SMALL, digest=(1,))
    results.add("cold", "digest", Cost(99, 99, 7, 0, memory=120, needless=0))
    assert results.figure("cold", "digest", "wall") == 1
    assert results.figure("cold", "digest", "memory") == 120


def test_goals_are_met_missed_or_not_measured() -> None:
    """Each by its own word."""
    words = {each.text: each.word for each in verdicts({SMALL: measured(SMALL, digest=(1,), hugo=(2,), pelican=(3,))})}
    assert words["cold: wall ÷ cold hugo"] == "met"
    assert words["cold: wall ÷ cold pelican"] == "missed"
    assert words["no-op: wall"] == "not measured"


def test_growth_needs_both_sizes() -> None:
    """Cold at the larger size by cold at the smaller one."""
    sizes = {SMALL: measured(SMALL, digest=(1,)), LARGE: measured(LARGE, digest=(10.5,))}
    assert [each.reached for each in verdicts(sizes) if str(SMALL) in each.text] == [10.5]


def test_tables_have_a_line_for_each_site_that_was_measured() -> None:
    """In the order of the sites, whichever was built first."""
    results = measured(SMALL, digest=(1,), hugo=(2,))
    _, _, first, second = costs_table(results)
    assert first.startswith("| cold | digest | 1.00 | 1.00–1.00 | 2.00 |")
    assert second.endswith("| 0.50 | 0.50 |")
    assert any("| met |" in line for line in goals_table(verdicts({SMALL: results})))
