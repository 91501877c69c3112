"""The digest as a whole: which stories stand under which day, tag, source and month. Every step is linear."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from .moments import day_text, moment_of
from .records import Record, TermKey
from .references import encoded
from .settings import Address, SiteSettings
from .views import Entry, Link


@dataclass(frozen=True, slots=True)
class Edition:
    """The stories of one day, newest first."""

    day: date
    records: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class TermGroup:
    """The stories under one tag or source, newest first; `key` has the name that most of them print."""

    key: TermKey
    records: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class Digest:
    """The listed stories newest first, grouped, and an entry for each, made once for all lists."""

    settings: SiteSettings
    records: tuple[Record, ...]
    editions: tuple[Edition, ...]
    tags: Mapping[str, TermGroup]
    sources: Mapping[str, TermGroup]
    entries: Mapping[str, Entry]

    @classmethod
    def of(cls, records: Sequence[Record], settings: SiteSettings) -> Digest:
        """Group the listed stories, which come newest day first."""
        days = groupby(records, key=lambda record: record.day)
        return cls(
            settings=settings,
            records=tuple(records),
            editions=tuple(Edition(day, tuple(group)) for day, group in days),
            tags=group_terms(records, lambda record: record.tags),
            sources=group_terms(records, lambda record: (record.source,) if record.source else ()),
            entries={record.code: entry_of(record, settings, listed=True) for record in records},
        )

    def entries_of(self, records: Iterable[Record]) -> tuple[Entry, ...]:
        """Return the entries of these listed stories, in their order."""
        return tuple(self.entries[record.code] for record in records)


def group_terms(records: Iterable[Record], terms: Callable[[Record], Iterable[TermKey]]) -> Mapping[str, TermGroup]:
    """Return the stories under each term by its slug, in the order of names."""
    stories: defaultdict[str, list[Record]] = defaultdict(list)
    names: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for record in records:
        for key in terms(record):
            stories[key.slug].append(record)
            names[key.slug][key.name] += 1
    groups = (TermGroup(TermKey(_most_used(names[slug]), slug), tuple(stories[slug])) for slug in stories)
    ordered = sorted(groups, key=lambda group: (group.key.name.casefold(), group.key.slug))
    return {group.key.slug: group for group in ordered}


def _most_used(names: Counter[str]) -> str:
    return min(names, key=lambda name: (-names[name], name))


def entry_of(record: Record, settings: SiteSettings, *, listed: bool) -> Entry:
    """Return a story as lists show it, its first words standing in for a deck that is not printed.

    On its own page (`listed` false) only a printed deck is one: the first words follow anyway.
    """
    return Entry(
        code=record.code,
        headline=record.story.headline,
        url=rooted(record.url, settings),
        moment=moment_of(record.date, has_clock=record.has_clock),
        deck=record.excerpt if listed else record.story.deck or "",
        source=source_link(record, settings),
        lang=record.lang,
        dir=record.dir,
    )


def source_link(record: Record, settings: SiteSettings) -> Link | None:
    """Return the story's source, leading to its page."""
    if record.source is None:
        return None
    place = settings.places.source
    address = place.at(slug=record.source.slug, name=record.source.name) if place else None
    return Link(record.source.name, rooted(address.url, settings) if address else None)


def edition_link(day: date, settings: SiteSettings) -> Link | None:
    """Return the day's edition by its date; None where the digest has no editions."""
    if not settings.places.day:
        return None
    return Link(day_text(day), rooted(settings.places.day.at(date=day).url, settings))


def rooted(url: str, settings: SiteSettings) -> str:
    """Return an address of ours as pages print it: from the root of the host, with the path of SITEURL."""
    return f"{settings.base}/{encoded(url)}"


def absolute(url: str, settings: SiteSettings) -> str:
    """Return an address of ours as feeds and the sitemap print it."""
    return f"{settings.root}/{encoded(url)}"


def numbered(address: Address, number: int) -> Address:
    """Return where page `number` of a list stands; numbers start at the oldest page."""
    folder = address.save_as.rpartition("/")[0] if _is_index(address.save_as) else address.save_as.rpartition(".")[0]
    base = f"{folder}/" if folder else ""
    return Address(f"{base}page/{number}/", f"{base}page/{number}/index.html")


def _is_index(save_as: str) -> bool:
    return save_as.rpartition("/")[2] == "index.html"
