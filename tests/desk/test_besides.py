"""Sidecars at the desk: which belongs to which capture, and what comes of it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from containers import STORIES, rss
from desk_captures import capture

from news_digest.desk.besides import pair_up
from news_digest.desk.explaining import explain
from news_digest.markdown import read_story

if TYPE_CHECKING:
    from desk_captures import Desk

    from news_digest.story import Story


def the_story(desk: Desk) -> Story:
    """Return the only story."""
    return read_story(desk.story().read_text("utf-8"), name="it")


def test_a_sidecar_is_told_by_its_name() -> None:
    """That of the capture with .toml behind it, or in the place of its ending where that is plain."""
    owned, refused = pair_up(["a.txt", "a.txt.toml", "b.html", "b.toml", "c", "c.toml", "_folder.toml"])
    assert owned == {"a.txt": "a.txt.toml", "b.html": "b.toml", "c": "c.toml"}
    assert refused == ()


def test_a_sidecar_that_belongs_to_no_one_capture_is_refused() -> None:
    """It may be a slip of a name, and what it says would be lost."""
    owned, refused = pair_up(["a.txt", "a.html", "a.toml", "b.toml", "c.txt", "c.txt.toml", "c.toml"])
    assert owned == {"c.txt": "c.txt.toml"}
    assert {name: reason.split(",")[0] for name, reason, _ in refused} == {
        "a.toml": "it may belong to a.html or a.txt",
        "b.toml": "it is a sidecar that belongs to no capture here",
        "c.toml": "c.txt has a sidecar already",
    }


def test_a_sidecar_holds_before_what_the_capture_says(desk: Desk) -> None:
    """And adds what it does not say; the sidecar itself is no capture."""
    desk.put("one.txt", capture())
    desk.put(
        "one.txt.toml", 'url = "https://harbourwire.example/1"\ndate = 2024-03-06\ntags = ["Boats"]\nrights = "all"'
    )
    report = desk.run()
    assert [item.seed for item in report.imported] == ["one.txt"]
    assert report.ok
    story = the_story(desk)
    assert (story.date, story.tags, dict(story.extra)) == (date(2024, 3, 6), ("Boats",), {"rights_notice": "all"})
    assert story.source
    assert (story.source.name, story.source.url) == ("Harbour Wire", "https://harbourwire.example/1")


def test_a_sidecar_says_how_much_of_a_story_may_be_shown(desk: Desk) -> None:
    """By one of three words; any other is a notice that is kept beside the story."""
    desk.put("_folder.toml", 'rights = "CC BY 4.0"')
    desk.put("one.txt", capture())
    desk.put("one.toml", 'rights = "excerpt"')
    desk.run()
    story = the_story(desk)
    assert (story.rights, dict(story.extra)) == ("excerpt", {})


def test_a_sidecar_gives_a_text_the_headline_that_it_lacks(desk: Desk) -> None:
    """In any encoding."""
    text = "Der erste Dampfer seit dem Sturm verließ den Hafen am Dienstag früh mit vierzig Leuten an Bord.\n"
    desk.put("one.txt", text.encode("utf-16"))
    desk.put("one.toml", 'title = "Fähren fahren wieder"\ndate = 2024-03-05')
    assert desk.run().imported
    story = the_story(desk)
    assert (story.headline, story.body) == ("Fähren fahren wieder", text.strip())


def test_a_changed_sidecar_changes_the_story(desk: Desk) -> None:
    """As a changed capture does; and one that goes takes back what it said."""
    desk.put("one.txt", capture())
    desk.run()
    desk.put("one.toml", 'rights = "all"')
    assert desk.run().changed
    assert the_story(desk).extra["rights_notice"] == "all"
    assert desk.run().unchanged
    (desk.project.seeds / "one.toml").unlink()
    assert desk.run().changed
    assert not the_story(desk).extra


def test_a_sidecar_of_a_folder_holds_for_all_in_it(desk: Desk) -> None:
    """For folders within it, too; the nearer one holds."""
    desk.put("_folder.toml", 'rights = "all"\nlang = "en"')
    desk.put("harbour/_folder.toml", 'rights = "some"')
    desk.put("harbour/one.txt", capture(code="1"))
    desk.put("harbour/two.txt", capture("Ferries Stay", code="2"))
    desk.put("harbour/two.toml", 'rights = "none"')
    desk.put("three.txt", capture("Ferries Go", code="3"))
    assert len(desk.run().imported) == 3
    files = sorted((desk.project.stories / name for name in desk.files()), key=str)
    assert [read_story(path.read_text("utf-8"), name="it").extra["rights_notice"] for path in files] == [
        "some",
        "none",
        "all",
    ]


def test_a_sidecar_of_a_feed_holds_for_its_entries(desk: Desk) -> None:
    """Unless it says what only one of them can have."""
    desk.put("week.xml", rss())
    desk.put("week.xml.toml", 'rights = "all"')
    assert len(desk.run().imported) == 2
    assert all("rights_notice: all" in (desk.project.stories / name).read_text("utf-8") for name in desk.files())
    desk.put("week.xml.toml", 'url = "https://harbourwire.example/feed"')
    (spike,) = desk.run().spiked
    assert "url belongs to one story" in spike.reason
    assert spike.seed == "week.xml"


def test_a_broken_sidecar_spikes_its_capture(desk: Desk) -> None:
    """Better none than one without its rights; the sidecar's file and key are named."""
    desk.put("one.txt", capture())
    desk.put("one.toml", 'right = "all"')
    desk.put("two.txt", capture("Ferries Stay", code="2"))
    report = desk.run()
    assert [(item.seed, item.reason.partition(" (")[0]) for item in report.spiked] == [
        ("one.txt", "one.toml: unknown key 'right'")
    ]
    assert len(report.imported) == 1


def test_a_lost_sidecar_is_spiked(desk: Desk) -> None:
    """It names no capture that is there."""
    desk.put("one.txt", capture())
    desk.put("other.toml", 'rights = "all"')
    report = desk.run()
    assert [item.seed for item in report.spiked] == ["other.toml"]
    assert report.spiked[0].remedy


def test_what_a_sidecar_says_is_explained(desk: Desk) -> None:
    """With its file as the place."""
    desk.put("one.txt", capture())
    desk.put("one.toml", 'title = "Boats Return"')
    desk.run()
    (field,) = (one for one in explain(desk.project, "846706").fields if one.field == "headline")
    first = field.candidates[0]
    assert (field.value, first.origin, first.rule, first.won) == ("Boats Return", "one.toml", "sidecar", True)


def test_a_sidecar_gives_two_entries_no_one_address(desk: Desk) -> None:
    """Every entry keeps its own."""
    desk.put("week.xml", rss())
    desk.put("_folder.toml", 'source = "North Post"')
    desk.run()
    urls = {entry.url for entry in desk.ledger()}
    assert urls == {story.url for story in STORIES}
