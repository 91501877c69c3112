"""Pages that are no story are spiked as what they are."""

from __future__ import annotations

import pytest
from web_pages import HEADLINE, PARAGRAPHS, page, paragraphs, read

from news_digest.errors import CaptureError, NewsDigestError

COOKIES = (
    "We and our partners store cookies on your device. We process personal data such as your address for measurement. "
    "Accept all to go on to the site, or manage preferences to choose what you allow us to do."
)


def test_an_error_page_is_named_as_one() -> None:
    """It stands in the place of the story."""
    html = "<!doctype html><title>Page not found | Harbour Wire</title><h1>Page not found</h1>" + paragraphs(
        "We could not find what you were looking for; it may have sailed already, or never have been here at all."
    )
    with pytest.raises(CaptureError, match="error page"):
        read(html)


def test_a_wall_of_consent_is_named_as_one() -> None:
    """The story lies behind it."""
    with pytest.raises(CaptureError, match="consent"):
        read(f"<!doctype html><title>Harbour Wire</title><h1>Harbour Wire</h1><p>{COOKIES}</p>")


def test_an_index_is_named_as_one() -> None:
    """Many headings lead to stories, and their decks look like paragraphs."""
    teaser = '<section><h2><a href="/news/{n}">{title} {n}</a></h2><p>{text}</p></section>'
    teasers = "".join(teaser.format(n=n, title=HEADLINE, text=PARAGRAPHS[n % 4]) for n in range(12))
    with pytest.raises(CaptureError, match="index"):
        read(f"<!doctype html><title>Harbour Wire</title><main>{teasers}</main>", url="https://harbourwire.example/")


@pytest.mark.parametrize(
    "html", ["<!doctype html>", "<html></html>", "<!doctype html><title>A</title><img src='a.png'>"]
)
def test_a_page_without_text_is_spiked(html: str) -> None:
    """With the reason."""
    with pytest.raises(NewsDigestError, match=r"no text|no body"):
        read(html)


def test_a_short_story_that_declares_itself_is_one() -> None:
    """News of one sentence is news."""
    assert read(page("<p>The ferry sails.</p>" + paragraphs(PARAGRAPHS[0]))).story.body
