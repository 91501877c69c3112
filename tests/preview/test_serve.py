"""The preview: a build on every change, and when a story comes or goes."""

from __future__ import annotations

import signal
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from queue import SimpleQueue

import pytest
from previews import serving
from small_digest import SmallDigest

from news_digest.preview.serve import next_change, wake_at

BIN = Path(sys.executable).parent


def test_serve_builds_again_on_a_change_and_ends_cleanly(tmp_path: Path) -> None:
    """A broken change leaves the page up and prints what is wrong; the next good one is shown."""
    digest = SmallDigest.at(tmp_path, siteurl="")
    story = digest.story("1", "First Words")
    good = story.read_text("utf-8")
    with serving(digest.root) as served:
        assert served.shows("/stories/1/", "First Words")
        story.write_text(good.replace("2024-03-05", "someday"), "utf-8")
        served.wait_until_said(r"1\.md:3: date: (?s:.*)Not all went well")
        assert served.shows("/stories/1/", "First Words")
        story.write_text(good.replace("First", "Second"), "utf-8")
        served.wait_until(lambda: served.shows("/stories/1/", "Second Words"))
        served.process.send_signal(signal.SIGINT)
        assert served.process.wait(10) == 0
        assert "Traceback" not in served.log.read_text("utf-8")


def in_seconds(seconds: float) -> str:
    """Return a moment that comes so soon, as a story file has it."""
    return (datetime.now(UTC) + timedelta(seconds=seconds)).isoformat(timespec="seconds")


@pytest.mark.parametrize("theme", ["", "simple"], ids=["ours", "another theme"])
def test_serve_builds_again_when_a_story_comes_or_goes(tmp_path: Path, theme: str) -> None:
    """Though nobody changes a file; also where every story is read at each build."""
    digest = SmallDigest.at(tmp_path, siteurl="", theme=theme)
    going = digest.story("1", "It Goes", more="expires: 2999-01-01\n")
    with serving(digest.root) as served:
        assert served.shows("/", "It Goes")
        soon = in_seconds(3)
        digest.story("2", "It Comes", more=f"embargo: {soon}\n")
        going.write_text(going.read_text("utf-8").replace("2999-01-01", soon), "utf-8")
        served.wait_until(lambda: served.shows("/", "It Comes"))
        served.wait_until(lambda: not served.shows("/", "It Goes"))


def test_serve_shows_a_moment_and_waits_for_none(tmp_path: Path) -> None:
    """What is under embargo can be looked at beforehand."""
    digest = SmallDigest.at(tmp_path, siteurl="")
    digest.story("1", "It Comes", more="embargo: 2998-01-01\n")
    digest.story("2", "It Comes Later", more="embargo: 2999-01-01\n")
    with serving(digest.root, "--now", "2998-06-01") as served:
        assert served.shows("/", "It Comes")
        assert not served.shows("/", "It Comes Later")


def test_what_is_due_is_waited_for_by_the_clock() -> None:
    """It may be set, and the machine may sleep: asked is the clock, and a change comes first."""
    changes: SimpleQueue[str] = SimpleQueue()
    clock = iter([0, 1_000, 2_000_000_000]).__next__
    assert next_change(changes, 2_000_000_000, clock) is None
    changes.put("content/a.md")
    assert next_change(changes, 10**18, lambda: 0) == "content/a.md"
    changes.put("content/b.md")
    assert next_change(changes, None) == "content/b.md"


def test_what_came_due_during_a_build_is_built_at_once() -> None:
    """What was due before it began is no reason: the build failed, or its moment is fixed."""
    assert wake_at(due=15, begun=10) == 15
    assert wake_at(due=10, begun=10) is None
    assert wake_at(due=None, begun=10) is None
