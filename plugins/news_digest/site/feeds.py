"""RSS 2.0 and Atom (RFC 4287) feeds; an item's text is rendered once and joined into every feed it is in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from html import escape
from uuid import NAMESPACE_URL, uuid5

from jinja2 import Environment
from markupsafe import Markup

from ..press.page import Sheet
from .carried import Carriers
from .corrected import CORRECTIONS, Corrected, code_of, corrected_item
from .entries import absolute
from .keys import Key
from .records import Record
from .references import absolutise, encoded
from .settings import Address, SiteSettings
from .shell import corrections_title
from .views import Link
from .words import Words
from .xml import xml_environment


@dataclass(frozen=True, slots=True)
class Item:
    """A story as feeds tell it: absolute addresses, aware moments, `summary` plain text, `content` HTML or ""."""

    guid: str
    title: str
    url: str
    original: str | None
    published: datetime
    modified: datetime | None
    creators: tuple[str, ...]
    tags: tuple[str, ...]
    summary: str
    content: str
    lang: str


@dataclass(frozen=True, slots=True)
class Channel:
    """A feed's own data; `updated` comes from its items, never from the clock."""

    title: str
    description: str
    url: str
    feed_url: str
    lang: str
    updated: datetime | None


class FeedPress:
    """Renders items once and feeds from them; `body` returns a story's HTML."""

    def __init__(
        self, carriers: Carriers, body: Callable[[Record], str], environment: Environment | None = None
    ) -> None:
        self.carriers = carriers
        self.catalog = carriers.catalog
        self.settings = self.catalog.settings
        self.body = body
        self._environment = environment or xml_environment()
        self._rendered: dict[tuple[str, str], str] = {}

    def sheet(self, key: Key) -> Sheet:
        """Return the feed of a key: "rss" or "atom" of the whole site, "tag rss" or "source rss" of one of these."""
        kind = key.kind.rpartition(" ")[2]
        path = feed_path(key, self.settings)
        if key.kind.startswith(CORRECTIONS):
            return Sheet(path, f"the feed {path}", self._corrections(kind, self._channel(key, path)))
        # Lists go by the printed day, feeds by the moment; two zones may differ.
        listed = key.kind.partition(" ")[0] if key.id else "all"
        codes = self.catalog.newest(listed, key.id, self.settings.feed_items)
        records = tuple(map(self.catalog.record, codes))
        updated = max((record.modified or record.date for record in records), default=None)
        channel = replace(self._channel(key, path), updated=updated)
        return Sheet(path, f"the feed {path}", self._feed(kind, channel, records))

    def _channel(self, key: Key, path: str) -> Channel:
        settings, say = self.settings, self.settings.words.gettext
        feed_url = f"{settings.feed_root}/{encoded(path)}"
        if key.kind.startswith(CORRECTIONS):
            where, name = settings.places.corrections, corrections_title(settings)
            url = absolute(where.at().url if where else "", settings)
            text = say("Every correction of %(site)s.") % {"site": settings.name}
            return Channel(name, text, url, feed_url, settings.lang, None)
        if not key.id:
            text = settings.tagline or say("The latest of %(site)s") % {"site": settings.name}
            return Channel(settings.name, text, absolute("", settings), feed_url, settings.lang, None)
        kind = key.kind.partition(" ")[0]
        group = self.catalog.group(kind, key.id)
        if group is None:
            raise KeyError(key.id)
        place, _ = settings.places.of_term(kind)
        page = place.at(slug=group.slug, name=group.name) if place else Address("", "")
        title = f"{settings.name}: {group.name}"
        text = say("%(name)s: the latest of %(site)s") % {"name": group.name, "site": settings.name}
        return Channel(title, text, absolute(page.url, settings), feed_url, settings.lang, None)

    def _feed(self, kind: str, channel: Channel, records: Sequence[Record]) -> str:
        return self._joined(kind, channel, (self._item(kind, record) for record in records))

    def _joined(self, kind: str, channel: Channel, items: Iterable[str]) -> str:
        template = self._environment.get_template(f"{kind}.xml")
        return template.render(channel=channel, items=Markup("".join(items)))  # noqa: S704 - made by autoescaping templates

    def _corrections(self, kind: str, channel: Channel) -> str:
        names = self.catalog.newest(CORRECTIONS, "", self.settings.feed_items)
        found = [(record := self.catalog.record(code_of(name)), corrected_item(record, name)) for name in names]
        template = self._environment.get_template(f"item.{kind}.xml")
        items = [correction_item(record, corrected, self.settings) for record, corrected in found]
        updated = max((item.published for item in items), default=None)
        rendered = (template.render(item=item, site_name=self.settings.name) for item in items)
        return self._joined(kind, replace(channel, updated=updated), rendered)

    def _item(self, kind: str, record: Record) -> str:
        key = (kind, record.code)
        if key not in self._rendered:
            template = self._environment.get_template(f"item.{kind}.xml")
            body = self.body(record) if self.settings.feed_full_text else ""
            first = self.carriers.first(record.code) if self.settings.feed_full_text else None
            item = item_of(record, body, self.settings, first)
            self._rendered[key] = template.render(item=item, site_name=self.settings.name)
        return self._rendered[key]


