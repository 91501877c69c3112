"""What a check needs to know of a JSON feed, by https://www.jsonfeed.org/version/1.1/, and where it leads."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from ..urls import split_url
from .html_facts import Address, Fault, FeedFacts, read_html

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_VERSION = "jsonfeed.org/version"
_VERSIONS = frozenset({f"https://{_VERSION}/1", f"https://{_VERSION}/1.1"})
_FILE = "feed.json"
# Members that hold an address, and those that hold a date.
_ADDRESSES = (
    "home_page_url",
    "feed_url",
    "next_url",
    "icon",
    "favicon",
    "url",
    "external_url",
    "image",
    "banner_image",
)
_DATES = ("date_published", "date_modified")
# What lists within a feed or an item need, by the name of the list.
_NEEDED = {"attachments": ("url", "mime_type"), "hubs": ("type", "url"), "authors": ()}
_RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")

Told = dict[str, object]


@dataclass(slots=True)
class JsonReader:
    """Reads many JSON feeds; a story's text that stands in several of them is read once."""

    _seen: set[int] = field(default_factory=set)

    def read(self, path: Path) -> FeedFacts | None:
        """Return the facts of a file, None where it is no feed and does not mean to be one."""
        data = path.read_bytes()
        if path.name != _FILE and _VERSION.encode() not in data[:1000]:
            return None
        try:
            text = data.decode("utf-8")
            feed = json.loads(text)
        except UnicodeDecodeError:
            return FeedFacts((), (Fault("is not UTF-8", 1),))
        except json.JSONDecodeError as error:
            return FeedFacts((), (Fault(f"is not JSON: {error.msg}", error.lineno),))
        if not isinstance(feed, dict):
            return FeedFacts((), (Fault("is no JSON feed: it is no object", 1),))
        found = [*_feed_facts(feed), *self._items(feed.get("items"), text)]
        addresses = tuple(each for each in found if isinstance(each, Address))
        return FeedFacts(addresses, tuple(each for each in found if isinstance(each, Fault)))

    def _items(self, items: object, text: str) -> Iterator[Address | Fault]:
        if not isinstance(items, list):
            yield Fault("has no list of items", 1)
            return
        at, line = 0, 1
        for number, item in enumerate(items, start=1):
            if not isinstance(item, dict):
                yield Fault(f"item {number} is no object", line)
                continue
            name = json.dumps(item.get("id", ""), ensure_ascii=False)
            if (found := text.find(f'"id": {name}', at)) >= 0:
                at, line = found, line + text.count("\n", at, found)
            yield from _said_of(f"item {number}, {name}", self._item_facts(item, line))
        ids = Counter(json.dumps(item["id"]) for item in items if isinstance(item, dict) and "id" in item)
        yield from (Fault(f"the id {name} stands {count} times", 1) for name, count in ids.items() if count > 1)

    def _item_facts(self, item: Told, line: int) -> Iterator[Address | Fault]:
        if not _is_text(item.get("id")):
            yield Fault("has no id", line)
        if not _is_text(item.get("content_html")) and not _is_text(item.get("content_text")):
            yield Fault("has neither content_html nor content_text", line)
        yield from _member_facts(item, line)
        html = item.get("content_html")
        if isinstance(html, str) and hash(html) not in self._seen:
            # Only whether this text was seen depends on the hash, never what is reported of it.
            self._seen.add(hash(html))
            facts = read_html(html)
            yield from (Fault(fault.what, line) for fault in facts.active)
            for address in facts.addresses:
                yield from _address_facts("content_html", address.text, line)


def _feed_facts(feed: Told) -> Iterator[Address | Fault]:
    if feed.get("version") not in _VERSIONS:
        yield Fault(f"has no version of JSON Feed: {feed.get('version')!r}", 1)
    if not _is_text(feed.get("title")):
        yield Fault("has no title", 1)
    yield from _member_facts(feed, 1)


def _member_facts(told: Told, line: int) -> Iterator[Address | Fault]:
    """Yield what is told by the members that a feed or an item may have."""
    for name in _ADDRESSES:
        if name in told:
            yield from _address_facts(name, told[name], line)
    for name in _DATES:
        if name in told and not _is_date(told[name]):
            yield Fault(f"{name} is no date by RFC 3339: {told[name]!r}", line)
    for name, needed in _NEEDED.items():
        for each in _objects(told.get(name, [])):
            yield from _said_of(name, _object_facts(each, needed, line))


def _object_facts(told: Told | None, needed: tuple[str, ...], line: int) -> Iterator[Address | Fault]:
    if told is None:
        yield Fault("is no list of objects", line)
        return
    yield from (Fault(f"has one without {name}", line) for name in needed if not _is_text(told.get(name)))
    for name in ("url", "avatar"):
        if name in told:
            yield from _address_facts(name, told[name], line)


def _objects(values: object) -> Iterator[Told | None]:
    """Yield the objects of a list, None for what is none."""
    for each in values if isinstance(values, list) else [None]:
        yield each if isinstance(each, dict) else None


def _address_facts(name: str, address: object, line: int) -> Iterator[Address | Fault]:
    parts = split_url(address) if isinstance(address, str) else None
    if parts is None or not parts.scheme or (parts.scheme in {"http", "https"} and not parts.netloc):
        yield Fault(f"{name} has an address that is not absolute: {address!r}", line)
    else:
        yield Address(str(address), line)


def _said_of(whose: str, found: Iterable[Address | Fault]) -> Iterator[Address | Fault]:
    return (Fault(f"{whose}: {each.what}", each.line) if isinstance(each, Fault) else each for each in found)


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_date(value: object) -> bool:
    if not isinstance(value, str) or not _RFC_3339.fullmatch(value):
        return False
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return True
