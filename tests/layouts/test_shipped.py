"""The layouts of well-known formats that ship, each proven by invented captures beside the stories they must give."""

from __future__ import annotations

from pathlib import Path

import pytest

from news_digest.api import load_layouts, read_capture_story
from news_digest.capture.text import read_capture
from news_digest.desk.proving import check_layouts
from news_digest.layouts import Layout, choose, shipped_layouts
from news_digest.markdown import write_story
from news_digest.parse import parse_capture

PROOFS = Path(__file__).parent / "shipped"
CAPTURES = sorted((PROOFS / "tests").glob("*/*.txt"))
PARAGRAPHS = (
    "The first ferry in ten days left the harbour of Havnby on Tuesday with medicine, mail and passengers on board.",
    "The harbour master said that the sea was still high, but that the boats could pass the narrows at slack water.",
    "Next message came from the island's shop: it had no flour, no tea and, worst of all, no more good matches.",
)


def shipped_of(path: Path) -> str:
    """Return the layout that a capture chooses."""
    chosen = choose(shipped_layouts(), url=None, text=path.read_text("utf-8"))
    return chosen.layout.name if chosen else ""


def test_the_captures_of_every_format_give_their_stories() -> None:
    """As `digest check-layouts` says of a digest's own layouts."""
    proofs = list(check_layouts(PROOFS))
    assert [proof.problem for proof in proofs if proof.problem] == []
    assert len(proofs) == len(CAPTURES)


def test_every_layout_that_ships_is_proven_more_than_once() -> None:
    """By captures that differ, all of a folder's in one format."""
    folders = {path.parent: {shipped_of(other) for other in path.parent.glob("*.txt")} for path in CAPTURES}
    assert sorted(name for names in folders.values() for name in names) == sorted(one.name for one in shipped_layouts())
    assert all(len(list(folder.glob("*.txt"))) > 1 for folder in folders)


@pytest.mark.parametrize("path", CAPTURES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_the_general_rules_would_read_it_wrongly(path: Path) -> None:
    """What they read right needs no layout."""
    story = parse_capture(read_capture(path.read_bytes(), name=path.name)).story
    assert write_story(story) != (path.parent / "expected" / f"{path.name}.md").read_text("utf-8")


@pytest.mark.parametrize("path", CAPTURES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_bytes_of_another_house_give_the_same_story(path: Path) -> None:
    """A byte order mark, CRLF line ends and trailing blanks change nothing."""
    text = path.read_text("utf-8")
    dressed = "\ufeff" + "\r\n".join(line + " \u00a0" if line else line for line in text.split("\n"))
    expected = (path.parent / "expected" / f"{path.name}.md").read_text("utf-8")
    assert write_story(read_capture_story(dressed.encode(), name=path.name).story) == expected


@pytest.mark.parametrize("place", range(len(PARAGRAPHS) + 1))
@pytest.mark.parametrize("layout", shipped_layouts(), ids=lambda layout: layout.name)
def test_a_story_that_carries_the_signs_of_a_format_loses_no_paragraph(layout: Layout, place: int) -> None:
    """Whoever writes them into it, wherever, spoils nothing but fields."""
    signs = (sign.replace("*", "x").replace("{n}", "12").replace("{w}", "w") for sign in layout.signs)
    lines = ("Ferries return to the islands", *PARAGRAPHS[:place], *signs, *PARAGRAPHS[place:])
    reading = read_capture_story("\n\n".join(lines).encode(), name="all.txt")
    assert reading.layout.startswith(layout.name)
    told = f"{reading.story.deck} {reading.story.body}"
    assert [one for one in PARAGRAPHS if one not in told] == []


def test_a_publishers_own_layout_adds_to_the_formats(tmp_path: Path) -> None:
    """A database prints many papers, and one of them may have a layout."""
    (tmp_path / "skerry.toml").write_text("name = 'Skerry Evening Post'\ntimezone = 'Europe/Oslo'\n", "utf-8")
    path = PROOFS / "tests" / "library-record" / "labels-below.txt"
    alone = read_capture_story(path.read_bytes(), name=path.name)
    reading = read_capture_story(path.read_bytes(), name=path.name, layouts=load_layouts(tmp_path))
    assert reading.story == alone.story
    assert reading.layout == "Skerry Evening Post (its name stands in the text), " + alone.layout


def test_a_digests_own_layouts_come_first(tmp_path: Path) -> None:
    """One with signs of its own may replace what ships."""
    (tmp_path / "mine.toml").write_text("name = 'Mine'\nsigns = ['TY - NEWS']\n", "utf-8")
    data = (PROOFS / "tests" / "ris" / "newspaper.txt").read_bytes()
    reading = read_capture_story(data, name="ris.txt", layouts=load_layouts(tmp_path))
    assert reading.layout == "Mine (by its signs: “TY - NEWS”)"
