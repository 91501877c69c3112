"""sitemap.xml (sitemaps.org 0.9) and robots.txt (RFC 9309)."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from html import escape
from typing import NamedTuple

from ..press.page import Sheet
from .entries import absolute
from .settings import SiteSettings

# The protocol's own limit for one file, and up to how many one is enough: from there on each month has its own, so that
# a story that comes or goes changes that of its month and no other.
MAX_ADDRESSES = 50_000
ONE_FILE = 10_000
ROBOTS, SITEMAP, NEWS_SITEMAP = "robots.txt", "sitemap.xml", "news-sitemap.xml"

HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'

# Addresses that are the same encoded and escaped.
_PLAIN = re.compile("[0-9A-Za-z/._~-]*")

# An address from the site's root, and when a story there last changed.
Mapped = tuple[str, str | None]


class Part(NamedTuple):
    """A file of the sitemap: of a month, "" being what has none, and from which of its addresses on; None is all."""

    save_as: str
    month: str | None
    start: int = 0


def sitemap_parts(counts: Mapping[str, int]) -> list[Part]:
    """Return the files of a sitemap in which months have so many addresses; none but one is not an index."""
    if sum(counts.values()) <= ONE_FILE:
        return [Part(SITEMAP, None)]
    starts = ((month, start) for month in sorted(counts) for start in range(0, counts[month], MAX_ADDRESSES))
    return [Part(_name(month, start // MAX_ADDRESSES + 1), month, start) for month, start in starts]


def _name(month: str, number: int) -> str:
    more = f"-{number}" if number > 1 else ""
    return f"sitemap-{month or 'pages'}{more}.xml"


def sitemap_sheets(
    settings: SiteSettings,
    parts: Sequence[Part],
    pages: Callable[[str | None], Sequence[Mapped]],
    wanted: Container[str] | None = None,
) -> Iterator[Sheet]:
    """Yield the parts of a sitemap, or those of the `wanted` names, and the index where there is more than one.

    `pages` returns the addresses of a month in their order, those of all months for None.
    """
    for name, month, start in parts:
        if wanted is None or name in wanted:
            text = _urls(settings, pages(month)[start : start + MAX_ADDRESSES])
            yield Sheet(name, "the sitemap" if name == SITEMAP else "a part of the sitemap", text)
    if len(parts) != 1:
        lines = [f"<sitemap><loc>{escape(absolute(part.save_as, settings))}</loc></sitemap>\n" for part in parts]
        yield Sheet(SITEMAP, "the sitemap", f"{HEAD}<sitemapindex {NAMESPACE}>\n{''.join(lines)}</sitemapindex>\n")


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
    maps = (f"Sitemap: {settings.root}/{name}" for name in (SITEMAP, NEWS_SITEMAP))
    lines = ("User-agent: *", f"Disallow: {settings.base}/drafts/", "", *maps, "")
    return Sheet(ROBOTS, "robots.txt", "\n".join(lines))
