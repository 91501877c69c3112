"""Every feed of the published sample, read by two real feed readers and held to the rules of its format."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import feedparser
import pytest
from feed_rules import feed_faults
from newsroom import SITEURL
from pages import html_files, soup, text_of
from reader import make_reader

from news_digest.api import Story, read_story
from news_digest.markdown import render_markdown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsroom import Newsroom
    from reader import Entry

# They stand before a title that begins otherwise than it goes on.
MARKS = "\N{LEFT-TO-RIGHT MARK}\N{RIGHT-TO-LEFT MARK}"
FEED_NAMES = ("rss.xml", "atom.xml")
MIMES = {"rss.xml": "application/rss+xml", "atom.xml": "application/atom+xml", "feed.json": "application/feed+json"}
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
LISTS = ("tags/*/", "sources/*/", "editions/", "corrections/", "")


def feeds(room: Newsroom) -> list[Path]:
    """Return every RSS and Atom feed of the site, and every archived part of one."""
    folders = [*LISTS, "rss/", "atom/"]
    found = [path for folder in folders for path in room.output.glob(f"{folder}*.xml")]
    return sorted(path for path in found if path.name in FEED_NAMES or path.parent.name in {"rss", "atom"})


def told(room: Newsroom, name: str) -> list[feedparser.FeedParserDict]:
    """Return what a reader gets of a feed that goes back through its archive (RFC 5005), each entry once."""
    found: dict[str, feedparser.FeedParserDict] = {}
    while name:
        feed = feedparser.parse((room.output / name).read_bytes())
        found = {entry.id: entry for entry in feed.entries} | found
        older = [link.href for link in feed.feed.links if link.rel == "prev-archive"]
        name = older[0].removeprefix(f"{SITEURL}/") if older else ""
    return list(found.values())


def address_of(room: Newsroom, path: Path) -> str:
    """Return where readers fetch a built file."""
    return f"{SITEURL}/{path.relative_to(room.output).as_posix()}"


def published_stories(room: Newsroom) -> dict[str, Story]:
    """Return the stories of the digest by their guid."""
    stories = [read_story(text, name="") for text in room.story_texts()]
    return {story.guid or "": story for story in stories if story.status == "published"}


@pytest.fixture(scope="module")
def entries(published: Newsroom) -> Iterator[dict[str, dict[str, Entry]]]:
    """Return every feed's entries by id, as lemon24's reader stores them, by the feed's path."""
    with pytest.MonkeyPatch.context() as patch, make_reader(":memory:", feed_root=str(published.output)) as reader:
        # Its own copy of feedparser wants a package that it does not ask for; this is its switch for the installed one.
        patch.setenv("READER_NO_VENDORED_FEEDPARSER", "1")
        names = [path.relative_to(published.output).as_posix() for path in feeds(published)]
        for name in names:
            reader.add_feed(name)
        results = {result.url: result.value for result in reader.update_feeds_iter()}
        broken = {url: value for url, value in results.items() if isinstance(value, Exception)}
        assert broken == {}
        yield {name: {entry.id: entry for entry in reader.get_entries(feed=name)} for name in names}


def test_there_is_a_feed_for_all_and_for_every_tag_and_source(published: Newsroom) -> None:
    """Whoever reads one tag or one source alone can."""
    assert all((published.output / name).is_file() for name in MIMES)
    folders = [path.parent for kind in ("tags", "sources") for path in published.output.glob(f"{kind}/*/index.html")]
    assert folders
    assert [folder for folder in folders if not all((folder / name).is_file() for name in MIMES)] == []
    assert all((published.output / "editions" / name).is_file() for name in MIMES)


def test_feeds_keep_the_rules_of_their_formats(published: Newsroom) -> None:
    """Every rule of feed_rules.py, for every feed."""
    faults = {path: feed_faults(path.read_bytes(), address_of(published, path)) for path in feeds(published)}
    assert {str(path): found for path, found in faults.items() if found} == {}


def test_feedparser_reads_every_feed_without_a_complaint(published: Newsroom) -> None:
    """It marks whatever is not well-formed or not encoded as it says."""
    read = {path: feedparser.parse(path.read_bytes()) for path in feeds(published)}
    assert {path: feed.get("bozo_exception") for path, feed in read.items() if feed.bozo} == {}
    versions = {feed.version for feed in read.values()}
    assert versions == {"rss20", "atom10"}


@pytest.mark.parametrize("name", FEED_NAMES)
def test_the_feed_for_all_and_its_archive_have_every_story(published: Newsroom, name: str) -> None:
    """Their ids are those that stand in the story files, and lead to the story's page."""
    stories = published_stories(published)
    feed = feedparser.parse((published.output / name).read_bytes())
    assert [entry.id for entry in feed.entries] == list(dict.fromkeys(entry.id for entry in feed.entries))
    assert {entry.id: (entry.title.strip(MARKS), entry.link) for entry in told(published, name)} == {
        guid: (story.headline, f"{SITEURL}/stories/{story.story_code}/") for guid, story in stories.items()
    }


