"""Invented captures in many layouts and languages, each with its expected twin beside it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from news_digest.capture.text import read_capture
from news_digest.parse import parse_capture
from news_digest.story import Story

SAMPLES = Path(__file__).parent / "samples"
NAMES = sorted(path.stem for path in SAMPLES.glob("*.txt"))


def _iso(value: date | None) -> str | None:
    return value.isoformat() if value else None


def _told(story: Story) -> dict[str, Any]:
    """Return the fields of a story that are set, as the twins write them."""
    found = {
        "headline": story.headline,
        "date": _iso(story.date),
        "modified": _iso(story.modified),
        "story_code": story.story_code,
        "source": story.source.name if story.source else None,
        "source_url": story.source.url if story.source else None,
        "publisher": story.publisher,
        "authors": list(story.authors),
        "dateline": story.dateline,
        "deck": story.deck,
        "category": story.category,
        "tags": list(story.tags),
        "related": [[related.title, related.story_code, related.url] for related in story.related],
        "lang": story.lang,
        "body": story.body.split("\n\n"),
    }
    return {field: value for field, value in found.items() if value not in (None, [])}


def read_sample(name: str) -> Story:
    """Return the story of a sample."""
    return parse_capture(read_capture((SAMPLES / f"{name}.txt").read_bytes(), name=name)).story


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_gives_the_story_that_its_twin_tells(name: str) -> None:
    """Every field and every paragraph is right, and nothing else is told."""
    expected = json.loads((SAMPLES / f"{name}.json").read_text("utf-8"))
    assert _told(read_sample(name)) == expected


@pytest.mark.parametrize("name", NAMES)
def test_bytes_of_another_house_give_the_same_story(name: str) -> None:
    """A byte order mark, CRLF line ends and trailing no-break spaces change nothing."""
    text = (SAMPLES / f"{name}.txt").read_text("utf-8")
    dressed = "\ufeff" + "\r\n".join(line + "\u00a0 " if line else line for line in text.split("\n"))
    assert _told(parse_capture(read_capture(dressed.encode(), name=name)).story) == _told(read_sample(name))


def test_every_candidate_says_where_it_was_found_and_one_of_each_field_won() -> None:
    """`digest explain` can show for each field the line and the rule."""
    reading = parse_capture(read_capture((SAMPLES / "german_local.txt").read_bytes(), name="german_local"))
    won = [candidate.field for candidate in reading.candidates if candidate.won]
    assert sorted(won) == sorted(set(won))
    assert {"headline", "date", "source", "authors", "tags", "related", "lang"} <= set(won)
    assert all(candidate.origin.startswith("line ") and candidate.rule for candidate in reading.candidates)
