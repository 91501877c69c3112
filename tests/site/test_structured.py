"""What pages tell machines: linked data in the words of schema.org, and tags for previews of links."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from invented_pictures import png
from pages import linked_data
from small_digest import SmallDigest

from news_digest.project import Project
from news_digest.publish.check import check_digest
from news_digest.site.sharing import locale_of, picture_of
from news_digest.site.structured import script_json
from news_digest.site.views import Picture

BREAKING = '</script><script>alert(1)</script> & <!-- \u2028 ]]> \\u003c "'
URL = "https://digest.example/daily/"
RICH = """\
modified: 2024-03-06T08:00:00+03:30
source: Harbour Wire
source_url: https://wire.example/846706?a=1&b=2
publisher: Island Herald
authors: [Nora Vik, harbour wire]
dateline: NORTH HARBOUR
summary: The boats are back.
category: Sea
tags: [Ferries, R&D]
rights_notice: © Harbour Wire
"""
HOSTILE = f"""\
source: {json.dumps(BREAKING)}
authors: [{json.dumps(BREAKING)}]
publisher: {json.dumps(BREAKING)}
dateline: {json.dumps(BREAKING)}
summary: {json.dumps(BREAKING)}
category: {json.dumps(BREAKING)}
tags: [{json.dumps(BREAKING)}]
rights_notice: {json.dumps(BREAKING)}
corrections:
- {{date: 2024-03-06, text: {json.dumps(BREAKING)}}}
"""


def fill(digest: SmallDigest) -> SmallDigest:
    """Put the stories in and build."""
    digest.file("pictures/boat.png", png(1200, 630))
    digest.file("pictures/buoy.png", png(80, 80))
    body = "Five boats came in.\n\n## At the quay\n\n![Boats & men]({static}/pictures/boat.png)\n\nThey *sold* fish."
    digest.story("846706", "Ferries & <b>Return</b>", body=body, more=RICH)
    digest.story("bare", "Council Meets", "2024-03-04", "![A buoy]({static}/pictures/buoy.png) It met.")
    digest.story("drawn", "A Drawing", "2024-03-04", "![A plan]({static}/plan.svg) ![Far](javascript:x)")
    digest.story("ja", "連絡船が再開", "2024-03-04", "三つの港は閉鎖が続く。", "lang: ja\nsource: 港新聞\n")
    digest.story("hostile", json.dumps(BREAKING), "2024-03-03", BREAKING, HOSTILE)
    digest.file("plan.svg", "<svg/>")
    digest.file("pages/about.md", "---\ntitle: About\nsummary: Who we are\n---\nWe.\n")
    assert digest.build() == 0
    return digest


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> SmallDigest:
    """Return a digest below a path, with a picture in one story, built once."""
    more = 'STATIC_PATHS = ["pictures", "plan.svg"]\nDIGEST_PER_PAGE = 1\nSITESUBTITLE = "News of the coast"\n'
    return fill(SmallDigest.at(tmp_path_factory.mktemp("structured"), siteurl=URL.rstrip("/"), more=more))


def things(digest: SmallDigest, path: str) -> dict[str, dict[str, Any]]:
    """Return what a page tells of, by its kind."""
    return {each["@type"]: each for each in linked_data(digest.page(path))}


def tags(digest: SmallDigest, path: str) -> list[tuple[str, str]]:
    """Return the tags of a page for previews, in their order."""
    metas = BeautifulSoup(digest.page(path), "html.parser").select("meta[property], meta[name^=twitter]")
    return [(str(meta.get("property") or meta["name"]), str(meta["content"])) for meta in metas]


# --- Stories ---


def test_a_story_tells_all_that_is_known_of_it(built: SmallDigest) -> None:
    """Whole addresses, dates with their zone, people told from papers."""
    url = f"{URL}stories/846706/"
    wire = {"@type": "Organization", "name": "Harbour Wire"}
    assert things(built, "stories/846706")["NewsArticle"] == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": "Ferries & <b>Return</b>",
        "abstract": "The boats are back.",
        "url": url,
        "mainEntityOfPage": {"@type": "WebPage", "@id": url},
        "datePublished": "2024-03-05T14:06:00+03:30",
        "dateModified": "2024-03-06T08:00:00+03:30",
        "author": [{"@type": "Person", "name": "Nora Vik"}, {"@type": "Organization", "name": "harbour wire"}],
        "publisher": {"@type": "Organization", "name": "The Test Digest", "url": URL},
        "sourceOrganization": wire,
        "isBasedOn": {"@type": "CreativeWork", "url": "https://wire.example/846706?a=1&b=2", "publisher": wire},
        "creditText": "Harbour Wire",
        "copyrightNotice": "© Harbour Wire",
        "articleSection": "Sea",
        "keywords": ["Ferries", "R&D"],
        "inLanguage": "en",
        "dateline": "NORTH HARBOUR",
        "identifier": {"@type": "PropertyValue", "propertyID": "story code", "value": "846706"},
        "wordCount": 10,
        "isAccessibleForFree": True,
        "image": {
            "@type": "ImageObject",
            "url": f"{URL}pictures/boat.png",
            "width": 1200,
            "height": 630,
            "description": "Boats & men",
        },
    }


def test_a_story_of_which_little_is_known_tells_no_more(built: SmallDigest) -> None:
    """The digest stands for a byline and a credit; a day has no time."""
    told = things(built, "stories/bare")["NewsArticle"]
    assert told["author"] == [{"@type": "Organization", "name": "The Test Digest"}]
    assert (told["datePublished"], told["dateModified"]) == ("2024-03-04", "2024-03-04")
    unknown = {"abstract", "isBasedOn", "creditText", "sourceOrganization", "articleSection", "keywords", "dateline"}
    assert unknown.isdisjoint(told)


def test_the_source_stands_for_a_byline(built: SmallDigest) -> None:
    """As in feeds; and words are counted where spaces part them."""
    told = things(built, "stories/ja")["NewsArticle"]
    assert told["author"] == [{"@type": "Organization", "name": "港新聞"}]
    assert told["inLanguage"] == "ja"
    assert "wordCount" not in told


def test_a_story_tells_its_place_on_the_site(built: SmallDigest) -> None:
    """Home, the edition of its day, itself."""
    assert trail(built, "stories/846706") == [
        (1, "The Test Digest", URL),
        (2, "5 March 2024", f"{URL}editions/2024-03-05/"),
        (3, "Ferries & <b>Return</b>", f"{URL}stories/846706/"),
    ]


def trail(digest: SmallDigest, path: str) -> list[tuple[int, str, str]]:
    """Return the steps of a page's breadcrumbs."""
    items = things(digest, path)["BreadcrumbList"]["itemListElement"]
    return [(item["position"], item["name"], item["item"]) for item in items]