def feed_path(key: Key, settings: SiteSettings) -> str:
    """Return the file of a feed in the output folder."""
    places = settings.places
    patterns = {
        "rss": places.all_rss,
        "atom": places.all_atom,
        "tag rss": places.tag_rss,
        "source rss": places.source_rss,
        f"{CORRECTIONS} rss": places.corrections_rss,
        f"{CORRECTIONS} atom": places.corrections_atom,
    }
    return patterns[key.kind].format(slug=key.id) if key.id else patterns[key.kind]


def correction_item(record: Record, corrected: Corrected, settings: SiteSettings) -> Item:
    """Return what the feeds of corrections tell of one; its id stays while its story and its date do."""
    return Item(
        guid=f"urn:uuid:{uuid5(NAMESPACE_URL, f'correction:{record.story.guid or record.code}:{corrected.item}')}",
        title=settings.words.gettext("Correction: %(headline)s") % {"headline": record.story.headline},
        url=absolute(record.url, settings),
        original=record.original,
        published=corrected.moment,
        modified=None,
        creators=(),
        tags=(),
        summary=" ".join(corrected.texts),
        content="",
        lang=record.lang,
    )


def item_of(record: Record, body: str, settings: SiteSettings, first: Link | None = None) -> Item:
    """Return what feeds tell of a story; `body` is its HTML, "" where feeds give no full text.

    `first` leads to the story that leads it, if it is a copy.
    """
    story, url = record.story, absolute(record.url, settings)
    credited = (record.source.name,) if record.source else ()
    return Item(
        guid=story.guid or f"urn:uuid:{uuid5(NAMESPACE_URL, f'story:{record.code}')}",
        title=story.headline,
        url=url,
        original=record.original,
        published=record.date,
        modified=record.modified,
        creators=story.authors or credited,
        tags=tuple(key.name for key in record.tags),
        summary=record.excerpt or story.headline,
        content=f"{_content(record, body, url)}{_first_carried(first, settings.words)}"
        if settings.feed_full_text
        else "",
        lang=record.lang,
    )


def _first_carried(first: Link | None, words: Words) -> str:
    if first is None or first.url is None:
        return ""
    paper = f'<a href="{escape(first.url)}">{escape(first.text)}</a>'
    return f"<p>{escape(words.gettext('First carried by %(paper)s'), quote=False) % {'paper': paper}}</p>\n"


def _content(record: Record, body: str, url: str) -> str:
    body = absolutise(body, url)
    if not record.source:
        return body
    name = escape(record.source.name)
    credit = f'<a href="{escape(record.original)}">{name}</a>' if record.original else name
    return f"{body.rstrip()}\n<p>{credit}</p>\n"
