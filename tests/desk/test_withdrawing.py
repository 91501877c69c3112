"""A story is withdrawn by its code, and brought back; its file keeps every other byte."""

from __future__ import annotations

import os
from datetime import date
from typing import TYPE_CHECKING

import pytest
from desk_captures import Desk, capture

from news_digest.cli import main
from news_digest.desk.withdrawing import restore, withdraw
from news_digest.errors import CaptureError, NewsDigestError, StoryFileError
from news_digest.markdown import read_story_bytes
from news_digest.story import Withdrawal

if TYPE_CHECKING:
    from pathlib import Path

CODE = "846706"
WHY = "The source took its report back: nobody had sailed."
YAML = b'---\ntitle: Ferries\nstory_code: "846706"\n---\n\nThe boats came in.\n\n---\nwithdrawn: no\n'
HEADER = b"Title: Ferries\nStory_code: 846706\nTags: a,\n    b\n\nThe boats came in.\nWithdrawn: no\n"
FORMS = {
    "front matter": YAML,
    "lines of Windows": YAML.replace(b"\n", b"\r\n"),
    "a mark before it": b"\xef\xbb\xbf" + YAML,
    "a list at its end": YAML.replace(b"---\n\nThe", b"related:\n- {title: A}\n---\n\nThe"),
    "a text of several lines at its end": YAML.replace(b"---\n\nThe", b"note: |\n  one\n  two\n...\nThe"),
    "no body": YAML[: YAML.index(b"\n\nThe")],
    "Pelican's header": HEADER,
    "a header alone": b"Title: Ferries\nStory_code: 846706",
    "a remark": YAML.replace(b"story_code", b"# the code\nstory_code"),
}


def put(desk: Desk, data: bytes, name: str = "2024/03/ferries.md") -> Path:
    """Put a story file in."""
    path = desk.project.stories / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("form", FORMS)
def test_only_lines_of_its_own_come_and_go(desk: Desk, form: str) -> None:
    """The rest of the file stands as it stood, and to undo it gives the file back to the byte."""
    path = put(desk, FORMS[form])
    assert withdraw(desk.project, CODE, WHY, date(2024, 5, 3)) == "content/stories/2024/03/ferries.md"
    written = path.read_bytes()
    assert read_story_bytes(written, name="it").withdrawn == Withdrawal(WHY, date(2024, 5, 3))
    kept = [
        line for line in written.splitlines() if not line.lower().startswith((b'withdrawn: "the', b"withdrawn: the"))
    ]
    kept = [line for line in kept if not line.lower().startswith(b"withdrawn_date")]
    assert kept == FORMS[form].splitlines()
    restore(desk.project, CODE)
    if form != "a header alone":
        assert path.read_bytes() == FORMS[form]


def test_a_second_reason_takes_the_place_of_the_first(desk: Desk) -> None:
    """The day goes with it unless it is said again; the same once more changes nothing."""
    path = put(desk, YAML)
    withdraw(desk.project, CODE, "Wrong.", date(2024, 5, 3))
    withdraw(desk.project, CODE, WHY)
    before = path.read_bytes(), path.stat().st_ino
    assert read_story_bytes(before[0], name="it").withdrawn == Withdrawal(WHY)
    withdraw(desk.project, CODE, WHY)
    assert (path.read_bytes(), path.stat().st_ino) == before


@pytest.mark.parametrize("reason", ["no", "12:30", "# a: 'b' \"c\"", "two\nlines", "- x", "y" * 500, "سبب", "a\udc80b"])
def test_a_reason_may_be_any_text(desk: Desk, reason: str) -> None:
    """It is written so that it is read as it was meant, on one line."""
    path = put(desk, YAML)
    withdraw(desk.project, CODE, reason)
    found = read_story_bytes(path.read_bytes(), name="it").withdrawn
    assert found
    assert found.reason.split()[0][:1] == reason.split(maxsplit=1)[0][:1]
    restore(desk.project, CODE)
    assert path.read_bytes() == YAML


def refused(desk: Desk, reason: str = WHY) -> NewsDigestError:
    """Return why a story cannot be withdrawn."""
    with pytest.raises(NewsDigestError) as caught:
        withdraw(desk.project, CODE, reason)
    return caught.value


def test_what_cannot_be_withdrawn_is_named_with_what_to_do(desk: Desk) -> None:
    """By its file, where there is one."""
    assert "no story file in content/stories has this code" in str(refused(desk))
    path = put(desk, b"---\ntitel: A\nstory_code: '846706'\n---\n")
    assert isinstance(refused(desk), StoryFileError)
    path.write_bytes(YAML)
    assert "--reason" in str(refused(desk, " \n"))
    with pytest.raises(CaptureError, match="was not withdrawn"):
        restore(desk.project, CODE)
    put(desk, YAML, "other.md")
    assert "2024/03/ferries.md and content/stories/other.md have this code" in str(refused(desk))


def test_front_matter_of_another_form_is_left_alone(desk: Desk) -> None:
    """Better no change than a wrong one."""
    data = b'---\n{title: Ferries,\nstory_code: "846706"\n}\n---\n'
    path = put(desk, data)
    assert "by hand" in str(refused(desk))
    assert path.read_bytes() == data


def test_an_import_never_brings_a_story_back(desk: Desk) -> None:
    """Neither when its file was moved, nor when its capture changed, nor when the ledger is lost."""
    desk.put("one.txt", capture())
    desk.run()
    (file,) = desk.files()
    code = read_story_bytes((desk.project.stories / file).read_bytes(), name=file).story_code
    assert code
    withdraw(desk.project, code, WHY)
    os.rename(desk.project.stories / file, desk.project.stories / "moved.md")  # noqa: PTH104 - plain names
    assert desk.run().ok
    desk.put("one.txt", capture() + "\nOne more paragraph came in on the evening boat, and it was a long one.\n")
    assert desk.run().merged
    desk.project.ledger.unlink()
    assert desk.run().ok
    (file,) = desk.files()
    assert read_story_bytes((desk.project.stories / file).read_bytes(), name=file).withdrawn == Withdrawal(WHY)


def test_the_command_withdraws_a_story_and_brings_it_back(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a reason, or with a day for nothing, the command line is wrong."""
    path = put(desk, YAML)
    command = ("-C", str(desk.project.root), "withdraw", CODE)
    assert main([*command, "--reason", "It was wrong.", "--date", "2024-05-03"]) == 0
    said = b"withdrawn: It was wrong.\nwithdrawn_date: 2024-05-03\n"
    assert path.read_bytes() == YAML.replace(b"---\n\nThe", said + b"---\n\nThe")
    assert main([*command, "--undo"]) == 0
    assert path.read_bytes() == YAML
    assert capsys.readouterr().out.splitlines() == [
        "content/stories/2024/03/ferries.md: withdrawn",
        "content/stories/2024/03/ferries.md: brought back",
    ]
    for wrong in ([], ["--undo", "--date", "2024-05-03"], ["--reason", "A", "--date", "May"]):
        with pytest.raises(SystemExit, match="2"):
            main([*command, *wrong])
    assert main([*command, "--undo"]) == 1
