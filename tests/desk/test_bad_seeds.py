"""What cannot be imported: each with its reason, nothing lost, everything else goes on."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from desk_captures import Desk, as_a_user_without_rights, capture

from news_digest.markdown import read_story

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06"

SPIKED: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "empty"),
    "zeros": (bytes(10_000_000), "larger"),
    "few-zeros": (bytes(1000), "zero bytes"),
    "picture": (PNG, "PNG"),
    "blank": (b" \n\t\n\xc2\xa0\n", "white space"),
    "no-headline": (
        b"Published: 2024-03-05\n\n" + b"It rained on Tuesday, and all of the ferries stayed in. " * 20,
        "headline",
    ),
    "no-body": (b"Ferries Return\nPublished: 2024-03-05\n", "body"),
}


@pytest.mark.parametrize("name", SPIKED)
def test_what_is_no_capture_is_spiked_with_its_reason(desk: Desk, name: str) -> None:
    """The others are imported all the same, and the message says what to do."""
    data, reason = SPIKED[name]
    desk.put("good.txt", capture())
    desk.put("bad.txt", data)
    report = desk.run()
    (spike,) = report.spiked
    assert spike.seed == "bad.txt"
    assert reason in spike.reason
    assert spike.remedy
    assert len(report.imported) == 1


READ: dict[str, bytes] = {
    "half-a-character": capture().encode() + "The end — ".encode()[:-2],
    "long-line": capture(body="Words and more words. " * 240).encode(),
    "long-headline": capture("Ferries return " * 25).encode(),
    "controls": capture(
        body="A bell\x07, an escape \x1b[31m and a null-free form feed\x0c end this paragraph."
    ).encode(),
    "crlf-and-mark": b"\xef\xbb\xbf" + capture().replace("\n", "\r\n").encode(),
}


@pytest.mark.parametrize("name", READ)
def test_what_is_odd_and_readable_is_imported(desk: Desk, name: str) -> None:
    """The file can be read back, and no path grows beyond what file systems take."""
    desk.put("odd.txt", READ[name])
    assert desk.run().imported
    story = read_story(desk.story().read_text("utf-8"), name="odd")
    assert story.story_code == "846706"
    assert len(desk.story().name.encode()) <= 140
    assert desk.run().unchanged


def test_an_unreadable_file_is_spiked(open_desk: Desk) -> None:
    """Its neighbours are imported."""
    open_desk.put("locked.txt", capture()).chmod(0)
    open_desk.put("open.txt", capture("Another Matter", code="12"))
    open_desk.project.ledger.parent.mkdir(mode=0o777)
    open_desk.project.ledger.parent.chmod(0o777)
    report = as_a_user_without_rights(open_desk.run)
    assert [(item.seed, item.reason) for item in report.spiked] == [  # type: ignore[attr-defined]
        ("locked.txt", "seeds/locked.txt: Permission denied")
    ]
    assert len(open_desk.files()) == 1


def test_a_folder_that_cannot_be_written_spikes_its_stories(open_desk: Desk) -> None:
    """They are imported as soon as it can."""
    open_desk.put("one.txt", capture())
    open_desk.project.stories.mkdir(parents=True)
    report = as_a_user_without_rights(open_desk.run)
    (first, *_) = report.spiked  # type: ignore[attr-defined]
    assert "Permission denied" in first.reason
    assert "right" in first.remedy
    assert open_desk.run().imported


def test_a_link_a_pipe_and_a_locked_folder_are_never_opened(desk: Desk) -> None:
    """A pipe would block for ever, a link may lead to anybody's file."""
    seeds = desk.project.seeds
    outside = desk.project.root / "secret.txt"
    outside.write_text(capture(), "utf-8")
    (seeds / "a-link.txt").symlink_to(outside)
    (seeds / "b-nowhere.txt").symlink_to(seeds / "not-there.txt")
    (seeds / "c-folder").symlink_to(desk.project.root)
    os.mkfifo(seeds / "d-pipe.txt")
    desk.put("good/one.txt", capture())
    (seeds / "f-loop.txt").symlink_to(seeds / "f-loop.txt")
    (seeds / "e-inside.txt").symlink_to(seeds / "good" / "one.txt")
    report = desk.run()
    assert [(item.seed, item.reason.split()[-1]) for item in report.spiked] == [
        ("a-link.txt", "folder"),
        ("b-nowhere.txt", "file"),
        ("c-folder", "folder"),
        ("d-pipe.txt", "device"),
        ("f-loop.txt", "links"),
    ]
    assert all(item.remedy for item in report.spiked)
    assert [item.seed for item in (*report.imported, *report.duplicates)] == ["e-inside.txt", "good/one.txt"]


