"""JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/); what it has no word for stands in items' `_digest`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from ..press.markup import legal
from .feed_items import Channel, Item
from .moments import rfc_3339

VERSION = "https://jsonfeed.org/version/1.1"


def json_item(item: Item) -> str:
    """Return an item as a feed holds it."""
    told: dict[str, object] = {
        "id": item.guid,
        "url": item.url,
        "external_url": item.original,
        "title": item.title,
        "content_html": item.content,
        "content_text": "" if item.content else item.summary,
        "summary": item.summary,
        "image": item.picture,
        "date_published": rfc_3339(item.published),
        "date_modified": rfc_3339(item.modified) if item.modified else "",
        "authors": [{"name": name} for name in item.creators],
        "tags": item.tags,
        "language": item.lang,
        "attachments": _attachments(item),
        "_digest": {"story_code": item.code, "source": item.source},
    }
    return _dumped(told)


def json_head(channel: Channel) -> str:
    """Return how a feed begins, up to its items."""
    told: dict[str, object] = {
        "version": VERSION,
        "title": channel.title,
        "home_page_url": channel.url,
        "feed_url": channel.feed_url,
        "description": channel.description,
        "next_url": channel.older,
        "language": channel.lang,
        "hubs": [{"type": "WebSub", "url": channel.hub}] if channel.hub else [],
    }
    return f'{_dumped(told)[:-1]}, "items": [\n'


def _attachments(item: Item) -> list[dict[str, object]]:
    file = item.enclosure
    return [{"url": file.url, "mime_type": file.mime, "size_in_bytes": file.length}] if file else []


def _dumped(values: Mapping[str, object]) -> str:
    return json.dumps(_said(values), ensure_ascii=False)


def _said(value: Any) -> Any:  # noqa: ANN401 - whatever JSON has
    """Return a value without what is empty in it, and without characters that JSON would escape and XML has not."""
    if isinstance(value, str):
        return legal(value)
    if isinstance(value, Mapping):
        return {name: said for name, each in value.items() if (said := _said(each))}
    return [_said(each) for each in value] if isinstance(value, (list, tuple)) else value
