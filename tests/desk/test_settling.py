"""Conflicts are shown, and settled for one side or by hand."""

from __future__ import annotations

from pathlib import Path

import pytest
from desk_captures import Desk, capture

from news_digest.cli import main
from news_digest.desk.conflicts import Conflicts
from news_digest.desk.recoding import recode
from news_digest.desk.settling import disputed, settle
from news_digest.errors import CaptureError, SettingsError

CODE = "846706"


@pytest.fixture
def split(desk: Desk) -> Desk:
    """Return a desk with a story whose text both sides changed; the headline was changed by the capture alone."""
    desk.put("one.txt", capture())
    desk.run()
    desk.story().write_text(desk.story().read_text("utf-8").replace("forty people", "41 people"), "utf-8")
    desk.put("one.txt", capture("Ferries Sail Again", body="The first ferry since the storm left with fifty on board."))
    assert desk.run().kept
    return desk


def text(desk: Desk) -> str:
    """Return the story file."""
    return desk.story().read_text("utf-8")


def test_what_is_no_conflict_was_merged(split: Desk) -> None:
    """The rest of the story does not wait."""
    assert "title: Ferries Sail Again" in text(split)
    assert "41 people" in text(split)


def test_both_texts_are_shown(split: Desk) -> None:
    """With the place, for a person."""
    (one,) = disputed(split.project)
    assert [(each.place, "41" in each.ours, "fifty" in each.theirs) for each in one.conflicts] == [("body", True, True)]
    assert "body, in the story file:" in one.as_text()


def test_a_conflict_settled_for_the_editor_is_gone(split: Desk) -> None:
    """The file is not touched, and the next import has nothing to say."""
    before = text(split)
    settle(split.project, CODE, "ours")
    assert text(split) == before
    assert list(disputed(split.project)) == []
    report = split.run()
    assert report.unchanged
    assert report.unsettled == ()
    assert not split.project.ledger.with_name("conflicts.jsonl").exists()


def test_a_conflict_settled_for_the_capture_takes_its_text(split: Desk) -> None:
    """There alone."""
    settle(split.project, CODE, "theirs")
    assert "fifty on board" in text(split)
    assert "41 people" not in text(split)
    assert list(disputed(split.project)) == []


def test_a_conflict_is_settled_in_an_editor(split: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the editor leaves is the story, if no marks are left in it."""
    script = tmp_path / "editor.sh"
    script.write_text("sed -i -e '/^[<=>]\\{7\\}/d' -e 's/41 people/42 people/' \"$1\"\n")
    monkeypatch.setenv("EDITOR", f"sh {script}")
    monkeypatch.delenv("VISUAL", raising=False)
    settle(split.project, CODE, "edit")
    assert "42 people" in text(split)
    assert "fifty on board" in text(split)


def test_marks_that_are_left_settle_nothing(split: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The story file is as it was."""
    before = text(split)
    monkeypatch.setenv("VISUAL", "true")
    with pytest.raises(CaptureError, match="not settled"):
        settle(split.project, CODE, "edit")
    assert text(split) == before
    assert list(disputed(split.project))


def test_a_conflict_that_the_editor_settled_in_the_file_is_gone(split: Desk) -> None:
    """Once it says what the capture says."""
    (one,) = disputed(split.project)
    split.story().write_text(text(split).replace(one.conflicts[0].ours, one.conflicts[0].theirs), "utf-8")
    assert list(disputed(split.project)) == []


def test_a_conflict_outlives_further_imports(split: Desk) -> None:
    """The base stays that of before the conflict; what is new is merged."""
    split.put(
        "one.txt", capture("Ferries Sail Once More", body="The first ferry since the storm left with fifty on board.")
    )
    assert split.run().merged
    (one,) = disputed(split.project)
    assert [each.place for each in one.conflicts] == ["body"]


def test_a_story_that_was_moved_is_found(split: Desk) -> None:
    """By its code."""
    split.story().rename(split.project.stories / "moved.md")
    settle(split.project, CODE, "theirs")
    assert "fifty on board" in text(split)


def test_a_story_without_conflicts_is_said_to_have_none(desk: Desk) -> None:
    """With where to look."""
    with pytest.raises(CaptureError, match="no conflicts"):
        settle(desk.project, CODE, "ours")


def test_a_damaged_list_is_named(split: Desk) -> None:
    """With file, line and remedy."""
    path = split.project.ledger.with_name("conflicts.jsonl")
    path.write_text("{}\n", "utf-8")
    with pytest.raises(SettingsError, match=r"conflicts\.jsonl:1.*git"):
        Conflicts.load(split.project)


def test_the_command_lists_and_settles(split: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    """And says what it did."""
    folder = str(split.project.root)
    assert main(["-C", folder, "conflicts"]) == 0
    assert "fifty on board" in capsys.readouterr().out
    assert main(["-C", folder, "conflicts", CODE, "--theirs"]) == 0
    assert "settled: content/stories" in capsys.readouterr().out
    assert main(["-C", folder, "conflicts"]) == 0
    assert capsys.readouterr().out == "no conflicts\n"


def test_a_story_that_was_given_another_code_is_found(split: Desk) -> None:
    """By its former one, under which its conflicts were noted."""
    recode(split.project, CODE, "new-77")
    (one,) = disputed(split.project, CODE)
    assert [each.place for each in one.conflicts] == ["body"]
    settle(split.project, CODE, "theirs")
    assert "fifty on board" in text(split)
