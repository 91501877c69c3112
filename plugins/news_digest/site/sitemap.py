"""sitemap.xml (sitemaps.org 0.9) and robots.txt (RFC 9309)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape

from ..press.page import Sheet
from .catalog import Catalog
from .entries import absolute
from .settings import SiteSettings

# The protocol's own limit for one file, and how many a part holds where one is not enough: a new story then changes
# the last part of the stories and no other.
MAX_ADDRESSES = 50_000
PART = 10_000
ROBOTS, SITEMAP = "robots.txt", "sitemap.xml"

HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'

# Addresses that are the same encoded and escaped.
_PLAIN = re.compile("[0-9A-Za-z/._~-]*")

# An address from the site's root, and when a story there last changed.
Mapped = tuple[str, str | None]


def sitemap_sheets(settings: SiteSettings, catalog: Catalog, lists: Sequence[Mapped]) -> Iterator[Sheet]:
    """Yield the sitemap of the stories, the oldest first, and of all other pages; in parts where it is long."""
    stories = catalog.mapped()
    if len(stories) + len(lists) <= MAX_ADDRESSES:
        yield Sheet(SITEMAP, "the sitemap", _urls(settings, [*lists, *stories]))
        return
    parts = [*_parts("stories", stories), *_parts("pages", lists)]
    for name, part in parts:
        yield Sheet(name, "a part of the sitemap", _urls(settings, part))
    lines = [f"<sitemap><loc>{escape(absolute(name, settings))}</loc></sitemap>\n" for name, _ in parts]
    yield Sheet(SITEMAP, "the sitemap", f"{HEAD}<sitemapindex {NAMESPACE}>\n{''.join(lines)}</sitemapindex>\n")


def _parts(name: str, pages: Sequence[Mapped]) -> Iterator[tuple[str, Sequence[Mapped]]]:
    for number, start in enumerate(range(0, len(pages), PART), start=1):
        yield f"sitemap-{name}-{number}.xml", pages[start : start + PART]


def _urls(settings: SiteSettings, pages: Sequence[Mapped]) -> str:
    lines = "".join(
        f"<url><loc>{url}</loc>{f'<lastmod>{changed}</lastmod>' if changed else ''}</url>\n"
        for url, (_, changed) in zip(_absolute([url for url, _ in pages], settings), pages, strict=True)
    )
    return f"{HEAD}<urlset {NAMESPACE}>\n{lines}</urlset>\n"


def _absolute(urls: Sequence[str], settings: SiteSettings) -> Iterator[str]:
    # Each of ten thousand on its own would take much longer, and nearly all are as they are to be printed.
    if _PLAIN.fullmatch("".join(urls)):
        root = escape(absolute("", settings))
        return (root + url for url in urls)
    return (escape(absolute(url, settings)) for url in urls)


def robots_sheet(settings: SiteSettings) -> Sheet:
    """Everything may be indexed but drafts."""
    lines = ("User-agent: *", f"Disallow: {settings.base}/drafts/", "", f"Sitemap: {settings.root}/sitemap.xml", "")
    return Sheet(ROBOTS, "robots.txt", "\n".join(lines))
