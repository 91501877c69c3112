"""Layouts that are chosen by what the lines of a capture look like."""

from __future__ import annotations

import pytest

from news_digest.errors import SettingsError
from news_digest.layouts import choose, read_layout

FORMAT = read_layout(
    """
name = "Tide telegram"
signs = ["TIDE {n}", "OVER*"]
date_order = "dmy"
labels = {ignored = ["Ref"]}
lines = {headline = ["TOP {}"]}
""",
    name="tide.toml",
)
WIRE = read_layout(
    """
name = "Harbour Wire"
hosts = ["harbourwire.example"]
date_order = "mdy"
labels = {story_code = ["Ref"]}
lines = {headline = ["HEAD {}"]}
""",
    name="wire.toml",
)
TELEGRAM = "TIDE 12\n\nHigh water at six.\n\nOVER AND OUT\n"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("signs = []", "signs"),
        ("signs = ['*']", "signs"),
        ("signs = ['{n} *']", "signs"),
        ("signs = ['SOURCE {}']", "signs"),
        ("family_first = 1", "family_first"),
        ("lines = {colour = ['Farbe: {}']}", "lines.colour"),
        ("lines = {authors = ['{}']}", "lines.authors"),
        ("lines = {authors = ['Signed *']}", "lines.authors"),
        ("lines = {authors = ['{} and {} of *']}", "lines.authors"),
        ("lines = {ignored = ['Page {}']}", "lines.ignored"),
    ],
)
def test_a_wrong_pattern_is_refused_with_file_and_key(line: str, reason: str) -> None:
    """What would fit every text is refused, too."""
    with pytest.raises(SettingsError, match=reason) as caught:
        read_layout(f"name = 'Tide telegram'\n{line}", name="tide.toml")
    assert caught.value.name == "tide.toml"


def test_a_text_with_all_signs_chooses_the_layout_and_says_so() -> None:
    """The reason names the signs."""
    chosen = choose((FORMAT,), url=None, text=TELEGRAM)
    assert chosen is not None
    assert chosen.layout is FORMAT
    assert chosen.told == "Tide telegram (by its signs: “TIDE {n}”, “OVER*”)"


@pytest.mark.parametrize("missing", ["TIDE 12", "OVER AND OUT"])
def test_one_sign_alone_chooses_nothing(missing: str) -> None:
    """Every one of them must be there."""
    assert choose((FORMAT,), url=None, text=TELEGRAM.replace(missing, "")) is None


def test_signs_may_stand_at_the_foot_of_a_long_text() -> None:
    """Many formats have an end mark."""
    assert choose((FORMAT,), url=None, text="TIDE 12\n", foot="OVER AND OUT") is not None


@pytest.mark.parametrize(
    ("url", "line", "why"),
    [
        ("https://harbourwire.example/1", "", "its host is harbourwire.example"),
        (None, "Source: Harbour Wire\n", "its name stands in the text"),
    ],
)
def test_a_publisher_may_print_in_a_format(url: str | None, line: str, why: str) -> None:
    """Both layouts hold; where they differ, the publisher's."""
    chosen = choose((FORMAT, WIRE), url=url, text=TELEGRAM + line)
    assert chosen is not None
    assert chosen.told == f"Harbour Wire ({why}), Tide telegram (by its signs: “TIDE {{n}}”, “OVER*”)"
    assert (chosen.layout.name, chosen.layout.date_order) == ("Harbour Wire", "mdy")
    assert chosen.layout.labels == (("Ref", "ignored"), ("Ref", "story_code"))
    assert chosen.layout.lines == (("HEAD {}", "headline"), ("TOP {}", "headline"))
    assert chosen.without == choose((WIRE,), url=url, text=TELEGRAM + line)


def test_the_name_of_a_format_chooses_nothing() -> None:
    """A story may be about telegrams."""
    assert choose((FORMAT,), url=None, text="Tide telegram\n") is None
