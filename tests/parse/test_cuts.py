"""What was left out is accounted for, and how far a field can be trusted."""

from __future__ import annotations

import pytest

from news_digest.capture.text import read_capture
from news_digest.parse import Cut, Reading, parse_capture

HEADLINE = "The ferries of the north run again today"
BODY = (
    "The first ferry in ten days left the harbour of Havnby with medicine and mail, and all seats were taken.\n\n"
    "The master said that the swell was still two metres high at the mouth of the bay, and that it would fall."
)
CAPTURE = f"""\
Home
World

{HEADLINE}
By Ada Lind
16 May 2024
{HEADLINE}

{BODY}

Facebook Twitter Print
Related stories
A storm comes near the coast
Comments (1)
Guest
I do not agree.
"""


def _read(text: str) -> Reading:
    return parse_capture(read_capture(text.encode(), name="sample"))


def test_every_line_is_used_or_left_out_with_a_reason() -> None:
    """Menus, share bars, comments and the headline's second printing are named by their lines."""
    reading = _read(CAPTURE)
    assert reading.cuts == (
        Cut("standing line", "Home", "line 1", (1, 1)),
        Cut("above the text", "World", "line 2", (2, 2)),
        Cut("the headline again", HEADLINE, "line 7", (7, 7)),
        Cut("share bar", "Facebook Twitter Print", "line 13", (13, 13)),
        Cut("after “Comments (1)”", "Comments (1)", "lines 16 to 18", (16, 18)),
    )


def test_a_labelled_field_is_trusted() -> None:
    """A label leaves little doubt."""
    reading = _read(f"Title: {HEADLINE}\nDate: 2024-05-16\nSource: Harbour Wire\n\n{BODY}\n")
    assert min(reading.confidence.values()) > 0.95
    assert reading.doubts == ()


def test_a_headline_among_lines_like_it_is_doubtful() -> None:
    """Without a lead over its rivals a winner is little more than a guess."""
    first, second = "A ferry with medicine left the harbour", "The swell at the mouth of the bay will fall"
    alone = _read(f"{first}\n16 May 2024\n\n{BODY}\n")
    among = _read(f"Sport\n{first}\n\n\n{second}\n\n\n{BODY}\n")
    assert among.confidence["headline"] < alone.confidence["headline"]
    assert among.doubts == ("headline",)


@pytest.mark.parametrize("field", ["headline", "date", "source"])
def test_confidence_is_a_share(field: str) -> None:
    """It lies between nothing and one, and fields without a value have none."""
    confidence = _read(f"{HEADLINE}\nHarbour Wire\n16 May 2024\n\n{BODY}\n").confidence
    assert 0 < confidence[field] <= 1
    assert "story_code" not in confidence