# --- Other pages ---


def test_the_home_page_is_the_site_itself(built: SmallDigest) -> None:
    """With its publisher; it has no way from itself to itself."""
    (site,) = linked_data(built.page("index.html"))
    assert site == {
        "@context": "https://schema.org",
        "@type": "WebSite",
        "name": "The Test Digest",
        "description": "News of the coast",
        "url": URL,
        "inLanguage": "en",
        "publisher": {"@type": "Organization", "name": "The Test Digest", "url": URL},
    }


@pytest.mark.parametrize(
    ("path", "names"),
    [
        ("tags/ferries", ["Tags", "Tag: Ferries"]),
        ("tags", ["Tags"]),
        ("sources/harbour-wire", ["Sources", "Source: Harbour Wire"]),
        ("sources", ["Sources"]),
        ("archive", ["Archive"]),
        ("corrections", ["Corrections"]),
        ("editions/2024-03-05", ["Edition of 5 March 2024"]),
        ("page/2024-03-04", ["The Test Digest, from 4 March 2024"]),
    ],
)
def test_a_list_is_a_collection_with_its_place(built: SmallDigest, path: str, names: list[str]) -> None:
    """Its title, its address, and the index that it belongs to."""
    told = things(built, path)
    assert told["CollectionPage"]["url"] == f"{URL}{path}/"
    assert told["CollectionPage"]["isPartOf"] == {"@type": "WebSite", "name": "The Test Digest", "url": URL}
    assert [name for _, name, _ in trail(built, path)] == ["The Test Digest", *names]
    assert trail(built, path)[-1][2] == f"{URL}{path}/"


def test_a_page_of_the_editors_is_a_web_page(built: SmallDigest) -> None:
    """Neither a list nor a story."""
    assert things(built, "about")["WebPage"]["description"] == "Who we are"


def test_a_page_that_is_not_there_tells_nothing(built: SmallDigest) -> None:
    """Search engines are to keep it out."""
    assert linked_data(built.page("404.html")) == []


def test_linked_data_can_be_left_out(tmp_path: Path) -> None:
    """By a setting; previews of links stay."""
    digest = SmallDigest.at(tmp_path, siteurl=URL.rstrip("/"), more="DIGEST_LINKED_DATA = False\n")
    digest.story("846706", "Ferries Return", "2024-03-05", "Five boats came in.")
    assert digest.build() == 0
    for path in ("stories/846706", ""):
        page = digest.page(path)
        assert linked_data(page) == []
        assert "og:title" in page


# --- Hostile text ---


