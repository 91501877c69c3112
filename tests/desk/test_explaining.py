"""Where a story's fields came from."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from desk_captures import Desk, capture

from news_digest.desk.explaining import Explanation, explain
from news_digest.errors import CaptureError, NewsDigestError

if TYPE_CHECKING:
    from news_digest.desk.explaining import ExplainedField


def fields_of(found: Explanation) -> dict[str, ExplainedField]:
    """Return the explained fields by name."""
    return {field.field: field for field in found.fields}


def test_a_printed_code_is_traced_to_its_line(desk: Desk) -> None:
    """Value, rule and line stand together."""
    desk.put("one.txt", capture())
    desk.run()
    found = explain(desk.project, "846706")
    code = fields_of(found)["story_code"]
    assert code.value == "846706"
    assert [one.origin for one in code.candidates if one.won] == ["line 3"]
    assert "line 3" in found.as_text()
    assert "as the import wrote it" in found.state


def test_what_the_desk_gave_is_said_to_be_given(desk: Desk) -> None:
    """A minted code stands in no line."""
    desk.put("one.txt", capture(code=None))
    code = desk.run().imported[0].story_code
    assert code
    found = fields_of(explain(desk.project, code))
    assert "minted" in found["story_code"].origin
    assert "minted" in found["guid"].origin


def test_an_edit_is_named_by_its_fields(desk: Desk) -> None:
    """The explanation is of the capture and says where the file differs."""
    desk.put("one.txt", capture())
    desk.run()
    text = (
        desk.story().read_text("utf-8").replace("title: Ferries Return", "title: Boats Return").replace("forty", "41")
    )
    desk.story().write_text(text, "utf-8")
    assert "edited by hand: headline, body" in explain(desk.project, "846706").state


@pytest.mark.parametrize(
    ("text", "state"),
    [(None, "deleted"), ("no front matter", "broken"), ("---\ntitle: [\n---\n", "broken")],
    ids=["deleted", "headless", "yaml"],
)
def test_a_story_file_that_is_gone_or_broken_is_no_hindrance(desk: Desk, text: str | None, state: str) -> None:
    """The capture still tells."""
    desk.put("one.txt", capture())
    desk.run()
    if text is None:
        desk.story().unlink()
    else:
        desk.story().write_text(text, "utf-8")
    assert state in explain(desk.project, "846706").state


def test_a_story_is_found_by_any_of_its_names(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Code, seed and files, as a person would type them."""
    desk.put("deep/one two.txt", capture())
    desk.run()
    monkeypatch.chdir(desk.project.root)
    file = desk.story().relative_to(desk.project.root).as_posix()
    for name in (
        "846706",
        "deep/one two.txt",
        "seeds/deep/one two.txt",
        str(desk.project.seeds / "deep/one two.txt"),
        file,
    ):
        assert explain(desk.project, name).seed == "deep/one two.txt"


def test_a_story_is_found_by_the_code_that_an_editor_gave(desk: Desk) -> None:
    """And by the printed one."""
    desk.put("one.txt", capture())
    desk.run()
    desk.story().write_text(desk.story().read_text("utf-8").replace("846706", "900"), "utf-8")
    assert explain(desk.project, "900").seed == explain(desk.project, "846706").seed == "one.txt"


def test_a_capture_that_was_never_imported_is_explained_as_well(desk: Desk) -> None:
    """To see why, before anything is written."""
    seed = desk.put("one.txt", capture(date=None))
    found = explain(desk.project, str(seed))
    assert found.state == "It was never imported."
    assert found.file is None
    outside = desk.project.root / "elsewhere.txt"
    outside.write_text(capture(), "utf-8")
    assert fields_of(explain(desk.project, str(outside)))["story_code"].value == "846706"


def test_a_capture_that_cannot_be_read_says_why(desk: Desk) -> None:
    """The same message as in the import."""
    with pytest.raises(CaptureError, match="it is empty"):
        explain(desk.project, str(desk.put("one.txt", "")))


def test_an_unknown_name_is_refused(desk: Desk) -> None:
    """With where the names are to be had."""
    with pytest.raises(NewsDigestError, match="no story has this code"):
        explain(desk.project, "404")


def test_a_seed_that_was_removed_cannot_be_explained(desk: Desk) -> None:
    """The capture is what tells; without it there is nothing to say."""
    desk.put("one.txt", capture())
    desk.run()
    (desk.project.seeds / "one.txt").unlink()
    with pytest.raises(CaptureError, match=r"one\.txt: the seed is gone"):
        explain(desk.project, "846706")


def test_nothing_of_a_capture_reaches_the_terminal_as_a_command(desk: Desk) -> None:
    """An escape that survives decoding is shown and not sent."""
    desk.put(
        "one.txt", capture(body="A right-to-left override \u202e and a soft\u00ad hyphen stand in this long paragraph.")
    )
    desk.run()
    text = explain(desk.project, "846706").as_text()
    assert all(char == "\n" or char.isprintable() for char in text)


@pytest.mark.parametrize("zone", ["UTC", "Asia/Tehran"])
@pytest.mark.parametrize("kind", ["text", "page"])
def test_a_time_without_a_zone_says_which_was_assumed(desk: Desk, zone: str, kind: str) -> None:
    """The digest's own, for texts and pages alike."""
    text = "Ferries Return\nPublished: 2024-03-05 14:06\n\n" + "The first ferry left the harbour on Tuesday. " * 9
    paragraph = "<p>The first ferry left the harbour on Tuesday with forty people and two goats on board.</p>"
    html = f"<!doctype html><h1>Ferries Return</h1><time datetime='2024-03-05T14:06'>5 March</time>{paragraph * 4}"
    desk.put("one.txt", html if kind == "page" else text)
    found = explain(replace(desk.project, timezone=zone), "one.txt")
    assert f"no zone is printed, {zone} is assumed" in fields_of(found)["date"].origin
    assert f"{zone} is assumed" in found.as_text()


def test_a_time_with_a_zone_assumes_none(desk: Desk) -> None:
    """It says itself when it was."""
    head = "Ferries Return\nPublished: 2024-03-05T14:06+01:00\n\n"
    desk.put("one.txt", head + "The first ferry left the harbour on Tuesday.\n")
    assert "assumed" not in explain(desk.project, "one.txt").as_text()
