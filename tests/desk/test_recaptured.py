"""Pages that archives hold more than once: the newest capture is the story, whichever comes first."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from containers import FERRIES, Answered, Told, answers, warc

from news_digest.desk.crew import FEW
from news_digest.desk.explaining import explain

if TYPE_CHECKING:
    from desk_captures import Desk

    from news_digest.desk.report import Report

DAYS = ("2024-03-06", "2024-03-07", "2024-03-08")
NEWEST = "By then the inn at the quay had 8 potatoes left, and nobody had asked for any of them."


def capture(day: str) -> Answered:
    """Return what the page of a story was on a day."""
    told = Told(1, FERRIES.headline, (*FERRIES.paragraphs, NEWEST.replace("8", day[-1])))
    return Answered(told.url, told.page.encode(), captured=f"{day}T09:00:00Z")


def counts(report: Report) -> dict[str, int]:
    """Return how many stories are in each list that has any."""
    return {outcome: len(items) for outcome, items in report.lists() if items}


def only_text(desk: Desk) -> str:
    """Return the text of the only story file."""
    (name,) = desk.files()
    return (desk.project.stories / name).read_text("utf-8")


@pytest.mark.parametrize("days", list(permutations(DAYS)))
def test_the_newest_capture_of_an_address_is_the_story(desk: Desk, days: tuple[str, ...]) -> None:
    """In any order of the archive; and nothing changes when it is read again."""
    memory = desk.project.root / ".digest" / "archives.json"
    desk.put("crawl.warc", warc(map(capture, days)))
    assert counts(desk.run()) == {"imported": 1, "duplicates": 2}
    assert NEWEST in only_text(desk)
    before = {**desk.stamps(), memory.as_posix(): (0, 0)}
    assert counts(desk.run()) == {"unchanged": 1, "duplicates": 2}
    memory.unlink()
    assert counts(desk.run()) == {"unchanged": 1, "duplicates": 2}
    assert counts(desk.run(reread=True)) == {"unchanged": 1, "duplicates": 2}
    assert {**desk.stamps(), memory.as_posix(): (0, 0)} == before


def test_the_newest_capture_is_the_story_where_all_are_read_at_once(desk: Desk) -> None:
    """Before it is known what became of the first."""
    others = [Told(n, f"Ferries Return on Day {n}", FERRIES.paragraphs) for n in range(2, 2 + FEW)]
    desk.put("crawl.warc", warc([*answers(others), *map(capture, (DAYS[1], DAYS[2], DAYS[0]))]))
    assert counts(desk.run(workers=2)) == {"imported": 1 + FEW, "duplicates": 2}
    assert any(NEWEST in (desk.project.stories / name).read_text("utf-8") for name in desk.files())


@pytest.mark.parametrize("days", [DAYS, DAYS[::-1]])
def test_a_dry_run_tells_what_the_import_will(desk: Desk, days: tuple[str, ...]) -> None:
    """Though no file is there to compare the newer capture with."""
    desk.put("crawl.warc", warc(map(capture, days)))
    assert counts(desk.run(dry_run=True)) == {"imported": 1, "duplicates": 2}
    assert not desk.files()


def test_a_page_that_is_as_it_was_before_is_the_newest(desk: Desk) -> None:
    """A correction was taken back."""
    first, between, last = DAYS
    as_before = [capture(first), replace(capture(first), captured=f"{last}T09:00:00Z"), capture(between)]
    desk.put("crawl.warc", warc(as_before))
    assert counts(desk.run()) == {"imported": 1, "duplicates": 2}
    assert "6 potatoes" in only_text(desk)


def test_an_older_capture_stands_where_the_newest_is_no_story(desk: Desk) -> None:
    """The site asked for consent that day."""
    wall = Answered(FERRIES.url, b"<html><p>Hello.</p></html>", captured="2024-03-09T09:00:00Z")
    for records in ([capture(DAYS[0]), wall], [wall, capture(DAYS[0])]):
        desk.put("crawl.warc", warc(records))
        assert desk.run().spiked
        assert "6 potatoes" in only_text(desk)


def test_an_archive_that_goes_on_brings_newer_captures(desk: Desk) -> None:
    """The story changes, and keeps its file and its code."""
    desk.put("crawl.warc", warc([capture(DAYS[0])]))
    desk.run()
    names = desk.files()
    desk.put("crawl.warc", warc([capture(DAYS[0]), capture(DAYS[2])]))
    assert counts(desk.run()) == {"unchanged": 1, "changed": 1}
    assert desk.files() == names
    assert NEWEST in only_text(desk)


def test_an_edited_story_is_merged_with_a_newer_capture(desk: Desk) -> None:
    """What the editor wrote stays, and the rest is that of the newest."""
    desk.put("crawl.warc", warc([capture(DAYS[0])]))
    desk.run()
    (name,) = desk.files()
    path = desk.project.stories / name
    path.write_text(path.read_text("utf-8") + "\nMore.\n", "utf-8")
    desk.put("crawl.warc", warc([capture(DAYS[0]), capture(DAYS[2])]))
    for found in ({"unchanged": 1, "merged": 1}, {"unchanged": 1}):
        assert counts(desk.run()) == found
    assert path.read_text("utf-8").endswith("More.\n")
    assert NEWEST in path.read_text("utf-8")


@pytest.mark.parametrize("days", [(DAYS[0], DAYS[2]), (DAYS[2], DAYS[0])])
def test_the_newest_of_two_archives_is_the_story(desk: Desk, days: tuple[str, str]) -> None:
    """Whichever is read first; the other is its double from then on."""
    for name, day in zip(("a.warc", "b.warc"), days, strict=True):
        desk.put(name, warc([capture(day)]))
    desk.run()
    assert NEWEST in only_text(desk)
    assert counts(desk.run()) == {"unchanged": 1, "duplicates": 1}
    assert counts(desk.run(reread=True)) == {"unchanged": 1, "duplicates": 1}


@pytest.mark.parametrize("days", [(DAYS[0], DAYS[2]), (DAYS[2], DAYS[0])])
def test_a_story_that_was_deleted_stays_deleted_whoever_captures_its_page_again(
    desk: Desk, days: tuple[str, str]
) -> None:
    """A newer capture as little as an older one; it can be had again on purpose."""
    desk.put("a.warc", warc([capture(days[0])]))
    desk.run()
    (name,) = desk.files()
    (desk.project.stories / name).unlink()
    desk.put("b.warc", warc([capture(days[1])]))
    for _ in range(2):
        assert desk.run().deleted
        assert desk.files() == []
    desk.run(restore=frozenset({Path(name).name.partition("-")[0]}))
    assert desk.files() == [name]


def test_what_is_explained_is_the_capture_that_was_taken(desk: Desk) -> None:
    """Not the first one that the archive holds."""
    desk.put("crawl.warc", warc(map(capture, DAYS)))
    name = f"crawl.warc#{FERRIES.url}"
    for _ in range(2):
        body = next(one for one in explain(desk.project, name).fields if one.field == "body")
        assert NEWEST in body.value
        desk.run()


@pytest.mark.parametrize("moment", ["", "yesterday", "0001-01-01T00:00:00+14:00", "2024-03-08T09:00:00"])
def test_a_record_without_a_moment_in_the_calendar_is_older_than_others(desk: Desk, moment: str) -> None:
    """Whatever stands there."""
    odd = Answered(FERRIES.url, capture(DAYS[0]).content, captured=moment)
    desk.put("crawl.warc", warc([odd, capture("2024-03-09"), odd]))
    assert counts(desk.run()) == {"imported": 1, "duplicates": 2}
    assert "9 potatoes" in only_text(desk)
