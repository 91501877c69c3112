"""Bylines that say what somebody does."""

from __future__ import annotations

import pytest

from news_digest.capture.text import read_capture
from news_digest.parse import parse_capture

HEADLINE = "The ferries of the north run again today"
BODY = (
    "The first ferry in ten days left the harbour of Havnby with medicine and mail, and all seats were taken.\n\n"
    "The master said that the swell was still two metres high at the mouth of the bay, and that it would fall."
)


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("Von unserer Redakteurin Jana Petersen", ("Jana Petersen",)),
        ("De notre correspondant Marc Tissot", ("Marc Tissot",)),
        ("Dal nostro inviato Paolo Greco", ("Paolo Greco",)),
        ("Ada Lind, Staff Writer", ("Ada Lind",)),
        ("Ada Lind | Transport Correspondent", ("Ada Lind",)),
        ("Lucía Ferrer, redactora", ("Lucía Ferrer",)),
        ("Anna Below, корреспондент", ("Anna Below",)),
        ("Hosted by Ada Lind", ("Ada Lind",)),
        ("김민지 기자", ("김민지",)),
        ("本紙記者 佐藤花子", ("佐藤花子",)),
        ("Yazan Elif Yıldız", ("Elif Yıldız",)),
    ],
)
def test_a_role_is_no_part_of_a_name(line: str, authors: tuple[str, ...]) -> None:
    """It stands before the name with small words, or behind it and a comma."""
    text = f"{HEADLINE}\n\n{line}\n16 May 2024\n\n{BODY}\n"
    story = parse_capture(read_capture(text.encode(), name="sample")).story
    assert (story.headline, story.authors) == (HEADLINE, authors)


def test_a_sentence_with_a_role_at_its_beginning_is_no_byline() -> None:
    """More than names behind the role shows a sentence."""
    line = "Author Ada Lind, from Havnby, said that she began to read on the ferry"
    text = f"{HEADLINE}\n16 May 2024\n\n{BODY}\n\n{line}\n\n{BODY}\n"
    assert parse_capture(read_capture(text.encode(), name="sample")).story.authors == ()
