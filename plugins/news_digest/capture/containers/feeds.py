"""Feed files: each entry of an RSS, RDF, Atom or JSON Feed file is a capture, the whole story or its summary."""

from __future__ import annotations

import datetime as dt
import html
import json
import re
from calendar import timegm
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from time import struct_time
from typing import Any
from xml.parsers.expat import ExpatError, ParserCreate

from ...errors import CaptureError
from ...story import Source
from .shapes import Declared, Document, Extent, Media, part_name
from .values import address_of, line_of, moment_of, names_of, paragraphs_of, plain_line_of

MAX_BYTES = 20_000_000
MENDED_BYTES = 2_000_000
"""Feeds that are no XML are read leniently, which is slow where it is abused: only up to this size."""

# feedparser looks for an e-mail address in authors, and each sign of a run of these could begin one: a run takes time
# by the square of its length. No word is as long as that, and data in base64 have other signs between.
_RUN = re.compile(rb"[\w.+-]{1000,}")
_RUNS_SQUARED = 20_000**2
_END = re.compile(rb"</\s*(?:[\w-]{1,20}:)?(?:rss|feed|RDF)\s*>(?:\s|<!--.*?-->|<\?.*?\?>|\0)*\Z", re.DOTALL)
_JSON_FEED = re.compile(r"https?://(?:www\.)?jsonfeed\.org/version/1(?:\.\d+)?")
_MARKUP = re.compile(r"<[a-zA-Z!/][^<>]{0,1000}>|&(?:[a-zA-Z]{2,8}|#\d{2,5});")
_LONGEST_ID = 300
# What feedparser answers to a few files that nobody wrote; mostly it finds something in them.
_ANSWERS = (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError)
_TAIL_BYTES = 4096
# A few lines have no structure for a reader of pages to find, nor anything around them to leave out.
_SHORTEST_PAGE = 1000
# Descriptions are summaries (https://www.rssboard.org/rss-profile), but many feeds put the whole story there.
_SHORTEST_WHOLE = 1200
_CUT_SHORT = re.compile(r"(?:…|\.\.\.|\[[^\[\]]{1,20}\])\W*\Z")


@dataclass(frozen=True, slots=True)
class _Entry:
    """An entry as its feed has it: `text` or `page` is the whole story or its summary, by `declared.extent`."""

    id: str | None
    url: str | None
    text: str
    declared: Declared
    is_page: bool = True


