"""Whatever happened to the record of the last build, or to the output folder, the next one gives the right tree."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from rebuilding import Rebuilder
from small_digest import BIN, ROOT, SmallDigest

from news_digest.lock import held
from news_digest.press.book import Shelf, close_book, new_book

# Kills itself, or asks to be interrupted, when it is about to put the fourth file in its place.
FUSE = """\
import os, signal, sys
sys.path.insert(0, {plugins!r})
left = 4
def burn(event, arguments):
    global left
    if event == "os.rename" and "{output}" in str(arguments[1]):
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.{signal})
sys.addaudithook(burn)
from news_digest.cli import main
sys.exit(main(["build"]))
"""


OF_A_TAG = {"index.html", "rss.xml", "atom.xml", "feed.json"}


@pytest.fixture
def site(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Rebuilder:
    """Return a built digest whose files pass for old ones."""
    monkeypatch.setattr("news_digest.site.looking.TICK_NS", 0)
    digest = SmallDigest.at(tmp_path / "digest", more="DIGEST_PER_PAGE = 2\n")
    for number in range(5):
        story(digest, number)
    digest.file("images/boat.png", b"PNG")
    rebuilder = Rebuilder(digest, capsys)
    assert rebuilder.build().status == 0
    return rebuilder


def story(digest: SmallDigest, number: int, body: str = "") -> None:
    """Put a story in."""
    date, more = f"2024-01-{number + 1:02}", f"tags: [All, T{number}]\nsource: Harbour Wire\n"
    digest.story(f"{number:03}", f"H{number:03}", date, body or f"w{number}a w{number}b.", more)


def shelf(site: Rebuilder) -> Shelf:
    """Return where the record lies."""
    return Shelf.of(site.digest.root, site.digest.output)


def reseal(site: Rebuilder, **changed: object) -> None:
    """Make the seal fit the book, but for what is said."""
    found = shelf(site).book.stat()
    seal = json.loads(shelf(site).seal.read_text()) | {"size": found.st_size, "mtime_ns": found.st_mtime_ns}
    shelf(site).seal.write_text(json.dumps(seal | changed))


def cut(site: Rebuilder) -> None:
    """Take the second half of the book away."""
    os.truncate(shelf(site).book, shelf(site).book.stat().st_size // 2)


def cut_and_seal(site: Rebuilder) -> None:
    """Take the second half away, and let the seal say that it is whole."""
    cut(site)
    reseal(site)


def fill_with_noise(site: Rebuilder) -> None:
    """Change many bytes of the pages after the first, and let the seal say that it is whole."""
    data = bytearray(shelf(site).book.read_bytes())
    dice = random.Random(1)
    for place in dice.sample(range(4096, len(data)), len(data) // 50):
        data[place] = dice.randrange(256)
    shelf(site).book.write_bytes(data)
    reseal(site)


def empty_and_seal(site: Rebuilder) -> None:
    """Leave no byte of it."""
    shelf(site).book.write_bytes(b"")
    reseal(site)


def put_another_in_place(site: Rebuilder) -> None:
    """Have a good book that knows nothing."""
    mark = json.loads(shelf(site).seal.read_text())["mark"]
    close_book(new_book(shelf(site)), shelf(site), mark)


def lose_seal(site: Rebuilder) -> None:
    """Remove the seal."""
    shelf(site).seal.unlink()


def lose_book(site: Rebuilder) -> None:
    """Remove the book."""
    shelf(site).book.unlink()


def be_of_another_version(site: Rebuilder) -> None:
    """Say that the book has other tables."""
    reseal(site, format=-1)


def be_of_other_settings(site: Rebuilder) -> None:
    """Say that the book was written under others."""
    reseal(site, mark="other")


def spoil_announcements(site: Rebuilder) -> None:
    """Leave what looks like an interrupted build, and is not readable."""
    shelf(site).at(".intents").write_bytes(b'\xff\xfe["a\n5\n["../../x", 7]\n')


HARMS = (
    *(cut, cut_and_seal, fill_with_noise, empty_and_seal, put_another_in_place, lose_seal, lose_book),
    *(be_of_another_version, be_of_other_settings, spoil_announcements),
)


@pytest.mark.parametrize("harm", HARMS)
def test_a_record_that_is_worth_nothing_means_that_all_is_made_anew(
    site: Rebuilder, harm: Callable[[Rebuilder], None]
) -> None:
    """What changed meanwhile is seen, what is gone is removed, what is right is not written again."""
    harm(site)
    story(site.digest, 0, body="A word.")
    (site.digest.root / "content" / "stories" / "003.md").unlink()
    done = site.right()
    assert done.status == 0
    assert "stories/003/index.html" in done.removed
    assert "tags/t3/index.html" in done.removed
    assert "images/boat.png" not in done.written
    done = site.build(explain=True)
    assert (done.reasons, done.written) == ({}, frozenset())


# What is kept packed.
PACKED = (
    ("facts", "value"),
    ("outputs", "notes"),
    ("stories", "record"),
    ("stories", "notes"),
    ("stories", "files"),
    ("groups", "newest"),
    ("printed_stories", "kept"),
    ("compared_story", "terms"),
    ("compared_holders", "numbers"),
)


@pytest.mark.parametrize(("table", "column"), PACKED)
def test_values_that_come_apart_mean_that_all_is_made_anew(site: Rebuilder, table: str, column: str) -> None:
    """Though SQLite has no fault to find in the file."""
    with closing(sqlite3.connect(shelf(site).book)) as book:
        noise = -1 if column == "newest" else b"[\xff"
        changed = book.execute(f"UPDATE {table} SET {column} = ?", (noise,)).rowcount
        book.commit()
    reseal(site)
    assert changed
    story(site.digest, 0, body="A word.")
    assert site.right().status == 0
    assert not site.build().written


def test_without_any_record_every_page_is_right(site: Rebuilder) -> None:
    """Of what was made by builds that nobody remembers, nothing can be known; it stays."""
    shutil.rmtree(site.digest.root / ".digest")
    story(site.digest, 0, body="A word.")
    (site.digest.root / "content" / "stories" / "003.md").unlink()
    tag = {f"tags/t3/{name}" for name in OF_A_TAG}
    stays = {"stories/003/index.html", "editions/2024-01-04/index.html", *tag}
    done = site.right(foreign=stays)
    assert not done.removed


def test_a_damaged_list_of_files_removes_nothing_outside(site: Rebuilder) -> None:
    """Nor does it stop a build."""
    outside = site.digest.root / "outside.txt"
    outside.write_text("theirs")
    with shelf(site).files.open("a") as file:
        file.write('"../outside.txt"\n7\n{"a": 1}\n')
    lose_book(site)
    assert site.right().status == 0
    assert outside.exists()


def test_a_folder_in_the_place_of_the_record_is_named(site: Rebuilder) -> None:
    """One line, no traceback; what had been built stands."""
    lose_book(site)
    shelf(site).book.mkdir()
    done = site.build()
    assert done.status == 1
    assert "press-output.sqlite: cannot be kept: Is a directory" in done.err


def test_a_record_folder_that_takes_no_file_is_named(site: Rebuilder, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before anything is written."""
    opened = os.open

    def refuse(path: object, flags: int, *more: int) -> int:
        """Behave as a folder in which nobody may write."""
        if ".digest/" in str(path) and flags & (os.O_CREAT | os.O_RDWR):
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, flags, *more)  # type: ignore[arg-type]  # as it came

    story(site.digest, 0, body="A word.")
    monkeypatch.setattr(os, "open", refuse)
    done = site.build()
    monkeypatch.undo()
    assert (done.status, done.written) == (1, set())
    assert "press-output.lock: cannot be locked: Permission denied (correct its permissions" in done.err
    assert "Traceback" not in done.err


