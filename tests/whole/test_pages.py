"""Every page of the published sample: valid, whole, with nothing from elsewhere and nothing that runs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from newsroom import SITEURL
from pages import ADDRESS, ID, dead_links, html_files, soup, values
from vnu import html_messages

from news_digest.project import Project
from news_digest.publish.check import check_digest

if TYPE_CHECKING:
    from newsroom import Newsroom

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
W3C_DATE = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d))?")
# Elements whose address is fetched without anybody's click.
FETCHED = (
    "img",
    "script",
    "iframe",
    "source",
    "video",
    "audio",
    "object",
    "embed",
    "link[rel~=stylesheet]",
    "link[rel~=icon]",
)


@pytest.mark.node
def test_every_page_is_valid_html(published: Newsroom) -> None:
    """The Nu HTML checker has no error and no warning."""
    assert html_messages(published.output) == []


def test_every_link_and_fragment_leads_somewhere(published: Newsroom) -> None:
    """By `digest check`'s own reading, and the story files have no fault either."""
    report = check_digest(Project.at(published.root))
    assert [str(problem) for problem in report.problems] == []
    assert report.pages == len(html_files(published.output))


def test_every_link_leads_somewhere_by_a_plain_search_too(published: Newsroom) -> None:
    """A second, simpler reading that shares no code with the first agrees."""
    assert dead_links(published.output, SITEURL) == []


def test_fragments_within_a_page_lead_somewhere(published: Newsroom) -> None:
    """The skip link and its like have their targets."""
    dead = []
    for path in html_files(published.output):
        html = path.read_text("utf-8")
        wanted = {address[1:] for address in values(ADDRESS, html) if address.startswith("#")}
        dead += [f"{path}: #{name}" for name in wanted - set(values(ID, html))]
    assert dead == []


def test_no_page_has_inline_script_or_style(published: Newsroom) -> None:
    """A policy of default-src 'self' costs the reader nothing."""
    found = []
    for path in html_files(published.output):
        page = soup(path)
        inline = [script for script in page.select("script:not([src])") if script.get("type") != "application/ld+json"]
        handlers = [tag for tag in page.select("*") if any(name.startswith("on") for name in tag.attrs)]
        found += [f"{path}: {tag}" for tag in [*inline, *handlers, *page.select("style, [style]")]]
    assert found == []


def test_no_page_fetches_anything_from_another_host(published: Newsroom) -> None:
    """The reader is known to this site alone."""
    found = []
    for path in html_files(published.output):
        for tag in soup(path).select(", ".join(FETCHED)):
            address = tag.get("src") or tag.get("href") or tag.get("data") or ""
            if re.match(r"[a-z]+:|//", address) and not address.startswith(f"{SITEURL}/"):
                found.append(f"{path}: {tag}")
    assert found == []


def test_no_style_sheet_fetches_anything_from_another_host(published: Newsroom) -> None:
    """Fonts and pictures of the theme lie in the theme."""
    outside = re.compile(r"(?:@import\s+|url\()\s*[\"']?(?:[a-z]+:)?//", re.IGNORECASE)
    sheets = list(published.output.rglob("*.css"))
    assert sheets
    assert [sheet.name for sheet in sheets if outside.search(sheet.read_text("utf-8"))] == []


def test_every_page_says_its_own_address(published: Newsroom) -> None:
    """The canonical link of a page is its full address; the page that is not there has none."""
    wrong = []
    for path in html_files(published.output):
        place = path.relative_to(published.output).as_posix().removesuffix("index.html")
        canonical = soup(path).select_one("link[rel=canonical]")
        expected = None if place == "404.html" else f"{SITEURL}/{place}"
        if (canonical and canonical["href"]) != expected:
            wrong.append(f"{place}: {canonical}")
    assert wrong == []


def test_titles_are_told_apart(published: Newsroom) -> None:
    """No two pages have the same title."""
    titles = [soup(path).title.get_text(" ", strip=True) for path in html_files(published.output)]
    assert len(titles) == len(set(titles)), sorted(title for title in titles if titles.count(title) > 1)


def test_the_sitemap_lists_every_page_once(published: Newsroom) -> None:
    """By the protocol of sitemaps.org; left out is what is no content, and what a list's first page leads to."""
    root = ET.fromstring((published.output / "sitemap.xml").read_bytes())
    listed = [loc.text or "" for loc in root.iter(f"{SITEMAP}loc")]
    assert root.tag == f"{SITEMAP}urlset"
    assert len(listed) == len(set(listed))
    pages = {path.relative_to(published.output).as_posix() for path in html_files(published.output)}
    pages -= {"404.html", "search/index.html"} | {page for page in pages if "page/" in page}
    assert set(listed) == {f"{SITEURL}/{page.removesuffix('index.html')}" for page in pages}
    assert [date.text for date in root.iter(f"{SITEMAP}lastmod") if not W3C_DATE.fullmatch(date.text or "")] == []


def test_there_is_a_page_for_what_is_not_there(published: Newsroom) -> None:
    """Static hosts look for 404.html; its links work from any depth."""
    page = (published.output / "404.html").read_text("utf-8")
    own = [address for address in values(ADDRESS, page) if not re.match(r"[a-z]+:|//|#", address)]
    assert own
    assert all(address.startswith("/") for address in own)