def test_a_disk_that_is_full_leaves_no_half_file(desk: Desk) -> None:
    """A story that does not fit is spiked and imported when there is room; the others and the ledger are whole."""
    desk.put("big.txt", capture("A Long Report on the Ferries", code="1", body="Words that do not fit. " * 2000))
    desk.put("small.txt", capture("A Short Word on the Ferries", code="2"))
    done = run_program(desk, "resource.setrlimit(resource.RLIMIT_FSIZE, (8192, 8192))")
    assert done.returncode == 1, done.stderr
    assert "big.txt" in done.stderr
    assert "too large" in done.stderr
    assert desk.files() == ["2024/03/2-a-short-word-on-the-ferries.md"]
    assert [entry.seed for entry in desk.ledger()] == ["small.txt"]
    assert [item.seed for item in desk.run().imported] == ["big.txt"]


def test_a_file_system_that_is_full_leaves_no_half_file(desk: Desk) -> None:
    """The true thing: a disk of 64 KiB, most of it taken by the seeds."""
    disk = desk.project.root / "disk"
    desk.put("small.txt", capture("A Short Word on the Ferries", code="2"))
    desk.put("zbig.txt", capture("A Long Report on the Ferries", code="1", body="Words that do not fit. " * 1600))
    commands = f"mount -t tmpfs -o size=64k tmpfs {disk} && cp -r {desk.project.seeds} {disk} && "
    look = f"; echo status $?; cd {disk}/content; find . -type f; cat ledger.jsonl"
    disk.mkdir()
    if subprocess.run(["unshare", "-rm", "sh", "-c", commands + "true"], capture_output=True, check=False).returncode:
        pytest.skip("this system lets nobody mount a small disk")
    digest = shlex.join([*program(desk)[:-2], str(disk), "import"])
    done = subprocess.run(
        ["unshare", "-rm", "sh", "-c", commands + digest + look], capture_output=True, text=True, check=False
    )
    assert "zbig.txt: content/stories/2024/03/1-a-long-report-on-the-ferries.md: No space left on device" in done.stderr
    assert "status 1\n" in done.stdout
    assert "./stories/2024/03/2-a-short-word-on-the-ferries.md\n" in done.stdout
    assert "./stories/2024/03/1-" not in done.stdout
    assert ".tmp" not in done.stdout
    assert '"seed": "small.txt"' in done.stdout


def test_a_ledger_that_cannot_be_written_is_made_up_for(desk: Desk) -> None:
    """The stories stand, the failure is told, and the next import finds them."""
    for number in range(20):
        desk.put(f"{number}.txt", capture(f"The ferries return on day {number}", code=str(number + 1)))
    done = run_program(desk, "resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))")
    assert done.returncode == 1
    assert "ledger.jsonl" in done.stderr
    before = {path: path.stat().st_mtime_ns for path in desk.project.stories.rglob("*.md")}
    assert len(before) == 20
    assert len(desk.run().imported) == 20
    assert {path: path.stat().st_mtime_ns for path in desk.project.stories.rglob("*.md")} == before


