"""What can be printed, each by a key: small values that name a page without holding it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from .calendar_years import every_year
from .catalog import Catalog
from .corrected import CORRECTIONS
from .feed_archives import part_names, part_size
from .feed_forms import EDITIONS, FEEDS
from .former import FORMER, every_former
from .lists import TERMS, Listing
from .pagination import LANDING, leaf_names
from .settings import SiteSettings
from .weeks import every_week

# The list of all feeds (http://opml.org/spec2.opml).
OPML = "opml"
# A picture that stands for a page where links to it are shared.
CARD = "card"
# The list of all stories by their headlines alone.
HEADLINES = "headlines"


class Key(NamedTuple):
    """One file of the site: its kind, whose it is (a story's code, a tag's slug, a day), and which page of a list.

    The leaf of a former address is that address. No leaf is named for the landing page of a list, and for the only page
    there is.
    """

    kind: str
    id: str = ""
    leaf: str = LANDING

    @property
    def is_feed(self) -> bool:
        """Whether it is one of the feeds, or an archived part of one."""
        return self.kind in FEEDS

    @property
    def is_sheet(self) -> bool:
        """Whether it is made without the theme: a feed, the list of feeds, the page at a former address, a card."""
        return self.is_feed or self.kind in {FORMER, CARD, OPML}


ARCHIVE = Key("archive")


def year_key(year: int) -> Key:
    """Return the key of the calendar of a year."""
    return Key("year", f"{year:04}")


def every_key(catalog: Catalog, pages: Iterable[str]) -> Iterator[Key]:
    """Yield the keys of all that the digest prints with our theme; `pages` are the paths of the static pages."""
    settings = catalog.settings
    places = settings.places
    yield from list_keys("home", "", catalog.listing("all", ""), settings)
    yield from (Key("story", code) for code in catalog.every_code())
    yield from _edition_keys(catalog)
    for kind in TERMS:
        place, index = places.of_term(kind)
        if place:
            for group in catalog.groups(kind):
                yield from list_keys(kind, group.slug, catalog.listing(kind, group.slug), settings)
        if index:
            yield Key(f"{kind}s")
    yield from _archive_keys(catalog)
    if places.corrections and catalog.has_corrections():
        yield from list_keys(CORRECTIONS, "", catalog.listing(CORRECTIONS, ""), settings)
    yield from (Key("page", path) for path in pages)
    yield from _fixed_keys(settings)
    yield from sheet_keys(catalog)


def _edition_keys(catalog: Catalog) -> Iterator[Key]:
    places = catalog.settings.places
    if places.day:
        yield from (Key("edition", day.isoformat()) for day in catalog.days())
    if places.week:
        yield from (Key("week", week) for week in every_week(catalog))


def _archive_keys(catalog: Catalog) -> Iterator[Key]:
    places = catalog.settings.places
    if places.calendar:
        yield ARCHIVE
    if places.year:
        yield from map(year_key, every_year(catalog))
    if places.headlines:
        yield from list_keys(HEADLINES, "", catalog.listing("all", ""), catalog.settings)


def _fixed_keys(settings: SiteSettings) -> Iterator[Key]:
    if settings.places.search:
        yield Key("search")
    if settings.places.feeds_page:
        yield Key("feeds")
    yield Key("404")


def sheet_keys(catalog: Catalog) -> Iterator[Key]:
    """Yield the keys of feeds, and of the pages at former addresses; these are printed with any theme."""
    yield from (Key(FORMER, code, url) for code, url in every_former(catalog.connection))
    yield from _feeds(catalog)


def _feeds(catalog: Catalog) -> Iterator[Key]:
    settings = catalog.settings
    yield from feed_keys("all", settings)
    kinds = settings.places.feed_kinds("all")
    yield from (Key(kind, "", name) for name in part_names(catalog) for kind in kinds)
    for name in ("tag", "source"):
        if kinds := settings.places.feed_kinds(name):
            yield from (Key(kind, group.slug) for group in catalog.groups(name) for kind in kinds)
    yield from feed_keys(EDITIONS, settings)
    if catalog.has_corrections():
        yield from feed_keys(CORRECTIONS, settings)
    if settings.places.opml:
        yield Key(OPML)


def feed_keys(name: str, settings: SiteSettings, slug: str = "") -> Iterator[Key]:
    """Yield the keys of the feeds of a list, in the formats that are wanted."""
    return (Key(kind, slug) for kind in settings.places.feed_kinds(name))


def story_keys(codes: Iterable[str]) -> Iterator[Key]:
    """Yield the keys of stories."""
    return (Key("story", code) for code in codes)


def list_keys(kind: str, slug: str, listing: Listing, settings: SiteSettings) -> Iterator[Key]:
    """Yield the keys of the pages of a list of stories, the landing page first."""
    return (Key(kind, slug, leaf) for leaf in leaf_names(listing, page_size(kind, settings)))


def page_size(kind: str, settings: SiteSettings) -> int:
    """Return about how many stories a page of such a list holds."""
    if kind in FEEDS:
        return part_size(settings)
    return settings.archive_per_page if kind == HEADLINES else settings.per_page
