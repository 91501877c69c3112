"""The rules of RSS 2.0 (with its Best Practices Profile) and RFC 4287 as small named checks.

A rule takes a feed's root element and the feed's own address, and yields each fault in words.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import datetime
from email.utils import format_datetime, parsedate_to_datetime
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Rule = Callable[[ET.Element, str], Iterator[str]]

ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
DANGEROUS = frozenset(
    {"script", "style", "iframe", "frame", "embed", "object", "applet", "form", "base", "meta", "link"}
)
VOID = frozenset({"br", "hr", "img", "wbr", "col", "source", "input", "area", "track"})
RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")


def feed_faults(data: bytes, address: str) -> list[str]:
    """Return every fault of a feed; `address` is where readers fetch it."""
    root = ET.fromstring(data)
    rules = ATOM_RULES if root.tag == f"{ATOM}feed" else RSS_RULES
    return [f"{rule.__name__}: {fault}" for rule in rules for fault in rule(root, address)]


# What both kinds have in common


def _text(element: ET.Element, tag: str) -> str:
    return (element.findtext(tag) or "").strip()


def _is_absolute(address: str) -> bool:
    parts = urlsplit(address)
    return bool(parts.scheme) and (parts.scheme not in {"http", "https"} or bool(parts.netloc))


def _repeated(values: list[str]) -> list[str]:
    return [value for value, count in Counter(values).items() if count > 1]


class _Fragment(HTMLParser):
    """Notes what a feed reader would stumble over in an item's HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in DANGEROUS:
            self.faults.append(f"<{tag}> in the text")
        if tag not in VOID:
            self.open.append(tag)
        for name, value in attrs:
            self._look(name, value or "")

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID and (not self.open or self.open.pop() != tag):
            self.faults.append(f"</{tag}> closes nothing")

    def _look(self, name: str, value: str) -> None:
        if name.startswith("on") or name == "style":
            self.faults.append(f"attribute {name}")
        elif name in {"href", "src"} and not _is_absolute(value):
            self.faults.append(f"relative address {value!r}")
        elif name in {"href", "src"} and urlsplit(value).scheme.lower() in {"javascript", "data", "vbscript", "file"}:
            self.faults.append(f"address {value[:40]!r}")


def _html_faults(html: str) -> list[str]:
    fragment = _Fragment()
    fragment.feed(html)
    fragment.close()
    return fragment.faults + [f"<{tag}> is never closed" for tag in fragment.open]


# RSS 2.0


def _items(root: ET.Element) -> list[ET.Element]:
    return root.findall("channel/item")


def _channel(root: ET.Element) -> ET.Element:
    channel = root.find("channel")
    assert channel is not None
    return channel


def _rfc822(text: str) -> datetime | None:
    """Return the date, None where its spelling is not the one that RFC 822 with a four-digit year has."""
    try:
        date = parsedate_to_datetime(text)
    except ValueError:
        return None
    return date if text in {format_datetime(date), format_datetime(date).replace("+0000", "GMT")} else None


def the_version_is_2_0(root: ET.Element, _address: str) -> Iterator[str]:
    """RSS 2.0: the root says its version."""
    if (root.tag, root.get("version")) != ("rss", "2.0"):
        yield f"{root.tag} {root.get('version')}"


def the_channel_is_described(root: ET.Element, _address: str) -> Iterator[str]:
    """RSS 2.0, required channel elements; and the language, which its readers ask for."""
    for tag in ("title", "link", "description", "language", "lastBuildDate"):
        if not _text(_channel(root), tag):
            yield f"no {tag}"


def the_self_link_is_the_feeds_address(root: ET.Element, address: str) -> Iterator[str]:
    """Best Practices Profile: atom:link rel=self names the feed's own address."""
    links = [link for link in _channel(root).findall(f"{ATOM}link") if link.get("rel") == "self"]
    found = [(link.get("href"), link.get("type")) for link in links]
    if found != [(address, "application/rss+xml")]:
        yield f"{found}, not {address}"


def links_are_absolute(root: ET.Element, _address: str) -> Iterator[str]:
    """RSS 2.0: a link begins with a registered scheme."""
    for link in [_text(_channel(root), "link"), *(_text(item, "link") for item in _items(root))]:
        if not _is_absolute(link):
            yield repr(link)


def items_are_complete(root: ET.Element, _address: str) -> Iterator[str]:
    """Every item has a title, a link, a guid, a date and its full text, each once."""
    for number, item in enumerate(_items(root)):
        for tag in ("title", "link", "guid", "pubDate", "description", f"{CONTENT}encoded"):
            if len(item.findall(tag)) != 1 or not _text(item, tag):
                yield f"item {number}: {len(item.findall(tag))} {tag}"