def run_program(desk: Desk, preparation: str) -> subprocess.CompletedProcess[str]:
    """Run `digest import` in a process of its own that begins with `preparation`."""
    return subprocess.run(program(desk, preparation), capture_output=True, text=True, check=False)


def program(desk: Desk, preparation: str = "pass") -> list[str]:
    """Return the command line of that process."""
    code = f"import resource, sys; {preparation}; from news_digest.cli import main; sys.exit(main(sys.argv[1:]))"
    return [sys.executable, "-c", code, "-C", str(desk.project.root), "import"]


def test_an_interrupted_import_leaves_files_and_ledger_of_one_mind(desk: Desk) -> None:
    """Ctrl-C ends with status 130; the next import goes on where it stopped."""
    total = 150
    for number in range(total):
        desk.put(f"{number:03}.txt", capture(f"The ferries return on day {number}", code=str(number + 1)))
    with subprocess.Popen(program(desk), stderr=subprocess.PIPE, text=True) as process:
        while not list(desk.project.stories.rglob("*.md")) and process.poll() is None:
            time.sleep(0.001)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=60)
    assert process.returncode == 130, errors
    assert "Traceback" not in errors
    files, entries = desk.files(), {entry.file for entry in desk.ledger()}
    assert 0 < len(files) < total
    assert entries <= set(files)
    # One file may have come to its place in the very moment of the interruption; it is known again by what it says.
    assert len(files) - len(entries) <= 1
    report = desk.run()
    assert (len(report.imported), len(report.unchanged)) == (total - len(entries), len(entries))
    assert len(desk.files()) == total


def test_an_import_that_was_killed_is_made_up_for(desk: Desk) -> None:
    """Files that stand without a ledger are known again by what they say, and none is written twice."""
    desk.put("one.txt", capture())
    desk.put("two.txt", capture(code=None))
    desk.run()
    text = desk.project.ledger.read_bytes()
    desk.project.ledger.unlink()
    before = {path: path.stat().st_mtime_ns for path in desk.project.stories.rglob("*.md")}
    assert len(desk.run().imported) == 2
    assert {path: path.stat().st_mtime_ns for path in desk.project.stories.rglob("*.md")} == before
    assert desk.project.ledger.read_bytes() == text


def test_an_edited_story_outlives_the_loss_of_the_ledger(desk: Desk) -> None:
    """It is taken for edited, with the code that stands in it, and never overwritten."""
    desk.put("one.txt", capture(code=None))
    desk.run()
    edited = desk.story().read_text("utf-8").replace("forty people", "41 people")
    desk.story().write_text(edited, "utf-8")
    desk.project.ledger.unlink()
    assert [item.seed for item in desk.run().kept] == ["one.txt"]
    assert desk.run().unchanged
    assert desk.story().read_text("utf-8") == edited


def test_names_that_no_terminal_can_print_are_told_apart(desk: Desk) -> None:
    """A name with a line break, or in no encoding, is written with escapes; the seed is imported."""
    for number, name in enumerate((b"new\nline.txt", b"latin-\xe9.txt", b"new%0Aline.txt", "فارسی.txt".encode())):
        path = os.fsencode(desk.project.seeds) + b"/" + name
        Path(os.fsdecode(path)).write_text(capture(code=str(number + 10)), "utf-8")
    names = [item.seed for item in desk.run().imported]
    assert names == ["latin-%E9.txt", "new%0Aline.txt", "new%250Aline.txt", "فارسی.txt"]
    assert len(desk.run().unchanged) == 4


def test_hidden_files_copies_and_notes_are_no_seeds(desk: Desk) -> None:
    """They are left out without a word, at any depth."""
    for name in (".gitkeep", "README.md", "deep/Readme.md", "one.txt~", ".git/HEAD", "deep/.one.txt.swp"):
        desk.put(name, "no capture")
    desk.put("deep/one.txt", capture())
    report = desk.run()
    assert report.ok
    assert [item.seed for item in report.imported] == ["deep/one.txt"]
