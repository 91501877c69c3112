"""Story files and a Pelican user's own articles are read into what Pelican expects."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pelican.contents import Article
from pelican.readers import Readers
from pelican.settings import read_settings
from pelican.urlwrappers import Author, Category, Tag
from small_digest import SmallDigest

from news_digest.site.defaults import apply_defaults
from news_digest.site.hooks import use_story_reader

ROOT = Path(__file__).parents[2]
OWN = """\
Title: Harbour Notes
Date: 2024-03-05 14:06
Modified: 2024-03-06
Category: Notes
Tags: Ferries, Northern Islands
Authors: Doe, Jane; Roe, Richard
Slug: harbour-notes
Summary: What the *boats* bring.
Template: special
Mood: calm

The **boats** came in.
"""


@pytest.fixture
def settings(tmp_path: Path) -> dict[str, Any]:
    """Return settings for the content in a temporary folder."""
    given = {"PATH": str(tmp_path), "LOCALE": ["C"], "TIMEZONE": "Europe/Oslo", "THEME": str(ROOT / "theme")}
    found: dict[str, Any] = read_settings(override={**given, "FEED_ALL_ATOM": None, "CATEGORY_FEED_ATOM": None})
    apply_defaults(found)
    return found


def read(settings: dict[str, Any], name: str, text: str) -> Article:
    """Return the article that Pelican makes of a file."""
    (Path(settings["PATH"]) / name).write_text(text, "utf-8")
    readers = Readers(settings)
    use_story_reader(readers)
    for extension in ("md", "markdown", "mkd", "mdown"):
        readers.readers[extension] = readers.reader_classes[extension](settings)
    article: Article = readers.read_file(settings["PATH"], name, content_class=Article, context={})
    return article


def test_a_pelican_users_article_keeps_its_metadata(settings: dict[str, Any]) -> None:
    """Each in Pelican's own types, with keys of the user's own as they are."""
    article = read(settings, "notes.md", OWN)
    assert article.title == "Harbour Notes"
    assert article.date.isoformat() == "2024-03-05T14:06:00+01:00"
    assert article.modified.isoformat() == "2024-03-06T00:00:00+01:00"
    assert (article.category, article.tags) == (
        Category("Notes", settings),
        [Tag(name, settings) for name in ("Ferries", "Northern Islands")],
    )
    assert [author.name for author in article.authors] == ["Doe, Jane", "Roe, Richard"]
    assert isinstance(article.author, Author)
    assert (article.slug, article.template, article.mood) == ("harbour-notes", "special", "calm")
    assert article.content.strip() == "<p>The <strong>boats</strong> came in.</p>"
    assert article.url == "stories/harbour-notes/"


def test_a_story_stands_at_its_code(settings: dict[str, Any]) -> None:
    """In every language, and with its date as `strftime` of Pelican's themes takes it."""
    text = '---\ntitle: "R&D <b>"\ndate: 2024-03-05\nstory_code: "0123"\nlang: fa\nsource: Harbour Wire\n---\nText.\n'
    article = read(settings, "story.md", text)
    assert (article.title, article.url, article.save_as) == ("R&D <b>", "stories/0123/", "stories/0123/index.html")
    assert article.date.strftime("%-d %B") == "5 March"
    assert (str(article.source), article.source.url) == ("Harbour Wire", "sources/harbour-wire/")


def test_a_deck_is_text(settings: dict[str, Any]) -> None:
    """Pelican's summary is HTML."""
    text = '---\ntitle: T\ndate: 2024-03-05\nsummary: "a < b & *c*"\n---\nText.\n'
    assert read(settings, "story.md", text).summary == "<p>a &lt; b &amp; *c*</p>"


@pytest.mark.parametrize("name", ["a.md", "a.markdown", "a.mkd", "a.mdown"])
def test_every_ending_of_markdown_is_ours(settings: dict[str, Any], name: str) -> None:
    """As it is the stock reader's."""
    assert read(settings, name, OWN).metadata["reader"] == "story"


def test_an_article_of_another_reader_has_an_address(tmp_path: Path) -> None:
    """Pelican reads HTML and reStructuredText as well, which know nothing of story codes."""
    digest = SmallDigest.at(tmp_path / "room")
    head = '<title>Old Page</title><meta name="date" content="2024-03-05"><meta name="slug" content="old-page">'
    digest.file("stories/old.html", f"<html><head>{head}</head><body><p>Kept.</p></body></html>")
    assert digest.build() == 0
    assert "Kept." in digest.page("stories/old-page")
