"""What other programs get for the bytes of a capture of any kind."""

from __future__ import annotations

import pytest
from containers import FERRIES, answers, gzipped, letter, mhtml, rss, warc

from news_digest.api import convert_capture
from news_digest.errors import CaptureError

ONE = {
    "page": FERRIES.page.encode(),
    "letter": letter(),
    "mhtml": mhtml(),
    "feed of one": rss((FERRIES,)),
    "archive of one": warc(answers((FERRIES,)), packed=True),
    "packed page": gzipped(FERRIES.page.encode()),
}


@pytest.mark.parametrize("kind", ONE)
def test_one_story_comes_out_of_any_kind(kind: str) -> None:
    """Its words are all there."""
    story = convert_capture(ONE[kind], name="it")
    assert story.headline == FERRIES.headline
    assert story.body.split("\n\n")[-len(FERRIES.paragraphs) :] == list(FERRIES.paragraphs)


def test_several_stories_are_not_taken_for_one() -> None:
    """The message says how to get at them."""
    with pytest.raises(CaptureError, match="several stories"):
        convert_capture(rss(), name="it")
