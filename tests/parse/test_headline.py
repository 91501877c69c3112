"""Which line of a copied page is its headline: the line below a trail of sections."""

from __future__ import annotations

from news_digest.capture.text import read_capture
from news_digest.parse import parse_capture

HEADLINE = "The ferries of the north run again today"
BODY = """\
The first ferry in ten days left the harbour of Havnby with medicine and mail, and it was full to the last seat.

The master said that the swell was still two metres high at the mouth of the bay, and that it would fall soon.

Two boats will cross every hour until the end of the season, with room for forty cars and their trailers each.
"""


def _headline(text: str) -> str:
    return parse_capture(read_capture(text.encode(), name="sample")).story.headline


def test_a_trail_without_signs_gives_way_to_the_headline_below_it() -> None:
    """A copied page loses the signs between its sections, so the trail reads as one long line."""
    assert _headline(f"News Coast Harbours {HEADLINE}\n\n{HEADLINE}\n\n{BODY}") == HEADLINE


def test_a_request_below_the_headline_does_not_win_over_the_end_of_the_trail() -> None:
    """What the page asks of its reader stands closer to the text than the headline does."""
    headline = "Ten days without a boat. The ferries run again"
    head = f"News Coast Harbours {headline}\n\n{headline}\n\nSign in to have the article read to you"
    assert _headline(f"{head}\n\n{BODY}") == headline


def test_a_kicker_within_the_headline_stays_where_the_short_line_is_below_the_text() -> None:
    """Only a line right above another one can be its trail."""
    headline = f"Harbours {HEADLINE}"
    assert _headline(f"{headline}\n\n{BODY}\n{HEADLINE}\n") == headline


def test_a_caption_that_tells_its_month_in_japanese_is_no_headline() -> None:
    """Japanese sets no blank around a date: a letter stands right before the year, "月" right behind the digit."""
    headline, caption = "港町の新しい渡し船が来週から運航を再開へ", "港町の渡し船＝同港で2023年5月"
    text = "港町の渡し船は来週から運航を再開する。町長が発表した。新しい船には車を載せることができる。"
    body = "\n\n".join([text, text.replace("町長", "船会社"), text.replace("来週", "今月")])
    assert _headline(f"{headline}\n\n港\n\n{caption}\n\n{body}\n") == headline
