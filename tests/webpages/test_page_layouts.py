"""A publisher's odd places, named by selectors in its layout."""

from __future__ import annotations

from datetime import date

import pytest
from web_pages import PARAGRAPHS, URL, page, paragraphs

from news_digest.api import Layout, read_capture_story
from news_digest.errors import SettingsError
from news_digest.layouts import read_layout

LAYOUT = """
name = "Harbour Wire"
hosts = ["harbourwire.example"]
headline = ["h2.real"]
authors = [".signed b"]
date = [".when"]
body = ["div.log"]
remove = [".tide"]
"""
TIDE = "High water at Havnby is at six in the morning and at twenty past six in the evening, says the almanac."
LOG = "The log of the harbour says that nothing moved for ten days but the water, and that it moved a great deal."
MARKUP = f"""<h2 class="real">What the log says</h2><p class="signed">Signed <b>Ada Berg</b></p>
<p class="when">5 March 2024</p><div class="log"><p>{LOG}</p><p class="tide">{TIDE}</p></div>"""


@pytest.fixture
def layout() -> Layout:
    """Return the layout of the sample's publisher."""
    return read_layout(LAYOUT, name="harbour.toml")


def test_selectors_say_where_things_stand(layout: Layout) -> None:
    """They outweigh whatever the page declares."""
    data = page(MARKUP + paragraphs()).encode()
    found = read_capture_story(data, name="page.html", url=URL, layouts=[layout])
    assert found.story.headline == "What the log says"
    assert found.story.authors == ("Ada Berg",)
    assert found.story.date == date(2024, 3, 5)
    assert found.story.body == LOG
    assert ("removed by the layout", TIDE) in [(cut.reason, cut.text) for cut in found.cuts]


def test_pages_of_other_hosts_are_read_without_it(layout: Layout) -> None:
    """The host chooses the layout."""
    data = page().encode()
    found = read_capture_story(data, name="page.html", url="https://inkpost.example/a", layouts=[layout])
    assert found.story.body == "\n\n".join(PARAGRAPHS)


def test_a_selector_that_finds_nothing_changes_nothing(layout: Layout) -> None:
    """Publishers change their pages."""
    data = page().encode()
    story = read_capture_story(data, name="page.html", url=URL, layouts=[layout]).story
    assert story.body == "\n\n".join(PARAGRAPHS)


@pytest.mark.parametrize("line", ["body = ['div >']", "remove = 'aside'", "headline = ['h1', 3]"])
def test_a_wrong_selector_is_refused_with_its_key(line: str) -> None:
    """The error names file and key."""
    with pytest.raises(SettingsError, match=line.partition(" ")[0]) as caught:
        read_layout(f"name = 'Harbour Wire'\n{line}", name="harbour.toml")
    assert caught.value.name == "harbour.toml"
