"""A built digest, asked what a reader would ask of it."""

from __future__ import annotations

import re
from pathlib import Path

import feedparser
import pytest
from bs4 import BeautifulSoup
from small_digest import SmallDigest

STORM = "A storm closed three ports on Monday and kept the island ferries from sailing for a day and a night."


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> SmallDigest:
    """Return a digest of some stories, built once."""
    digest = SmallDigest.at(tmp_path_factory.mktemp("built"), siteurl="https://digest.example/daily")
    digest.story(
        "846706",
        title="Ferries & <b>Return</b>",
        body="See [the storm]({filename}846655.md), [the rules]({filename}../pages/about.md#rules) and [here](#x).\n\n"
        "![A map]({static}../images/a%20map.png) [Paper](/paper)",
        more="source: Harbour Wire\nsource_url: https://wire.example/846706\ntags: [Ferries, R&D, C++, C]\n"
        "summary: The boats are back.\nmodified: 2024-03-06T08:00:00+03:30\n"
        "related:\n- {title: Storm Closes Three Ports}\n- {title: Elsewhere, url: 'https://wire.example/1'}\n"
        "- {title: Bad, url: 'javascript:alert(1)'}\n- {story_code: '846706'}\n- {story_code: '846655'}\n",
    )
    digest.story("846655", "Storm Closes Three Ports", "2024-03-04", STORM, "source: Harbour Wire\ntags: [Ferries]\n")
    digest.story("0123", "Storm Night on the Islands", "2024-03-04", STORM, "source: North Post\ntags: [ferries]\n")
    digest.story("fa-1", "یک خبر", "2024-03-01", "متن خبر.", "lang: fa\nsource: دریا\n")
    digest.story("d", "A Draft", more="status: draft\n")
    digest.story("h", "A Hidden One", more="status: hidden\ntags: [Secret]\n")
    digest.story("s", "A Skipped One", more="status: skip\n")
    digest.file("pages/about.md", "---\ntitle: About\n---\nWho we are.\n")
    digest.file("images/a map.png", b"PNG")
    assert digest.build() == 0
    return digest


def page(digest: SmallDigest, path: str) -> BeautifulSoup:
    """Return a built page, parsed."""
    return BeautifulSoup(digest.page(path), "html.parser")


def hrefs(digest: SmallDigest, path: str, select: str = "main a[href]") -> list[str]:
    """Return where the links of a page lead."""
    return [str(link["href"]) for link in page(digest, path).select(select)]


@pytest.mark.parametrize(
    "path",
    [
        *("index.html", "404.html", "rss.xml", "atom.xml", "sitemap.xml", "robots.txt", "about/index.html"),
        *("stories/846706/index.html", "editions/2024-03-05/index.html", "archive/index.html", "images/a map.png"),
        *("tags/index.html", "tags/ferries/index.html", "tags/ferries/rss.xml", "tags/r-and-d/index.html"),
        *("tags/c/index.html", "tags/c-plus-plus/index.html", "theme/icon.svg"),
        *("sources/index.html", "sources/harbour-wire/index.html", "sources/harbour-wire/rss.xml"),
        *("drafts/d/index.html", "stories/h/index.html"),
    ],
)
def test_everything_has_its_address(built: SmallDigest, path: str) -> None:
    """As the list of addresses says."""
    assert built.has(path)


def test_what_is_not_for_lists_is_in_none(built: SmallDigest) -> None:
    """A draft or hidden story has a page that nothing leads to; a skipped one has none."""
    texts = {path: path.read_text("utf-8") for path in built.output.rglob("*") if path.suffix in {".html", ".xml"}}
    for name, own in (("A Draft", "drafts/d/index.html"), ("A Hidden One", "stories/h/index.html")):
        assert [str(path.relative_to(built.output)) for path, text in texts.items() if name in text] == [own]
    assert not any("A Skipped One" in text for text in texts.values())
    assert not built.has("tags/secret/index.html")


def test_a_headline_is_text(built: SmallDigest) -> None:
    """Whatever it looks like."""
    headline = page(built, "stories/846706").h1
    assert headline is not None
    assert headline.get_text() == "Ferries & <b>Return</b>"