def the_guid_is_no_permalink(root: ET.Element, _address: str) -> Iterator[str]:
    """RSS 2.0: a guid that is not an address says isPermaLink="false"."""
    for item in _items(root):
        guid = item.find("guid")
        if guid is None or guid.get("isPermaLink") != "false":
            yield _text(item, "guid")


def the_guid_is_not_the_link(root: ET.Element, _address: str) -> Iterator[str]:
    """Links may change, guids never do."""
    yield from (_text(item, "guid") for item in _items(root) if _text(item, "guid") == _text(item, "link"))


def guids_are_unique(root: ET.Element, _address: str) -> Iterator[str]:
    """Two items with one guid are one item to a reader."""
    yield from _repeated([_text(item, "guid") for item in _items(root)])


def dates_are_rfc_822(root: ET.Element, _address: str) -> Iterator[str]:
    """RSS 2.0: dates are RFC 822's with a four-digit year."""
    dates = [_text(_channel(root), "lastBuildDate"), *(_text(item, "pubDate") for item in _items(root))]
    yield from (date for date in dates if _rfc822(date) is None)


def the_channel_was_built_with_its_newest_item(root: ET.Element, _address: str) -> Iterator[str]:
    """No clock reaches a feed: lastBuildDate is the newest item's date."""
    newest = [date for item in _items(root) for date in _item_dates(item)]
    built = _rfc822(_text(_channel(root), "lastBuildDate"))
    if newest and built != max(newest):
        yield f"{built}, not {max(newest)}"


def _item_dates(item: ET.Element) -> list[datetime]:
    published = _rfc822(_text(item, "pubDate"))
    updated = _text(item, f"{ATOM}updated")
    dates = [published, datetime.fromisoformat(updated) if updated else None]
    return [date for date in dates if date is not None]


def the_description_comes_before_the_content(root: ET.Element, _address: str) -> Iterator[str]:
    """Readers that take the last of the two would show the summary."""
    for item in _items(root):
        tags = [child.tag for child in item]
        if f"{CONTENT}encoded" in tags and "description" in tags[tags.index(f"{CONTENT}encoded") :]:
            yield _text(item, "title")


def no_author_without_an_address(root: ET.Element, _address: str) -> Iterator[str]:
    """RSS 2.0: author is an e-mail address; names stand in dc:creator."""
    yield from (author.text or "" for author in root.iter("author") if "@" not in (author.text or ""))


def a_source_names_its_feed(root: ET.Element, _address: str) -> Iterator[str]:
    """RSS 2.0: source has the address of the feed that the item came from."""
    yield from (source.text or "" for source in root.iter("source") if not _is_absolute(source.get("url", "")))


def texts_are_safe_html(root: ET.Element, _address: str) -> Iterator[str]:
    """HTML in a feed is whole, has absolute addresses only, and runs nothing."""
    for item in _items(root):
        for tag in ("description", f"{CONTENT}encoded"):
            yield from (f"{_text(item, 'title')}: {fault}" for fault in _html_faults(item.findtext(tag) or ""))


RSS_RULES: tuple[Rule, ...] = (
    the_version_is_2_0,
    the_channel_is_described,
    the_self_link_is_the_feeds_address,
    links_are_absolute,
    items_are_complete,
    the_guid_is_no_permalink,
    the_guid_is_not_the_link,
    guids_are_unique,
    dates_are_rfc_822,
    the_channel_was_built_with_its_newest_item,
    the_description_comes_before_the_content,
    no_author_without_an_address,
    a_source_names_its_feed,
    texts_are_safe_html,
)


# Atom


def _entries(root: ET.Element) -> list[ET.Element]:
    return root.findall(f"{ATOM}entry")


def _links(element: ET.Element, rel: str) -> list[str]:
    return [link.get("href", "") for link in element.findall(f"{ATOM}link") if link.get("rel", "alternate") == rel]


def ids_titles_and_dates_are_given_once(root: ET.Element, _address: str) -> Iterator[str]:
    """RFC 4287, 4.1.1 and 4.1.2: a feed and each entry have exactly one id, title and updated."""
    for element in [root, *_entries(root)]:
        for tag in ("id", "title", "updated"):
            if len(element.findall(ATOM + tag)) != 1 or not _text(element, ATOM + tag):
                yield f"{_text(element, f'{ATOM}title')}: {len(element.findall(ATOM + tag))} {tag}"


def ids_are_absolute(root: ET.Element, _address: str) -> Iterator[str]:
    """RFC 4287, 4.2.6: an id is an IRI, never relative."""
    ids = [_text(element, f"{ATOM}id") for element in [root, *_entries(root)]]
    yield from (one for one in ids if not _is_absolute(one))


