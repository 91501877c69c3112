"""A built site is asked for stories that were corrected or withdrawn, and for those of which only a part is shown."""

from __future__ import annotations

from typing import Any

import feedparser
import pytest
from bs4 import BeautifulSoup, Tag
from pages import linked_data
from small_digest import SmallDigest

from news_digest.project import Project
from news_digest.publish.check import check_digest

WITHDRAWN = "The Harbour Master Resigns"
LOST = "A letter that nobody wrote was read aloud at the pier."
LONG = "Herring came to the north quay before dawn, " + "and more of them " * 20 + "than anyone had counted."
SECOND = "The second paragraph is for those who read on."
CREDIT = "source: {0}\nsource_url: https://{1}.example/1\ntags: [Herring]\n"
CORRECTIONS = """\
modified: 2024-03-06T08:00:00+03:30
corrections:
- {date: 2024-05-03, text: "Five boats sailed, not four & a half."}
- {date: "2024-05-03T14:06:00+02:00", text: The mate is called Orm.}
- {date: 2024-04-01, text: <b>Older</b> words.}
"""
SETTINGS = 'DIGEST_SOURCE_RIGHTS = {"Harbour Wire": "excerpt", "north-post": "headline"}\n'


def fill(digest: SmallDigest) -> SmallDigest:
    """Put the stories in and build."""
    digest.story("c", "Boats Sail", more=CREDIT.format("Bell", "bell") + CORRECTIONS)
    gone = "withdrawn: The letter was forged.\nwithdrawn_date: 2024-05-04\nsummary: Gone at once\nauthors: [Orm Lind]\n"
    digest.story("w", WITHDRAWN, "2024-03-07", LOST, CREDIT.format("Old Wire", "old") + gone)
    digest.story("e", "Herring Come", "2024-03-06", f"{LONG}\n\n{SECOND}", CREDIT.format("Harbour Wire", "wire"))
    deck = "summary: A deck of the post\n"
    digest.story("h", "Nets Mended", "2024-03-06", f"{LONG}\n\n{SECOND}", CREDIT.format("North Post", "post") + deck)
    digest.story("f", "All of It", "2024-03-06", SECOND, CREDIT.format("Harbour Wire", "wire") + "rights: full\n")
    named = f"related:\n- {{story_code: w}}\n- {{title: {WITHDRAWN}}}\n- {{story_code: c}}\n"
    digest.story("r", "Another", "2024-03-06", "See [it]({filename}w.md).", named)
    digest.file("pages/about.md", "---\ntitle: About\nrights: headline\n---\nWho we are.\n")
    assert digest.build() == 0
    return digest


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> SmallDigest:
    """Return the digest, built once."""
    return fill(SmallDigest.at(tmp_path_factory.mktemp("amended"), more=SETTINGS))


def page(digest: SmallDigest, path: str) -> BeautifulSoup:
    """Return a built page, parsed."""
    return BeautifulSoup(digest.page(path), "html.parser")


def one(digest: SmallDigest, path: str, select: str) -> Tag:
    """Return the only element of a page that the selector finds."""
    (found,) = page(digest, path).select(select)
    return found


def article(digest: SmallDigest, path: str) -> dict[str, Any]:
    """Return what a story's page tells machines of it."""
    return linked_data(digest.page(path))[0]


def entries(digest: SmallDigest, path: str) -> dict[str, dict[str, str]]:
    """Return a feed's entries by their headlines."""
    feed = feedparser.parse(digest.page(path))
    assert not feed.bozo
    return {entry.title: entry for entry in feed.entries}


# --- Corrections ---


def test_a_corrected_story_says_so_on_its_page(built: SmallDigest) -> None:
    """The newest first, each with its day; its head leads there, and there to those of all stories."""
    texts = [found.get_text() for found in page(built, "stories/c").select("#corrections .correction")]
    assert texts == ["The mate is called Orm.", "Five boats sailed, not four & a half.", "<b>Older</b> words."]
    times = [str(found["datetime"]) for found in page(built, "stories/c").select("#corrections time")]
    assert times == ["2024-05-03T14:06:00+02:00", "2024-05-03", "2024-04-01"]
    assert one(built, "stories/c", '.story-facts a[href="#corrections"]').get_text() == "3 May 2024"
    assert one(built, "stories/c", '#corrections a[href="/corrections/"]')


