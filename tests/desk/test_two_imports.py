"""Imports of one digest take turns, and end in order when they are asked to."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from code_map import PACKAGE
from desk_captures import Desk, capture
from walk_imports import Twins, differences, half_written, outcomes, run_apart

from news_digest.desk.importing import import_seeds
from news_digest.errors import NoLockError
from news_digest.lock import held

if TYPE_CHECKING:
    from collections.abc import Iterator

RUN = "import sys; from news_digest.cli import main; sys.exit(main(sys.argv[1:]))"


@contextmanager
def importing(desk: Desk, *options: str) -> Iterator[subprocess.Popen[str]]:
    """Run `digest import` in a process of its own."""
    command = [sys.executable, "-c", RUN, "-C", str(desk.project.root), "import", *options]
    environment = os.environ | {"PYTHONPATH": str(PACKAGE.parent)}
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def many(desk: Desk, total: int) -> None:
    """Save so many seeds."""
    for number in range(total):
        desk.put(f"{number:03}.txt", capture(f"The ferries return on day {number}", code=str(number + 1)))


def wait_for_a_story(desk: Desk, process: subprocess.Popen[str]) -> None:
    """Wait until an import has written something."""
    while not list(desk.project.stories.rglob("*.md")) and process.poll() is None:
        time.sleep(0.001)


def test_two_imports_at_once_do_the_work_of_one(desk: Desk) -> None:
    """Each seed becomes one story, by whichever of them, and nothing is refused."""
    many(desk, 40)
    with importing(desk, "--json") as one, importing(desk, "--json") as other:
        told = [process.communicate(timeout=60) for process in (one, other)]
    assert (one.returncode, other.returncode) == (0, 0), told
    assert len(desk.files()) == len(desk.ledger()) == 40
    assert len(desk.run().unchanged) == 40


def test_an_import_waits_for_the_one_that_is_at_work(desk: Desk) -> None:
    """And says for whom."""
    desk.put("a.txt", capture())
    with held(desk.project.root / ".digest" / "import.lock", pytest.fail, "import"):
        with importing(desk) as waiting:
            line = waiting.stderr.readline() if waiting.stderr else ""
        told = f"another import of this digest is at work (process {os.getpid()}); this one waits until it ends"
        assert line == f"digest: {told}\n"
        assert desk.files() == []
    assert desk.run().imported


def test_an_import_that_would_write_nothing_waits_for_nobody(desk: Desk) -> None:
    """A dry run, and one with nothing to do."""
    desk.put("a.txt", capture())
    desk.run()
    with held(desk.project.root / ".digest" / "import.lock", pytest.fail, "import"):
        assert desk.run().unchanged
        desk.put("b.txt", capture("Another Matter", code="12"))
        assert desk.run(dry_run=True).imported


def test_a_lock_that_cannot_be_had_is_named(desk: Desk) -> None:
    """With the file and the remedy; nothing is written."""
    desk.put("a.txt", capture())
    (desk.project.root / ".digest").write_text("in the way")
    with pytest.raises(NoLockError, match=r"import\.lock: cannot be locked: .*\(correct its permissions"):
        desk.run()
    assert desk.files() == []


def test_a_request_to_end_leaves_a_saved_ledger(desk: Desk) -> None:
    """`kill`, and service managers, send SIGTERM; the exit status is that of shells."""
    many(desk, 150)
    with importing(desk, "-j", "1") as process:
        wait_for_a_story(desk, process)
        process.send_signal(signal.SIGTERM)
        _, errors = process.communicate(timeout=60)
    assert process.returncode == 128 + signal.SIGTERM, errors
    assert "Traceback" not in errors
    files, entries = desk.files(), {entry.file for entry in desk.ledger()}
    assert 0 < len(files) < 150
    assert entries <= set(files)
    assert len(files) - len(entries) <= 1
    assert desk.run().ok
    assert len(desk.files()) == 150


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="the workers of a process are read from /proc")
def test_readers_end_with_an_import_that_is_killed(desk: Desk) -> None:
    """They wait for nobody, and keep nobody from the lock."""
    many(desk, 150)
    with importing(desk, "-j", "2") as process:
        wait_for_a_story(desk, process)
        process.kill()
        process.wait()
        begun = time.monotonic()
        while _is_anybody_left(process.pid) and time.monotonic() - begun < 20:
            time.sleep(0.05)
        assert not _is_anybody_left(process.pid)
    assert desk.run().ok
    assert len(desk.files()) == 150


def _is_anybody_left(group: int) -> bool:
    for place in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, of = place.read_text().rpartition(")")[2].split()[:3]
        except OSError:
            continue
        if int(of) == group and state != "Z":
            return True
    return False


def test_what_a_kill_left_aside_is_swept(desk: Desk) -> None:
    """By the next import that has anything to do; a person's files stay."""
    desk.put("a.txt", capture())
    desk.run()
    places = [desk.story().parent, desk.project.stories, desk.project.content, desk.project.root / ".digest"]
    for place in places:
        (place / ".0123456789abcdef.tmp").write_text("half")
    mine = [desk.project.stories / ".notes.tmp", desk.project.root / ".0123456789abcdef.tmp"]
    for path in mine:
        path.write_text("mine")
    assert desk.run().unchanged
    assert [place for place in places if (place / ".0123456789abcdef.tmp").exists()] == []
    assert all(path.exists() for path in mine)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="imports are begun by forking")
def test_a_killed_import_is_made_up_for(tmp_path: Path) -> None:
    """A share of what `bench/import_kills.py` does."""
    kills = 0
    for outcome in outcomes(tmp_path, seed=5):
        assert outcome.faults == (), outcome
        kills += outcome.killed
        if kills == 12:
            return


@pytest.mark.skipif(not hasattr(os, "fork"), reason="imports are begun by forking")
def test_a_walk_can_be_told_from_one_that_goes_wrong(tmp_path: Path) -> None:
    """The walk itself finds what it is made to find: a half-written story, and an edit that is gone."""
    twins = Twins.below(tmp_path)
    import_seeds(twins.one)
    os.waitpid(run_apart(twins.other, 1, None), 0)
    story = min(twins.one.stories.rglob("*.md"))
    story.write_bytes(story.read_bytes()[:100])
    twins.edits["stories/gone.md"] = {"Edit number 1."}
    assert list(half_written(twins, {}))
    assert len(list(differences(twins, with_ledger=True))) == 2
