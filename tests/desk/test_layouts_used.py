"""A publisher's layout file reaches whatever reads a capture."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from desk_captures import capture

from news_digest.cli import main
from news_digest.desk.explaining import explain
from news_digest.markdown import read_story

if TYPE_CHECKING:
    import pytest
    from desk_captures import Desk

LAYOUT = 'name = "Harbour Wire"\ntimezone = "Europe/Oslo"\n'
RECORD = """TY  - NEWS
TI  - Gauge lost in a storm is found after eleven years
DA  - 2023/11/02
N2  - A gauge that was lost in a storm eleven years ago has been found in the net of a trawler off the coast of Dale.
ER  -
"""
WHEN = "2024-03-05T14:06:00+01:00"


def lay(desk: Desk) -> Path:
    """Put the layout file where the digest looks for it; returns its folder."""
    desk.project.layouts.mkdir(parents=True)
    (desk.project.layouts / "harbour-wire.toml").write_text(LAYOUT, "utf-8")
    return desk.project.layouts


def test_an_import_reads_by_the_digests_layouts(desk: Desk) -> None:
    """Here the layout knows the zone that the page does not print, and explain tells the same."""
    lay(desk)
    desk.put("one.txt", capture())
    assert desk.run().ok
    story = read_story(desk.story().read_text("utf-8"), name="it")
    assert story.date is not None
    assert story.date.isoformat() == WHEN
    assert "Its form" not in explain(desk.project, "846706").as_text()
    assert "as the import wrote it" in explain(desk.project, "846706").as_text()


def test_a_conversion_reads_by_the_layouts_that_it_is_given(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    """Without them a capture is read by its own bytes alone."""
    folder = lay(desk)
    seed = str(desk.put("one.txt", capture()))
    assert main(["convert", "--layouts", str(folder), seed]) == 0
    assert f"date: {WHEN}\n" in capsys.readouterr().out
    assert main(["convert", seed]) == 0
    assert "date: 2024-03-05T14:06:00\n" in capsys.readouterr().out


def test_explain_names_the_layout_and_why_it_was_used(desk: Desk) -> None:
    """Here it is the publisher's credit; for a format that ships, it is its signs."""
    lay(desk)
    desk.put("one.txt", capture())
    desk.put("two.txt", RECORD)
    assert desk.run().ok
    assert "layout: Harbour Wire (its name stands in the text)\n" in explain(desk.project, "846706").as_text()
    told = explain(desk.project, "two.txt").as_text()
    assert "layout: RIS record (by its signs: “TY - {w}”, “ER -*”)\n" in told


def test_explain_is_silent_where_no_layout_was_used(desk: Desk) -> None:
    """Most captures need none."""
    desk.put("one.txt", capture())
    assert desk.run().ok
    assert "layout:" not in explain(desk.project, "846706").as_text()
