"""Names that some file system or other does not like, or takes for another: each seed and each story keeps its own."""

from __future__ import annotations

import os
from pathlib import Path
from unicodedata import normalize

import pytest
from desk_captures import Desk, capture
from hypothesis import given, settings
from hypothesis import strategies as st

from news_digest.desk.places import place_key
from news_digest.project import Project

ACCENT = "Océan"
NAMES: dict[str, bytes] = {
    "longest": b"x" * 251 + b".txt",
    "longest of three bytes each": "漢".encode() * 83 + b"ab.txt",
    "line feed": b"a\nb.txt",
    "tab": b"a\tb.txt",
    "quotes": b"'a' \"b\".txt",
    "backslash": b"a\\n.txt",
    "escape": b"a%0Ab.txt",
    "control": b"a\x1b[31m\x07\x7f.txt",
    "no UTF-8": b"a\xff\xfe.txt",
    "a device": b"CON",
    "a device with a dot": b"NUL.",
    "a device with an ending": b"com1.txt",
    "dots at the end": b"a...",
    "spaces around": b"  a  ",
    "NFC": normalize("NFC", f"{ACCENT}.txt").encode(),
    "NFD": normalize("NFD", f"{ACCENT}.txt").encode(),
    "a smile": "\N{GRINNING FACE}.txt".encode(),
    "right to left": "\u202etxt.a".encode(),
    "a colon and a hash": b"a: b #c.txt",
    "a dash": b"-j.txt",
}


def put(desk: Desk, name: bytes, content: str) -> None:
    """Save a seed under a name of any bytes."""
    try:
        Path(os.fsdecode(os.fsencode(desk.project.seeds) + b"/" + name)).write_text(content, "utf-8")
    except OSError as error:
        pytest.skip(f"this file system takes no such name: {error.strerror}")


def safe_on_any_system(file: str) -> bool:
    """Return whether a story's path is one that every file system takes: not too long, no sign or name of Windows'."""
    return all(
        len(part.encode()) <= 143
        and part.isprintable()
        and not set(part) & set('<>:"|?*\\')
        and part[-1] not in ". "
        and part.partition(".")[0].casefold() not in {"con", "prn", "aux", "nul", "com1", "lpt1"}
        for part in file.split("/")
    )


@pytest.mark.parametrize("name", NAMES)
def test_a_seed_of_any_name_is_imported_and_known_again(desk: Desk, name: str) -> None:
    """Also where the ledger was lost: its story says its name as it is."""
    put(desk, NAMES[name], capture(code=None))
    (item,) = desk.run().imported
    assert item.seed.isprintable()
    (file,) = desk.files()
    assert safe_on_any_system(file)
    assert desk.run().unchanged
    before = desk.project.ledger.read_bytes()
    desk.project.ledger.unlink()
    desk.run()
    assert desk.files() == [file]
    assert desk.project.ledger.read_bytes() == before


def test_names_that_differ_in_little_stay_apart(desk: Desk) -> None:
    """By their case, or by the form of an accent."""
    names = [b"a.txt", b"A.txt", NAMES["NFC"], NAMES["NFD"]]
    for number, name in enumerate(names):
        put(desk, name, capture(f"Story number {number}", code=str(number + 1)))
    if len(list(desk.project.seeds.iterdir())) < len(names):
        pytest.skip("this file system takes some of these names for others")
    assert len(desk.run().imported) == 4
    assert len(desk.run().unchanged) == 4
    assert len(set(map(place_key, desk.files()))) == 4


LETTERS = st.text("aAbB1éE\u0301ßS-. /\\:\u0130ı", min_size=1, max_size=6)


@settings(deadline=None, max_examples=30)
@given(st.lists(st.tuples(LETTERS, LETTERS), min_size=2, max_size=6))
def test_no_two_stories_have_one_file_where_case_makes_no_difference(
    tmp_path_factory: pytest.TempPathFactory, parts: list[tuple[str, str]]
) -> None:
    """Nor where the form of accents makes none, whatever their codes and headlines are."""
    root = tmp_path_factory.mktemp("desk")
    desk = Desk(Project.at(root))
    for number, (code, words) in enumerate(parts):
        desk.put(f"{number}.txt", capture(f"The {words} return", code=code))
    report = desk.run()
    assert len(desk.files()) == len(set(map(place_key, desk.files()))) == len(report.imported)
    assert all(map(safe_on_any_system, desk.files()))


def test_code_and_headline_that_make_another_storys_name_give_way(desk: Desk) -> None:
    """Code 12 with "North Post..." and code 12-north with "Post..." would be one file."""
    desk.put("a.txt", capture("North Post Reopens", code="12"))
    desk.put("b.txt", capture("Post Reopens", code="12-north"))
    assert len(desk.run().imported) == 2
    assert desk.files() == ["2024/03/12-north-2-post-reopens.md", "2024/03/12-north-post-reopens.md"]
    assert len(desk.run().unchanged) == 2


@pytest.mark.parametrize("link", ["content/stories/2024", "content/stories/2024/03", "content/pictures"])
def test_nothing_is_written_through_a_link_that_leads_outside(desk: Desk, tmp_path: Path, link: str) -> None:
    """No file, and no folder either; the story is refused with a remedy."""
    outside = tmp_path / "outside"
    outside.mkdir()
    path = desk.project.root / link
    path.parent.mkdir(parents=True)
    path.symlink_to(outside)
    desk.put("a.txt", capture())
    report = desk.run()
    assert list(outside.iterdir()) == []
    if "stories" in link:
        (item,) = report.spiked
        assert "leads out" in item.reason


def test_a_story_file_that_is_a_link_is_not_written_through(desk: Desk, tmp_path: Path) -> None:
    """The file that it leads to stays as it is."""
    seed = desk.put("a.txt", capture())
    desk.run()
    outside = tmp_path / "outside.md"
    story = desk.story()
    outside.write_bytes(story.read_bytes())
    story.unlink()
    story.symlink_to(outside)
    before = outside.read_bytes()
    seed.write_text(capture(body="It was said again on Wednesday, and at some length this time."), "utf-8")
    assert desk.run().ok
    assert outside.read_bytes() == before
