"""Every page of the published sample tells machines what it tells people: by the list of fields, story by story."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import yaml
from newsroom import SITEURL
from pages import html_files, linked_data, soup

if TYPE_CHECKING:
    from pathlib import Path

    from newsroom import Newsroom

ALWAYS = {
    *("@context", "@type", "headline", "url", "mainEntityOfPage", "datePublished", "dateModified"),
    *("author", "publisher", "inLanguage", "identifier"),
}
# What a key of a story's file becomes.
WHERE_KNOWN = {
    "summary": ("abstract",),
    "source": ("sourceOrganization", "creditText"),
    "source_url": ("isBasedOn",),
    "category": ("articleSection",),
    "tags": ("keywords",),
    "dateline": ("dateline",),
    "corrections": ("correction",),
}
# A day, or a moment with its zone.
W3C_DATE = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d[+-]\d\d:\d\d)?")
UNSPACED = {"ja", "zh", "th"}


def fronts(room: Newsroom) -> dict[str, dict[str, Any]]:
    """Return the front matter of every story file by its code."""
    found = (yaml.safe_load(text.split("---\n")[1]) for text in room.story_texts())
    return {front["story_code"]: front for front in found}


def told(room: Newsroom) -> dict[str, tuple[dict[str, Any], dict[str, Any]]]:
    """Return article and breadcrumbs of every story's page by its code."""
    pages = (linked_data(path.read_text("utf-8")) for path in room.output.glob("stories/*/index.html"))
    return {article["identifier"]["value"]: (article, crumbs) for article, crumbs in pages}


def test_every_story_tells_every_field_that_is_known(published: Newsroom) -> None:
    """And none of which nothing is known."""
    stories, articles = fronts(published), told(published)
    assert stories.keys() == articles.keys()
    wrong = []
    for code, front in stories.items():
        known = {field for key, fields in WHERE_KNOWN.items() if front.get(key) for field in fields}
        whole = front.get("extent") != "summary"
        known |= {"isAccessibleForFree"} if whole else set()
        known |= {"wordCount"} if whole and front.get("lang", "en") not in UNSPACED else set()
        if articles[code][0].keys() - {"image"} != ALWAYS | known:
            wrong.append((code, articles[code][0].keys() ^ (ALWAYS | known)))
    assert wrong == []


def test_every_field_says_what_the_story_file_says(published: Newsroom) -> None:
    """Headline, language, credit, original, authors, dates."""
    articles = told(published)
    for code, front in fronts(published).items():
        article = articles[code][0]
        assert (article["@type"], article["headline"]) == ("NewsArticle", front["title"])
        assert article["inLanguage"] == front.get("lang", "en")
        assert article.get("creditText") == front.get("source")
        assert article.get("isBasedOn", {}).get("url") == front.get("source_url")
        assert article["datePublished"][:10] == str(front["date"])[:10]
        assert all(W3C_DATE.fullmatch(article[key]) for key in ("datePublished", "dateModified"))
        credited = front.get("authors") or [front.get("source") or front.get("publisher") or "The Harbour Digest"]
        assert [author["name"] for author in article["author"]] == credited


def test_addresses_in_linked_data_are_those_of_pages(published: Newsroom) -> None:
    """A story's own is its canonical one, and each step of its breadcrumbs is a page of the site."""
    pages = {address(published.output, path) for path in html_files(published.output)}
    for article, crumbs in told(published).values():
        steps = crumbs["itemListElement"]
        assert [step["position"] for step in steps] == list(range(1, len(steps) + 1))
        assert {step["item"] for step in steps} <= pages
        assert steps[-1]["item"] == article["url"] == article["mainEntityOfPage"]["@id"]
        assert article["publisher"]["url"] in pages


def address(output: Path, path: Path) -> str:
    """Return the full address of a page."""
    return f"{SITEURL}/{path.relative_to(output).as_posix().removesuffix('index.html')}"


def test_every_page_says_what_it_is_and_where(published: Newsroom) -> None:
    """By its linked data and by the tags for previews, which agree with its canonical address."""
    for path in html_files(published.output):
        if path.name == "404.html":
            continue
        page = soup(path)
        things = linked_data(path.read_text("utf-8"))
        metas = {str(meta["property"]): str(meta["content"]) for meta in page.select("meta[property]")}
        assert things[0]["url"] == metas["og:url"] == address(published.output, path)
        assert metas["og:title"] in page.title.get_text()
        assert re.fullmatch("[a-z]{2,3}_[A-Z]{2}", metas["og:locale"])
        assert metas["og:type"] == ("article" if things[0]["@type"] == "NewsArticle" else "website")
        assert page.select_one('meta[name="twitter:card"]')
