"""Pictures that an import put in their place and that nothing shows any more."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from news_digest.capture.pictures import FOLDER
from news_digest.cli import main
from news_digest.project import Project
from news_digest.publish.check import check_digest

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

SHOWN, OTHER = "ab/" + "ab" * 16 + ".jpg", "cd/" + "cd" * 16 + ".png"


def a_digest(root: Path, text: str = "", *, page: str = "") -> Project:
    """Return a digest with two pictures of an import, one of the editor's own, a story and a page of these texts."""
    project = Project.at(root)
    head = "---\ntitle: Ferries Return\ndate: 2024-03-05T14:06\nstory_code: '1'\n---\n"
    for name, content in (
        (f"{FOLDER}/{SHOWN}", "1"),
        (f"{FOLDER}/{OTHER}", "2"),
        (f"{FOLDER}/boat.jpg", "3"),
        ("stories/a.md", f"{head}{text}\n"),
        ("pages/about.md", f"Title: About\n\n{page}\n"),
    ):
        path = project.content / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")
    return project


def test_a_picture_that_no_file_shows_is_named_and_is_no_fault(tmp_path: Path) -> None:
    """What the editor put there under a name of its own is the editor's."""
    report = check_digest(a_digest(tmp_path, f"![A boat]({{static}}/{FOLDER}/{SHOWN})"))
    assert report.ok
    assert report.unused_pictures == (f"content/{FOLDER}/{OTHER}",)


def test_a_picture_that_a_page_shows_is_in_use(tmp_path: Path) -> None:
    """In whatever markup."""
    story, page = f"![A boat]({{static}}/{FOLDER}/{SHOWN})", f'<img src="../{FOLDER}/{OTHER}">'
    assert check_digest(a_digest(tmp_path, story, page=page)).unused_pictures == ()


def test_the_command_names_it_in_a_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With the exit status of success, and for programs under a key of its own."""
    a_digest(tmp_path)
    assert main(["-C", str(tmp_path), "check"]) == 0
    assert f"pictures that no story shows: 2, content/{FOLDER}/{SHOWN}" in capsys.readouterr().out
    assert main(["-C", str(tmp_path), "check", "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)["unused_pictures"]) == 2


def test_many_are_counted_and_some_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """All of them where that is wished."""
    project = a_digest(tmp_path)
    for number in range(20):
        (project.content / FOLDER / "ab" / f"{number:032x}.jpg").write_bytes(b"1")
    assert main(["-C", str(tmp_path), "check"]) == 0
    assert capsys.readouterr().out.count(".jpg") == 5
    assert main(["-C", str(tmp_path), "-v", "check"]) == 0
    assert capsys.readouterr().out.count(".jpg") == 21


def test_a_picture_without_words_and_a_story_without_credit_are_told_of(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each in a line, and neither is a fault."""
    a_digest(tmp_path, f"![]({{static}}/{FOLDER}/{SHOWN})")
    assert main(["-C", str(tmp_path), "check"]) == 0
    said = capsys.readouterr().out
    assert "no words for those who cannot see it: 1, content/stories/a.md" in said
    assert "stories that credit no source: 1, content/stories/a.md" in said


def test_words_and_a_credit_are_all_that_is_asked_for(tmp_path: Path) -> None:
    """A story that has them is in no list."""
    project = a_digest(tmp_path, f"![A boat]({{static}}/{FOLDER}/{SHOWN})")
    file = project.stories / "a.md"
    file.write_text(file.read_text("utf-8").replace("title:", "source: Harbour Wire\ntitle:"), "utf-8")
    report = check_digest(project)
    assert (report.silent_stories, report.uncredited_stories) == ((), ())
