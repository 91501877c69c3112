"""Which feeds tell which stories and which days."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date

from .catalog import Catalog
from .feed_archives import newest_told, part_size
from .feed_forms import EDITIONS
from .filed import day_of
from .keys import Key, feed_keys
from .lists import ListName
from .pagination import pages_with


def told_by(name: ListName, catalog: Catalog) -> tuple[str, ...]:
    """Return what the feed of a list tells, the newest first."""
    return newest_told(catalog) if name.kind == "all" else catalog.newest(*name, catalog.settings.feed_items)


def feeds_with(codes: Collection[str], catalog: Catalog) -> Iterator[Key]:
    """Yield the feeds that have the bodies of any of these stories."""
    if not catalog.settings.feed_full_text:
        return
    records = [catalog.record(code) for code in codes]
    names = {ListName("tag", key.slug) for record in records for key in record.tags}
    names |= {ListName("source", record.source.slug) for record in records if record.source}
    for name in sorted({ListName("all", ""), *names}):
        if not set(told_by(name, catalog)).isdisjoint(codes):
            yield from feeds_of(name, catalog)
    yield from parts_with(codes, catalog)


def feeds_of(name: ListName, catalog: Catalog) -> Iterator[Key]:
    """Yield the feeds that tell the newest stories of a list."""
    return feed_keys(name.kind, catalog.settings, name.slug)


def parts_with(codes: Collection[str], catalog: Catalog) -> Iterator[Key]:
    """Yield the archived parts that tell any of these stories, and the feed where it holds what is in no part."""
    size = part_size(catalog.settings)
    if size and codes:
        yield from part_keys(pages_with(catalog.listing("all", ""), size, set(codes)), catalog)


def part_keys(names: Iterable[str], catalog: Catalog) -> Iterator[Key]:
    """Yield the parts of these names in every format."""
    kinds = catalog.settings.places.feed_kinds("all")
    return (Key(kind, "", name) for name in names for kind in kinds)


def newest_days(catalog: Catalog) -> tuple[date, ...]:
    """Return the days that the feed of editions tells, the newest first."""
    query = "SELECT DISTINCT day FROM lists WHERE kind='all' AND slug='' ORDER BY day DESC LIMIT ?"
    most = catalog.settings.feed_items
    rows = catalog.connection.execute(query, (-1 if most is None else most,))
    return tuple(day_of(day) for (day,) in rows)


def feeds_of_days(days: Iterable[date], catalog: Catalog) -> Iterator[Key]:
    """Yield the feeds of editions where any of these days is told, or was until it had no more stories."""
    told = newest_days(catalog)
    most = catalog.settings.feed_items
    first = told[-1] if most is not None and len(told) == most else date.min
    if any(day >= first for day in days):
        yield from feed_keys(EDITIONS, catalog.settings)
