"""What a killed import made and a person deleted before the next one stays deleted."""

from __future__ import annotations

import os
from itertools import count
from pathlib import Path

import pytest
from desk_captures import Desk, capture
from walk_imports import run_apart

from news_digest.desk import journal
from news_digest.desk.bases import FILE
from news_digest.desk.journal import Journal, journal_of, known_ledger
from news_digest.desk.known import known_of
from news_digest.desk.selecting import Selection, select
from news_digest.project import Project

NAMES = ("One", "Two")

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="imports are begun by forking")


def a_desk(folder: Path) -> Desk:
    """Return a digest with two seeds."""
    desk = Desk(Project.at(folder))
    for number, name in enumerate(NAMES):
        desk.put(f"{number}.txt", capture(name, code=str(number)))
    return desk


def stories(desk: Desk) -> set[str]:
    """Return the story files that have come to their place."""
    return {name for name in desk.files() if "/." not in name}


def killed(desk: Desk, fuse: int) -> int:
    """Import in a process that is killed before it changes a file for this time; returns how it ended."""
    _, status = os.waitpid(run_apart(desk.project, 1, fuse), 0)
    return os.waitstatus_to_exitcode(status)


def killed_after_a_story(folder: Path) -> Desk:
    """Return a digest of which the first import was killed when it had made a story, or more."""
    for fuse in count():
        desk = a_desk(folder / str(fuse))
        assert killed(desk, fuse) < 0
        if stories(desk):
            return desk
    raise AssertionError


@needs_fork
def test_a_deleted_story_stays_deleted_at_whatever_moment_the_import_was_killed(tmp_path: Path) -> None:
    """What had come to its place is not made again, and all others are made."""
    whole = a_desk(tmp_path / "whole")
    whole.run()
    for fuse in count():
        desk = a_desk(tmp_path / str(fuse))
        status = killed(desk, fuse)
        made = stories(desk)
        for name in made:
            (desk.project.stories / name).unlink()
        report = desk.run()
        assert set(desk.files()) == stories(whole) - made, fuse
        assert {item.file for item in report.deleted} == {f"content/stories/{name}" for name in made}
        assert not desk.run().imported
        assert not journal_of(desk.project).exists()
        if status == 0:
            assert made == stories(whole)
            return


@needs_fork
def test_what_was_deleted_after_a_kill_is_known_and_comes_back_when_asked_for(tmp_path: Path) -> None:
    """As any other deleted story."""
    desk = killed_after_a_story(tmp_path)
    for name in stories(desk):
        (desk.project.stories / name).unlink()
    assert known_of(desk.project, "0").state.startswith("its story file was deleted")
    desk.run(restore=select(desk.project, Selection(("0",))))
    assert [name for name in stories(desk) if "one" in name]


@needs_fork
def test_a_story_that_was_moved_after_a_kill_is_found_and_read_again(tmp_path: Path) -> None:
    """By its code; what the import wrote is known again, by which it is merged."""
    desk = killed_after_a_story(tmp_path)
    (name,) = (name for name in stories(desk) if "one" in name)
    (desk.project.stories / name).rename(desk.project.stories / "moved.md")
    assert not desk.run().deleted
    assert len(desk.files()) == len(NAMES)
    assert (desk.project.root / ".digest" / FILE).exists()
    desk.put("0.txt", capture("One", code="0", body="The capture says something else by now, and at some length."))
    moved = desk.project.stories / "moved.md"
    moved.write_text(moved.read_text("utf-8") + "\nAn edit.\n", "utf-8")
    assert desk.run().merged


@needs_fork
def test_whoever_deletes_stories_and_ledger_begins_anew(tmp_path: Path) -> None:
    """Nothing is taken for deleted then."""
    desk = killed_after_a_story(tmp_path)
    for name in stories(desk):
        (desk.project.stories / name).unlink()
    for folder in sorted(desk.project.stories.rglob("*"), reverse=True):
        folder.rmdir()
    desk.project.stories.rmdir()
    assert len(desk.run().imported) == len(NAMES)


def test_a_journal_lasts_as_long_as_the_import(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """It has a line for each story file that was written."""
    seen: list[int] = []
    monkeypatch.setattr(journal.Journal, "remove", lambda _: seen.append(len(lines(desk))))
    desk.put("a.txt", capture("One", code="1"))
    desk.put("b.txt", capture("Two", code="2"))
    desk.run()
    assert seen == [2]
    monkeypatch.undo()
    desk.put("c.txt", capture("Three", code="3"))
    desk.run()
    assert not journal_of(desk.project).exists()


def lines(desk: Desk) -> list[bytes]:
    """Return the journal's lines."""
    return journal_of(desk.project).read_bytes().split(b"\n")[1:]


def test_a_story_that_could_not_be_put_in_its_place_is_not_noted(desk: Desk) -> None:
    """Neither is what the import went on with lost."""
    desk.put("a.txt", capture("One", code="1"))
    desk.run()
    (entry,) = desk.ledger()
    noted = Journal(desk.project)
    noted.place(entry, desk.project.stories / "a.md", b"a")
    (desk.project.stories / "b.md").mkdir()
    with pytest.raises(OSError, match="directory"):
        noted.place(entry, desk.project.stories / "b.md", b"b")
    noted.place(entry, desk.project.stories / "c.md", b"c")
    assert len(lines(desk)) == 2


def test_what_the_ledger_knows_is_not_taken_from_the_journal(desk: Desk) -> None:
    """Whatever seed its story is of by now, and wherever its file is."""
    desk.put("a.txt", capture())
    desk.run()
    (entry,) = desk.ledger()
    place = journal_of(desk.project)
    Journal(desk.project).place(entry, desk.story(), desk.story().read_bytes())
    kept = place.read_bytes()
    desk.story().rename(desk.project.stories / "moved.md")
    (desk.project.seeds / "a.txt").rename(desk.project.seeds / "b.txt")
    desk.run()
    place.write_bytes(kept)
    assert list(known_ledger(desk.project)) == list(desk.ledger())


@pytest.mark.parametrize("text", [b"\xff\n{}\n", b".0123456789abcdef.tmp {}", b"../x {}", b"\n\n[1]\n\0"])
def test_a_damaged_journal_says_nothing(desk: Desk, text: bytes) -> None:
    """It may have been cut short by a power cut."""
    desk.put("a.txt", capture())
    desk.run()
    journal_of(desk.project).write_bytes(text)
    desk.put("b.txt", capture("Two", code="2"))
    assert desk.run().imported
    assert not journal_of(desk.project).exists()
