"""Where everything goes: the file and the address of each key, known before anything is printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from .catalog import Catalog
from .entries import headlines_address, leaf_address
from .feeds import feed_path
from .filed import day_of
from .former import FORMER, file_of_former
from .keys import HEADLINES, OPML, Key
from .lists import TERMS
from .pages import HOME, NOT_FOUND
from .pagination import LANDING
from .settings import Address
from .static_page import StaticPage
from .weeks import monday_of


@dataclass(frozen=True, slots=True)
class Planned:
    """A file of the site: `url` is None where search engines are not to be led, `changed` is when a story changed.

    They are led to the first page of a list, which leads to the others, and to each story. `month` is that of the story
    or the edition ("2020-03"), "" for what has none.
    """

    key: Key
    save_as: str
    url: str | None = None
    changed: str | None = None
    month: str = ""


def plan_stories(catalog: Catalog, codes: Iterable[str] | None = None) -> Iterator[Planned]:
    """Yield the plans of these stories, of all where none are named."""
    for code, save_as, url, changed, day in catalog.places(codes):
        yield Planned(Key("story", code), save_as, url, changed, day_of(day).isoformat()[:7])


def plan_others(keys: Iterable[Key], catalog: Catalog, pages: Mapping[str, StaticPage]) -> Iterator[Planned]:
    """Yield the plans of keys other than stories'."""
    for key in keys:
        if key.is_feed:
            yield Planned(key, feed_path(key, catalog.settings))
        elif key.kind == OPML:
            yield Planned(key, catalog.settings.places.opml)
        elif key.kind == FORMER:
            yield Planned(key, file_of_former(catalog.connection, key.id, key.leaf))
        elif key.kind == "page":
            page = pages[key.id]
            yield Planned(key, page.address.save_as, page.address.url if page.mapped else None)
        else:
            address = address_of(key, catalog)
            url = None if key.kind in {"404", "search"} or key.leaf != LANDING else address.url
            yield Planned(key, address.save_as, url, month=_month_of(key))


def _month_of(key: Key) -> str:
    if key.kind == "week":
        return monday_of(key.id).isoformat()[:7]
    return key.id[:7] if key.kind == "edition" else ""


def address_of(key: Key, catalog: Catalog) -> Address:
    """Return where a list, an edition, or the page for addresses that are not here stands."""
    places = catalog.settings.places
    if key.kind == "edition":
        return places.day.at(date=date.fromisoformat(key.id))
    if key.kind == "week":
        return places.week.at(week=key.id)
    if key.kind == "year":
        return places.year.at(date=date(int(key.id), 1, 1))
    if key.kind == HEADLINES:
        return headlines_address(key.leaf, places)
    if key.kind in TERMS:
        group = catalog.group(key.kind, key.id)
        place, _ = places.of_term(key.kind)
        return leaf_address(place.at(slug=key.id, name=group.name if group else key.id), key.leaf)
    fixed = {
        "home": HOME,
        "404": NOT_FOUND,
        "tags": places.tags.at(),
        "sources": places.sources.at(),
        "archive": places.archives.at(),
        "search": places.search.at(),
        "feeds": places.feeds_page.at(),
        "corrections": places.corrections.at(),
    }
    return leaf_address(fixed[key.kind], key.leaf)