def ids_are_unique(root: ET.Element, _address: str) -> Iterator[str]:
    """RFC 4287, 4.1.1: no two entries share an id with one updated; here none share an id."""
    yield from _repeated([_text(element, f"{ATOM}id") for element in [root, *_entries(root)]])


def an_id_is_not_the_link(root: ET.Element, _address: str) -> Iterator[str]:
    """Links may change, ids never do."""
    for entry in _entries(root):
        yield from (link for link in _links(entry, "alternate") if link == _text(entry, f"{ATOM}id"))


def the_atom_self_link_is_the_feeds_address(root: ET.Element, address: str) -> Iterator[str]:
    """RFC 4287, 4.1.1: a feed should name its own address."""
    if _links(root, "self") != [address]:
        yield f"{_links(root, 'self')}, not {address}"


def every_entry_leads_to_its_page(root: ET.Element, _address: str) -> Iterator[str]:
    """RFC 4287, 4.1.2: one alternate link an entry; every link here is absolute."""
    for entry in _entries(root):
        if len(_links(entry, "alternate")) != 1:
            yield f"{_text(entry, f'{ATOM}title')}: {_links(entry, 'alternate')}"
    yield from (href for link in root.iter(f"{ATOM}link") if not _is_absolute(href := link.get("href", "")))


def someone_wrote_it(root: ET.Element, _address: str) -> Iterator[str]:
    """RFC 4287, 4.1.1 and 4.2.1: each entry or the feed has an author, and an author has a name."""
    if not root.findall(f"{ATOM}author"):
        yield from (_text(entry, f"{ATOM}title") for entry in _entries(root) if not entry.findall(f"{ATOM}author"))
    yield from ("an author without a name" for author in root.iter(f"{ATOM}author") if not _text(author, f"{ATOM}name"))


def dates_are_rfc_3339(root: ET.Element, _address: str) -> Iterator[str]:
    """RFC 4287, 3.3: dates are RFC 3339's, with a zone."""
    for tag in ("updated", "published"):
        yield from (str(date.text) for date in root.iter(ATOM + tag) if not RFC3339.fullmatch(date.text or ""))


def the_feed_was_updated_with_its_newest_entry(root: ET.Element, _address: str) -> Iterator[str]:
    """No clock reaches a feed: its updated is the newest entry's."""
    newest = [datetime.fromisoformat(_text(entry, f"{ATOM}updated")) for entry in _entries(root)]
    updated = datetime.fromisoformat(_text(root, f"{ATOM}updated"))
    if newest and updated != max(newest):
        yield f"{updated}, not {max(newest)}"


def nothing_is_updated_before_it_was_published(root: ET.Element, _address: str) -> Iterator[str]:
    """RFC 4287, 4.2.9: published is early in an entry's life."""
    for entry in _entries(root):
        published, updated = _text(entry, f"{ATOM}published"), _text(entry, f"{ATOM}updated")
        if published and datetime.fromisoformat(updated) < datetime.fromisoformat(published):
            yield f"{updated} < {published}"


def every_category_has_its_term(root: ET.Element, _address: str) -> Iterator[str]:
    """RFC 4287, 4.2.2.1: term is required."""
    yield from ("a category without a term" for category in root.iter(f"{ATOM}category") if not category.get("term"))


def every_entry_has_a_language(root: ET.Element, _address: str) -> Iterator[str]:
    """Stories come in several languages: an entry says its own, or the feed does for all."""
    if not root.get(XML_LANG):
        yield from (_text(entry, f"{ATOM}title") for entry in _entries(root) if not entry.get(XML_LANG))


def contents_are_safe_html(root: ET.Element, _address: str) -> Iterator[str]:
    """Every entry has its full text as HTML that is whole, has absolute addresses only, and runs nothing."""
    for entry in _entries(root):
        content = entry.find(f"{ATOM}content")
        if content is None or content.get("type") != "html" or not (content.text or "").strip():
            yield f"{_text(entry, f'{ATOM}title')}: no full text"
        else:
            yield from (f"{_text(entry, f'{ATOM}title')}: {fault}" for fault in _html_faults(content.text or ""))


ATOM_RULES: tuple[Rule, ...] = (
    ids_titles_and_dates_are_given_once,
    ids_are_absolute,
    ids_are_unique,
    an_id_is_not_the_link,
    the_atom_self_link_is_the_feeds_address,
    every_entry_leads_to_its_page,
    someone_wrote_it,
    dates_are_rfc_3339,
    the_feed_was_updated_with_its_newest_entry,
    nothing_is_updated_before_it_was_published,
    every_category_has_its_term,
    every_entry_has_a_language,
    contents_are_safe_html,
)
