"""A ledger that was lost or damaged is made again from seeds and story files."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from desk_captures import Desk, capture

from news_digest.cli import main
from news_digest.desk.crew import Crew
from news_digest.desk.rebuilding import Rebuilt, check_ledger, rebuild_ledger
from news_digest.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FEED = """<rss version="2.0"><channel><title>Harbour Wire</title>
<item><title>The storm is over</title><link>https://harbourwire.example/1</link><guid>s1</guid>
<pubDate>Tue, 05 Mar 2024 14:06:00 +0000</pubDate><description>The storm was all we heard of.</description></item>
<item><title>The calm is back</title><link>https://harbourwire.example/2</link><guid>s2</guid>
<pubDate>Wed, 06 Mar 2024 14:06:00 +0000</pubDate><description>The calm was all we heard of.</description></item>
</channel></rss>"""


@pytest.fixture
def full(desk: Desk) -> Desk:
    """Return a digest of stories of several kinds."""
    desk.put("north/a.txt", capture("The Ferries Return", code="11"))
    desk.put("b.txt", capture("The Storm Goes", code=None))
    desk.put("c.txt", capture("The Harbour Opens", code="11", source="North Post"))
    desk.put("d-double.txt", capture("The Ferries Return", code="11"))
    desk.put("feed.xml", FEED)
    assert desk.run().ok
    return desk


def rebuild(desk: Desk) -> Rebuilt:
    """Make the ledger again."""
    return rebuild_ledger(desk.project, Crew())


LOSSES: dict[str, Callable[[bytes], bytes | None]] = {
    "lost": lambda _: None,
    "empty": lambda _: b"",
    "cut": lambda data: data[:-200],
    "headless": lambda data: data.partition(b"\n")[2],
    "merged badly": lambda data: data.replace(b'{"seed": "c', b'<<<<<<< ours\n=======\n>>>>>>> theirs\n{"seed": "c'),
    "one line gone": lambda data: b"".join(line for line in data.splitlines(keepends=True) if b"feed.xml" not in line),
    "no text": lambda data: data.replace(b"ferries", b"\xff\xfe"),
    "twice": lambda data: data + data.splitlines(keepends=True)[1].replace(b'"size": ', b'"size": 1'),
    "other ends of lines": lambda data: data.replace(b"\n", b"\r\n"),
}


@pytest.mark.parametrize("loss", LOSSES)
def test_a_rebuilt_ledger_is_the_one_that_was_lost(full: Desk, loss: str) -> None:
    """To the byte, and no story file is written; what was there is kept aside."""
    before, stamps = full.project.ledger.read_bytes(), full.stamps()
    data = LOSSES[loss](before)
    full.project.ledger.unlink()
    if data is not None:
        full.project.ledger.write_bytes(data)
    rebuilt = rebuild(full)
    assert full.project.ledger.read_bytes() == before
    assert rebuilt.kept + len(rebuilt.found) == 5
    assert rebuilt.edited == rebuilt.without == ()
    ledger = full.project.ledger.as_posix()
    assert {path: stamp for path, stamp in full.stamps().items() if path != ledger} == {
        path: stamp for path, stamp in stamps.items() if path != ledger
    }
    kept_aside = full.project.root / ".digest" / "ledger-before.jsonl"
    assert (kept_aside.read_bytes() if kept_aside.exists() else None) == (data or None)
    assert len(full.run().unchanged) == 5


def story(desk: Desk, words: str) -> Path:
    """Return the story file with these words in its name."""
    (path,) = desk.project.stories.rglob(f"*{words}*")
    return path


def test_an_edited_story_counts_as_edited(full: Desk) -> None:
    """It stays as it is, now and in the next import."""
    path = story(full, "storm-goes")
    path.write_text(path.read_text("utf-8").replace("forty", "41"), "utf-8")
    edited = path.read_bytes()
    full.project.ledger.unlink()
    rebuilt = rebuild(full)
    assert [item.seed for item in rebuilt.edited] == ["b.txt"]
    assert full.run().ok
    assert path.read_bytes() == edited


@pytest.mark.parametrize("key", ["seed", "seed and story_code", "seed and guid"])
def test_a_story_whose_file_names_no_seed_is_found_by_what_is_left(full: Desk, key: str) -> None:
    """By its code, printed or minted, or by its feed id, also where it was moved."""
    path = story(full, "storm-goes")
    gone = tuple(f"{name}:" for name in key.split(" and "))
    lines = [line for line in path.read_text("utf-8").splitlines(keepends=True) if not line.startswith(gone)]
    path.unlink()
    moved = full.project.stories / "moved.md"
    moved.write_text("".join(lines), "utf-8")
    full.project.ledger.unlink()
    rebuilt = rebuild(full)
    assert [(item.seed, item.file) for item in rebuilt.edited] == [("b.txt", "content/stories/moved.md")]
    assert rebuilt.without == ()


def test_a_seed_without_a_story_file_is_named_and_not_imported(full: Desk) -> None:
    """It is new, or its story was deleted: which, nobody can tell any more."""
    story(full, "storm-goes").unlink()
    full.project.ledger.unlink()
    files = full.files()
    rebuilt = rebuild(full)
    assert [item.seed for item in rebuilt.without] == ["b.txt"]
    assert full.files() == files
    assert "b.txt" not in full.project.ledger.read_text("utf-8")


def test_a_story_that_was_deleted_stays_deleted_where_its_line_can_be_read(full: Desk) -> None:
    """Only what is damaged is made anew."""
    story(full, "storm-goes").unlink()
    before = full.project.ledger.read_bytes()
    full.project.ledger.write_bytes(before.partition(b"\n")[2])
    rebuild(full)
    assert full.project.ledger.read_bytes() == before
    assert [item.seed for item in full.run().deleted] == ["b.txt"]


def test_a_double_that_comes_first_takes_no_story(desk: Desk) -> None:
    """The seed that the file names has it, also where another of the same bytes stands before it."""
    desk.put("b.txt", capture(code=None))
    desk.run()
    desk.put("a.txt", capture(code=None))
    desk.run()
    before = desk.project.ledger.read_bytes()
    desk.project.ledger.unlink()
    rebuild(desk)
    assert desk.project.ledger.read_bytes() == before


def test_an_import_after_the_loss_of_the_ledger_finds_the_stories_of_archives(full: Desk) -> None:
    """Though it is known that the archive was read whole."""
    before = full.project.ledger.read_bytes()
    full.project.ledger.unlink()
    full.run()
    assert full.project.ledger.read_bytes() == before


def test_the_command_says_what_it_found(full: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    """And names what a person should look at."""
    full.project.ledger.unlink()
    story(full, "storm-goes").unlink()
    assert main(["-C", str(full.project.root), "ledger", "--rebuild"]) == 0
    out = capsys.readouterr().out
    assert "content/ledger.jsonl: 4 stories, of which 4 were found again\n" in out
    assert "without a story file" in out
    assert "  b.txt\n" in out


def test_a_ledger_is_checked(full: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    """One that is whole has no problems; a lost line and a file that stands twice are named."""
    assert check_ledger(full.project) == (5, [])
    assert main(["-C", str(full.project.root), "ledger"]) == 0
    lines = full.project.ledger.read_text("utf-8").splitlines(keepends=True)
    a_line = next(line for line in lines if '"b.txt"' in line)
    full.project.ledger.write_text("".join(line for line in lines if line != a_line), "utf-8")
    assert main(["-C", str(full.project.root), "ledger", "--check"]) == 1
    assert "made from b.txt, but the ledger has no line of it" in capsys.readouterr().out
    full.project.ledger.write_text("".join([*lines, a_line.replace('"b.txt"', '"z.txt"')]), "utf-8")
    assert len(check_ledger(full.project)[1]) == 2
    full.project.ledger.write_text("x", "utf-8")
    with pytest.raises(SettingsError, match=r"digest ledger --rebuild"):
        check_ledger(full.project)


def git(desk: Desk, *arguments: str) -> str:
    """Run git in the digest's folder."""
    names = ("-c", "user.name=A", "-c", "user.email=a@harbourwire.example")
    done = subprocess.run(
        ["git", *names, *arguments], cwd=desk.project.root, capture_output=True, text=True, check=True
    )
    return done.stdout


@pytest.mark.skipif(shutil.which("git") is None, reason="there is no git here")
def test_git_sees_small_and_stable_diffs(full: Desk) -> None:
    """An import with nothing to do changes nothing; a changed seed changes its story and one line of the ledger.

    But for the first one of all, which makes the ledger's head name the format that has keys for earlier captures.
    """
    (full.project.root / ".gitignore").write_text(".digest/\n")
    git(full, "init", "-q")
    full.put(
        "c.txt", capture("The Harbour Opens", code="11", source="North Post") + "\nOne more boat came in the evening.\n"
    )
    full.run()
    git(full, "add", "-A")
    git(full, "commit", "-qm", "imported")
    full.run()
    shutil.rmtree(full.project.root / ".digest")
    full.run(reread=True)
    assert git(full, "status", "--porcelain") == ""
    full.put("b.txt", capture("The Storm Goes", code=None, body="The storm went by on Tuesday, and at some speed."))
    full.run()
    changed = [line.split("\t") for line in git(full, "diff", "--numstat", "--", "content").splitlines()]
    assert {name: (int(added), int(taken)) for added, taken, name in changed if "ledger" in name} == {
        "content/ledger.jsonl": (1, 1)
    }
    assert len(changed) == 2
