"""The real capture, where it lies beside the repository: every field as it is printed, by the numbers of its lines."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from news_digest.api import convert_capture

SEEDS = Path(__file__).parents[2].parent / "shared" / "seeds"
FOUND = sorted(SEEDS.glob("*.txt")) if SEEDS.is_dir() else []

DATE, HEADLINE, CODE, HEADLINE_AGAIN, FIRST_PARAGRAPH, SOURCE = 1, 3, 5, 6, 7, -2
CROSSHEADS = (11, 21, 33)


@pytest.mark.skipif(not FOUND, reason="the real capture is not here")
def test_the_real_capture_comes_out_entirely_right() -> None:
    """Headline, minute, code, source, thirteen paragraphs and three crossheads; no related stories, tags or authors."""
    data = FOUND[0].read_bytes()
    lines = [line.strip(" \u00a0\r") for line in data.decode().rstrip().split("\n")]
    story = convert_capture(data, name=FOUND[0].name)
    blocks = story.body.split("\n\n")
    crossheads = [block.removeprefix("## ") for block in blocks if block.startswith("## ")]
    assert story.headline == lines[HEADLINE - 1] == lines[HEADLINE_AGAIN - 1]
    assert story.date == datetime.strptime(lines[DATE - 1], "%A %d %B %Y - %H:%M")  # noqa: DTZ007  no zone is printed
    assert story.story_code == lines[CODE - 1].partition(":")[2].strip()
    assert story.source is not None
    assert story.source.name == lines[SOURCE].partition(":")[2].strip()
    assert (story.related, story.tags, story.authors, story.modified) == ((), (), (), None)
    assert crossheads == [lines[number - 1] for number in CROSSHEADS]
    paragraphs = [line for line in lines[FIRST_PARAGRAPH - 1 : SOURCE] if line and line not in crossheads]
    assert [block for block in blocks if not block.startswith("## ")] == paragraphs
    assert len(paragraphs) == 13
