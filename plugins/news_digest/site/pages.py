"""The kinds of page: for each a small function that declares all that its template is handed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from types import MappingProxyType

from ..press.page import Page
from ..story import Withdrawal
from .amended import corrected_entry, correction_view, last_change, original_link, withdrawn_view
from .carried import Carriers
from .catalog import Catalog
from .corrected import CORRECTIONS, corrected_of
from .entries import edition_link, entry_of, leaf_address, rooted, term_link
from .keys import Key, page_size
from .lists import Group
from .moments import day_text, moment_of_day, month_text
from .pagination import Leaf, first_day, leaf_at
from .records import Record, direction
from .related import RelatedPages
from .rights import withdrawn_title
from .settings import Address, Place, SiteSettings
from .shell import Head, Shell, corrections_feeds, term_feed
from .static_page import StaticPage
from .story_head import story_head
from .views import EntryGroup, Link, StoryView, Term

HOME = Address("", "index.html")
NOT_FOUND = Address("404.html", "404.html")
# What lists are in the words of schema.org.
LIST = "CollectionPage"


@dataclass(frozen=True, slots=True)
class Material:
    """All that pages are made from; `body` returns a story's HTML, its links to files resolved.

    Lists of headlines alone, and those of related stories, do not say who else carries a story.
    """

    shell: Shell
    catalog: Catalog
    related: RelatedPages
    carriers: Carriers
    body: Callable[[Record], str]
    static_pages: Mapping[str, StaticPage]

    @property
    def settings(self) -> SiteSettings:
        """The site's settings."""
        return self.catalog.settings

    def leaf(self, key: Key, kind: str) -> Leaf:
        """Return the codes on one page of a list."""
        return leaf_at(self.catalog.listing(kind, key.id), page_size(key.kind, self.settings), key.leaf)


def make_page(key: Key, material: Material) -> Page:
    """Return the page of a key."""
    return MAKERS[key.kind](key, material)


def _home(key: Key, material: Material) -> Page:
    leaf = material.leaf(key, "all")
    records = map(material.catalog.record, leaf.items)
    groups = tuple(
        EntryGroup(
            edition_link(day, material.settings) or Link(day_text(day)),
            material.carriers.entries(record.code for record in of_day),
        )
        for day, of_day in groupby(records, key=lambda record: record.day)
    )
    head = Head(material.settings.name, material.settings.tagline, thing="WebSite")
    address, head = _leaf(material.shell, HOME, head, leaf)
    return material.shell.page("index", address, head, f"the home page{_from_when(leaf)}", groups=groups)


def _story(key: Key, material: Material) -> Page:
    record = material.catalog.record(key.id)
    if record.story.withdrawn:
        return _withdrawn(record, record.story.withdrawn, material)
    story = story_view(record, material)
    head = story_head(record, story, material.settings)
    address = Address(record.url, record.save_as)
    origin = f"story {record.code} ({record.origin})"
    return material.shell.page(record.template, address, head, origin, story=story)


def story_view(record: Record, material: Material) -> StoryView:
    """Return a story as its own page shows it."""
    settings = material.settings
    printed, computed = material.related.of_story(record)
    corrected = corrected_of(record) if record.corrected else ()
    first, also = material.related.carried(record)
    return StoryView(
        entry=entry_of(record, settings, listed=False),
        body=material.body(record),
        authors=record.story.authors,
        dateline=record.story.dateline,
        publisher=record.story.publisher,
        original=original_link(record),
        modified=last_change(record, corrected),
        tags=tuple(_tag_links(record, material)),
        edition=edition_link(record.day, settings) if material.catalog.is_listed(record.code) else None,
        printed_related=printed,
        computed_related=computed,
        is_summary=record.story.extra.get("extent") == "summary",
        rights=record.story.rights or "full",
        corrections=tuple(map(correction_view, corrected)),
        first_carried=first,
        also_carried=also,
    )


def _withdrawn(record: Record, withdrawn: Withdrawal, material: Material) -> Page:
    """Return the notice at the address of a story that was withdrawn, in the language of the site."""
    address, origin = Address(record.url, record.save_as), f"story {record.code} ({record.origin})"
    head, notice = Head(withdrawn_title(record.story)), withdrawn_view(record, withdrawn)
    return material.shell.page(record.template, address, head, origin, notice=notice)


def _corrections(key: Key, material: Material) -> Page:
    leaf, settings = material.leaf(key, CORRECTIONS), material.settings
    items = tuple(corrected_entry(item, material.catalog) for item in leaf.items)
    head = Head("Corrections", f"Every correction of {settings.name}.", feeds=corrections_feeds(settings), thing=LIST)
    address, head = _leaf(material.shell, settings.places.corrections.at(), head, leaf, CORRECTIONS)
    return material.shell.page("corrections", address, head, f"the corrections{_from_when(leaf)}", items=items)


def _edition(key: Key, material: Material) -> Page:
    day = date.fromisoformat(key.id)
    codes = material.catalog.codes_of_day(day)
    newer, older = material.catalog.days_beside(day)
    settings, text = material.settings, day_text(day)
    head = Head(
        f"Edition of {text}",
        f"{_stories(len(codes))} of {text}.",
        newer=edition_link(newer, settings) if newer else None,
        older=edition_link(older, settings) if older else None,
        thing=LIST,
    )
    entries = material.carriers.entries(codes)
    address, origin = settings.places.day.at(date=day), f"the edition of {text}"
    return material.shell.page("period_archives", address, head, origin, day=moment_of_day(day), entries=entries)