def test_the_last_change_is_that_of_the_newest_correction(built: SmallDigest) -> None:
    """On the page, in feeds and in the sitemap alike."""
    assert article(built, "stories/c")["dateModified"] == "2024-05-03T14:06:00+02:00"
    changed = one(built, "stories/c", 'meta[property="article:modified_time"]')
    assert changed["content"] == "2024-05-03T14:06:00+02:00"
    assert entries(built, "atom.xml")["Boats Sail"]["updated"] == "2024-05-03T12:06:00.838630+00:00"
    assert "<atom:updated>2024-05-03T14:06:00+02:00</atom:updated>" in built.page("rss.xml")
    assert "stories/c/</loc><lastmod>2024-05-03T14:06:00+02:00</lastmod>" in built.page("sitemap.xml")


def test_structured_data_have_the_corrections(built: SmallDigest) -> None:
    """As schema.org has them: each a CorrectionComment of the NewsArticle."""
    found = article(built, "stories/c")["correction"]
    assert {each["@type"] for each in found} == {"CorrectionComment"}
    assert [(each["datePublished"], each["text"]) for each in found] == [
        ("2024-05-03T14:06:00+02:00", "The mate is called Orm."),
        ("2024-05-03", "Five boats sailed, not four & a half."),
        ("2024-04-01", "<b>Older</b> words."),
    ]


def test_the_page_of_corrections_lists_them_with_their_stories(built: SmallDigest) -> None:
    """The newest first; every page leads there, and it announces its feeds."""
    rows = page(built, "corrections").select("main .row")
    assert [row.select_one("time")["datetime"] for row in rows] == [  # type: ignore[index]
        "2024-05-03T14:06:00+02:00",
        "2024-05-03",
        "2024-04-01",
    ]
    assert {str(link["href"]) for link in page(built, "corrections").select("main h2 a")} == {"/stories/c/#corrections"}
    assert one(built, "index.html", 'footer a[href="/corrections/"]').get_text() == "Corrections"
    feeds = [str(link["href"]) for link in page(built, "corrections").select('link[rel="alternate"]')]
    assert feeds[:3] == ["/corrections/rss.xml", "/corrections/atom.xml", "/corrections/feed.json"]
    assert "<loc>https://digest.example/corrections/</loc>" in built.page("sitemap.xml")


@pytest.mark.parametrize("name", ["rss.xml", "atom.xml"])
def test_corrections_have_feeds(built: SmallDigest, name: str) -> None:
    """An item is what was put right in a story at one moment."""
    feed = feedparser.parse(built.page(f"corrections/{name}"))
    assert not feed.bozo
    assert [entry.title for entry in feed.entries] == ["Correction: Boats Sail"] * 3
    assert len({entry.id for entry in feed.entries}) == 3
    assert feed.entries[0].link == "https://digest.example/stories/c/"
    assert "The mate is called Orm." in feed.entries[0].summary


