"""Which feeds tell which stories."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from .catalog import Catalog
from .keys import Key
from .lists import ListName


def feeds_with(codes: Collection[str], catalog: Catalog) -> Iterator[Key]:
    """Yield the feeds that have the bodies of any of these stories."""
    if not catalog.settings.feed_full_text:
        return
    records = [catalog.record(code) for code in codes]
    names = {ListName("tag", key.slug) for record in records for key in record.tags}
    names |= {ListName("source", record.source.slug) for record in records if record.source}
    for name in sorted({ListName("all", ""), *names}):
        if not set(catalog.newest(*name, catalog.settings.feed_items)).isdisjoint(codes):
            yield from feeds_of(name, catalog)


def feeds_of(name: ListName, catalog: Catalog) -> Iterator[Key]:
    """Yield the feeds that tell the stories of a list."""
    places = catalog.settings.places
    if name.kind == "all":
        yield from (Key(kind) for kind, path in (("rss", places.all_rss), ("atom", places.all_atom)) if path)
    elif name.kind in {"tag", "source"} and (places.tag_rss if name.kind == "tag" else places.source_rss):
        yield Key(f"{name.kind} rss", name.slug)
