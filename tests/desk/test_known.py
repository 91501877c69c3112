"""`digest code`: all that is known of a story code, whoever knows it."""

from __future__ import annotations

import json

import pytest
from desk_captures import Desk, capture

from news_digest.cli import main
from news_digest.desk.known import known_of
from news_digest.desk.recoding import recode
from news_digest.errors import CaptureError

OTHER = "The harbour closed on Monday after the storm had come over the mole."


def test_an_imported_story_is_shown_whole(desk: Desk) -> None:
    """File, seed, printed code, publisher, feed id, and that it was not edited."""
    desk.put("a.txt", capture())
    desk.run()
    found = known_of(desk.project, "846706")
    assert found.file
    assert found.file.startswith("content/stories/2024/03/846706-")
    assert (found.seed, found.printed_code, found.publisher) == ("a.txt", "846706", "Harbour Wire")
    assert (found.status, found.edited, found.imported_as) == ("published", False, "846706")
    assert found.guid
    assert found.guid.startswith("urn:uuid:")


def test_an_edit_shows(desk: Desk) -> None:
    """As the ledger and the file tell it."""
    desk.put("a.txt", capture())
    desk.run()
    with desk.story().open("a", encoding="utf-8") as file:
        file.write("More.\n")
    assert known_of(desk.project, "846706").edited is True


def test_a_former_code_tells_whose_it_is(desk: Desk) -> None:
    """And the code now tells the former ones."""
    desk.put("a.txt", capture())
    desk.run()
    recode(desk.project, "846706", "900")
    (other,) = known_of(desk.project, "846706").others
    assert (other.how, other.story_code) == ("a former code of", "900")
    found = known_of(desk.project, "900")
    assert (found.formerly, found.imported_as) == (("846706",), "846706")


def test_only_the_ledger_may_know_it(desk: Desk) -> None:
    """The story file was deleted."""
    desk.put("a.txt", capture())
    desk.run()
    desk.story().unlink()
    found = known_of(desk.project, "846706")
    assert "deleted" in found.state
    assert (found.file, found.seed) == (None, "a.txt")


def test_only_a_file_may_know_it(desk: Desk) -> None:
    """No import made it, or the ledger is lost."""
    desk.put("a.txt", capture())
    desk.run()
    desk.project.ledger.unlink()
    found = known_of(desk.project, "846706")
    assert (found.title, found.imported_as, found.edited) == ("Ferries Return to the Northern Islands", None, None)


def test_stories_that_print_the_same_code_are_named(desk: Desk) -> None:
    """Two publishers count from one."""
    desk.put("a.txt", capture())
    desk.put("b.txt", capture("Harbour Closes", source="North Post", body=OTHER))
    desk.run()
    (other,) = known_of(desk.project, "846706").others
    assert (other.how, other.story_code) == ("printed as the code of", "846706-north-post")


def test_a_broken_file_is_told_as_such(desk: Desk) -> None:
    """With what is wrong with it, and what the ledger knows."""
    desk.put("a.txt", capture())
    desk.run()
    desk.story().write_text('---\ntitle: A: B\nstory_code: "846706"\nseed: a.txt\n---\n', "utf-8")
    found = known_of(desk.project, "846706")
    assert "broken" in found.state
    assert found.seed == "a.txt"


def test_nothing_known_is_said_clearly(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    """With exit status 1."""
    with pytest.raises(CaptureError, match="nothing is known"):
        known_of(desk.project, "404")
    assert main(["-C", str(desk.project.root), "code", "404"]) == 1
    assert "404: nothing is known of this code" in capsys.readouterr().err


def test_it_is_printed_for_people_and_for_programs(desk: Desk, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    """The address is that from the site's root."""
    desk.put("a.txt", capture())
    desk.run()
    assert main(["-C", str(desk.project.root), "code", "846706"]) == 0
    text = capsysbinary.readouterr().out.decode()
    assert text.startswith("846706: an imported story\n")
    assert "address       /stories/846706/\n" in text
    assert main(["-C", str(desk.project.root), "code", "846706", "--json"]) == 0
    assert json.loads(capsysbinary.readouterr().out)["address"] == "/stories/846706/"


def test_recode_says_what_it_did(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    """In two lines."""
    desk.put("a.txt", capture())
    desk.run()
    assert main(["-C", str(desk.project.root), "recode", "846706", "900"]) == 0
    assert "846706 is 900 now" in capsys.readouterr().out