@pytest.mark.parametrize("name", FEED_NAMES)
def test_the_feed_for_all_begins_with_the_newest(published: Newsroom, name: str) -> None:
    """Readers that show the order of the file show the news first."""
    dates = [entry.published_parsed for entry in feedparser.parse((published.output / name).read_bytes()).entries]
    assert dates == sorted(dates, reverse=True)


def moment_of(day: date) -> datetime:
    """Return the moment that a printed date means: where no zone is printed the sample's own, which is UTC."""
    moment = day if isinstance(day, datetime) else datetime.combine(day, time())
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


@pytest.mark.parametrize("name", FEED_NAMES)
def test_a_reader_sees_the_dates_that_were_printed(
    published: Newsroom, entries: dict[str, dict[str, Entry]], name: str
) -> None:
    """When a story was published."""
    stories = {guid: story for guid, story in published_stories(published).items() if guid in entries[name]}
    assert {guid: moment_of(story.date) for guid, story in stories.items()} == {
        guid: entry.published for guid, entry in entries[name].items()
    }


@pytest.mark.parametrize("name", FEED_NAMES)
def test_a_reader_sees_that_a_story_was_changed(published: Newsroom, name: str) -> None:
    """Where a change is printed the feed has it, RSS in the word that it borrows from Atom."""
    stories = published_stories(published)
    changed = {guid: moment_of(story.modified) for guid, story in stories.items() if story.modified}
    assert changed
    found = told(published, name)
    seen = {entry.id: datetime(*entry.updated_parsed[:6], tzinfo=UTC) for entry in found if entry.id in changed}
    assert seen == changed


@pytest.mark.parametrize("name", FEED_NAMES)
def test_a_reader_gets_the_full_text(published: Newsroom, entries: dict[str, dict[str, Entry]], name: str) -> None:
    """Every word of the story file is in the feed."""
    missing = []
    stories = published_stories(published)
    for guid, entry in entries[name].items():
        story = stories[guid]
        (content,) = [content for content in entry.content if content.type == "text/html"]
        if text_of(render_markdown(story.body)) not in text_of(content.value):
            missing.append(story.headline)
    assert missing == []


def test_a_tags_feed_has_the_stories_that_lead_to_the_tag(
    published: Newsroom, entries: dict[str, dict[str, Entry]]
) -> None:
    """And no other; the same holds for sources."""
    ids: dict[str, set[str]] = {}
    codes = {f"/stories/{story.story_code}/": guid for guid, story in published_stories(published).items()}
    for address, guid in codes.items():
        page = soup(published.output / address.strip("/") / "index.html")
        for link in {link["href"] for link in page.select("main a[href]")}:
            if re.fullmatch(r"/(?:tags|sources)/[^/]+/", link):
                ids.setdefault(f"{link.strip('/')}/rss.xml", set()).add(guid)
    lists = {name: set(found) for name, found in entries.items() if name.startswith(("tags/", "sources/"))}
    assert {name: found for name, found in lists.items() if name.endswith("rss.xml")} == ids
    assert {name: found for name, found in lists.items() if name.endswith("atom.xml")} == {
        name.replace("rss.xml", "atom.xml"): found for name, found in ids.items()
    }


def test_pages_announce_feeds_that_are_there(published: Newsroom) -> None:
    """A browser or reader that looks for feeds on a page finds them, each under its own type."""
    wrong = []
    for path in html_files(published.output):
        for link in soup(path).select("link[rel=alternate][type]"):
            file = published.output / link["href"].removeprefix(SITEURL).lstrip("/")
            if not file.is_file() or link["type"] != MIMES.get(file.name) or not link.get("title"):
                wrong.append(f"{path}: {link}")
    assert wrong == []
    announced = {link["href"] for link in soup(published.output / "index.html").select("link[rel=alternate][type]")}
    assert {Path(address).name for address in announced} == MIMES.keys()


def test_json_feeds_tell_what_the_others_do(published: Newsroom) -> None:
    """The same items in the same order, with the same words; what is required is there."""
    for path in sorted(published.output.rglob("feed.json")):
        feed = json.loads(path.read_text("utf-8"))
        assert (feed["version"], feed["feed_url"]) == ("https://jsonfeed.org/version/1.1", address_of(published, path))
        rss = ET.parse(path.with_name("rss.xml")).getroot().findall("channel/item")
        known = [(item.findtext("guid"), item.findtext("title"), item.findtext("link")) for item in rss]
        assert [(item["id"], item["title"], item["url"]) for item in feed["items"]] == known
        texts = [item.findtext(CONTENT) or "" for item in rss]
        assert [item.get("content_html", "") for item in feed["items"]] == texts
        assert all(item.get("content_html") or item["content_text"] for item in feed["items"])


def test_the_archive_of_a_json_feed_is_its_next_address(published: Newsroom) -> None:
    """A reader that goes on gets every story."""
    found, address = set(), f"{SITEURL}/feed.json"
    while address:
        feed = json.loads((published.output / address.removeprefix(f"{SITEURL}/")).read_text("utf-8"))
        found |= {item["id"] for item in feed["items"]}
        address = feed.get("next_url", "")
    assert found == published_stories(published).keys()
