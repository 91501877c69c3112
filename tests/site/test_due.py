"""Embargo and expiry: what is on the site hangs on the moment of the build, and on nothing else of the clock."""

from __future__ import annotations

from pathlib import Path

import pytest
from rebuilding import Built, Rebuilder
from small_digest import SmallDigest

from news_digest.cli import main

BEFORE, BETWEEN, AFTER = "2024-03-09T05:59+01:00", "2024-03-09T06:00+01:00", "2024-04-01"
TIMED = "tags: [Timed]\nembargo: 2024-03-09T06:00\nexpires: 2024-04-01\n"


@pytest.fixture(params=["", "simple"], ids=["ours", "another theme"])
def site(
    request: pytest.FixtureRequest, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Rebuilder:
    """Return a digest with a story that is there in March only, and shows a picture."""
    monkeypatch.setattr("news_digest.site.looking.TICK_NS", 0)
    digest = SmallDigest.at(tmp_path / "digest", theme=request.param)
    digest.file("shots/boat.png", b"PNG")
    digest.story("1", "Held Back", body="It comes. ![A boat]({static}/shots/boat.png)", more=TIMED)
    digest.story("2", "Always There", body="It stays.")
    return Rebuilder(digest, capsys)


def build(site: Rebuilder, now: str) -> Built:
    """Build at a moment."""
    done = site.build(now=now)
    assert done.status == 0, done.err
    return done


EVERYWHERE = ("index.html", "rss.xml", "atom.xml", "sitemap.xml", "editions/2024-03-05/index.html")


def seen(site: Rebuilder) -> set[str]:
    """Return which of the files tell of the story, by its headline or its address."""
    texts = {name: site.digest.page(name) for name in EVERYWHERE}
    return {name for name, text in texts.items() if "Held Back" in text or "stories/1/" in text}


@pytest.mark.parametrize("now", [BEFORE, AFTER])
def test_a_story_is_nowhere_before_its_embargo_is_over_and_after_it_expired(site: Rebuilder, now: str) -> None:
    """No page, no list, no feed, no tag, and no picture that only it shows."""
    build(site, now)
    assert seen(site) == set()
    assert not site.digest.has("stories/1/index.html")
    assert not site.digest.has("tags/timed/index.html")
    assert not site.digest.has("shots/boat.png")
    assert site.digest.has("stories/2/index.html")


def test_a_story_is_everywhere_in_between(site: Rebuilder) -> None:
    """From the very moment on that its embargo is over."""
    build(site, BETWEEN)
    assert seen(site) == set(EVERYWHERE)
    assert site.digest.has("shots/boat.png")


def test_a_build_says_what_is_due_next(site: Rebuilder) -> None:
    """In a line, with the moment in the site's zone."""
    assert "Due next: story 1 comes at 2024-03-09 06:00+01:00." in build(site, BEFORE).out
    assert "Due next: story 1 goes at 2024-04-01 00:00+02:00." in build(site, BETWEEN).out
    assert "Due next" not in build(site, AFTER).out


@pytest.fixture
def timed(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Rebuilder:
    """Return the same digest, with our theme, and a story that links to the one that comes and goes."""
    monkeypatch.setattr("news_digest.site.looking.TICK_NS", 0)
    digest = SmallDigest.at(tmp_path / "digest")
    digest.story("1", "Held Back", more=TIMED)
    digest.story("2", "Always There", more='related:\n- {title: Held Back, story_code: "1"}\n')
    return Rebuilder(digest, capsys)


def test_moving_through_time_is_exact_either_way(timed: Rebuilder) -> None:
    """What was built incrementally is what a build from nothing makes at that moment, forwards and backwards."""
    for now in (BEFORE, BETWEEN, AFTER, BETWEEN, BEFORE, AFTER, BEFORE):
        timed.right(now=now)


def test_nothing_is_done_until_something_is_due(timed: Rebuilder) -> None:
    """Whatever the moment, and the line of what is due next is said all the same."""
    build(timed, "2024-03-08")
    done = build(timed, BEFORE)
    assert (done.written, done.removed) == (frozenset(), frozenset())
    assert "nothing to write" in done.out
    assert "Due next: story 1 comes" in done.out


def test_without_such_keys_a_build_is_the_same_at_any_moment(timed: Rebuilder) -> None:
    """But for the sitemap of news, whose two days are counted from a moment that is named."""
    timed.digest.story("1", "Held Back")
    build(timed, "1999-01-01")
    done = build(timed, "2099-01-01")
    assert done.written == {"news-sitemap.xml"}
    assert "Due next" not in done.out


def test_a_draft_under_embargo_has_no_page_either(timed: Rebuilder) -> None:
    """Not on the site at all is not on the site at all."""
    timed.digest.story("1", "Held Back", more=f"{TIMED}status: draft\n")
    build(timed, BEFORE)
    assert not timed.digest.has("drafts/1/index.html")
    build(timed, BETWEEN)
    assert timed.digest.has("drafts/1/index.html")


def test_two_stories_of_one_code_are_refused_though_one_waits(timed: Rebuilder) -> None:
    """So that the site does not break on the day when it comes."""
    timed.digest.file("stories/other.md", '---\ntitle: Other\ndate: 2024-03-01\nstory_code: "1"\n---\nText.\n')
    done = timed.build(now=BEFORE, fatal="errors")
    assert "story_code '1' is already that of" in done.err


def test_former_addresses_come_and_go_with_the_story(timed: Rebuilder) -> None:
    """A story that is not there is not led to."""
    timed.digest.story("1", "Held Back", more=f'{TIMED}formerly: ["77"]\n')
    timed.right(now=BEFORE)
    assert not timed.digest.has("stories/77/index.html")
    timed.right(now=BETWEEN)
    assert timed.digest.has("stories/77/index.html")


def test_the_command_line_and_the_settings_say_when(timed: Rebuilder, capsys: pytest.CaptureFixture[str]) -> None:
    """`--now` before `DIGEST_NOW`, also where a build begins at a glance; the next moment is told each time."""
    root, settings = str(timed.digest.root), timed.digest.root / "pelicanconf.py"
    settings.write_text(settings.read_text("utf-8") + 'DIGEST_NOW = "2024-01-01"\n', "utf-8")
    for arguments, there in ((), False), (("--now", "2024-03-10"), True), ((), False), (("--now", "2024-03-10"), True):
        assert main(["-C", root, "build", *arguments]) == 0
        assert timed.digest.has("stories/1/index.html") is there
        assert "Due next: story 1" in capsys.readouterr().out


def test_what_is_due_is_listed_in_order(timed: Rebuilder, capsys: pytest.CaptureFixture[str]) -> None:
    """What comes and what goes, the next first."""
    timed.digest.story("3", "Soon Gone", more="expires: 2024-03-02T08:00+00:00\n")
    assert main(["-C", str(timed.digest.root), "due", "--now", "2024-03-01"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[:4] for line in lines] == [
        ["2024-03-02", "09:00+01:00", "goes", "3"],
        ["2024-03-09", "06:00+01:00", "comes", "1"],
        ["2024-04-01", "00:00+02:00", "goes", "1"],
    ]
    assert main(["-C", str(timed.digest.root), "due", "--now", "2025-01-01"]) == 0
    assert capsys.readouterr().out == "nothing is due\n"


def test_a_moment_that_is_none_is_refused(timed: Rebuilder, capsys: pytest.CaptureFixture[str]) -> None:
    """With what to write."""
    with pytest.raises(SystemExit):
        main(["-C", str(timed.digest.root), "build", "--now", "tomorrow"])
    assert "tomorrow is no moment" in capsys.readouterr().err
    settings = timed.digest.root / "pelicanconf.py"
    settings.write_text(settings.read_text("utf-8") + 'DIGEST_NOW = "tomorrow"\n', "utf-8")
    assert main(["-C", str(timed.digest.root), "build"]) == 1
    assert "DIGEST_NOW is 'tomorrow'" in capsys.readouterr().err
