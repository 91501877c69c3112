"""The pictures of a web archive: where each stands, and its bytes when a page is read that shows it.

An archive is read once more for its pictures, of which no more is kept than a number and a place: their records may
stand before the page's or behind it. A picture is read from its place when it is wanted, as it can be where an archive
is plain or packed record by record.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from hashlib import sha256
from itertools import islice
from typing import BinaryIO

from ...urls import joined
from ..pictures import MAX_BYTES, kind_of_picture
from ..shapes import Enclosed
from .pages import Answer, content_of, read_answer
from .records import Archive, Record
from .shapes import Document
from .unpacking import Damaged
from .values import address_of

MOST_INDEXED = 200_000
"""How many pictures of an archive are known; the first."""

MOST_PICTURES, MOST_PICTURE_BYTES = 100, 20_000_000
"""How many pictures of one page are taken along, and how much of them; the first on the page."""

_MOST_ADDRESSES = 2_000
_ATTRIBUTE = re.compile(
    r"""[\s"'](?:data-)?(?:lazy-|full-)?(?:src|srcset|original|image)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+))""",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r",\s+")


def index_pictures(stream: BinaryIO) -> Mapping[int, int]:
    """Return where in an archive pictures stand, by a number made of their addresses; damaged records are left out."""
    archive = Archive(stream)
    found: dict[int, int] = {}
    while len(found) < MOST_INDEXED:
        try:
            record = archive.next_record()
            if record is None:
                break
            address, _ = _picture_in(record)
            archive.finish(record)
        except Damaged:
            if not archive.recover():
                break
            continue
        if address:
            found.setdefault(_number_of(address), record.offset)
    return found


def with_archived_pictures(document: Document, stream: BinaryIO, index: Mapping[int, int]) -> Document:
    """Return a page with those pictures that it shows and that stand in its archive; raises `OSError`."""
    found: list[Enclosed] = []
    left = MOST_PICTURE_BYTES
    for address in _addresses_of(document):
        place = index.get(_number_of(address))
        data = _read_at(stream, place, address) if place is not None else b""
        if data and len(data) <= left:
            left -= len(data)
            found.append(Enclosed(address, data))
        if len(found) == MOST_PICTURES:
            break
    return replace(document, enclosed=tuple(found)) if found else document


def _addresses_of(document: Document) -> Iterator[str]:
    """Yield the whole addresses that a page's markup may name pictures by, each once."""
    text = document.data.decode("utf-8", "replace")
    values = (html.unescape(next(filter(None, match.groups()), "")) for match in _ATTRIBUTE.finditer(text))
    told = (part.split()[0] for value in values for part in _BETWEEN.split(value) if part.strip())
    whole = (joined(document.url, address).partition("#")[0] for address in islice(told, _MOST_ADDRESSES))
    return iter(dict.fromkeys(whole))


def _picture_in(record: Record) -> tuple[str | None, Answer | None]:
    """Return the address of the picture that a record holds, and the answer that it came in; None where it has none."""
    kind = record.fields.get("warc-type", "").lower()
    answer = read_answer(record) if kind == "response" else None
    sent = answer.media_type if answer and answer.status == "200" else ""
    media = record.fields.get("content-type", "").lower() if kind == "resource" else sent
    address = address_of(record.fields.get("warc-target-uri", "").strip("<>")) if media.startswith("image/") else None
    return (address.partition("#")[0] if address else None), answer


def _read_at(stream: BinaryIO, place: int, wanted: str) -> bytes:
    """Return the picture of this address that stands at a place, nothing where another one stands there."""
    stream.seek(place)
    try:
        record = Archive(stream).next_record()
        address, answer = _picture_in(record) if record else (None, None)
        if record is None or address != wanted:
            return b""
        raw = (answer.first if answer else b"") + record.read(MAX_BYTES + 1)
        data = content_of(answer, raw, MAX_BYTES) if answer else raw
    except Damaged:
        return b""
    return data if len(data) <= MAX_BYTES and kind_of_picture(data) else b""


def _number_of(address: str) -> int:
    return int.from_bytes(sha256(address.encode("utf-8", "surrogatepass")).digest()[:8])