def test_no_text_ends_the_element_it_stands_in(built: SmallDigest) -> None:
    """A story whose every text tries to; what is told is what it says."""
    html = built.page("stories/hostile")
    found = BeautifulSoup(html, "html.parser").select("script:not([src])")
    assert [script.get("type") for script in found] == ["application/ld+json"]
    assert not set("<>&\u2028\u2029") & set(found[0].string or "")
    told = things(built, "stories/hostile")["NewsArticle"]
    values = [
        told[key] for key in ("headline", "abstract", "creditText", "articleSection", "copyrightNotice", "dateline")
    ]
    values += [*told["keywords"], told["correction"][0]["text"], told["author"][0]["name"]]
    assert {" ".join(value.split()) for value in values} == {" ".join(BREAKING.split())}


@pytest.mark.parametrize("text", [BREAKING, "\u2029", "\ud800", "\x00\x1f", "ſ‹>&lt;", "\\", '"'])
def test_json_in_a_script_reads_as_it_was(text: str) -> None:
    """Whatever is in it, and in the order in which it was told."""
    made = script_json({"b": [text, {text: 1}], "a": text})
    assert json.loads(made) == {"b": [text, {text: 1}], "a": text}
    assert list(json.loads(made)) == ["b", "a"]
    assert not set("<>&\u2028\u2029") & set(made)


# --- Previews of links ---


def test_a_shared_story_shows_its_picture_and_its_facts(built: SmallDigest) -> None:
    """By the words of Open Graph, which others read as well."""
    assert tags(built, "stories/846706") == [
        ("og:site_name", "The Test Digest"),
        ("og:type", "article"),
        ("og:title", "Ferries & <b>Return</b>"),
        ("og:description", "The boats are back."),
        ("og:url", f"{URL}stories/846706/"),
        ("og:locale", "en_US"),
        ("article:published_time", "2024-03-05T14:06:00+03:30"),
        ("article:modified_time", "2024-03-06T08:00:00+03:30"),
        ("article:section", "Sea"),
        ("article:tag", "Ferries"),
        ("article:tag", "R&D"),
        ("og:image", f"{URL}pictures/boat.png"),
        ("og:image:width", "1200"),
        ("og:image:height", "630"),
        ("og:image:alt", "Boats & men"),
        ("twitter:card", "summary_large_image"),
    ]


def test_a_small_picture_stands_beside_the_text(built: SmallDigest) -> None:
    """A drawing is none at all, nor is what leads to no picture."""
    assert tags(built, "stories/bare")[-5:] == [
        ("og:image", f"{URL}pictures/buoy.png"),
        ("og:image:width", "80"),
        ("og:image:height", "80"),
        ("og:image:alt", "A buoy"),
        ("twitter:card", "summary"),
    ]
    assert "og:image" not in dict(tags(built, "stories/drawn"))


def test_every_other_page_is_of_the_site(built: SmallDigest) -> None:
    """With its title, its address and its language."""
    for path in ("index.html", "tags/ferries", "archive", "about"):
        told = dict(tags(built, path))
        assert (told["og:type"], told["og:site_name"]) == ("website", "The Test Digest")
        assert told["og:url"] == f"{URL}{path}/".replace("index.html/", "")
        assert told["twitter:card"] == "summary"
    assert dict(tags(built, "stories/ja"))["og:locale"] == "ja_JP"


@pytest.mark.parametrize(
    ("lang", "locale"),
    [
        *(("en", "en_US"), ("en-GB", "en_GB"), ("pt_br", "pt_BR"), ("zh-Hant", "zh_TW"), ("zh-Hans-SG", "zh_SG")),
        *(("FA", "fa_IR"), ("es-419", "es_419"), ("tlh", "tlh"), ("", "")),
    ],
)
def test_languages_are_written_with_their_country(lang: str, locale: str) -> None:
    """As Open Graph has them."""
    assert locale_of(lang) == locale


def test_a_picture_from_elsewhere_stays_where_it_is() -> None:
    """Its size is told where it is known."""
    body = (
        '<p><img src="data:image/png;base64,AA" alt="x"></p><img src="https://wire.example/a.jpg?s=1&amp;t=2" alt="">'
    )
    assert picture_of(body, URL) == Picture("https://wire.example/a.jpg?s=1&t=2")
    assert picture_of('<img src="/a.png" alt="A" width="9" height="x">', URL) == Picture(
        "https://digest.example/a.png", "A", 9
    )
    assert picture_of('<img alt="no address"><img src="http://[">', URL) is None


# --- Around ---


def test_a_check_finds_nothing_to_mend(built: SmallDigest) -> None:
    """Addresses in linked data are no links."""
    assert check_digest(Project.at(built.root)).problems == ()


def test_another_theme_shows_none_of_it(tmp_path_factory: pytest.TempPathFactory) -> None:
    """What a theme does not ask for is not put into its pages."""
    digest = fill(
        SmallDigest.at(tmp_path_factory.mktemp("simple"), theme="simple", more='STATIC_PATHS = ["pictures"]\n')
    )
    pages = [path.read_text("utf-8") for path in digest.output.rglob("*.html")]
    assert pages
    assert not [text for text in pages if "ld+json" in text or "og:title" in text]
