"""Captured text is hostile until escaped: it runs nothing, breaks nothing and stays in its folder."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import quote

import feedparser
import pytest
from captures import BODY, a_capture
from chrome import browser
from feed_rules import feed_faults
from newsroom import SITEURL, Newsroom, empty_project
from pages import html_files, soup
from web import served

from news_digest.api import Story, write_story

if TYPE_CHECKING:
    from pathlib import Path

# Each would set the canary if it ran.
CANARIES = (
    "<script>window.canary = 1</script>",
    "<img src=x onerror='window.canary=2'>",
    "<svg/onload=window.canary=3>",
    '"><iframe srcdoc="<script>parent.canary=4</script>"></iframe>',
    "[click](javascript:window.canary=5)",
    "<javascript:window.canary=6>",
    '![x](x"onerror="window.canary=7)',
    '<a href="jav&#x09;ascript:window.canary=8">x</a>',
    "]]><script>window.canary=9</script>",
    "</title><script>window.canary=10</script>",
    "{{ config }} {% raw %} {static}/../x {{ 7 * 7 }}",
    "\x1b]0;owned\x07\x1b[2J",
    "<!--<script>window.canary=11</script>-->",
    "</textarea></style></script><script>window.canary=12</script>",
)  # fmt: skip

CODES = (
    "../../x",
    "..",
    ".",
    "con",
    "a/b",
    "index.html",
    "%2e%2e%2f",
    "a\\b",
    "~",
    "-",
    "<b>",
    '"',
    "é",
    "x" * 300,
    "#top",
    "a?b",
)


# Follows every link that stays on its page, as a click would, and says what the canary is then.
CLICK_LINKS = """
[...document.querySelectorAll("a[href]")].map((link) => {
  if (!/^https?:$/.test(link.protocol)) link.click();
  return window.canary;
}).find(Boolean)
"""

MARKUP = "script, iframe, style, object, embed, svg[onload], img[src=x], [onerror], [onload]"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    """Return the built site of a morning when every field of every capture was meant to do harm."""
    above = tmp_path_factory.mktemp("hostile")
    room = empty_project(above / "room")
    room.publish_as(SITEURL)
    for number, text in enumerate(CANARIES):
        capture = a_capture(
            f"{text} headline {number}",
            code=str(500 + number),
            source=f"{text} wire",
            author=f"Ann {text}",
            body=f"{BODY}\n\n{text}\n\n{text} and so on, to the end of the paragraph.\n\n{BODY}",
            tags=f"{text}, ferries",
            related=(text, f"{text} https://elsewhere.example/{text}"),
        )
        room.seed(f"canary/{number}.txt", capture)
    for number, code in enumerate(CODES):
        room.seed(f"codes/{number}.txt", a_capture(f"Number {number} of the Codes", code=code))
        story = Story(f"Number {number} of the Codes by Hand", date=date(2024, 3, 5), story_code=code, body=BODY)
        room.story(f"by-hand/{number}.md", write_story(story))
    room.story(
        "by-hand/long.md", write_story(Story("Very long " * 300, date=date(2024, 3, 5), story_code="900", body=BODY))
    )
    room.must("digest", "import")
    room.must("digest", "build", "--settings", "checkconf.py")
    return room


def test_every_story_has_its_page(hostile: Newsroom) -> None:
    """No code is lost or takes another's place."""
    pages = list(hostile.output.glob("stories/*/index.html"))
    assert len(pages) == len(CANARIES) + 2 * len(CODES) + 1
    assert len(hostile.story_texts()) == len(pages)


def test_nothing_is_written_beside_the_digest(hostile: Newsroom) -> None:
    """Codes that look like paths lead nowhere."""
    assert [path.name for path in hostile.root.parent.iterdir()] == ["room"]
    assert {path.name for path in hostile.output.iterdir()} <= {
        *("index.html", "404.html", "sitemap.xml", "news-sitemap.xml", "robots.txt", "page"),
        *("rss.xml", "atom.xml", "feed.json", "rss", "atom", "feed", "feeds", "feeds.opml", "feeds.css"),
        *("humans.txt", "manifest.webmanifest", "opensearch.xml", "card.png", "search", "pagefind"),
        *("stories", "editions", "tags", "sources", "archive", "theme", "about", "CNAME", ".nojekyll"),
    }


def test_no_page_has_markup_of_a_capture(hostile: Newsroom) -> None:
    """Every element is the template's or the Markdown renderer's."""
    found = []
    for path in html_files(hostile.output):
        page = soup(path)
        data = page.select('script[type="application/ld+json"]')
        found += [f"{path}: {tag}" for tag in page.select(MARKUP) if "canary" in str(tag) and tag not in data]
        found += [f"{path}: {link}" for link in page.select("a[href]") if "script:" in link["href"].lower()]
    assert found == []


def test_templates_are_not_run_by_text(hostile: Newsroom) -> None:
    """A capture that speaks Jinja is printed as it stands."""
    assert any("{{ 7 * 7 }}" in text for text in (soup(page).get_text() for page in html_files(hostile.output)))


def test_the_links_of_the_site_hold(hostile: Newsroom) -> None:
    """`digest check` finds no fault."""
    hostile.must("digest", "check")


def test_feeds_keep_their_rules(hostile: Newsroom) -> None:
    """Neither the end of a CDATA section nor a control character ends a feed."""
    for path in hostile.output.rglob("*.xml"):
        if not path.name.endswith(("sitemap.xml", "opensearch.xml")):
            address = f"{SITEURL}/{path.relative_to(hostile.output).as_posix()}"
            assert feed_faults(path.read_bytes(), address) == []
            assert not feedparser.parse(path.read_bytes()).bozo


def test_the_terminal_is_not_written_to_by_a_capture(hostile: Newsroom, tmp_path: Path) -> None:
    """A headline or a file's name cannot move the cursor or set the window's title."""
    assert tmp_path.is_dir()
    hostile.seed("bad\x1b[2J.txt", b"")
    said = hostile.run("digest", "import").said + hostile.run("digest", "explain", "511").said
    assert "\x1b]0;" not in said
    assert "\x1b[2J" not in said


@pytest.mark.browser
@pytest.mark.server
def test_no_script_of_a_capture_runs(hostile: Newsroom, tmp_path: Path) -> None:
    """Not even from a server that sends no policy; links are tried as well."""
    with served(hostile.output, tmp_path, policy=None) as address, browser(tmp_path / "profile") as window:
        for page in html_files(hostile.output):
            window.show(f"{address}/{quote(page.relative_to(hostile.output).as_posix())}")
            assert window.ask(f"return [window.canary, {CLICK_LINKS}].filter(Boolean)") == [], page
