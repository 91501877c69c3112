"""The reference of the format says what the code does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from news_digest.markdown import read_story, write_story
from news_digest.markdown.keys import KEYS, PELICAN_TEXT_KEYS

REFERENCE = Path(__file__).parents[2] / "docs" / "reference" / "story-file.md"
TEXT = REFERENCE.read_text("utf-8")
ROWS = re.findall(r"^\| `(\w+)` \| .*? \| `(.+?)`", TEXT, re.MULTILINE)


def test_every_key_stands_in_the_table_in_its_order() -> None:
    """No key is undocumented, none is invented."""
    assert tuple(key for key, _ in ROWS) == KEYS


@pytest.mark.parametrize(("key", "example"), ROWS, ids=[key for key, _ in ROWS])
def test_every_example_is_read(key: str, example: str) -> None:
    """What the table shows can be typed."""
    before = "" if key == "title" else "title: A\n"
    before += "source: Harbour Wire\n" if key == "source_url" else ""
    before += "withdrawn: It was wrong.\n" if key == "withdrawn_date" else ""
    read_story(f"---\n{before}{example}\n---\n", name="story.md")


def test_the_example_is_as_the_program_writes_it() -> None:
    """The first block of the page is a story file to the letter."""
    block = TEXT.partition("    ---\n")[2].partition("\nThe file is UTF-8")[0]
    text = "---\n" + re.sub(r"^    ", "", block, flags=re.MULTILINE)
    assert write_story(read_story(text, name="story.md")) == text


@pytest.mark.parametrize("key", sorted(PELICAN_TEXT_KEYS))
def test_pelicans_other_keys_are_named(key: str) -> None:
    """An editor who knows Pelican finds them."""
    assert f"`{key}`" in TEXT
