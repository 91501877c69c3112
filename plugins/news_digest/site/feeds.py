"""RSS 2.0, Atom (RFC 4287) and JSON feeds; an item's text is rendered once and joined into every feed it is in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from jinja2 import Environment

from ..press.markup import markup_bytes
from ..press.page import Sheet
from .corrected import CORRECTIONS, code_of, corrected_item
from .entries import absolute, rooted
from .feed_archives import part_size, told
from .feed_forms import EDITIONS, archived, format_of, list_of
from .feed_items import Channel, Item, apart, correction_item, edition_item, minted, story_item
from .feed_keys import newest_days, told_by
from .feed_styles import FEED_STYLE
from .json_feed import json_head, json_item
from .keys import Key
from .lists import TERMS, Listing, ListName
from .material import Material
from .pagination import LANDING, Leaf, leaf_at
from .references import encoded
from .settings import SiteSettings
from .shell import feed_title
from .xml import xml_environment

# A process that renders feeds for minutes forgets the texts of items now and then.
MOST_KEPT = 10_000
# Makes an item of what its list calls it.
Maker = Callable[[str, Material], Item]


class Ready(NamedTuple):
    """An item as feeds of one format hold it, and when it last changed."""

    data: bytes
    updated: datetime


# What stands between the items of a format, and behind them.
SEAMS: Mapping[str, tuple[bytes, bytes]] = MappingProxyType(
    {"rss": (b"", b"\n</channel>\n</rss>\n"), "atom": (b"", b"\n</feed>\n"), "json": (b",\n", b"\n]}\n")}
)


class FeedPress:
    """Renders items once and feeds from them."""

    def __init__(self, material: Material, environment: Environment | None = None) -> None:
        self.material, self.catalog, self.settings = material, material.catalog, material.settings
        self._environment = environment or xml_environment()
        self._ready: dict[tuple[Maker, str, str], Ready] = {}
        self._list: tuple[ListName, tuple[str, ...]] = ListName("", ""), ()

    def feed(self, key: Key) -> tuple[str, bytes]:
        """Return the file of a key, a feed or an archived part of one, and its bytes."""
        form, name = format_of(key.kind), list_of(key.kind)
        make = MAKERS.get(name, _story)
        items = [self._item(make, form, each) for each in self._told(name, key)]
        channel = replace(self._channel(name, key), updated=max((item.updated for item in items), default=None))
        between, end = SEAMS[form]
        # Items are ready as they are written, so that most of a feed is copied and not looked at again.
        data = b"".join((markup_bytes(self._head(form, channel)), between.join(item.data for item in items), end))
        return feed_path(key, self.settings), data

    def _head(self, form: str, channel: Channel) -> str:
        if form == "json":
            return json_head(channel)
        template = self._environment.get_template(f"{form}.xml")
        return template.render(channel=channel, style=rooted(FEED_STYLE, self.settings))

    def opml(self) -> Sheet:
        """Return the list of all feeds, one for each list."""
        settings, save_as = self.settings, self.settings.places.opml
        groups = {name: self.catalog.groups(name) for name in ("tag", "source")}
        sections = [("", [self._outline(name, "") for name in ("all", EDITIONS, CORRECTIONS)])]
        sections += [(name, [self._outline(name, group.slug) for group in found]) for name, found in groups.items()]
        titles = {"": "", "tag": settings.words.gettext("Tags"), "source": settings.words.gettext("Sources")}
        told = [(titles[name], [each for each in found if each]) for name, found in sections]
        template = self._environment.get_template("feeds.opml")
        return Sheet(save_as, f"the list of feeds {save_as}", template.render(title=settings.name, sections=told))

    def _outline(self, name: str, slug: str) -> Channel | None:
        """Return the feed of a list in the first of its formats that such lists know, None where it has none."""
        kind = next((kind for kind in self.settings.places.feed_kinds(name) if format_of(kind) != "json"), None)
        if kind is None or (name == CORRECTIONS and not self.catalog.has_corrections()):
            return None
        title, text, url = self._words(name, slug)
        feed_url = _whole(feed_path(Key(kind, slug), self.settings), self.settings)
        return Channel("", title, text, url, feed_url, self.settings.lang)

    # --- What it tells ---

    def _told(self, name: str, key: Key) -> Iterable[str]:
        if key.leaf:
            return self._leaf(key).items
        if name == EDITIONS:
            return (day.isoformat() for day in newest_days(self.catalog))
        # The formats of one list come one after the other.
        if self._list[0] != (name, key.id):
            self._list = ListName(name, key.id), told_by(ListName(name, key.id), self.catalog)
        return self._list[1]

    def _leaf(self, key: Key) -> Leaf:
        return leaf_at(self._all, part_size(self.settings), key.leaf)

    @cached_property
    def _all(self) -> Listing:
        return told(self.catalog)

    def _item(self, make: Maker, form: str, name: str) -> Ready:
        key = make, form, name
        found = self._ready.get(key)
        if found is None:
            item = make(name, self.material)
            updated = apart(item) if form == "atom" else item.updated
            text = json_item(item) if form == "json" else self._rendered(form, item, updated)
            found = Ready(markup_bytes(text), updated)
            # What is archived stands in the feeds of its tags and its source as well.
            if len(self._ready) >= MOST_KEPT:
                self._ready.clear()
            self._ready[key] = found
        return found

    def _rendered(self, form: str, item: Item, updated: datetime) -> str:
        template = self._environment.get_template(f"item.{form}.xml")
        return template.render(item=item, updated=updated, codes=self._codes)

    @cached_property
    def _codes(self) -> str:
        """The address that stands for the story codes of this site, as a scheme of categories."""
        return f"{absolute('', self.settings)}#story-code"

    # --- What it says of itself ---

    def _channel(self, name: str, key: Key) -> Channel:
        settings = self.settings
        feed_url = _whole(feed_path(key._replace(leaf=LANDING), settings), settings)
        title, text, url = self._words(name, key.id)
        channel = Channel(minted(f"feed:{settings.id}:{name}:{key.id}"), title, text, url, feed_url, settings.lang)
        if name in TERMS:
            return channel
        # What is told of news is told of a few feeds: nobody has to ask for those of thousands of tags.
        channel = replace(channel, hub=settings.hub)
        if name == "all" and part_size(settings):
            older = self._leaf(key).older
            channel = replace(channel, older=self._part_url(key, older) if older else "")
        return replace(channel, feed_url=self._part_url(key, key.leaf), current=feed_url) if key.leaf else channel

    def _part_url(self, key: Key, name: str) -> str:
        return _whole(feed_path(key._replace(leaf=name), self.settings), self.settings)

    def _words(self, name: str, slug: str) -> tuple[str, str, str]:
        """Return the title of a feed, what it tells, and the address of the page that shows the same."""
        settings, say = self.settings, self.settings.words.gettext
        site = {"site": settings.name}
        if name == CORRECTIONS:
            url = absolute(settings.places.corrections.at().url, settings)
            return feed_title(name, settings), say("Every correction of %(site)s.") % site, url
        if name == EDITIONS:
            return (
                feed_title(name, settings),
                say("Every day of %(site)s: its stories in one.") % site,
                absolute("", settings),
            )
        if name == "all":
            return settings.name, settings.tagline or say("The latest of %(site)s") % site, absolute("", settings)
        group = self.catalog.group(name, slug)
        if group is None:
            raise KeyError(slug)
        place, _ = settings.places.of_term(name)
        url = absolute(place.at(slug=group.slug, name=group.name).url if place else "", settings)
        text = say("%(name)s: the latest of %(site)s") % {"name": group.name, **site}
        return f"{settings.name}: {group.name}", text, url


def hub_feeds(settings: SiteSettings, output: Path) -> list[str]:
    """Return the addresses of the feeds that name the hub, as far as they were built."""
    kinds = (kind for kind in settings.places.feeds if list_of(kind) not in TERMS)
    paths = (feed_path(Key(kind), settings) for kind in kinds)
    return [_whole(path, settings) for path in paths if (output / path).is_file()]


def _story(code: str, material: Material) -> Item:
    return story_item(material.catalog.record(code), material)


def _correction(name: str, material: Material) -> Item:
    record = material.catalog.record(code_of(name))
    return correction_item(record, corrected_item(record, name), material.settings)


def _edition(day: str, material: Material) -> Item:
    return edition_item(date.fromisoformat(day), material)


# By lists; all others tell stories.
MAKERS: Mapping[str, Maker] = MappingProxyType({EDITIONS: _edition, CORRECTIONS: _correction})


def feed_path(key: Key, settings: SiteSettings) -> str:
    """Return the file of a feed in the output folder, or of an archived part of one."""
    path = settings.places.feeds[key.kind]
    if key.leaf:
        return archived(path, key.leaf)
    return path.format(slug=key.id) if key.id else path


def _whole(path: str, settings: SiteSettings) -> str:
    return f"{settings.feed_root}/{encoded(path)}"
