"""Patterns of lines, in which layouts say what their lines look like."""

from __future__ import annotations

import pytest

from news_digest.layouts import value_in
from news_digest.layouts.patterns import LONGEST


@pytest.mark.parametrize(
    ("pattern", "line", "value"),
    [
        ("SOURCE {}", "SOURCE Harbour Wire", "Harbour Wire"),
        ("SOURCE {}", "Source Harbour Wire", None),
        ("SOURCE {}", "SOURCE ", None),
        ("ER -*", "ER -", ""),
        ("Next message: *", "Next message: Mill closes", ""),
        ("Next message: *", "The Next message: Mill closes", None),
        ("{} {w} at {w}", "Ada Lind ada at harbour.example", "Ada Lind"),
        ("{} {w} at {w}", "Ada Lind is at the harbour", None),
        ("BC-*,{n}", "BC-Ferries, 1st Ld,350", ""),
        ("BC-*,{n}", "BC-Ferries, 1st Ld", None),
        ("*-*-{} {n}{w}", "HW-HA-03-05-24 1406CET", "03-05-24"),
        ("[*] {}", "[Tide] [1] Gauge found", "[1] Gauge found"),
        ("DETAILS", "DETAILS", ""),
        ("DETAILS", "DETAILS of the plan", None),
    ],
)
def test_a_pattern_takes_a_whole_line_and_gives_its_value(pattern: str, line: str, value: str | None) -> None:
    """Capitals count; a star stops where what follows it first stands; a value is something."""
    assert value_in(pattern, line) == value


def test_what_stands_for_itself_means_nothing_else() -> None:
    """Signs of regular expressions are signs of the line."""
    assert value_in("(.+) [{}]", "(.+) [846]") == "846"
    assert value_in("(.+) [{}]", "abc [846]") is None


@pytest.mark.parametrize("pattern", ["*a*a*a*a*a*a*a*b", "{w} {w} {w}b", "*{w}{w}{w}{w}x", "*{n}{n}{n}{n}{n}{n}-"])
@pytest.mark.parametrize("line", ["a" * LONGEST, "a " * (LONGEST // 2), "7" * LONGEST])
def test_no_line_makes_a_pattern_try_again_and_again(pattern: str, line: str) -> None:
    """With the usual backtracking these would not end."""
    assert value_in(pattern, line) is None


def test_a_line_without_end_fits_nothing() -> None:
    """It is no line of any format."""
    assert value_in("SOURCE {}", "SOURCE " + "a" * LONGEST) is None
