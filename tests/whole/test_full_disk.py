"""A disk that fills up: what is there is whole, what is not there is said, and the next run makes all good."""

from __future__ import annotations

import shutil
from contextlib import nullcontext
from typing import TYPE_CHECKING

import pytest
from captures import a_capture
from disks import can_mount, limit_files, small_disk
from newsroom import SITEURL, Newsroom, Run, empty_project, folder_prints

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from pathlib import Path

BUILD = ("digest", "build", "--settings", "checkconf.py")
# A limit on file sizes says "too large", a disk says "no space left".
DISKS = ("limit", "disk") if can_mount() else ("limit",)
REASONS = ("disk I/O error", "File too large", "No space left on device")


def fill(kind: str, folder: Path, size: str) -> AbstractContextManager[Callable[[], None]]:
    """Return the disk under a folder; a mere limit needs none."""
    return small_disk(folder, size) if kind == "disk" else nullcontext(lambda: None)


def run_short_of_space(room: Newsroom, kind: str, *command: str) -> Run:
    """Run a command that cannot write all that it would, and look at what it says."""
    done = room.run(*command, before=limit_files if kind == "limit" else None)
    assert done.status == 1
    assert "Traceback" not in done.said
    assert any(reason in " ".join(done.said.split()) for reason in REASONS), done.said
    return done


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    """Return a digest of five stories, imported and built with all the room in the world."""
    done = empty_project(tmp_path_factory.mktemp("done") / "room")
    done.publish_as(SITEURL)
    for number in range(5):
        done.seed(f"{number}.txt", a_capture(f"Story Number {number}", code=str(300 + number)))
    done.must("digest", "import")
    done.must(*BUILD)
    return done


@pytest.fixture
def todo(done: Newsroom, tmp_path: Path) -> Newsroom:
    """Return the same digest before its import."""
    todo = Newsroom(tmp_path / "room")
    shutil.copytree(done.root, todo.root, ignore=shutil.ignore_patterns("stories", "ledger.jsonl", "output", ".digest"))
    return todo


@pytest.mark.parametrize("kind", DISKS)
def test_a_full_disk_leaves_no_half_story(todo: Newsroom, done: Newsroom, kind: str) -> None:
    """The import fails in words, every story file that is there is whole, and the next import brings the others."""
    with fill(kind, todo.stories, "12k") as make_room:
        run_short_of_space(todo, kind, "digest", "import")
        whole = folder_prints(done.stories)
        assert folder_prints(todo.stories).items() <= whole.items()
        make_room()
        todo.must("digest", "import")
        assert folder_prints(todo.root / "content") == folder_prints(done.root / "content")


@pytest.mark.parametrize("kind", DISKS)
def test_a_full_disk_leaves_no_half_page(todo: Newsroom, done: Newsroom, kind: str) -> None:
    """The build fails in words, every file of the site is whole, and the next build brings the others."""
    todo.must("digest", "import")
    with fill(kind, todo.output, "96k") as make_room:
        run_short_of_space(todo, kind, *BUILD)
        whole = folder_prints(done.output)
        assert folder_prints(todo.output).items() <= whole.items()
        make_room()
        todo.must(*BUILD)
        assert folder_prints(todo.output) == whole


def test_a_page_that_could_not_be_written_anew_stays_as_it_was(done: Newsroom, tmp_path: Path) -> None:
    """Readers see the old page, not half of the new one."""
    edited = Newsroom(tmp_path / "room")
    shutil.copytree(done.root, edited.root)
    story = min(edited.stories.rglob("*.md"))
    story.write_text(story.read_text("utf-8").replace("potatoes", "turnips"), "utf-8")
    run_short_of_space(edited, "limit", *BUILD)
    assert folder_prints(edited.output) == folder_prints(done.output)
