"""What a seed file is, by its first bytes: never by its name."""

from __future__ import annotations

import re
from typing import Literal

from ..prolog import OF_XML, end_of_prolog

ContainerKind = Literal["gzip", "archive", "feed", "json", "mhtml", "letter", "document"]

HEAD_BYTES = 65_536
"""How much of a file's beginning is looked at."""

_ARCHIVE = re.compile(rb"\s{0,100}WARC/[01]\.\d+\r?\n")
_FEED = re.compile(rb"<(?:[\w-]{1,20}:)?(?:rss|feed|RDF)(?=[\s>/])")
_JSON = re.compile(rb'\s*\{\s*"(?:version|title|home_page_url|feed_url|description|items|authors?|language|icon)"\s*:')
_FIELD = re.compile(rb"([!-9;-~]{1,70}):[^\r\n]*+(?:\r?\n[ \t][^\r\n]*+)*\r?\n")
_MARKS = b"\xef\xbb\xbf\xff\xfe"
# What programs write into a letter's head and people who print one do not copy.
_MACHINE_FIELDS = frozenset({
    b"message-id", b"received", b"return-path", b"mime-version", b"content-type", b"dkim-signature", b"delivered-to",
})  # fmt: skip
_TRAVELLED = frozenset({b"message-id", b"received", b"return-path", b"delivered-to", b"to"})


def kind_of(head: bytes) -> ContainerKind:
    """Return what a file is that begins with `head`; "document" is a text or a page, or nothing that is read."""
    if head.startswith(b"\x1f\x8b\x08"):
        return "gzip"
    if _ARCHIVE.match(head):
        return "archive"
    bare = head.lstrip(_MARKS).replace(b"\0", b"")
    if _FEED.match(bare, end_of_prolog(OF_XML, bare)):
        return "feed"
    if _JSON.match(bare):
        return "json"
    return _mail_kind(head)


def _mail_kind(head: bytes) -> ContainerKind:
    fields, end = _head_fields(head.lstrip(b"\xef\xbb\xbf"))
    names = fields.keys()
    kind = fields.get(b"content-type", b"").lower()
    is_page = kind.startswith(b"multipart/related") or (kind.startswith(b"text/html") and b"content-location" in names)
    saved = b"saved by" in fields.get(b"from", b"").lower() or b"snapshot-content-location" in names
    if is_page and (saved or not names & _TRAVELLED):
        return "mhtml"
    return "letter" if end and b"from" in names and names & _MACHINE_FIELDS else "document"


def _head_fields(head: bytes) -> tuple[dict[bytes, bytes], bool]:
    """Return the header fields that a file begins with, by small names, and whether the head ends as a letter's."""
    fields: dict[bytes, bytes] = {}
    at = 0
    while found := _FIELD.match(head, at):
        fields.setdefault(found[1].lower(), found[0].partition(b":")[2].strip())
        at = found.end()
    return fields, len(head) >= HEAD_BYTES or head[at : at + 2] in {b"", b"\n", b"\r\n"} or head[at : at + 1] == b"\n"
