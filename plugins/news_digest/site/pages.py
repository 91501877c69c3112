"""The kinds of page: for each a small function that declares all that its template is handed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from ..press import Page
from .digest import Digest, Edition, TermGroup, edition_link, entry_of, numbered, rooted
from .moments import day_text, moment_of, moment_of_day, month_text
from .pagination import Leaf, paginate
from .records import Record, direction
from .related import RelatedPages
from .settings import Address, Place
from .shell import Head, Shell, term_feed
from .views import EntryGroup, Link, StoryView, Term

HOME = Address("", "index.html")
NOT_FOUND = Address("404.html", "404.html")


@dataclass(frozen=True, slots=True)
class StaticPage:
    """A page of content/pages, as Pelican read it; `body` is HTML."""

    title: str
    origin: str
    address: Address
    template: str
    body: str
    description: str
    lang: str


def home_pages(shell: Shell, digest: Digest) -> Iterator[Page]:
    """Yield the landing page and the older stories behind it, grouped by day."""
    head = Head(shell.settings.name, shell.settings.tagline)
    for leaf in paginate(digest.records, shell.settings.per_page):
        groups = tuple(_by_day(leaf, digest))
        address, leaf_head = _leaf(shell, HOME, head, leaf)
        yield shell.page("index", address, leaf_head, f"the home page{_page_number(leaf)}", groups=groups)


def story_pages(shell: Shell, digest: Digest, records: Iterable[Record], related: RelatedPages) -> Iterator[Page]:
    """Yield one page a story."""
    for record in records:
        story = story_view(record, digest, related)
        head = Head(story.entry.headline, record.excerpt, record.lang, record.dir)
        address = Address(record.url, record.save_as)
        yield shell.page(record.template, address, head, f"story {record.code} ({record.origin})", story=story)


def story_view(record: Record, digest: Digest, related: RelatedPages) -> StoryView:
    """Return a story as its own page shows it."""
    settings = digest.settings
    printed, computed = related.of_story(record)
    has_clock = isinstance(record.story.modified, datetime)
    modified = moment_of(record.modified, has_clock=has_clock) if record.modified else None
    return StoryView(
        entry=entry_of(record, settings, listed=False),
        body=record.body,
        authors=record.story.authors,
        dateline=record.story.dateline,
        publisher=record.story.publisher,
        original=Link(record.source.name, record.original) if record.source and record.original else None,
        modified=modified,
        tags=tuple(_tag_links(record, digest)),
        edition=edition_link(record.day, settings) if record.code in digest.entries else None,
        printed_related=printed,
        computed_related=computed,
    )


def edition_pages(shell: Shell, digest: Digest) -> Iterator[Page]:
    """Yield one page a day, leading to the days before and after that have stories."""
    if not shell.settings.places.day:
        return
    editions = (None, *digest.editions, None)
    for newer, edition, older in zip(editions, digest.editions, editions[2:], strict=False):
        text = day_text(edition.day)
        head = Head(
            f"Edition of {text}",
            f"{_stories(len(edition.records))} of {text}.",
            newer=_edition_link(newer, shell),
            older=_edition_link(older, shell),
        )
        address = shell.settings.places.day.at(date=edition.day)
        entries = digest.entries_of(edition.records)
        day = moment_of_day(edition.day)
        yield shell.page("period_archives", address, head, f"the edition of {text}", day=day, entries=entries)


def tag_pages(shell: Shell, digest: Digest) -> Iterator[Page]:
    """Yield the index of tags and the pages of each."""
    places = shell.settings.places
    yield from _term_pages(shell, digest, digest.tags.values(), ("tag", places.tag, places.tags, places.tag_rss))
    if places.tags:
        yield _term_index(shell, "tags", "Tags", places.tags, _terms(digest.tags.values(), places.tag, shell))


def source_pages(shell: Shell, digest: Digest) -> Iterator[Page]:
    """Yield the index of sources and the pages of each."""
    places = shell.settings.places
    kind = ("source", places.source, places.sources, places.source_rss)
    yield from _term_pages(shell, digest, digest.sources.values(), kind)
    if places.sources:
        terms = _terms(digest.sources.values(), places.source, shell)
        yield _term_index(shell, "sources", "Sources", places.sources, terms)


def archive_pages(shell: Shell, digest: Digest) -> Iterator[Page]:
    """Yield all stories by month."""
    place = shell.settings.places.archives
    if not place:
        return
    head = Head("Archive", f"Every story of {shell.settings.name}, by month.", nav=place)
    for leaf in paginate(digest.records, shell.settings.archive_per_page):
        address, leaf_head = _leaf(shell, place.at(), head, leaf)
        months = groupby(leaf.items, key=lambda record: (record.day.year, record.day.month))
        groups = tuple(_month(tuple(records), digest) for _, records in months)
        yield shell.page("archives", address, leaf_head, f"the archive{_page_number(leaf)}", groups=groups)


def static_pages(shell: Shell, pages: Iterable[StaticPage]) -> Iterator[Page]:
    """Yield the pages of content/pages."""
    for page in pages:
        head = Head(page.title, page.description, page.lang, direction(page.lang))
        origin = f"page {page.title!r} ({page.origin})"
        yield shell.page(page.template, page.address, head, origin, page_title=page.title, body=page.body)


def not_found_page(shell: Shell) -> Page:
    """Return what a web server shows for an address that is not here."""
    return shell.page(
        "404", NOT_FOUND, Head("Page not found", canonical=False), "the page for addresses that are not here"
    )


def _by_day(leaf: Leaf[Record], digest: Digest) -> Iterator[EntryGroup]:
    for day, records in groupby(leaf.items, key=lambda record: record.day):
        heading = edition_link(day, digest.settings) or Link(day_text(day))
        yield EntryGroup(heading, digest.entries_of(records))


def _month(records: tuple[Record, ...], digest: Digest) -> EntryGroup:
    return EntryGroup(Link(month_text(records[0].day)), digest.entries_of(records))


def _leaf(shell: Shell, landing: Address, head: Head, leaf: Leaf[Record]) -> tuple[Address, Head]:
    def link(number: int | None, text: str) -> Link | None:
        if number is None:
            return None
        return Link(text, rooted((numbered(landing, number) if number else landing).url, shell.settings))

    title = f"{head.title}{_page_number(leaf)}"
    address = landing if leaf.number is None else numbered(landing, leaf.number)
    newer, older = link(leaf.newer, "Newer stories"), link(leaf.older, "Older stories")
    return address, Head(title, head.description, nav=head.nav, feeds=head.feeds, newer=newer, older=older)


def _page_number(leaf: Leaf[Record]) -> str:
    return "" if leaf.number is None else f", page {leaf.number}"


def _edition_link(edition: Edition | None, shell: Shell) -> Link | None:
    return edition_link(edition.day, shell.settings) if edition else None


def _tag_links(record: Record, digest: Digest) -> Iterator[Link]:
    place = digest.settings.places.tag
    for key in record.tags:
        group = digest.tags.get(key.slug)
        url = rooted(place.at(slug=key.slug, name=key.name).url, digest.settings) if group and place else None
        yield Link(group.key.name if group else key.name, url)


def _term_pages(
    shell: Shell, digest: Digest, groups: Iterable[TermGroup], kind: tuple[str, Place, Place, str]
) -> Iterator[Page]:
    template, place, nav, feed = kind
    if not place:
        return
    for group in groups:
        name = group.key.name
        feeds = term_feed(shell.settings, feed, name, group.key.slug)
        landing = place.at(slug=group.key.slug, name=name)
        for leaf in paginate(group.records, shell.settings.per_page):
            # A numbered page says nothing of the stories on others, or each new story would change it.
            told = group if leaf.number is None else TermGroup(group.key, leaf.items)
            term = _term(told, place, shell)
            # A tag, a source and a headline may be one word; readers and their bookmarks tell titles apart.
            head = Head(f"{template.capitalize()}: {name}", f"{_stories(term.count)}: {name}.", nav=nav, feeds=feeds)
            address, leaf_head = _leaf(shell, landing, head, leaf)
            entries = digest.entries_of(leaf.items)
            origin = f"the {template} {name!r}{_page_number(leaf)}"
            yield shell.page(template, address, leaf_head, origin, term=term, entries=entries)


def _terms(groups: Iterable[TermGroup], place: Place, shell: Shell) -> tuple[Term, ...]:
    return tuple(_term(group, place, shell) for group in groups)


def _term(group: TermGroup, place: Place, shell: Shell) -> Term:
    address = place.at(slug=group.key.slug, name=group.key.name) if place else None
    link = Link(group.key.name, rooted(address.url, shell.settings) if address else None)
    return Term(link, len(group.records), moment_of_day(group.records[0].day))


def _term_index(shell: Shell, template: str, title: str, place: Place, terms: Sequence[Term]) -> Page:
    head = Head(title, f"{title} of {shell.settings.name}.", nav=place)
    return shell.page(template, place.at(), head, f"the index of {template}", terms=tuple(terms))


def _stories(count: int) -> str:
    return "One story" if count == 1 else f"{count} stories"
