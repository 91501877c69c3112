"""What feeds say of themselves, and tell of a story, a correction and an edition, whatever their format."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from html import escape
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import NamedTuple
from unicodedata import bidirectional
from urllib.parse import unquote, urlsplit
from uuid import NAMESPACE_URL, uuid5
from zlib import crc32

from .corrected import Corrected
from .edition_pages import edition_title, led
from .entries import absolute
from .harmless import harmless
from .material import Material
from .records import Record, direction
from .references import absolutise
from .rights import credit_html
from .settings import SiteSettings
from .sharing import picture_of
from .views import Direction, Entry, Link
from .words import Words

# Pictures that a reader may be handed by themselves, by their endings; no machine's own list of types is asked.
PICTURES = MappingProxyType(
    {
        ".avif": "image/avif",
        ".gif": "image/gif",
        ".jpeg": "image/jpeg",
        ".jpg": "image/jpeg",
        ".png": "image/png",
        ".webp": "image/webp",
    }
)
# By the direction of a text: what its first letter that has one may be, and the sign that says it where it is not.
_FIRST = MappingProxyType({"ltr": ("L", "\N{LEFT-TO-RIGHT MARK}"), "rtl": ("R AL", "\N{RIGHT-TO-LEFT MARK}")})
_STRONG = frozenset({"L", "R", "AL"})


class Enclosure(NamedTuple):
    """A file that an item brings along: its address, its type and its bytes."""

    url: str
    mime: str
    length: int


@dataclass(frozen=True, slots=True)
class Item:
    """A story as feeds tell it: absolute addresses, aware moments, `summary` plain text, `content` HTML or "".

    `code` is "" for what is no story, `picture` the address of the first picture.
    """

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
    code: str = ""
    source: str = ""
    picture: str = ""
    enclosure: Enclosure | None = None

    @property
    def updated(self) -> datetime:
        """When it last changed."""
        return self.modified or self.published


@dataclass(frozen=True, slots=True)
class Channel:
    """A feed's own data; `updated` comes from its items, never from the clock.

    `older` is the address of the archived part before it, "" where there is none; `current`, which only such a part
    has, that of the feed. `hub` is the address of who tells readers of news.
    """

    id: str
    title: str
    description: str
    url: str
    feed_url: str
    lang: str
    updated: datetime | None = None
    older: str = ""
    current: str = ""
    hub: str = ""


def minted(what: str) -> str:
    """Return the id of what has none in a file: the same for the same words."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, what)}"


def apart(item: Item) -> datetime:
    """Return when an item last changed, with a fraction of the second by which items of one moment are told apart.

    The fraction is the end of the story's code, by which lists sort such stories, else that of a number made of the id.
    It is in UTC, since some readers lose the zone that stands behind a fraction.
    """
    if item.updated.microsecond:
        return item.updated
    digits = item.code if item.code.isascii() and item.code.isdigit() else str(crc32(item.guid.encode()))
    moment = item.updated.replace(microsecond=int(digits[-6:]))
    try:
        return moment.astimezone(UTC)
    except OverflowError:  # the first and the last day of the calendar
        return moment


def story_item(record: Record, material: Material) -> Item:
    """Return what feeds tell of a story."""
    story, settings, url = record.story, material.settings, absolute(record.url, material.settings)
    credited = (record.source.name,) if record.source else (settings.name,)
    body = _body(record, url, material) if settings.feed_full_text else ""
    picture = picture_of(body, url)
    return Item(
        guid=story.guid or minted(f"story:{record.code}"),
        title=marked(story.headline, record.dir),
        url=url,
        original=record.original,
        published=record.date,
        modified=record.modified,
        creators=story.authors or credited,
        tags=tuple(key.name for key in record.tags),
        summary=marked(record.excerpt or story.headline, record.dir),
        content=_content(record, body, material) if settings.feed_full_text else "",
        lang=record.lang,
        code=story.story_code or "",
        source=record.source.name if record.source else "",
        picture=picture.url if picture else "",
        enclosure=_enclosure(picture.url, material) if picture and record.links == "files" else None,
    )


def _body(record: Record, url: str, material: Material) -> str:
    html = material.body(record)
    return harmless(html, url) if record.foreign else absolutise(html, url)


