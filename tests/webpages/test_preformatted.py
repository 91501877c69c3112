"""Preformatted text of a page: paragraphs that were broken at a column, and lines that mean something as they are."""

from __future__ import annotations

from news_digest.api import convert_capture
from news_digest.webpages.pieces import MOST_PIECES

LETTER = """The first ferry in ten days left the harbour of Havnby on Tuesday with
medicine, mail and <a href="https://islands.example/">two hundred passengers</a> on board.

The harbour master said that the sea was still high, but that the boats
could pass the narrows at slack water.
  \t
  08:00  Havnby
  09:30  Skerry

"We had begun to count the potatoes," said the keeper of the inn on the
outer island, and showed the list."""


def body_of(text: str) -> str:
    """Return the body of a page with this text between the tags of preformatted text."""
    page = (
        f"<!doctype html><html><head><title>Ferries return</title></head><body><h1>Ferries return</h1><pre>{text}</pre>"
    )
    return convert_capture(page.encode(), name="page.html").body


def test_sentences_between_blank_lines_are_paragraphs() -> None:
    """However often a program broke them, and with their links."""
    first, second, *_, last = body_of(LETTER).split("\n\n")
    assert first == (
        "The first ferry in ten days left the harbour of Havnby on Tuesday with medicine, mail and "
        "[two hundred passengers](https://islands.example/) on board."
    )
    assert second.endswith("high, but that the boats could pass the narrows at slack water.")
    assert last.endswith("said the keeper of the inn on the outer island, and showed the list.")


def test_what_is_no_sentence_keeps_its_lines() -> None:
    """A timetable is read by its columns."""
    assert "```\n  08:00  Havnby\n  09:30  Skerry\n```" in body_of(LETTER)


def test_more_paragraphs_than_are_looked_at_end_the_page() -> None:
    """As with any other markup."""
    paragraph = "The harbour master said that the sea was still high, and that the boats would have to wait.\n\n"
    assert body_of(paragraph * (MOST_PIECES + 100)).count("\n\n") <= MOST_PIECES
