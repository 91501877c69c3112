"""A running story: on the page of each of its stories stand the few before it, and the next one.

A story that joins it changes the pages of a few neighbours, however long it has become.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from .catalog import Catalog
from .entries import term_link
from .records import Record
from .related import link_to
from .views import Entry, RelatedEntry, StorySeries

EARLIER = 5
LATER = 1


def series_of(record: Record, catalog: Catalog) -> StorySeries | None:
    """Return what stands of a story's series on its page; None where it has none, or is alone in it."""
    if record.series is None or not catalog.is_listed(record.code):
        return None
    codes = catalog.codes("series", record.series.slug)
    if len(codes) == 1:
        return None
    at, settings = codes.index(record.code), catalog.settings
    return StorySeries(
        term_link(record.series.name, settings.places.series, record.series, settings.base),
        _entries(codes[at + 1 : at + 1 + EARLIER], catalog),
        _entries(codes[max(at - LATER, 0) : at], catalog),
    )


def _entries(codes: Sequence[str], catalog: Catalog) -> tuple[RelatedEntry, ...]:
    return tuple(_entry(entry, catalog.settings.lang) for entry in catalog.entries(reversed(codes)))


def _entry(entry: Entry, site_lang: str) -> RelatedEntry:
    return RelatedEntry(link_to(entry, site_lang), entry.moment, entry.source.text if entry.source else None, "")


def beside_changed(old: Sequence[str], new: Sequence[str], changed: Collection[str]) -> list[str]:
    """Return those of a series on whose pages a changed story stands or stood; both lists have the newest first."""
    return sorted({*_beside(old, changed), *_beside(new, changed)}.intersection(new))


def _beside(codes: Sequence[str], changed: Collection[str]) -> Iterator[str]:
    for at, code in enumerate(codes):
        if code in changed:
            yield from codes[max(at - EARLIER, 0) : at + 1 + LATER]
