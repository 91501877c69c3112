"""Layout files: checked as they are read, chosen by host or name, heard by the parser."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from news_digest.capture.text import read_capture
from news_digest.errors import SettingsError
from news_digest.layouts import choose_layout, load_layouts, read_layout
from news_digest.parse import parse_capture

WIRE = """
name = "Harbour Wire"
hosts = ["harbourwire.example"]
timezone = "Europe/Oslo"
date_order = "mdy"

[labels]
story_code = ["Tide mark"]
"""
CAPTURE = """Ferries return to the northern islands
Tide mark: 846-B
03/04/2024 14:06

The first ferry in ten days left the harbour of Havnby on Tuesday with medicine, mail and passengers.
"""


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("colour = 'red'", "colour"),
        ("hosts = 'harbourwire.example'", "hosts"),
        ("hosts = ['https://harbourwire.example/']", "hosts"),
        ("timezone = 'Atlantis'", "timezone"),
        ("date_order = 'ydm'", "date_order"),
        ("labels = {colour = ['Farbe']}", "labels.colour"),
    ],
)
def test_a_wrong_layout_is_refused_with_file_and_key(line: str, reason: str) -> None:
    """The error names the file and the key."""
    with pytest.raises(SettingsError, match=reason) as caught:
        read_layout(f"name = 'Harbour Wire'\n{line}", name="harbour.toml")
    assert caught.value.name == "harbour.toml"


def test_a_layout_needs_a_name() -> None:
    """Nobody could choose it otherwise."""
    with pytest.raises(SettingsError, match="no name"):
        read_layout("hosts = []", name="harbour.toml")


def test_a_layout_is_chosen_by_host_and_else_by_its_credit() -> None:
    """A subdomain counts; a name in running text does not."""
    layouts = (read_layout(WIRE, name="harbour.toml"),)
    assert choose_layout(layouts, url="https://www.harbourwire.example/846", text="") == layouts[0]
    assert choose_layout(layouts, url=None, text="Source: Harbour Wire\n") == layouts[0]
    assert choose_layout(layouts, url="https://notharbourwire.example/", text="A harbour wire broke.") is None


def test_a_layout_gives_the_parser_its_labels_zone_and_order() -> None:
    """What the page leaves open, the layout says."""
    capture = read_capture(CAPTURE.encode(), name="846.txt", url="https://harbourwire.example/846")
    story = parse_capture(capture, (read_layout(WIRE, name="harbour.toml"),)).story
    assert story.story_code == "846-B"
    assert story.date == datetime(2024, 3, 4, 14, 6, tzinfo=timezone(timedelta(hours=1)))


def test_layouts_are_loaded_by_file_name_and_a_missing_folder_holds_none(tmp_path: Path) -> None:
    """The order is that of the names."""
    (tmp_path / "b.toml").write_text("name = 'B'", "utf-8")
    (tmp_path / "a.toml").write_text("name = 'A'", "utf-8")
    assert [layout.name for layout in load_layouts(tmp_path)] == ["A", "B"]
    assert load_layouts(tmp_path / "none") == ()
