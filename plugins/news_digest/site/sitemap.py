"""sitemap.xml (sitemaps.org 0.9) and robots.txt (RFC 9309)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from ..press import Sheet
from .digest import Digest, absolute
from .records import Record
from .settings import SiteSettings
from .xml import xml_environment

# The protocol's own limit for one file.
MAX_ADDRESSES = 50_000


@dataclass(frozen=True, slots=True)
class Mapped:
    """A page in the sitemap: its absolute address and, for a story, when it last changed."""

    url: str
    changed: datetime | None = None


def sitemap_sheets(settings: SiteSettings, pages: Sequence[Mapped]) -> Iterator[Sheet]:
    """Yield the sitemap, in parts under an index where it is too long for one file."""
    environment = xml_environment()
    template = environment.get_template("sitemap.xml")
    if len(pages) <= MAX_ADDRESSES:
        yield Sheet("sitemap.xml", "the sitemap", template.render(pages=pages))
        return
    parts = [pages[start : start + MAX_ADDRESSES] for start in range(0, len(pages), MAX_ADDRESSES)]
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    for name, part in zip(names, parts, strict=True):
        yield Sheet(name, "a part of the sitemap", template.render(pages=part))
    urls = [absolute(name, settings) for name in names]
    yield Sheet("sitemap.xml", "the sitemap", environment.get_template("sitemaps.xml").render(parts=urls))


def mapped_pages(settings: SiteSettings, urls: Iterable[str], stories: Iterable[Record]) -> tuple[Mapped, ...]:
    """Return these pages of ours for the sitemap, each once; a story's with the moment of its last change."""
    changed = {record.url: record.modified or record.date for record in stories}
    return tuple(Mapped(absolute(url, settings), changed.get(url)) for url in dict.fromkeys(urls))


def urls_of_lists(digest: Digest) -> Iterator[str]:
    """Yield the addresses of the digest's lists as another theme has them, without their further pages."""
    places = digest.settings.places
    yield ""
    yield from (place.at().url for place in (places.tags, places.archives) if place)
    if places.day:
        yield from (places.day.at(date=edition.day).url for edition in digest.editions)
    if places.tag:
        yield from (places.tag.at(slug=group.key.slug, name=group.key.name).url for group in digest.tags.values())


def robots_sheet(settings: SiteSettings) -> Sheet:
    """Everything may be indexed but drafts."""
    lines = ("User-agent: *", f"Disallow: {settings.base}/drafts/", "", f"Sitemap: {settings.root}/sitemap.xml", "")
    return Sheet("robots.txt", "robots.txt", "\n".join(lines))