def read_feed(data: bytes, name: str) -> Iterator[Document | CaptureError]:
    """Yield the entries of an RSS, RDF or Atom file; raises `CaptureError` where it is none or cannot be read."""
    _refuse_slow(data, name)
    import feedparser  # noqa: PLC0415 - most imports meet no feed

    try:
        # Markup is made harmless where stories are written.
        feed = feedparser.parse(BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    except _ANSWERS as error:
        raise CaptureError(name, f"it is no feed that can be read: {error}", "save the feed again") from error
    entries = [_of_xml(entry, feed.feed) for entry in feed.entries]
    cut = bool(feed.bozo) and not _END.search(data[-_TAIL_BYTES:])
    yield from _documents(entries, name, cut=cut)


def _refuse_slow(data: bytes, name: str) -> None:
    if len(data) > MENDED_BYTES and not _is_well_formed(data):
        reason = f"it is no well-formed XML, and with more than {MENDED_BYTES // 1_000_000} MB too large to be mended"
        raise CaptureError(name, reason, "save the feed again")
    runs = [len(run) for run in _RUN.findall(data)]
    if sum(run * run for run in runs) > _RUNS_SQUARED:
        raise CaptureError(name, f"it has words of up to {max(runs)} letters, as no feed has", "save the feed again")


def _is_well_formed(data: bytes) -> bool:
    try:
        ParserCreate().Parse(data, True)  # noqa: FBT003 - its signature; entities of other files are not fetched
    except (ExpatError, ValueError):
        return False
    return True


def read_json_feed(data: bytes, name: str) -> Iterator[Document | CaptureError]:
    """Yield the entries of a JSON Feed file (https://www.jsonfeed.org/version/1.1/); raises `CaptureError` likewise."""
    remedy = "save the page as HTML or as plain text (.txt)"
    try:
        feed = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise CaptureError(name, f"it is no JSON that can be read: {error}", "save the feed again") from error
    if not isinstance(feed, dict) or not _JSON_FEED.match(str(feed.get("version"))):
        raise CaptureError(name, "it is JSON, but no JSON Feed", remedy)
    items = feed.get("items")
    found = [_of_json(item, feed) for item in items if isinstance(item, dict)] if isinstance(items, list) else []
    yield from _documents(found, name, cut=False)


def _documents(entries: Sequence[_Entry], name: str, *, cut: bool) -> Iterator[Document | CaptureError]:
    if not entries:
        raise CaptureError(name, "the feed has no entries", "save the feed again when it has some, or remove it")
    parts = _parts(entries)
    for number, (entry, part) in enumerate(zip(entries, parts, strict=True), start=1):
        full_name = part_name(name, part)
        if cut and number == len(entries):
            yield CaptureError(full_name, "the file ends within this entry", "save the feed again")
        elif entry.text:
            yield _document(entry, full_name, part)
        else:
            yield CaptureError(full_name, "the entry has no text", "capture its page instead")


def _parts(entries: Iterable[_Entry]) -> list[str]:
    """Return a name for each entry that stays while it does: its id, its address, else the sum of what it says."""
    counts: dict[str, int] = {}
    parts = []
    for entry in entries:
        own = entry.id or entry.url or sha256(f"{entry.declared.headline}\n{entry.text}".encode()).hexdigest()[:16]
        own = own if len(own) <= _LONGEST_ID else sha256(own.encode()).hexdigest()
        counts[own] = counts.get(own, 0) + 1
        parts.append(own if counts[own] == 1 else f"{own} ({counts[own]})")
    return parts


def _document(entry: _Entry, name: str, part: str) -> Document:
    media: Media = "html"
    data = _page(entry)
    if not entry.is_page or len(entry.text) < _SHORTEST_PAGE:
        media = "text"
        text = paragraphs_of(entry.text) if entry.is_page else entry.text
        data = f"{entry.declared.headline or ''}\n\n{text}"
    return Document(name, part, data.encode("utf-8", "replace"), media, entry.url, None, entry.declared, "feed's entry")


def _page(entry: _Entry) -> str:
    """Return the page that an entry would be: its markup below its headline."""
    headline = html.escape(entry.declared.headline or "")
    lang = f' lang="{html.escape(entry.declared.lang)}"' if entry.declared.lang else ""
    head = f'<meta charset="utf-8"><title>{headline}</title>'
    body = f"<h1>{headline}</h1>\n{entry.text}" if headline else entry.text
    return f"<!DOCTYPE html>\n<html{lang}><head>{head}</head>\n<body><article>{body}</article></body></html>\n"


def _of_xml(entry: Mapping[str, Any], feed: Mapping[str, Any]) -> _Entry:
    contents = [one for one in entry.get("content", ()) if str(one.get("value", "")).strip()]
    content = max(contents, key=lambda one: len(one["value"]), default=None)
    summary = entry.get("summary_detail") or {"value": entry.get("summary", "")}
    shown = content or summary
    text, url = str(shown.get("value", "")).strip(), address_of(entry.get("link"))
    published, updated = _moment(entry, "published"), _moment(entry, "updated")
    own_source = (entry.get("source") or {}).get("title")
    declared = Declared(
        headline=plain_line_of(entry.get("title")),
        date=published or updated,
        modified=updated if published and updated != published else None,
        authors=names_of(one.get("name") for one in entry.get("authors", ())),
        source=_source(own_source or feed.get("title"), url),
        publisher=plain_line_of(feed.get("title")) if own_source else None,
        deck=_deck(summary.get("value"), text) if content else None,
        tags=names_of(one.get("label") or one.get("term") for one in entry.get("tags", ())),
        lang=line_of(shown.get("language")) or line_of(feed.get("language")),
        rights=plain_line_of(entry.get("rights")) or plain_line_of(feed.get("rights")),
        extent=_extent(text, is_content=content is not None),
    )
    is_page = shown.get("type") != "text/plain" or _MARKUP.search(text) is not None
    return _Entry(line_of(entry.get("id")), url, text, declared, is_page)


def _of_json(item: Mapping[str, Any], feed: Mapping[str, Any]) -> _Entry:
    pages, texts = (str(item.get(key) or "").strip() for key in ("content_html", "content_text"))
    text = pages or texts or str(item.get("summary") or "").strip()
    published, updated = moment_of(item.get("date_published")), moment_of(item.get("date_modified"))
    url = address_of(item.get("external_url")) or address_of(item.get("url"))
    declared = Declared(
        headline=plain_line_of(item.get("title")),
        date=published or updated,
        modified=updated if published and updated != published else None,
        authors=_json_authors(item) or _json_authors(feed),
        source=_source(feed.get("title"), url),
        deck=_deck(item.get("summary"), text) if pages or texts else None,
        tags=names_of(item["tags"]) if isinstance(item.get("tags"), list) else (),
        lang=line_of(item.get("language")) or line_of(feed.get("language")),
        extent=_extent(text, is_content=bool(pages or texts)),
    )
    own = item.get("id")
    return _Entry(line_of(str(own)) if own is not None else None, url, text, declared, is_page=bool(pages))


def _json_authors(holder: Mapping[str, Any]) -> tuple[str, ...]:
    authors = holder.get("authors") or [holder.get("author")]
    found = authors if isinstance(authors, list) else []
    return names_of(one.get("name") for one in found if isinstance(one, dict))


def _source(title: object, url: str | None) -> Source | None:
    name = plain_line_of(title)
    return Source(name, url) if name else None


def _deck(summary: object, text: str) -> str | None:
    """Return the summary beside a whole text, where it is more than the text's beginning."""
    deck = plain_line_of(summary)
    begins = (plain_line_of(text) or "").startswith(re.sub(_CUT_SHORT, "", deck or "")[:60])
    return None if begins else deck


def _extent(text: str, *, is_content: bool) -> Extent:
    plain = re.sub(r"<[^<>]{0,1000}>", "", text).strip()
    whole = is_content or len(plain) >= _SHORTEST_WHOLE
    return "full" if whole and not _CUT_SHORT.search(plain[-100:]) else "summary"


def _moment(entry: Mapping[str, Any], key: str) -> dt.datetime | None:
    """Return a moment of an entry; where we cannot read it, what feedparser made of it, in UTC."""
    # As a plain dict: for a date that is not there feedparser gives another one.
    parts: struct_time | None = dict(entry).get(f"{key}_parsed")
    if moment := moment_of(dict(entry).get(key)):
        return moment
    try:
        return dt.datetime.fromtimestamp(timegm(parts), dt.UTC) if parts else None
    except (ValueError, OverflowError, OSError):
        return None
