"""What an editor says of a published story: corrections, that it was withdrawn, how much of it may be shown."""

from __future__ import annotations

from datetime import UTC, date, datetime

from news_digest.markdown import read_story, write_story
from news_digest.markdown.keys import misspelt
from news_digest.story import Correction, Story, Withdrawal

STORY = Story(
    "Ferries Return",
    rights="excerpt",
    corrections=(
        Correction(date(2024, 5, 3), "Five boats, not four."),
        Correction(datetime(2024, 5, 4, 14, 6, tzinfo=UTC), "no"),
    ),
    withdrawn=Withdrawal("It was wrong.", date(2024, 5, 5)),
)
TEXT = """\
---
title: Ferries Return
rights: excerpt
corrections:
- {date: 2024-05-03, text: "Five boats, not four."}
- {date: "2024-05-04T14:06:00+00:00", text: "no"}
withdrawn: It was wrong.
withdrawn_date: 2024-05-05
---
"""


def test_they_stand_in_the_file_as_a_person_would_write_them() -> None:
    """A correction on a line, its time in quotes."""
    assert write_story(STORY) == TEXT
    assert read_story(TEXT, name="it") == STORY


def test_other_ways_to_write_them_are_read() -> None:
    """Lines below each other, words in capitals, the keys of Pelican's own header."""
    corrections = "corrections:\n- date: 2024-05-03 14:06\n  text: >\n    Five,\n    not four.\n"
    story = read_story(f"---\ntitle: A\nRights: Excerpt\n{corrections}---\n", name="it")
    assert story.rights == "excerpt"
    assert story.corrections == (Correction(datetime(2024, 5, 3, 14, 6), "Five, not four."),)  # noqa: DTZ001 - as written
    header = read_story("Title: A\nWithdrawn: no\nWithdrawn_date: 2024-05-03\n\nText.\n", name="it")
    assert header.withdrawn == Withdrawal("no", date(2024, 5, 3))


def test_nothing_is_said_by_empty_keys() -> None:
    """But that a story was withdrawn needs its reason."""
    assert read_story("---\ntitle: A\nrights:\ncorrections: []\n---\n", name="it") == Story("A")


def test_words_of_an_editors_own_are_no_slips() -> None:
    """Though they are a letter away from a key."""
    assert [misspelt(word) for word in ("nights", "right", "correction")] == [None, "rights", "corrections"]
