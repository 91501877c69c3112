"""RSS 2.0 and Atom (RFC 4287) feeds; an item's text is rendered once and joined into every feed it is in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape
from uuid import NAMESPACE_URL, uuid5

from jinja2 import Environment
from markupsafe import Markup

from ..press import Sheet
from .digest import Digest, TermGroup, absolute
from .records import Record
from .references import absolutise, encoded
from .settings import Address, Place, SiteSettings
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
    """Renders items once and feeds from them."""

    def __init__(self, settings: SiteSettings) -> None:
        self.settings = settings
        self._environment: Environment = xml_environment()
        self._rendered: dict[tuple[str, str], Markup] = {}

    def feed(self, kind: str, channel: Channel, records: Sequence[Record]) -> str:
        """Return the text of a feed; `kind` is "rss" or "atom"."""
        items = Markup("").join(self._item(kind, record) for record in records)
        return self._environment.get_template(f"{kind}.xml").render(channel=channel, items=items)

    def _item(self, kind: str, record: Record) -> Markup:
        key = (kind, record.code)
        if key not in self._rendered:
            template = self._environment.get_template(f"item.{kind}.xml")
            text = template.render(item=item_of(record, self.settings), site_name=self.settings.name)
            self._rendered[key] = Markup(text)  # noqa: S704 - made by an autoescaping template
        return self._rendered[key]


def feed_sheets(digest: Digest, everything: Sequence[Record]) -> Iterator[Sheet]:
    """Yield the feeds of the digest; `everything` is what the feeds of the whole site tell, newest first."""
    places, press = digest.settings.places, FeedPress(digest.settings)
    whole = Address("", "")
    for kind, path in (("rss", places.all_rss), ("atom", places.all_atom)):
        if path:
            name, text = digest.settings.name, digest.settings.tagline or f"The latest of {digest.settings.name}"
            yield _sheet(press, kind, _channel(digest.settings, name, text, whole, path), everything, path)
    yield from _term_sheets(press, digest.settings, digest.tags.values(), (places.tag, places.tag_rss))
    yield from _term_sheets(press, digest.settings, digest.sources.values(), (places.source, places.source_rss))


def _term_sheets(
    press: FeedPress, settings: SiteSettings, groups: Iterable[TermGroup], kind: tuple[Place, str]
) -> Iterator[Sheet]:
    place, pattern = kind
    if not pattern:
        return
    for group in groups:
        name, slug = group.key.name, group.key.slug
        page = place.at(slug=slug, name=name) if place else Address("", "")
        path = pattern.format(slug=slug)
        text = f"{name}: the latest of {settings.name}"
        channel = _channel(settings, f"{settings.name}: {name}", text, page, path)
        yield _sheet(press, "rss", channel, group.records, path)


def _channel(settings: SiteSettings, title: str, description: str, page: Address, path: str) -> Channel:
    feed_url = f"{settings.feed_root}/{encoded(path)}"
    return Channel(title, description, absolute(page.url, settings), feed_url, settings.lang, None)


def _sheet(press: FeedPress, kind: str, channel: Channel, records: Sequence[Record], path: str) -> Sheet:
    # Lists go by the printed day, feeds by the moment; two zones may differ.
    by_moment = sorted(records, key=lambda record: (record.date, record.code), reverse=True)
    newest = by_moment[: press.settings.feed_items]
    updated = max((record.modified or record.date for record in newest), default=None)
    dated = Channel(channel.title, channel.description, channel.url, channel.feed_url, channel.lang, updated)
    return Sheet(path, f"the feed {path}", press.feed(kind, dated, newest))


def item_of(record: Record, settings: SiteSettings) -> Item:
    """Return what feeds tell of a story."""
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
        content=_content(record, url) if settings.feed_full_text else "",
        lang=record.lang,
    )


def _content(record: Record, url: str) -> str:
    body = absolutise(record.body, url)
    if not record.source:
        return body
    name = escape(record.source.name)
    credit = f'<a href="{escape(record.original)}">{name}</a>' if record.original else name
    return f"{body.rstrip()}\n<p>{credit}</p>\n"
