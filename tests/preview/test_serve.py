"""The preview: a build on every change, and when a story comes or goes."""

from __future__ import annotations

import shutil
import signal
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from queue import SimpleQueue
from time import monotonic, sleep

import pytest
from previews import serving
from small_digest import ROOT, SmallDigest

from news_digest.preview.serve import LULL_S, next_change, wake_at
from news_digest.stamps import TICK_NS

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


def test_what_the_watcher_missed_is_found(tmp_path: Path) -> None:
    """A file that is looked at through a link changes where nobody watches: not at once, but when nothing else does."""
    digest = SmallDigest.at(tmp_path / "site", siteurl="")
    away = digest.story("1", "Beginning").rename(tmp_path / "away.md")
    (digest.root / "content" / "stories" / "1.md").symlink_to(away)
    sleep(TICK_NS / 1e9)  # what is young is looked at again each time
    with serving(digest.root) as served:
        away.write_text(away.read_text("utf-8").replace("Beginning", "Missed"), "utf-8")
        begun = monotonic()
        digest.story("2", "Told")
        served.wait_until(lambda: served.shows("/stories/2/", "Told"))
        assert served.shows("/stories/1/", "Beginning") or monotonic() - begun > LULL_S
        served.wait_until(lambda: served.shows("/stories/1/", "Missed"))


def themed(folder: Path) -> tuple[SmallDigest, Path]:
    """Return a digest of a story with a theme of its own, and the template of its story pages."""
    shutil.copytree(ROOT / "theme", folder / "theme")
    digest = SmallDigest.at(folder / "site", siteurl="", theme=str(folder / "theme"))
    digest.story("1", "Beginning")
    return digest, folder / "theme" / "templates" / "article.html"


def test_what_changed_before_a_build_that_failed_is_looked_at(tmp_path: Path) -> None:
    """With the next change, whatever that is of."""
    digest, template = themed(tmp_path)
    good = template.read_text("utf-8")
    with serving(digest.root) as served:
        template.write_text(good + "{% if %}", "utf-8")
        served.wait_until_said("Not all went well")
        digest.story("1", "Changed")
        served.wait_until_said("(?s:Not all went well.*Not all went well)")
        template.write_text(good, "utf-8")
        served.wait_until(lambda: served.shows("/stories/1/", "Changed"))


def test_what_settings_name_is_watched_wherever_it_is(tmp_path: Path) -> None:
    """A theme, templates that stand for its own, plugins; also what they name only since."""
    digest, template = themed(tmp_path)
    good, mine = template.read_text("utf-8"), tmp_path / "mine" / "article.html"
    mine.parent.mkdir()
    with serving(digest.root) as served:
        template.write_text(good.replace("<article", '<article data-mark="one"'), "utf-8")
        served.wait_until(lambda: served.shows("/stories/1/", 'data-mark="one"'))
        conf = digest.root / "pelicanconf.py"
        conf.write_text(f"{conf.read_text('utf-8')}THEME_TEMPLATES_OVERRIDES = [{str(mine.parent)!r}]\n", "utf-8")
        served.wait_until_said("(?s:Built in .*Built in .*Built in )")
        mine.write_text(good.replace("<article", '<article data-mark="two"'), "utf-8")
        served.wait_until(lambda: served.shows("/stories/1/", 'data-mark="two"'))
