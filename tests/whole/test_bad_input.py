"""What goes wrong at a real desk: each fault has its clear message, and nothing else is lost by it."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass

import feedparser
import pytest
from captures import BODY, a_capture
from newsroom import BIN, Newsroom, Run, empty_project

PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
    + b"\x00" * 40
)

# Captures that cannot be read: name, bytes, what the message says of it.
SPIKED: tuple[tuple[str, bytes, str], ...] = (
    ("empty.txt", b"", r"empty"),
    ("blank.txt", b"\n \n\xef\xbb\xbf\n", r"empty|headline"),
    ("zeros.txt", bytes(10_000_000), r"large|binary|NUL|bytes"),
    ("picture.txt", PNG, r"PNG|picture|image|binary"),
    ("headless.txt", b"Story Code : 12\nSource : Harbour Wire\n", r"headline|body"),
)

LONG_LINE = "word " * 1000 + "end."
ESCAPES = f"{BODY} \x1b[31mred\x1b[0m \x0b \x7f"

# Captures that are odd and are read all the same: name, bytes, words that must be in a story file.
KEPT: tuple[tuple[str, bytes, str], ...] = (
    ("half.txt", a_capture("Half a Letter", code="201", body=f"{BODY} So said Ö").encode().strip()[:-1], "So said"),
    ("long.txt", a_capture("One Long Line", code="202", body=LONG_LINE).encode(), "word end."),
    ("control.txt", a_capture("A \x07 Bell", code="203", body=ESCAPES).encode(), "Bell"),
    ("first.txt", a_capture("Two Captures, One Code", code="204").encode(), "Two Captures"),
    ("second.txt", a_capture("Another Story", code="204", source="North Post").encode(), "Another Story"),
    ("good.txt", a_capture("A Good Story", code="205").encode(), "A Good Story"),
)  # fmt: skip


@pytest.fixture(scope="module")
def morning(tmp_path_factory: pytest.TempPathFactory) -> tuple[Newsroom, Run]:
    """Return a digest after an import of all of that, and what the import said."""
    room = empty_project(tmp_path_factory.mktemp("morning"))
    room.publish_as("https://digest.example")
    for name, data, _ in (*SPIKED, *KEPT):
        room.seed(f"desk/{name}", data)
    return room, room.run("digest", "import")


def test_an_import_that_refused_something_says_so_in_its_status(morning: tuple[Newsroom, Run]) -> None:
    """Programs that run it notice; nobody sees a traceback."""
    _, done = morning
    assert done.status == 1
    assert "Traceback" not in done.said


@pytest.mark.parametrize(("name", "reason"), [(name, reason) for name, _, reason in SPIKED])
def test_a_capture_that_cannot_be_read_is_named_with_its_reason(
    morning: tuple[Newsroom, Run], name: str, reason: str
) -> None:
    """The report has the file and why, in words."""
    _, done = morning
    said = " ".join(done.said.split())
    assert re.search(rf"{re.escape(name)}.*?(?:{reason})", said, re.IGNORECASE), done.said


@pytest.mark.parametrize(("name", "words"), [(name, words) for name, _, words in KEPT])
def test_a_capture_that_is_odd_becomes_a_story_all_the_same(
    morning: tuple[Newsroom, Run], name: str, words: str
) -> None:
    """What cannot be shown is left out, the rest is kept."""
    room, _ = morning
    texts = [text for text in room.story_texts() if f"seed: desk/{name}" in text]
    assert len(texts) == 1
    assert words in " ".join(texts[0].split())
    assert re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", texts[0]) is None


def test_two_captures_with_one_code_are_two_stories(morning: tuple[Newsroom, Run]) -> None:
    """Two publishers may print the same code; neither story hides the other."""
    room, _ = morning
    codes = [re.findall(r"^story_code: (.*)$", text, re.MULTILINE)[0] for text in room.story_texts()]
    assert len(codes) == len(set(codes)) == len(KEPT)


def test_the_site_of_such_a_morning_is_whole(morning: tuple[Newsroom, Run]) -> None:
    """Stock Pelican dies of a control character, and its feeds of another."""
    room, _ = morning
    room.must("digest", "build", "--settings", "checkconf.py")
    room.must("digest", "check")
    for path in room.output.rglob("*.xml"):
        assert not feedparser.parse(path.read_bytes()).get("bozo_exception"), path
    assert len(feedparser.parse((room.output / "rss.xml").read_bytes()).entries) == len(KEPT)


def test_no_seed_is_changed_or_moved(morning: tuple[Newsroom, Run]) -> None:
    """Captures are never the program's to change, not even the bad ones."""
    room, _ = morning
    kept = {path.name: path.read_bytes() for path in (room.root / "seeds" / "desk").iterdir()}
    assert kept == {name: data for name, data, _ in (*SPIKED, *KEPT)}


def test_the_same_seed_twice_is_one_story_and_is_named(room: Newsroom) -> None:
    """A capture that was saved a second time under another name is not told twice."""
    room.seed("a.txt", a_capture())
    room.seed("b.txt", a_capture())
    done = room.run("digest", "import")
    assert len(room.story_texts()) == 1
    assert "b.txt" in done.said


# What lets root read every file; without it, root is refused as anybody is (capabilities(7)).
OVERRIDES = "-dac_override,-dac_read_search"


def test_a_seed_that_may_not_be_read_is_named(room: Newsroom) -> None:
    """The others are imported."""
    room.seed("good.txt", a_capture())
    room.seed("locked.txt", a_capture("Locked Away", code="2")).chmod(0)
    as_anybody = ["setpriv", f"--bounding-set={OVERRIDES}", f"--inh-caps={OVERRIDES}"] if os.geteuid() == 0 else []
    done = room.run(*as_anybody, str(BIN / "digest"), "import")
    assert done.status == 1
    assert re.search(r"locked\.txt.*(?:denied|cannot be read)", " ".join(done.said.split()), re.IGNORECASE)
    assert len(room.story_texts()) == 1


BROKEN = """\
---
title: A Story That Cannot Be Read
date: 2024-03-05T14:06
story_code: 0123
---
Text.
"""


@dataclass(frozen=True, slots=True)
class Broken:
    """A story file that is wrong: its name and text, and the line, key and part of the remedy that are named."""

    name: str
    text: str
    line: int
    key: str
    remedy: str


BROKEN_FILES = (
    Broken("code.md", BROKEN, 4, "story_code", "quote"),
    Broken("yaml.md", BROKEN.replace("title: A", "title: News: A"), 2, "title", "quote"),
    Broken("date.md", BROKEN.replace("2024-03-05T14:06", "next Tuesday").replace("0123", '"0123"'), 3, "date", "2024"),
)


@pytest.mark.parametrize("broken", BROKEN_FILES, ids=lambda broken: broken.name)
def test_a_broken_story_file_stops_the_publishing_and_is_named(room: Newsroom, broken: Broken) -> None:
    """The build fails with file, line, key and remedy; the pages of the other stories are there."""
    room.seed("good.txt", a_capture("A Good Story", code="205"))
    room.must("digest", "import")
    room.story(f"2024/03/{broken.name}", broken.text)
    done = room.run("digest", "build", "--settings", "checkconf.py")
    assert done.status != 0
    said = " ".join(done.said.split())
    assert re.search(rf"{broken.name}:{broken.line}\b", said), done.said
    assert broken.key in said
    assert broken.remedy in said
    assert "Traceback" not in done.said
    assert (room.output / "stories/205/index.html").is_file()
    checked = room.run("digest", "check")
    assert checked.status == 1
    assert f"{broken.name}:{broken.line}" in checked.said
