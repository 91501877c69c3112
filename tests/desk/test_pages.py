"""Saved pages go the way of all captures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from news_digest.cli import main
from news_digest.desk.explaining import explain
from news_digest.markdown import read_story

if TYPE_CHECKING:
    import pytest
    from desk_captures import Desk

TEXT = "The first ferry in ten days left the harbour of Havnby on Tuesday with medicine, mail and passengers."
PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>Ferries return | Harbour Wire</title>
<meta property="og:title" content="Ferries return"><meta property="og:site_name" content="Harbour Wire">
<meta property="og:type" content="article"><meta property="article:published_time" content="2024-03-05T14:06:00+01:00">
<link rel="canonical" href="https://harbourwire.example/ferries-return-846706"></head>
<body><h1>Ferries return</h1><div class="text"><p>{TEXT}</p><p>{TEXT.replace("first", "second")}</p>
<p class="share-bar">Send it to a friend who likes the sea.</p></div></body></html>
"""


def test_a_saved_page_is_imported(desk: Desk) -> None:
    """Its code, date and source come from its own declarations."""
    desk.put("page.html", PAGE)
    assert desk.run().ok
    story = read_story(desk.story().read_text("utf-8"), name="it")
    assert (story.headline, story.story_code, story.seed) == ("Ferries return", "846706", "page.html")
    assert story.source
    assert (story.source.name, story.source.url) == (
        "Harbour Wire",
        "https://harbourwire.example/ferries-return-846706",
    )


def test_explain_tells_the_origin_of_a_field_and_what_was_cut(desk: Desk) -> None:
    """With the reason."""
    desk.put("page.html", PAGE)
    desk.run()
    text = explain(desk.project, "846706").as_text()
    assert "from meta article:published_time" in text
    assert "Send it to a friend who likes the sea.\n              share bar, line 6" in text


def test_a_page_is_converted_to_standard_output(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    """As a text is."""
    assert main(["convert", str(desk.put("page.html", PAGE))]) == 0
    assert f"\n{TEXT}\n" in capsys.readouterr().out


def test_a_page_that_is_no_story_is_spiked_with_the_reason(desk: Desk) -> None:
    """Everything else goes on."""
    desk.put("gone.html", "<!doctype html><title>404 Not Found</title><h1>Not Found</h1><p>Nothing is here.</p>")
    report = desk.run()
    assert [item.reason for item in report.spiked] == ["it is an error page, no story"]


def test_the_parts_of_a_saved_page_are_no_captures(desk: Desk) -> None:
    """Browsers put pictures and scripts in a folder beside it; a folder of that name alone is one of captures."""
    desk.put("page.html", PAGE)
    desk.put("page_files/app.js", "let salt = 1;")
    desk.put("notes_files/gone.html", "<!doctype html><title>404 Not Found</title><p>Gone.</p>")
    report = desk.run()
    assert [item.seed for item in report.spiked] == ["notes_files/gone.html"]