# --- Two builds, and builds that were cut short ---


def test_a_second_build_waits_and_says_so_in_one_line(site: Rebuilder) -> None:
    """Then it builds what changed meanwhile."""
    story(site.digest, 0, body="A word.")
    with held(shelf(site).at(".lock"), print):
        command = [str(BIN / "digest"), "build"]
        second = subprocess.Popen(command, cwd=site.digest.root, stdout=subprocess.PIPE, text=True)
        assert second.stdout
        first_line = second.stdout.readline()
        page = site.digest.page("stories/000")
    said, _ = second.communicate()
    assert first_line == (
        f"another build of this digest is at work (process {os.getpid()}); this one waits until it ends\n"
    )
    assert "A word." not in page
    assert (second.returncode, said.startswith("Done: ")) == (0, True)
    assert "A word." in site.digest.page("stories/000")


def cut_short(site: Rebuilder, how: str) -> subprocess.CompletedProcess[str]:
    """Build in another process, to which a signal is sent at its fourth file."""
    program = FUSE.format(plugins=str(ROOT / "plugins"), output="/output/", signal=how)
    return subprocess.run(
        [sys.executable, "-c", program], cwd=site.digest.root, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("how", ["SIGKILL", "SIGINT"])
@pytest.mark.parametrize("clean", [True, False])
def test_a_build_that_was_cut_short_is_repaired_by_the_next(site: Rebuilder, how: str, clean: bool) -> None:  # noqa: FBT001 - a case
    """Also where the sources changed once more, so that a page which it made is wanted no more."""
    if clean:
        shutil.rmtree(site.digest.output)
        shelf(site).seal.unlink()
    for number in (0, 1, 2, 7, 8):
        story(site.digest, number, body="A word.")
    done = cut_short(site, how)
    assert done.returncode == (-signal.SIGKILL if how == "SIGKILL" else 130)
    assert done.stderr.count("\n") <= 1
    assert "Traceback" not in done.stderr
    (site.digest.root / "content" / "stories" / "007.md").unlink()
    story(site.digest, 1)
    assert site.right().status == 0
    assert not list(site.digest.output.rglob(".digest-part*"))


# --- The output folder ---


def test_an_output_folder_that_is_gone_is_made_again(site: Rebuilder) -> None:
    """Whole."""
    shutil.rmtree(site.digest.output)
    assert site.right().status == 0


def test_files_that_somebody_changed_are_made_again(site: Rebuilder) -> None:
    """A page removed, one written over, a copy, a feed and the sitemap."""
    output = site.digest.output
    (output / "stories" / "001" / "index.html").unlink()
    for name in ("index.html", "images/boat.png", "rss.xml", "sitemap.xml", "robots.txt", "theme/icon.svg"):
        (output / name).write_text("theirs")
    done = site.right()
    assert len(done.written) == 7
    assert set(done.reasons.values()) == {"its file is not as it was left"}


def test_a_page_written_over_with_as_many_bytes_is_seen_by_its_time(site: Rebuilder) -> None:
    """Its size says nothing."""
    page = site.digest.output / "index.html"
    data = page.read_bytes()
    page.write_bytes(b"x" * len(data))
    assert site.right().written == {"index.html"}
    assert page.read_bytes() == data


def test_what_is_not_ours_stays_and_keeps_its_folder(site: Rebuilder) -> None:
    """The folder of a page that is gone, and one that is a link to elsewhere."""
    output = site.digest.output
    (output / "tags" / "t3" / "note.txt").write_text("theirs")
    (output / "CNAME").write_text("digest.example")
    (site.digest.root / "content" / "stories" / "003.md").unlink()
    done = site.right(foreign={"tags/t3/note.txt", "CNAME"})
    assert "tags/t3/index.html" in done.removed
    assert sorted(path.name for path in (output / "tags" / "t3").iterdir()) == ["note.txt"]


@pytest.mark.parametrize("with_record", [True, False])
def test_nothing_is_removed_through_a_link_to_elsewhere(site: Rebuilder, with_record: bool) -> None:  # noqa: FBT001 - a case
    """A folder of the output that leads outside is its owner's."""
    elsewhere, folder = site.digest.root / "elsewhere", site.digest.output / "tags" / "t3"
    shutil.move(folder, elsewhere)
    folder.symlink_to(elsewhere)
    (site.digest.root / "content" / "stories" / "003.md").unlink()
    if not with_record:
        shelf(site).book.unlink()
    site.build()
    assert {path.name for path in elsewhere.iterdir()} == OF_A_TAG
    assert folder.is_symlink()


def test_a_folder_in_the_place_of_a_page_is_named(site: Rebuilder) -> None:
    """What is in it may be dear to somebody."""
    page = site.digest.output / "stories" / "001" / "index.html"
    page.unlink()
    page.mkdir()
    (page / "note.txt").write_text("theirs")
    done = site.build()
    assert done.status == 1
    assert "stories/001/index.html: cannot be written: Is a directory" in done.err
    shutil.rmtree(page)
    assert site.right().status == 0


def test_a_page_where_a_folder_of_pages_stood(site: Rebuilder) -> None:
    """And the other way round: the old ones go before the new come."""
    conf = site.digest.root / "pelicanconf.py"
    text = conf.read_text("utf-8")
    conf.write_text(text + 'ARTICLE_SAVE_AS = "stories/{code_path}"\nARTICLE_URL = "stories/{code_path}"\n', "utf-8")
    assert site.right().status == 0
    assert (site.digest.output / "stories" / "001").is_file()
    conf.write_text(text, "utf-8")
    assert site.right().status == 0