def correction_item(record: Record, corrected: Corrected, settings: SiteSettings) -> Item:
    """Return what the feeds of corrections tell of one; its id stays while its story and its date do."""
    title = settings.words.gettext("Correction: %(headline)s") % {"headline": record.story.headline}
    return Item(
        guid=minted(f"correction:{record.story.guid or record.code}:{corrected.item}"),
        title=marked(title, direction(settings.lang)),
        url=absolute(record.url, settings),
        original=record.original,
        published=corrected.moment,
        modified=None,
        creators=(settings.name,),
        tags=(),
        summary=marked(" ".join(corrected.texts), record.dir),
        content="",
        lang=record.lang,
        code=record.story.story_code or "",
        source=record.source.name if record.source else "",
    )


def edition_item(day: date, material: Material) -> Item:
    """Return what the feeds of editions tell of a day, whose id stays whatever is told; its dates are its stories'."""
    settings, said, words = material.settings, material.edition(day.isoformat()), material.words
    records = tuple(map(material.catalog.record, material.catalog.codes_of_day(day)))
    entries, url = led((record.code for record in records), said, material.carriers), _url_of(day, settings)
    told = words.counted("One story of %(day)s.", "%(num)s stories of %(day)s.", len(entries), day=words.day(day))
    first, last = min(record.date for record in records), max(record.modified or record.date for record in records)
    html = "".join((said.note, *map(_headline, entries)))
    return Item(
        guid=minted(f"edition:{settings.id}:{day.isoformat()}"),
        title=marked(said.title or edition_title(day, words), direction(settings.lang)),
        url=url,
        original=None,
        published=first,
        modified=last if last != first else None,
        creators=(settings.name,),
        tags=(),
        summary=told,
        content=within(absolutise(html, url), settings.lang, direction(settings.lang)),
        lang=settings.lang,
    )


def _url_of(day: date, settings: SiteSettings) -> str:
    return absolute(settings.places.day.at(date=day).url, settings)


def _headline(entry: Entry) -> str:
    deck = f"<p>{_text(entry.deck)}</p>\n" if entry.deck else ""
    html = f'<h2><a href="{escape(entry.url)}">{_text(entry.headline)}</a></h2>\n{deck}'
    return within(html, entry.lang, entry.dir) + (_paragraph(entry.source) if entry.source else "")


def _paragraph(link: Link) -> str:
    name = f"<bdi>{_text(link.text)}</bdi>"
    return f'<p><a href="{escape(link.url)}">{name}</a></p>\n' if link.url else f"<p>{name}</p>\n"


def _text(text: str) -> str:
    return escape(text, quote=False)


def marked(text: str, way: Direction) -> str:
    """Return a plain text that readers set in its direction though they guess that by its first letter."""
    kinds, sign = _FIRST[way]
    first = next((kind for kind in map(bidirectional, text) if kind in _STRONG), None)
    return f"{sign}{text}" if first and first not in kinds.split() else text


def within(html: str, lang: str, way: Direction) -> str:
    """Return HTML in an element that says its language and direction, for readers that know neither from elsewhere."""
    return f'<div lang="{escape(lang)}" dir="{way}">\n{html.rstrip()}\n</div>\n' if html else ""


def _content(record: Record, body: str, material: Material) -> str:
    """Return the whole text with its credit; that of a copy says who leads it."""
    credit = credit_html(record.source.name, record.original) if record.source else ""
    first = _first_carried(material.carriers.first(record.code), material.words)
    return within(f"{body.rstrip()}\n{credit}{first}".lstrip(), record.lang, record.dir)


def _first_carried(first: Link | None, words: Words) -> str:
    if first is None or first.url is None:
        return ""
    paper = f'<a href="{escape(first.url)}">{escape(first.text)}</a>'
    return f"<p>{escape(words.gettext('First carried by %(paper)s'), quote=False) % {'paper': paper}}</p>\n"


def _enclosure(url: str, material: Material) -> Enclosure | None:
    """Return a picture as a file of ours, if it is one of whose size nothing but a build decides."""
    root = f"{material.settings.root}/"
    mime = PICTURES.get(PurePosixPath(urlsplit(url).path).suffix.lower())
    length = material.length_of(unquote(url.removeprefix(root))) if url.startswith(root) and mime else None
    return Enclosure(url, mime, length) if mime and length else None
