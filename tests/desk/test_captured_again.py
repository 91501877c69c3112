"""A story that is captured again under another name is an update of that story, and no second one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk_captures import Desk, capture

from news_digest.desk.known import known_of
from news_digest.desk.ledger import Ledger

if TYPE_CHECKING:
    from news_digest.desk.entry import Entry

BODY = "The first ferry since the storm left the harbour on Tuesday morning with {} people on board."
LATER = "2024-03-05 18:00"


def text(desk: Desk) -> str:
    """Return the only story file."""
    return desk.story().read_text("utf-8")


def test_a_later_capture_of_a_code_updates_its_story(desk: Desk) -> None:
    """The file, the code and the feed id stay; the first capture is a double from then on."""
    desk.put("a.txt", capture(body=BODY.format("forty")))
    desk.run()
    names = desk.files()
    desk.put("b.txt", capture(body=BODY.format("41"), date=LATER))
    report = desk.run()
    assert [item.seed for item in report.changed] == ["b.txt"]
    assert desk.files() == names
    assert "41 people" in text(desk)
    for _ in range(2):
        report = desk.run()
        assert [item.seed for item in report.unchanged] == ["b.txt"]
        assert [item.reason for item in report.duplicates] == ["b.txt is a capture of this story, and as new"]
        assert "41 people" in text(desk)


def test_the_later_capture_is_the_story_whichever_is_read_first(desk: Desk) -> None:
    """Also in one run, in either order of their names."""
    desk.put("a.txt", capture(body=BODY.format("41"), date=LATER))
    desk.put("b.txt", capture(body=BODY.format("forty")))
    report = desk.run()
    assert [item.seed for item in report.imported] == ["a.txt"]
    assert [item.seed for item in report.duplicates] == ["b.txt"]
    assert "41 people" in text(desk)


def test_an_edit_survives_a_capture_under_another_name(desk: Desk) -> None:
    """It is merged, as with a capture in the first one's place."""
    desk.put("a.txt", capture(body=BODY.format("forty") + "\n\n" + BODY.format("no other")))
    desk.run()
    desk.story().write_text(text(desk).replace("forty", "fourty-one"), "utf-8")
    desk.put("b.txt", capture(body=BODY.format("forty") + "\n\n" + BODY.format("ten more"), date=LATER))
    assert [item.seed for item in desk.run().merged] == ["b.txt"]
    assert "fourty-one" in text(desk)
    assert "ten more" in text(desk)


def test_another_story_with_the_same_code_is_refused(desk: Desk) -> None:
    """A publisher's slip, or a code that was read wrongly, must not cost a story."""
    desk.put("a.txt", capture())
    desk.run()
    before = text(desk)
    desk.put("b.txt", capture("Market Prices Fall", body="Wheat and barley cost less than a year ago.", date=LATER))
    assert [item.seed for item in desk.run().spiked] == ["b.txt"]
    assert text(desk) == before


def test_a_code_of_another_publisher_is_another_story(desk: Desk) -> None:
    """However much alike the two are."""
    desk.put("a.txt", capture())
    desk.put("b.txt", capture(source="North Post", date=LATER))
    assert len(desk.run().imported) == 2


def test_a_story_that_was_deleted_stays_deleted(desk: Desk) -> None:
    """A second capture does not bring it back."""
    desk.put("a.txt", capture())
    desk.run()
    desk.story().unlink()
    desk.put("b.txt", capture(date=LATER))
    report = desk.run()
    assert desk.files() == []
    assert report.deleted


def test_a_story_file_that_was_moved_is_updated_where_it_is(desk: Desk) -> None:
    """By the code in it."""
    desk.put("a.txt", capture(body=BODY.format("forty")))
    desk.run()
    desk.story().rename(desk.project.stories / "moved.md")
    desk.put("b.txt", capture(body=BODY.format("41"), date=LATER))
    assert desk.run().changed
    assert desk.files() == ["moved.md"]
    assert "41 people" in text(desk)


def only_entry(desk: Desk) -> Entry:
    """Return what the ledger has of the only story."""
    (entry,) = Ledger.load(desk.project.ledger)
    return entry


def test_the_ledger_keeps_the_captures_that_a_story_was_made_of_before(desk: Desk) -> None:
    """Under another name or in the same file, the oldest first; reading one again adds none."""
    desk.put("a.txt", capture(body=BODY.format("forty")))
    desk.run()
    first = only_entry(desk)
    desk.put("b.txt", capture(body=BODY.format("41"), date=LATER))
    desk.run()
    second = only_entry(desk)
    desk.put("b.txt", capture(body=BODY.format("42"), date=LATER))
    desk.run()
    desk.run(reread=True)
    known = known_of(desk.project, "846706")
    assert [(one.name, one.sha256) for one in known.earlier] == [("a.txt", first.sha256), ("b.txt", second.sha256)]
    assert f"before that   a.txt, SHA-256 {first.sha256}" in known.as_text()
    assert desk.project.ledger.read_text("utf-8").startswith('{"ledger": 3}')


def test_a_seed_that_was_renamed_is_no_other_capture(desk: Desk) -> None:
    """The bytes are the same."""
    desk.put("a.txt", capture())
    desk.run()
    (desk.project.seeds / "a.txt").rename(desk.project.seeds / "b.txt")
    desk.run()
    assert (only_entry(desk).name, only_entry(desk).history) == ("b.txt", ())
