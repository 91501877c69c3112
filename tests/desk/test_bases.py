"""What the last import wrote is known as long as anybody has it."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from desk_captures import Desk, capture

from news_digest.desk.bases import Bases
from news_digest.desk.ledger import fingerprint
from news_digest.project import Project

TEXT = "---\ntitle: Ferries\n---\n\nThey return.\n"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Return an empty digest."""
    return Project.at(tmp_path)


def git(project: Project, *arguments: str) -> None:
    """Run git as somebody."""
    own = ("-c", "user.name=Ada", "-c", "user.email=ada@harbourwire.example", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *own, *arguments], cwd=project.root, check=True, capture_output=True)


def test_a_text_that_was_kept_is_found(project: Project) -> None:
    """By this run and the next, whatever its line ends."""
    bases = Bases(project)
    bases.put(TEXT)
    assert bases.get(fingerprint(TEXT), "a.md") == TEXT
    bases.save()
    assert Bases(project).get(fingerprint(TEXT.replace("\n", "\r\n")), "a.md") == TEXT
    assert Bases(project).get(fingerprint("other"), "a.md") is None


def test_a_damaged_memory_is_begun_anew(project: Project) -> None:
    """It is no more than that."""
    path = project.root / ".digest" / "desk.db"
    path.parent.mkdir()
    path.write_bytes(b"no database, but of some length " * 200)
    assert Bases(project).get(fingerprint(TEXT), "a.md") is None
    bases = Bases(project)
    bases.put(TEXT)
    bases.save()
    assert Bases(project).get(fingerprint(TEXT), "a.md") == TEXT


def test_texts_that_no_story_needs_are_forgotten(project: Project) -> None:
    """Once they are most of what is there."""
    bases = Bases(project)
    for number in range(1010):
        bases.put(f"{TEXT}{number}\n")
    bases.put(TEXT)
    bases.save()
    bases.keep_only({fingerprint(TEXT)})
    assert Bases(project).get(fingerprint(f"{TEXT}1\n"), "a.md") is None
    assert Bases(project).get(fingerprint(TEXT), "a.md") == TEXT


def test_in_a_clone_an_edited_story_is_merged_by_its_committed_version(desk: Desk) -> None:
    """The memory of what was written is not in git; the story as it was written is."""
    body = "The first ferry left at noon with forty people.\n\nThe second one waited for the evening tide."
    desk.put("one.txt", capture(body=body))
    desk.run()
    git(desk.project, "init", "-q")
    git(desk.project, "add", "content", "seeds")
    git(desk.project, "commit", "-q", "-m", "Import")
    desk.story().write_text(desk.story().read_text("utf-8").replace("forty", "41"), "utf-8")
    git(desk.project, "commit", "-q", "-a", "-m", "Correct")
    (desk.project.root / ".digest" / "desk.db").unlink()
    desk.put("one.txt", capture(body=body.replace("evening", "morning")))
    assert [item.seed for item in desk.run().merged] == ["one.txt"]
    assert "41 people" in desk.story().read_text("utf-8")
    assert "morning tide" in desk.story().read_text("utf-8")


def test_without_any_base_an_edited_story_stays_as_it_is(desk: Desk) -> None:
    """And what differs is told."""
    desk.put("one.txt", capture())
    desk.run()
    edited = desk.story().read_text("utf-8").replace("forty people", "41 people")
    desk.story().write_text(edited, "utf-8")
    (desk.project.root / ".digest" / "desk.db").unlink()
    desk.put("one.txt", capture("Ferries Sail Again"))
    (item,) = desk.run().kept
    assert item.reason.startswith("title, the text: ")
    assert desk.story().read_text("utf-8") == edited