def test_links_to_files_lead_to_their_pages(built: SmallDigest) -> None:
    """{filename} and {static} as in Pelican, beside links that are left as they are."""
    found = hrefs(built, "stories/846706", ".story-body a")
    assert found == ["/daily/stories/846655/", "/daily/about/#rules", "#x", "/paper"]
    assert [str(image["src"]) for image in page(built, "stories/846706").select("img")] == ["/daily/images/a%20map.png"]


def test_the_home_page_begins_with_the_newest_edition(built: SmallDigest) -> None:
    """Then come the days before, each leading to its edition."""
    found = [link for link in hrefs(built, "index.html") if "/stories/" in link]
    assert list(dict.fromkeys(found)) == [f"/daily/stories/{code}/" for code in ("846706", "846655", "0123", "fa-1")]
    editions = [link for link in hrefs(built, "index.html") if "/editions/" in link]
    assert list(dict.fromkeys(editions)) == [f"/daily/editions/2024-03-0{day}/" for day in (5, 4, 1)]


def test_editions_lead_to_those_before_and_after(built: SmallDigest) -> None:
    """Days without a story are passed over."""
    found = hrefs(built, "editions/2024-03-04")
    assert {"/daily/editions/2024-03-05/", "/daily/editions/2024-03-01/"} <= set(found)


def test_spellings_of_a_tag_share_its_page(built: SmallDigest) -> None:
    """Under the name that most stories print."""
    found = page(built, "tags/ferries")
    assert found.h1 is not None
    assert found.h1.get_text(strip=True) == "Ferries"
    assert {link for link in hrefs(built, "tags/ferries") if "/stories/" in link} == {
        f"/daily/stories/{code}/" for code in ("846706", "846655", "0123")
    }


def test_a_story_in_another_language_says_so(built: SmallDigest) -> None:
    """Its page and its entry in a list carry language and direction."""
    html = page(built, "stories/fa-1").html
    assert html is not None
    assert (html["lang"], html["dir"]) == ("fa", "rtl")
    assert page(built, "index.html").select_one('[lang="fa"][dir="rtl"] a[href="/daily/stories/fa-1/"]')


def test_printed_related_stories_come_first_and_none_twice(built: SmallDigest) -> None:
    """By title or code to pages of the digest, else to the web or as plain text; computed ones say why."""
    found = [link for link in hrefs(built, "stories/846706", ".after-story a") if link != "/daily/stories/846706/"]
    assert found[:2] == ["/daily/stories/846655/", "https://wire.example/1"]
    assert len(found) == len(set(found))
    assert "Bad" in page(built, "stories/846706").get_text()
    assert "javascript:" not in built.page("stories/846706")


def test_a_story_without_printed_ones_has_computed_ones(built: SmallDigest) -> None:
    """Two reports of one storm find each other."""
    assert "/daily/stories/846655/" in hrefs(built, "stories/0123", ".after-story a")


def test_a_day_without_a_clock_shows_none(built: SmallDigest) -> None:
    """`datetime` holds no more than was printed."""
    assert re.search(r'datetime="2024-03-04"', built.page("stories/846655"))
    assert re.search(r'datetime="2024-03-05T14:06:00\+03:30"', built.page("stories/846706"))


def test_the_sitemap_leaves_out_what_is_not_published(built: SmallDigest) -> None:
    """Every other page is in it, absolute."""
    listed = set(re.findall(r"<loc>(.*?)</loc>", built.page("sitemap.xml")))
    pages = {path.relative_to(built.output).as_posix() for path in built.output.rglob("*.html")}
    expected = pages - {"404.html", "drafts/d/index.html", "stories/h/index.html"}
    assert listed == {f"https://digest.example/daily/{path.removesuffix('index.html')}" for path in expected}


def test_rss_tells_the_story_in_full(built: SmallDigest) -> None:
    """With absolute addresses, the summary as text, and the credit."""
    feed = feedparser.parse(built.page("rss.xml"))
    assert not feed.bozo
    assert feed.feed.link == "https://digest.example/daily/"
    item = feed.entries[0]
    assert item.title == "Ferries & <b>Return</b>"
    assert item.link == "https://digest.example/daily/stories/846706/"
    assert item.summary == "The boats are back."
    assert item.author == "Harbour Wire"
    tags = [(tag.term, tag.scheme) for tag in item.tags]
    assert tags[:4] == [("Ferries", None), ("R&D", None), ("C++", None), ("C", None)]
    assert tags[4:] == [("846706", "https://digest.example/daily/#story-code")]
    assert re.findall(r'href="(.*?)"', item.content[0].value) == [
        "https://digest.example/daily/stories/846655/",
        "https://digest.example/daily/about/#rules",
        "https://digest.example/daily/stories/846706/#x",
        "https://digest.example/paper",
        "https://wire.example/846706",
    ]
    assert not item.guidislink
    assert "<pubDate>Tue, 05 Mar 2024 14:06:00 +0330</pubDate>" in built.page("rss.xml")