def _archive(key: Key, material: Material) -> Page:
    leaf = material.leaf(key, "all")
    records = map(material.catalog.record, leaf.items)
    months = groupby(records, key=lambda record: (record.day.year, record.day.month))
    groups = tuple(_month(tuple(of_month), material.catalog) for _, of_month in months)
    place = material.settings.places.archives
    head = Head("Archive", f"Every story of {material.settings.name}, by month.", nav=place, thing=LIST)
    address, head = _leaf(material.shell, place.at(), head, leaf)
    return material.shell.page("archives", address, head, f"the archive{_from_when(leaf)}", groups=groups)


def _tag(key: Key, material: Material) -> Page:
    places = material.settings.places
    return _term_page(key, material, (places.tag, places.tags, places.tag_rss))


def _source(key: Key, material: Material) -> Page:
    places = material.settings.places
    return _term_page(key, material, (places.source, places.sources, places.source_rss))


def _tags(key: Key, material: Material) -> Page:
    del key
    places = material.settings.places
    return _term_index(material, "tags", (places.tag, places.tags))


def _sources(key: Key, material: Material) -> Page:
    del key
    places = material.settings.places
    return _term_index(material, "sources", (places.source, places.sources))


def _static(key: Key, material: Material) -> Page:
    page = material.static_pages[key.id]
    head = Head(page.title, page.description, page.lang, direction(page.lang), thing="WebPage")
    origin = f"page {page.title!r} ({page.origin})"
    return material.shell.page(page.template, page.address, head, origin, page_title=page.title, body=page.body)


def _not_found(key: Key, material: Material) -> Page:
    """Return what a web server shows for an address that is not here."""
    del key
    head = Head("Page not found", canonical=False)
    return material.shell.page("404", NOT_FOUND, head, "the page for addresses that are not here")


MAKERS: Mapping[str, Callable[[Key, Material], Page]] = MappingProxyType(
    {
        "home": _home,
        "story": _story,
        "edition": _edition,
        "archive": _archive,
        "corrections": _corrections,
        "tag": _tag,
        "source": _source,
        "tags": _tags,
        "sources": _sources,
        "page": _static,
        "404": _not_found,
    }
)


def _month(records: tuple[Record, ...], catalog: Catalog) -> EntryGroup:
    return EntryGroup(Link(month_text(records[0].day)), catalog.entries(record.code for record in records))


def _leaf(shell: Shell, landing: Address, head: Head, leaf: Leaf, what: str = "stories") -> tuple[Address, Head]:
    def link(name: str | None, text: str) -> Link | None:
        return None if name is None else Link(text, rooted(leaf_address(landing, name).url, shell.settings))

    newer, older = link(leaf.newer, f"Newer {what}"), link(leaf.older, f"Older {what}")
    told = replace(head, title=f"{head.title}{_from_when(leaf)}", newer=newer, older=older)
    if leaf.name:
        above = (Link(head.title, rooted(landing.url, shell.settings)),) if landing.url else ()
        told = replace(told, thing=LIST, trail=(*head.trail, *above))
    return leaf_address(landing, leaf.name), told


def _from_when(leaf: Leaf) -> str:
    """Return what tells the titles of a list's pages apart."""
    if not leaf.name:
        return ""
    day, count = first_day(leaf.name)
    return f", from {day_text(day)}" + (f" ({count})" if count > 1 else "")


def _tag_links(record: Record, material: Material) -> Iterator[Link]:
    place = material.settings.places.tag
    for key in record.tags:
        group = material.catalog.group("tag", key.slug)
        yield term_link(group.name, place, key, material.settings.base) if group else Link(key.name)


def _term_page(key: Key, material: Material, where: tuple[Place, Place, str]) -> Page:
    place, nav, feed = where
    kind, slug = key.kind, key.id
    group = material.catalog.group(kind, slug)
    if group is None:
        raise KeyError(slug)
    leaf = material.leaf(key, kind)
    term = _term(_told(group, leaf, material.catalog), place, material.settings)
    name = group.name
    feeds = term_feed(material.settings, feed, name, slug)
    # A tag, a source and a headline may be one word; readers and their bookmarks tell titles apart.
    title, above = f"{kind.capitalize()}: {name}", _index_link(kind, nav, material.settings)
    head = Head(title, f"{_stories(term.count)}: {name}.", nav=nav, feeds=feeds, thing=LIST, trail=above)
    address, head = _leaf(material.shell, place.at(slug=slug, name=name), head, leaf)
    entries = material.carriers.entries(leaf.items)
    return material.shell.page(
        kind, address, head, f"the {kind} {name!r}{_from_when(leaf)}", term=term, entries=entries
    )


def _index_link(kind: str, index: Place, settings: SiteSettings) -> tuple[Link, ...]:
    return (Link(f"{kind.capitalize()}s", rooted(index.at().url, settings)),) if index else ()


def _told(group: Group, leaf: Leaf, catalog: Catalog) -> Group:
    # Another page than the landing page says nothing of the stories on others, or each new story would change it.
    if not leaf.name:
        return group
    return Group(group.slug, group.name, len(leaf.items), catalog.record(leaf.items[0]).day)


def _term(group: Group, place: Place, settings: SiteSettings) -> Term:
    address = place.at(slug=group.slug, name=group.name) if place else None
    link = Link(group.name, rooted(address.url, settings) if address else None)
    return Term(link, group.count, moment_of_day(group.newest))


def _term_index(material: Material, kind: str, where: tuple[Place, Place]) -> Page:
    place, index = where
    groups = material.catalog.groups(kind.removesuffix("s"))
    terms = tuple(_term(group, place, material.settings) for group in groups)
    title = kind.capitalize()
    head = Head(title, f"{title} of {material.settings.name}.", nav=index, thing=LIST)
    return material.shell.page(kind, index.at(), head, f"the index of {kind}", terms=terms)


def _stories(count: int) -> str:
    return "One story" if count == 1 else f"{count} stories"