def test_a_digest_without_corrections_has_no_page_of_them(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Nor feeds, nor a link."""
    digest = SmallDigest.at(tmp_path_factory.mktemp("plain"))
    digest.story("c", more="corrections: []\n")
    digest.story("d", more="status: draft\ncorrections:\n- {date: 2024-05-03, text: A}\n")
    assert digest.build() == 0
    assert not (digest.output / "corrections").exists()
    assert "orrections" not in digest.page("index.html")
    assert "orrections" not in digest.page("stories/c")


# --- Withdrawal ---


def test_a_withdrawn_story_leaves_a_notice_at_its_address(built: SmallDigest) -> None:
    """With the reason, the day and the credit; search engines are to forget it."""
    found = page(built, "stories/w")
    assert found.h1
    assert found.h1.get_text() == "This story was withdrawn"
    assert found.title
    assert found.title.get_text().startswith("Story w was withdrawn")
    text = one(built, "stories/w", "main").get_text()
    assert all(word in text for word in ("The letter was forged.", "4 May 2024", "Old Wire"))
    assert one(built, "stories/w", 'main a[href="https://old.example/1"]')
    assert one(built, "stories/w", 'meta[name="robots"]')["content"] == "noindex"
    assert not found.select('[type="application/ld+json"], [property^="article:"]')


def test_nothing_else_of_a_withdrawn_story_is_left(built: SmallDigest) -> None:
    """Not its headline, its text, its deck or its byline, in no list, feed or map, nor where others name it."""
    for path in built.output.rglob("*"):
        if path.suffix in {".html", ".xml", ".json", ".txt"}:
            text = path.read_text("utf-8")
            assert not [word for word in (WITHDRAWN, LOST, "Gone at once", "Orm Lind") if word in text], path
    assert "stories/w/" not in built.page("sitemap.xml")
    assert not built.has("editions/2024-03-07/index.html")
    assert not built.has("sources/old-wire/index.html")


def test_lists_of_related_stories_pass_a_withdrawn_one_over(built: SmallDigest) -> None:
    """By whatever they name it, while a link in a text leads to the notice."""
    links = [str(link["href"]) for link in page(built, "stories/r").select("main a[href]")]
    assert "/stories/c/" in links
    assert links.count("/stories/w/") == 1


# --- Rights ---


def test_an_excerpt_leads_to_the_whole(built: SmallDigest) -> None:
    """The page has the first words, the credit and a link to the original."""
    body = one(built, "stories/e", ".story-body")
    assert body.select("p")[0].get_text().endswith("…")
    assert len(body.select("p")[0].get_text()) <= 220
    assert body.select_one('a[href="https://wire.example/1"]')
    assert one(built, "stories/e", "main .story-source").get_text() == "Harbour Wire"
    assert article(built, "stories/e").keys().isdisjoint({"wordCount", "isAccessibleForFree"})


def test_of_a_headline_nothing_else_is_shown(built: SmallDigest) -> None:
    """Not the deck either; credit and link stay."""
    text = one(built, "stories/h", "main").get_text()
    assert "Nets Mended" in text
    assert one(built, "stories/h", '.story-body a[href="https://post.example/1"]')
    assert not page(built, "stories/h").select(".story-deck, meta[name=description], [property='og:description']")
    assert "abstract" not in article(built, "stories/h")
    assert not page(built, "sources/north-post").select(".entry-deck")


def test_what_may_not_be_shown_is_nowhere(built: SmallDigest) -> None:
    """In no page and no feed; a story's own word comes before its source's, and pages are no stories."""
    shown = {"f", "herring", "harbour-wire", "output", "2024-03-06", "editions"}
    for path in built.output.rglob("*"):
        if path.suffix in {".html", ".xml", ".json"}:
            text = path.read_text("utf-8")
            assert "than anyone had counted" not in text
            assert "A deck of the post" not in text
            assert SECOND not in text or path.parent.name in shown
    assert SECOND in built.page("stories/f")
    assert "Who we are." in built.page("about")


def test_feeds_show_as_much_as_pages(built: SmallDigest) -> None:
    """Always with the credit."""
    found = entries(built, "rss.xml")
    excerpt, headline = found["Herring Come"], found["Nets Mended"]
    assert excerpt["summary"].endswith("…")
    assert 'href="https://wire.example/1">Harbour Wire</a>' in excerpt["content"][0]["value"]  # type: ignore[index]
    assert headline["summary"] == "Nets Mended"
    credit = '<div dir="ltr" lang="en">\n<p><a href="https://post.example/1">North Post</a></p>'
    assert headline["content"][0]["value"].startswith(credit)  # type: ignore[index]
    assert SECOND not in headline["content"][0]["value"]  # type: ignore[index]
    assert SECOND in found["All of It"]["content"][0]["value"]  # type: ignore[index]


def test_a_description_shows_no_more_either(built: SmallDigest) -> None:
    """That of an excerpt is the excerpt."""
    assert str(one(built, "stories/e", "meta[name=description]")["content"]).endswith("…")


def test_the_site_may_show_less_of_all(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Unless a source or a story says otherwise."""
    more = 'DIGEST_RIGHTS = "headline"\nDIGEST_SOURCE_RIGHTS = {"HARBOUR WIRE": "full"}\n'
    digest = fill(SmallDigest.at(tmp_path_factory.mktemp("less"), more=more))
    assert SECOND in digest.page("stories/e")
    assert SECOND not in digest.page("stories/h")
    assert "The boats came in." not in digest.page("stories/c")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('DIGEST_RIGHTS = "all"', "DIGEST_RIGHTS is 'all' (it takes one of full, excerpt, headline)"),
        ('DIGEST_SOURCE_RIGHTS = ["Wire"]', "it takes names of sources"),
        ('DIGEST_SOURCE_RIGHTS = {"Wire": "none"}', "DIGEST_SOURCE_RIGHTS['Wire'] is 'none'"),
        ('DIGEST_SOURCE_RIGHTS = {"Wire": "full", "wire": "excerpt"}', "names wire twice"),
    ],
)
def test_settings_that_cannot_be_meant_are_refused(
    tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str], line: str, said: str
) -> None:
    """Before anything is shown that may not be."""
    digest = SmallDigest.at(tmp_path_factory.mktemp("wrong"), more=f"{line}\n")
    digest.story("c")
    assert digest.build() == 1
    assert said in capsys.readouterr().err
    assert not digest.has("stories/c/index.html")


