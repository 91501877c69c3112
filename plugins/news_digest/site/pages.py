"""The kinds of page: for each a small function that declares all that its template is handed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial
from itertools import groupby
from types import MappingProxyType

from ..press.page import Page
from ..story import Withdrawal
from .amended import corrected_entry, correction_view, last_change, original_link, withdrawn_view
from .calendar_pages import archive_page, headlines_page, year_page
from .corrected import CORRECTIONS, corrected_of
from .edition_pages import day_page, led, week_page
from .entries import absolute, edition_link, entry_of, leaf_address, term_link
from .feed_page import feeds_page
from .keys import HEADLINES, Key
from .leaf_heads import LIST, leaf_head
from .material import Material
from .pagination import which_page
from .reading_aids import Length, contents, length_of, mail_with, with_anchors
from .records import Record, direction
from .rights import withdrawn_title
from .series import series_of
from .settings import Address
from .shell import Head, feeds_of_all
from .story_head import story_head
from .term_pages import term_index, term_page
from .views import Entry, EntryGroup, Link, StoryView

HOME = Address("", "index.html")
NOT_FOUND = Address("404.html", "404.html")


def make_page(key: Key, material: Material) -> Page:
    """Return the page of a key."""
    return MAKERS[key.kind](key, material)


def _home(key: Key, material: Material) -> Page:
    leaf = material.leaf(key, "all")
    records = map(material.catalog.record, leaf.items)
    groups = tuple(
        EntryGroup(
            edition_link(day, material.settings) or Link(material.words.day(day)),
            _of_day(day, tuple(record.code for record in of_day), material, leads=not (leaf.name or place)),
        )
        for place, (day, of_day) in enumerate(groupby(records, key=lambda record: record.day))
    )
    head = Head(material.settings.name, material.settings.tagline, thing="WebSite")
    address, head = leaf_head(material.shell, partial(leaf_address, HOME), head, leaf)
    return material.shell.page("index", address, head, f"the home page{which_page(leaf)}", groups=groups)


def _of_day(day: date, codes: tuple[str, ...], material: Material, *, leads: bool) -> tuple[Entry, ...]:
    return (
        led(codes, material.edition(day.isoformat()), material.carriers) if leads else material.carriers.entries(codes)
    )


def _story(key: Key, material: Material) -> Page:
    record = material.catalog.record(key.id)
    if record.story.withdrawn:
        return _withdrawn(record, record.story.withdrawn, material)
    story = story_view(record, material)
    # What has an edition stands in it.
    beside = material.neighbours.beside(record.code, record.day) if story.edition else (None, None)
    head = story_head(record, story, material.cards, beside)
    address = Address(record.url, record.save_as)
    origin = f"story {record.code} ({record.origin})"
    return material.shell.page(record.template, address, head, origin, story=story)


def story_view(record: Record, material: Material) -> StoryView:
    """Return a story as its own page shows it."""
    settings = material.settings
    printed, computed = material.related.of_story(record)
    corrected = corrected_of(record) if record.corrected else ()
    first, also = material.related.carried(record)
    plain, rights = material.body(record), record.story.rights or "full"
    is_summary = record.story.extra.get("extent") == "summary"
    length = length_of(plain, record.lang) if rights == "full" and not is_summary else Length(None, 0)
    body, crossheads = with_anchors(plain)
    return StoryView(
        entry=entry_of(record, settings, listed=False),
        body=body,
        authors=record.story.authors,
        dateline=record.story.dateline,
        publisher=record.story.publisher,
        original=original_link(record),
        modified=last_change(record, corrected, settings.words),
        tags=tuple(_tag_links(record, material)),
        edition=edition_link(record.day, settings) if material.catalog.is_listed(record.code) else None,
        printed_related=printed,
        computed_related=computed,
        is_summary=is_summary,
        rights=rights,
        corrections=tuple(correction_view(one, settings.words) for one in corrected),
        first_carried=first,
        also_carried=also,
        words=length.words,
        minutes=length.minutes,
        contents=contents(crossheads, length),
        mail=mail_with(record.story.headline, absolute(record.url, settings)) if settings.siteurl else "",
        series=series_of(record, material.catalog),
    )


def _withdrawn(record: Record, withdrawn: Withdrawal, material: Material) -> Page:
    """Return the notice at the address of a story that was withdrawn, in the language of the site."""
    address, origin = Address(record.url, record.save_as), f"story {record.code} ({record.origin})"
    head, notice = (
        Head(withdrawn_title(record.story, material.words)),
        withdrawn_view(record, withdrawn, material.words),
    )
    return material.shell.page(record.template, address, head, origin, notice=notice)


def _corrections(key: Key, material: Material) -> Page:
    leaf, settings = material.leaf(key, CORRECTIONS), material.settings
    items = tuple(corrected_entry(item, material.catalog) for item in leaf.items)
    say = material.words.gettext
    told = say("Every correction of %(site)s.") % {"site": settings.name}
    head = Head(say("Corrections"), told, feeds=feeds_of_all(CORRECTIONS, settings), thing=LIST)
    ways = say("Newer corrections"), say("Older corrections")
    at = partial(leaf_address, settings.places.corrections.at())
    address, head = leaf_head(material.shell, at, head, leaf, ways)
    return material.shell.page("corrections", address, head, f"the corrections{which_page(leaf)}", items=items)


def _tags(key: Key, material: Material) -> Page:
    del key
    places, say = material.settings.places, material.words.gettext
    told = say("Tags of %(site)s.") % {"site": material.settings.name}
    head = Head(say("Tags"), told, nav=places.tags, thing=LIST)
    return term_index(material, "tag", head)


def _sources(key: Key, material: Material) -> Page:
    del key
    places, say = material.settings.places, material.words.gettext
    told = say("Sources of %(site)s.") % {"site": material.settings.name}
    head = Head(say("Sources"), told, nav=places.sources, thing=LIST)
    return term_index(material, "source", head)


def _static(key: Key, material: Material) -> Page:
    page = material.static_pages[key.id]
    head = Head(page.title, page.description, page.lang, direction(page.lang), thing="WebPage")
    origin = f"page {page.title!r} ({page.origin})"
    return material.shell.page(page.template, page.address, head, origin, page_title=page.title, body=page.body)


def _search(key: Key, material: Material) -> Page:
    del key
    place, say = material.settings.places.search, material.words.gettext
    told = say("Search the stories of %(site)s.") % {"site": material.settings.name}
    head = Head(say("Search"), told, nav=place, thing="WebPage")
    return material.shell.page("search", place.at(), head, "the search page")


def _not_found(key: Key, material: Material) -> Page:
    """Return what a web server shows for an address that is not here."""
    del key
    head = Head(material.words.gettext("Page not found"), canonical=False)
    return material.shell.page("404", NOT_FOUND, head, "the page for addresses that are not here")


MAKERS: Mapping[str, Callable[[Key, Material], Page]] = MappingProxyType(
    {
        "home": _home,
        "story": _story,
        "edition": day_page,
        "week": week_page,
        "archive": archive_page,
        "year": year_page,
        HEADLINES: headlines_page,
        "corrections": _corrections,
        "tag": term_page,
        "source": term_page,
        "series": term_page,
        "tags": _tags,
        "sources": _sources,
        "page": _static,
        "search": _search,
        "feeds": feeds_page,
        "404": _not_found,
    }
)


def _tag_links(record: Record, material: Material) -> Iterator[Link]:
    place = material.settings.places.tag
    for key in record.tags:
        group = material.catalog.group("tag", key.slug)
        yield term_link(group.name, place, key, material.settings.base) if group else Link(key.name)
