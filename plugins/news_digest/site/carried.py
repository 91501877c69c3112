"""What lists and feeds say of a story that several papers carry, and which pages and feeds say so of which stories."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from .catalog import MOST_KEPT, Catalog
from .entries import absolute, rooted
from .feed_keys import feeds_of_days
from .keys import Key, page_size
from .pagination import pages_with
from .records import Record
from .related import CopyLists
from .settings import SiteSettings
from .views import Carried, Entry, Link
from .weeks import week_of

# So many papers are named in a list, which is to stay one.
MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Carriers:
    """Tells who else carries a story's text; `copies` is None where none has copies, or nobody wants to know."""

    catalog: Catalog
    copies: CopyLists | None = None
    _entries: dict[str, Entry] = field(default_factory=dict)

    def entries(self, codes: Iterable[str]) -> tuple[Entry, ...]:
        """Return these stories as lists show them that name who else carries their texts, in their order."""
        return self.catalog.entries(codes) if self.copies is None else tuple(map(self._entry, codes))

    def first(self, code: str) -> Link | None:
        """Return who first carried the text of a copy, leading to that story from anywhere; None for other stories."""
        lead = self.copies and self.copies.lead_of(code)
        if not lead or lead == code:
            return None
        return self._link(lead)._replace(url=absolute(self.catalog.record(lead).url, self.catalog.settings))

    def _entry(self, code: str) -> Entry:
        found = self._entries.get(code)
        if found is None:
            if len(self._entries) > MOST_KEPT:
                self._entries.clear()
            entry, carried = self.catalog.entry(code), self._carried(code)
            found = self._entries[code] = entry._replace(carried=carried) if carried else entry
        return found

    def _carried(self, code: str) -> Carried | None:
        lead = self.copies and self.copies.lead_of(code)
        if not lead or self.copies is None:
            return None
        if lead != code:
            return Carried(first=self._link(lead))
        papers: dict[str, Link] = {}
        for link in map(self._link, self.copies.copies_in_order(code)):
            papers.setdefault(link.text, link)
        return Carried(also=tuple(papers.values())[:MOST_NAMED], more=max(0, len(papers) - MOST_NAMED))

    def _link(self, code: str) -> Link:
        return carrier_link(self.catalog.record(code), self.catalog.settings)


def carrier_link(record: Record, settings: SiteSettings) -> Link:
    """Return the name of who carries a story, its headline where nobody is named, leading to it."""
    url = rooted(record.url, settings)
    name = record.story.publisher or (record.source.name if record.source else "")
    if name or record.lang == settings.lang:
        return Link(name or record.story.headline, url)
    return Link(record.story.headline, url, record.lang, record.dir)


def listing_keys(codes: Iterable[str], catalog: Catalog) -> Iterator[Key]:
    """Yield the pages of lists that say who else carries the texts of these stories, and the feeds that go by it."""
    places, standing = catalog.settings.places, dict[Key, set[str]]()
    records = tuple(map(catalog.record, codes))
    yield from feeds_of_days([record.day for record in records], catalog)
    for record in records:
        standing.setdefault(Key("home"), set()).add(record.code)
        for tag in record.tags if places.tag else ():
            standing.setdefault(Key("tag", tag.slug), set()).add(record.code)
        if record.source and places.source:
            standing.setdefault(Key("source", record.source.slug), set()).add(record.code)
        if places.day:
            yield Key("edition", record.day.isoformat())
        if places.week:
            yield Key("week", week_of(record.day))
    for key, here in standing.items():
        listing = catalog.listing(key.kind if key.id else "all", key.id)
        yield from (
            key._replace(leaf=leaf) for leaf in pages_with(listing, page_size(key.kind, catalog.settings), here)
        )