# --- Other ways ---


def test_a_check_finds_nothing_to_mend(built: SmallDigest) -> None:
    """All links lead somewhere, also those to what was withdrawn."""
    assert check_digest(Project.at(built.root)).problems == ()


def test_pelicans_own_way_makes_the_same_pages(built: SmallDigest, tmp_path_factory: pytest.TempPathFactory) -> None:
    """With a setting that needs it."""
    other = fill(SmallDigest.at(tmp_path_factory.mktemp("whole"), more=SETTINGS + 'DEFAULT_DATE = "2024-01-01"\n'))
    assert {name: data for name, (data, _) in other.stamps().items()} == {
        name: data for name, (data, _) in built.stamps().items()
    }


def test_copies_of_sources_are_made_of_whole_stories_alone(tmp_path_factory: pytest.TempPathFactory) -> None:
    """OUTPUT_SOURCES would tell what pages must not."""
    digest = fill(SmallDigest.at(tmp_path_factory.mktemp("sources"), more=SETTINGS + "OUTPUT_SOURCES = True\n"))
    names = {path.parent.name for path in digest.output.rglob("*.text")}
    assert names == {"c", "f", "r", "about"}


def test_another_theme_shows_no_more(tmp_path_factory: pytest.TempPathFactory) -> None:
    """What it calls the article's content is what may be shown, and credit; the notice stands for a withdrawn story."""
    digest = fill(SmallDigest.at(tmp_path_factory.mktemp("simple"), theme="simple", more=SETTINGS))
    texts = {path: path.read_text("utf-8") for path in digest.output.rglob("*") if path.suffix in {".html", ".xml"}}
    for secret in (WITHDRAWN, LOST, "than anyone had counted", "A deck of the post"):
        assert [path for path, text in texts.items() if secret in text] == []
    assert "The letter was forged." in digest.page("stories/w")
    assert 'href="https://old.example/1">Old Wire</a>' in digest.page("stories/w")
    assert 'href="https://post.example/1">North Post</a>' in digest.page("stories/h")
    assert digest.has("corrections/rss.xml")
    assert not digest.has("corrections/index.html")
