"""Which stories of a digest are one text in several papers, as `digest copies` lists them."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from news_digest.api import Source, Story, write_story
from news_digest.cli import main
from news_digest.desk.copied import find_copies
from news_digest.project import Project

TEXT = " ".join(f"Sentence {number} tells what the pilots of Lonn saw beside quay {number}." for number in range(30))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a digest with a story, two copies of it, a hidden one and another story."""
    put(tmp_path, "1", "Harbour Wire", TEXT, day="2024-03-06")
    put(tmp_path, "2", "North Post", TEXT[:1200], day="2024-03-05")
    put(tmp_path, "3", "Evening Bell", TEXT[200:], day="2024-03-07", publisher="Island Herald")
    put(tmp_path, "4", "Coast Courier", TEXT, day="2024-03-01", status="hidden")
    put(tmp_path, "5", "Coast Courier", "It sang for an hour.", day="2024-03-01")
    return tmp_path


def put(root: Path, code: str, source: str, body: str, *, day: str, **more: object) -> None:
    """Put a story file in."""
    story = Story(f"Report {code}", date.fromisoformat(day), story_code=code, source=Source(source), body=body, **more)  # type: ignore[arg-type]
    path = root / "content" / "stories" / f"{code}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(write_story(story), "utf-8")


def test_a_group_is_led_by_the_earliest(root: Path) -> None:
    """Hidden stories are in none."""
    report = find_copies(Project.at(root))
    (group,) = report.groups
    assert group.leading.story_code == "2"
    assert [copy.story_code for copy in group.copies] == ["1", "3"]
    assert group.copies[0].shared == 100
    assert group.copies[1].carrier == "Island Herald"
    assert report.stories == 4


def test_what_an_editor_says_counts(root: Path) -> None:
    """Which of them leads, what is a copy whatever it says, and what is none."""
    put(root, "2", "North Post", TEXT[:1200], day="2024-03-05", copy_of="1")
    put(root, "3", "Evening Bell", TEXT[200:], day="2024-03-07", not_copy_of=("1", "2"))
    put(root, "5", "Coast Courier", "It sang for an hour.", day="2024-03-01", copy_of="1")
    (group,) = find_copies(Project.at(root)).groups
    assert group.leading.story_code == "1"
    assert [(copy.story_code, copy.shared, copy.told) for copy in group.copies] == [("5", 0, True), ("2", 100, False)]
    assert list(group.as_lines())[1].endswith(", 0 %, as copy_of says")


def test_the_groups_are_listed_for_people_and_programs(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The leading story first, the copies below it."""
    assert main(["-C", str(root), "copies"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "2: Report 2 (North Post, 2024-03-05)"
    assert lines[1] == "  1: Report 1 (Harbour Wire, 2024-03-06), 100 %"
    assert lines[-1] == "texts of several papers: 1, in 4 stories"
    assert main(["-C", str(root), "copies", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["groups"][0]["leading"]["story_code"] == "2"


def test_a_story_file_that_cannot_be_read_is_named(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """All others are compared."""
    (root / "content" / "stories" / "9.md").write_text("---\ntitle: [\n---\n", "utf-8")
    assert main(["-C", str(root), "copies"]) == 1
    printed = capsys.readouterr()
    assert "9.md" in printed.err
    assert "texts of several papers: 1" in printed.out
