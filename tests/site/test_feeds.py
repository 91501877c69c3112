"""What feeds tell, beside what tests of whole sites ask of them."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import invented_pictures as invented
import pytest
from reader import Entry, make_reader
from rebuilding import Rebuilder
from small_digest import SmallDigest

from news_digest.site.feed_items import marked
from news_digest.site.references import absolutise

SITE = "https://digest.example"
ATOM = "{http://www.w3.org/2005/Atom}"
MORE = "FEED_MAX_ITEMS = 8\n"
LRM, RLM = "\N{LEFT-TO-RIGHT MARK}", "\N{RIGHT-TO-LEFT MARK}"


@pytest.fixture
def site(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Rebuilder:
    """Return a digest of thirty stories whose feeds hold eight, built."""
    monkeypatch.setattr("news_digest.site.looking.TICK_NS", 0)
    digest = SmallDigest.at(tmp_path / "digest", more=MORE)
    for number in range(30):
        put(digest, number)
    rebuilder = Rebuilder(digest, capsys)
    assert rebuilder.build().status == 0
    return rebuilder


def put(digest: SmallDigest, number: int, body: str = "") -> None:
    """Put a story of a day of its own in, with a word of its own."""
    digest.story(f"{number:03}", f"H{number:03}", f"2024-01-{number + 1:02}", body or f"w{number}a w{number}b.")


def chain(digest: SmallDigest) -> dict[str, list[str]]:
    """Return the parts of the JSON feed of all stories from the newest to the oldest, each with its headlines."""
    found: dict[str, list[str]] = {}
    name = "feed.json"
    while name:
        feed = json.loads(digest.page(name))
        found[name] = [item["title"] for item in feed["items"]]
        name = feed.get("next_url", "").removeprefix(f"{SITE}/")
    return found


def test_a_feed_and_its_archive_hold_every_story(site: Rebuilder) -> None:
    """However many come."""
    for number in range(30, 31):
        put(site.digest, number)
        site.right()
    every = {title for titles in chain(site.digest).values() for title in titles}
    assert every == {f"H{number:03}" for number in range(31)}


def test_no_part_changes_where_a_story_comes(site: Rebuilder) -> None:
    """A reader that has a part need not fetch it again."""
    before = site.digest.stamps()
    parts = [name for name in before if name.startswith(("rss/", "atom/", "feed/"))]
    assert len(parts) >= 9
    put(site.digest, 30)
    site.right()
    after = site.digest.stamps()
    assert {name: before[name] for name in parts} == {name: after[name] for name in parts}


def test_a_part_says_that_it_is_one(site: Rebuilder) -> None:
    """And leads back, and to the feed (RFC 5005)."""
    newest, *_ = list(chain(site.digest))[1:]
    root = ET.fromstring(site.digest.page(newest.replace("feed/", "atom/").replace(".json", ".xml")))
    links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
    assert links["current"] == f"{SITE}/atom.xml"
    assert links["prev-archive"]
    assert root.find("{http://purl.org/syndication/history/1.0}archive") is not None


def test_nothing_is_archived_where_nobody_wants_it(tmp_path: Path) -> None:
    """By a setting."""
    digest = SmallDigest.at(tmp_path / "digest", more=f"{MORE}DIGEST_FEED_ARCHIVE = False\n")
    for number in range(20):
        put(digest, number)
    digest.build()
    assert not (digest.output / "rss").exists()
    assert "prev-archive" not in digest.page("rss.xml")


def test_an_edition_is_an_item(site: Rebuilder) -> None:
    """With its headlines as links; what the editor says of it comes first, and its id stays."""
    before = json.loads(site.digest.page("editions/feed.json"))["items"][0]
    site.digest.file("editions/2024-01-30.toml", 'title = "A quiet day"\nnote = "Nothing *else*."\n')
    site.right()
    item = json.loads(site.digest.page("editions/feed.json"))["items"][0]
    assert (item["id"], item["title"]) == (before["id"], "A quiet day")
    assert item["content_html"].index("<em>else</em>") < item["content_html"].index(
        f'<a href="{SITE}/stories/029/">H029</a>'
    )
    assert item["date_published"].startswith("2024-01-30T")


def ids_of(digest: SmallDigest) -> set[str]:
    """Return every id in the Atom feeds of all stories, of a tag, and of editions."""
    names = ("atom.xml", "tags/boats/atom.xml", "editions/atom.xml")
    return {one.text or "" for name in names for one in ET.fromstring(digest.page(name)).iter(f"{ATOM}id")}


def test_no_id_changes_with_the_name_or_the_address_of_the_digest(tmp_path: Path) -> None:
    """What DIGEST_ID says stays; where it says nothing, the name that the digest has stands for it."""
    digest = SmallDigest.at(tmp_path / "digest")
    digest.story("a", more="tags: [Boats]\n")
    digest.build()
    before, conf = ids_of(digest), digest.root / "pelicanconf.py"
    text = conf.read_text("utf-8").replace(SITE, "https://moved.example")
    conf.write_text(f'{text}SITENAME = "Another Name"\nDIGEST_ID = "The Test Digest"\n', "utf-8")
    digest.build()
    assert "<title>Another Name</title>" in digest.page("atom.xml")
    assert ids_of(digest) == before
    assert len(before) == 3 + 2


def test_no_two_entries_were_updated_at_one_moment(tmp_path: Path) -> None:
    """Though all that is known of them is the day; it is the second that is known, and other stories change nothing."""
    digest = SmallDigest.at(tmp_path / "digest")
    for code in ("846706", "846707", "0000000", "b", "c"):
        digest.story(code, date="2024-03-05", more="corrections: [{date: 2024-03-06, text: Right.}]\n")
    digest.story("first", date="0001-01-01T00:00:00+14:00")
    digest.build()
    before = moments(digest, "atom.xml")
    assert len(set(before)) == 6
    assert {f"2024-03-05T23:00:00.84670{end}+00:00" for end in (6, 7)} < set(before)
    assert {moment[:19] for moment in before} == {"2024-03-05T23:00:00", "0001-01-01T00:00:00"}
    assert len(set(moments(digest, "corrections/atom.xml"))) == 5
    digest.story("d", date="2024-03-05", more="corrections: [{date: 2024-03-06, text: Right.}]\n")
    digest.build()
    assert set(before) < set(moments(digest, "atom.xml"))


def moments(digest: SmallDigest, name: str) -> list[str]:
    """Return when the entries of an Atom feed were updated, the newest first."""
    root = ET.fromstring(digest.page(name))
    return sorted((found.text or "" for found in root.findall(f"{ATOM}entry/{ATOM}updated")), reverse=True)


def test_a_lead_picture_goes_along(tmp_path: Path) -> None:
    """With its true length and type, in every format."""
    digest = SmallDigest.at(tmp_path / "digest")
    data = invented.png(64, 40)
    digest.file("pictures/a.png", data)
    digest.story("a", body="![A boat]({static}/pictures/a.png)\n\nWords.")
    digest.build()
    address = f"{SITE}/pictures/a.png"
    enclosure = ET.fromstring(digest.page("rss.xml")).find("channel/item/enclosure")
    assert enclosure is not None
    assert enclosure.attrib == {"url": address, "length": str(len(data)), "type": "image/png"}
    [item] = json.loads(digest.page("feed.json"))["items"]
    assert item["image"] == address
    assert item["attachments"] == [{"url": address, "mime_type": "image/png", "size_in_bytes": len(data)}]
    assert f'rel="enclosure" type="image/png" length="{len(data)}"' in digest.page("atom.xml")


def test_a_hub_is_named_by_feeds_that_a_hub_is_told_of(tmp_path: Path) -> None:
    """Not by those of tags."""
    digest = SmallDigest.at(tmp_path / "digest", more='DIGEST_HUB = "https://hub.example/"\n')
    digest.story("a", more="tags: [Boats]\n")
    digest.build()
    for name in ("rss.xml", "atom.xml", "editions/atom.xml"):
        assert 'rel="hub" href="https://hub.example/"' in digest.page(name)
    assert json.loads(digest.page("feed.json"))["hubs"] == [{"type": "WebSub", "url": "https://hub.example/"}]
    assert "hub.example" not in digest.page("tags/boats/rss.xml")


def test_the_list_of_feeds_follows_tags(site: Rebuilder) -> None:
    """They come and go."""
    site.digest.story("x", "X", "2024-01-05", "wx.", more="tags: [Boats]\n")
    assert "feeds.opml" in site.right().written
    assert f"{SITE}/tags/boats/rss.xml" in site.digest.page("feeds.opml")
    (site.digest.root / "content" / "stories" / "x.md").unlink()
    assert "feeds.opml" in site.right().written


def test_another_theme_has_all_feeds(tmp_path: Path) -> None:
    """But not the page that leads to them, and Pelican makes none beside ours."""
    theme = tmp_path / "theme"
    (theme / "templates").mkdir(parents=True)
    digest = SmallDigest.at(tmp_path / "digest", theme="simple")
    digest.story("a", more="tags: [Boats]\n")
    assert digest.pelican().returncode == 0
    names = {name for name in digest.stamps() if name.endswith((".xml", ".json", ".opml"))}
    feeds = {
        f"{folder}{name}"
        for folder in ("", "editions/", "tags/boats/")
        for name in ("rss.xml", "atom.xml", "feed.json")
    }
    assert names == feeds | {"feeds.opml", "sitemap.xml", "news-sitemap.xml"}


def test_a_title_is_marked_only_where_its_first_letter_misleads() -> None:
    """Readers guess the direction of a title by it."""
    assert marked("Boats", "ltr") == "Boats"
    assert marked("قارب", "rtl") == "قارب"
    assert marked("12: BBC قارب", "rtl") == f"{RLM}12: BBC قارب"
    assert marked("قارب sails", "ltr") == f"{LRM}قارب sails"


def test_every_address_of_a_set_is_whole() -> None:
    """As those of other attributes."""
    html = '<img src="a.png" srcset="a.png 1x, /b.png 2x">'
    assert absolutise(html, f"{SITE}/x/") == f'<img src="{SITE}/x/a.png" srcset="{SITE}/x/a.png 1x, {SITE}/b.png 2x">'


def polled(digest: SmallDigest, database: Path, name: str) -> list[Entry]:
    """Let a reader that keeps what it read fetch a feed; returns its entries."""
    with pytest.MonkeyPatch.context() as patch, make_reader(str(database), feed_root=str(digest.output)) as reader:
        patch.setenv("READER_NO_VENDORED_FEEDPARSER", "1")
        reader.add_feed(name, exist_ok=True)
        reader.update_feed(name)
        return list(reader.get_entries())


@pytest.mark.parametrize("name", ["rss.xml", "atom.xml", "feed.json"])
def test_a_story_is_one_entry_all_its_life(tmp_path: Path, name: str) -> None:
    """Whatever is corrected, and wherever the digest moves; once withdrawn, no feed has it."""
    digest = SmallDigest.at(tmp_path / "digest")
    guid = "guid: urn:uuid:0f0e0d0c-0b0a-4908-8706-050403020100\n"
    steps = (
        ("Boats Sail", "They left.", ""),
        ("Boats Sail Late", "They left.", "modified: 2024-03-06T08:00:00+00:00\n"),
        ("Boats Sail Late", "They left at noon.", "modified: 2024-03-07T08:00:00+00:00\n"),
    )
    for title, body, more in steps:
        digest.story("a", title, body=body, more=guid + more)
        digest.build()
        [entry] = polled(digest, tmp_path / "reader.sqlite", name)
        assert (entry.id, entry.title) == (guid.partition(" ")[2].strip(), title)
        assert body in entry.content[0].value
        assert bool(entry.updated and entry.updated != entry.published) == bool(more)
    conf = digest.root / "pelicanconf.py"
    conf.write_text(conf.read_text("utf-8").replace(SITE, "https://moved.example"), "utf-8")
    digest.build()
    [entry] = polled(digest, tmp_path / "reader.sqlite", name)
    assert entry.link == "https://moved.example/stories/a/"
    digest.story("a", "Boats Sail Late", more=f"{guid}withdrawn: {{reason: Wrong., date: 2024-03-08}}\n")
    digest.build()
    assert guid.partition(" ")[2].strip() not in digest.page(name)