def test_a_day_is_midnight_of_the_digests_zone_in_feeds(built: SmallDigest) -> None:
    """TIMEZONE is Oslo's here."""
    assert "<pubDate>Mon, 04 Mar 2024 00:00:00 +0100</pubDate>" in built.page("rss.xml")


def test_atom_tells_of_corrections(built: SmallDigest) -> None:
    """`updated` is when the story last changed, in UTC, and the feed's the newest of them.

    The end of its code, as a fraction of the second, tells a story from others of its moment.
    """
    feed = feedparser.parse(built.page("atom.xml"))
    assert not feed.bozo
    entry = next(entry for entry in feed.entries if entry.link.endswith("/846706/"))
    assert (entry.published, entry.updated) == ("2024-03-05T14:06:00+03:30", "2024-03-06T04:30:00.846706+00:00")
    assert feed.feed.updated == "2024-03-06T04:30:00.846706+00:00"
    rss = feedparser.parse(built.page("rss.xml"))
    assert [dict.get(entry, "updated") for entry in rss.entries] == ["2024-03-06T08:00:00+03:30", None, None, None]
    assert rss.feed.updated == "Wed, 06 Mar 2024 08:00:00 +0330"
    assert {"rel": "via", "href": "https://wire.example/846706"}.items() <= entry.links[1].items()


def test_guids_do_not_depend_on_where_the_site_is(built: SmallDigest, tmp_path: Path) -> None:
    """A story without a stored one has one made of its code."""
    other = SmallDigest.at(tmp_path / "other", siteurl="https://other.example")
    other.story("846655", "Another Headline", "2023-01-01")
    assert other.build() == 0
    guids = {entry.id for entry in feedparser.parse(built.page("rss.xml")).entries}
    assert {entry.id for entry in feedparser.parse(other.page("rss.xml")).entries} < guids


def test_a_second_build_changes_nothing(built: SmallDigest) -> None:
    """Neither a byte nor a time, static files included."""
    before = built.stamps()
    assert built.build() == 0
    assert built.stamps() == before


def test_addresses_in_other_scripts_are_encoded(tmp_path: Path) -> None:
    """Feed readers and sitemaps take nothing but ASCII."""
    digest = SmallDigest.at(tmp_path, more="SLUGIFY_USE_UNICODE = True\n")
    digest.story("1", more="tags: [\N{CJK UNIFIED IDEOGRAPH-6E2F}]\n")
    assert digest.build() == 0
    assert digest.has("tags/\N{CJK UNIFIED IDEOGRAPH-6E2F}/rss.xml")
    assert "/tags/%E6%B8%AF/" in hrefs(digest, "stories/1")
    assert "<loc>https://digest.example/tags/%E6%B8%AF/</loc>" in digest.page("sitemap.xml")
    feed = feedparser.parse(digest.page("tags/\N{CJK UNIFIED IDEOGRAPH-6E2F}/rss.xml"))
    assert feed.feed.link == "https://digest.example/tags/%E6%B8%AF/"


def test_a_story_that_is_only_a_summary_says_so(tmp_path: Path) -> None:
    """With the way to the whole, where it is known; another story says nothing of the kind."""
    digest = SmallDigest.at(tmp_path)
    link = "source: Harbour Wire\nsource_url: https://harbourwire.example/1\n"
    digest.story("1", more=f"{link}extent: summary\n")
    digest.story("2", more="extent: summary\n")
    digest.story("3", more=link)
    assert digest.build() == 0
    notes = [re.findall(r'<p class="story-extent">.*</p>', digest.page(f"stories/{code}")) for code in "123"]
    way = '<a href="https://harbourwire.example/1" rel="external">Read the whole at the source</a>'
    first, second = (f'<p class="story-extent">Summary only.{more}</p>' for more in (f" {way}", ""))
    assert notes == [[first], [second], []]
