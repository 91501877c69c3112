"""How far what was read of a saved page can be trusted."""

from __future__ import annotations

from web_pages import page, paragraphs, read


def test_what_a_page_declares_and_shows_is_trusted() -> None:
    """Headline and page agree."""
    assert read(page()).confidence["headline"] >= 0.9
    assert read(page()).doubts == ()


def test_a_date_that_is_only_printed_without_a_label_is_trusted_less_than_a_declared_one() -> None:
    """It may be of anything that stands on the page."""
    shown = "<!doctype html><title>Ferries Return</title><h1>Ferries Return</h1><p>5 March 2024</p>" + paragraphs()
    told = shown.replace("<h1>", '<meta property="article:published_time" content="2024-03-05T14:06:00Z"><h1>')
    assert read(shown).confidence.get("date", 0.0) < read(told).confidence["date"]
