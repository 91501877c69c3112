"""Letters (RFC 5322) and web pages saved as one letter (MHTML, RFC 2557): the parts of MIME messages.

The standard library's older policy is used on purpose: the newer one raises errors of many kinds on headers that no
letter should have.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr

from ...errors import CaptureError
from ...story import Source
from ...urls import joined
from ..pictures import MAX_BYTES as MOST_OF_PICTURE
from ..pictures import kind_of_picture
from ..shapes import Enclosed
from .shapes import Declared, Document
from .values import address_of, in_utf8, line_of, moment_of

MAX_BYTES = 50_000_000
_DEEPEST = 40
_BOUNDARY = re.compile(rb"boundary\s*=", re.IGNORECASE)
_TAG = re.compile(rb"<[^<>]{1,2000}>")
# A plain text that is a stub ("view this in your browser") beside an HTML text says a small part of it.
_STUB = 0.3
_SAVE_AGAIN = "save it again"


def read_letter(data: bytes, name: str) -> Iterator[Document]:
    """Yield the text of a letter, with what its head says; raises `CaptureError` where it has none."""
    letter = _message(data, name)
    texts = _texts(letter)
    plain, page = texts.get("text/plain"), texts.get("text/html")
    declared = _declared(letter)
    if plain and not (page and len(plain) < _STUB * len(_TAG.sub(b"", page))):
        yield _letter(name, _with_headline(plain, declared), declared)
    elif page:
        yield replace(_letter(name, page, declared), media="html", enclosed=_enclosed(letter, None))
    else:
        raise CaptureError(name, "the letter has no text", "save it again with its text, not with attachments alone")


def _letter(name: str, data: bytes, declared: Declared) -> Document:
    return Document(name, "", data, "text", declared=declared, origin="head of the letter")


def _with_headline(plain: bytes, declared: Declared) -> bytes:
    headline = (declared.headline or "").encode()
    return plain if plain.lstrip().startswith(headline) else headline + b"\n\n" + plain


def _declared(letter: Message) -> Declared:
    sender, address = parseaddr(_header(letter, "From") or "")
    return Declared(
        headline=_header(letter, "Subject"),
        date=moment_of(letter.get("Date")),
        source=Source(sender) if (sender := line_of(sender) or address) else None,
        lang=_header(letter, "Content-Language"),
    )


def read_mhtml(data: bytes, name: str) -> Iterator[Document]:
    """Yield the page of an MHTML file with its pictures, its address and when it was saved; frames are left."""
    message = _message(data, name)
    page = next((part for part in _root_first(message) if part.get_content_type() == "text/html"), None)
    found = _payload(page) if page else b""
    if page is None or not found.strip():
        raise CaptureError(name, "the saved page (MHTML) holds no HTML", _SAVE_AGAIN)
    places = (message.get("Snapshot-Content-Location"), page.get("Content-Location"), message.get("Content-Location"))
    url = next(filter(None, map(address_of, map(_unfolded, places))), None)
    yield Document(name, "", found, "html", url, moment_of(message.get("Date")), enclosed=_enclosed(message, url))


def _enclosed(message: Message, base: str | None) -> tuple[Enclosed, ...]:
    """Return the pictures among the parts, by their addresses (RFC 2557, RFC 2392); `base` is the page's own."""
    found: list[Enclosed] = []
    for part in message.walk():
        if part.is_multipart() or part.get_content_maintype() == "text":
            continue
        data = part.get_payload(decode=True)
        if isinstance(data, bytes) and kind_of_picture(data) and len(data) <= MOST_OF_PICTURE:
            found += (Enclosed(address, data) for address in _addresses(part, base))
    return tuple(found)


def _addresses(part: Message, base: str | None) -> Iterator[str]:
    if place := _unfolded(part.get("Content-Location")):
        yield joined(base, place)
    if name := _unfolded(part.get("Content-ID")).strip("<>"):
        yield f"cid:{name}"


def _root_first(message: Message) -> Iterator[Message]:
    """Yield the parts, first the one that the message names as its root (RFC 2387, 3.2)."""
    start = message.get_param("start")
    if isinstance(start, str):
        yield from (part for part in message.walk() if str(part.get("Content-ID", "")).strip() == start.strip())
    yield from message.walk()


def _unfolded(value: object) -> str:
    # An address may be folded over several lines; it has no white space of its own.
    return re.sub(r"\s+", "", str(value or ""))


def _message(data: bytes, name: str) -> Message:
    if len(_BOUNDARY.findall(data, 0, MAX_BYTES)) > _DEEPEST:
        raise CaptureError(name, "it has more nested parts than any letter needs", _SAVE_AGAIN)
    return message_from_bytes(data)


def _texts(letter: Message) -> dict[str, bytes]:
    """Return the first plain text and the first HTML of a letter that are no attachments."""
    found: dict[str, bytes] = {}
    for part in letter.walk():
        kind = part.get_content_type()
        if kind in {"text/plain", "text/html"} and part.get_content_disposition() != "attachment":
            text = _payload(part)
            if text.strip():
                found.setdefault(kind, text)
    return found


def _payload(part: Message) -> bytes:
    raw = part.get_payload(decode=True)
    charset = part.get_param("charset")
    return in_utf8(raw, charset if isinstance(charset, str) else None) if isinstance(raw, bytes) else b""


def _header(letter: Message, key: str) -> str | None:
    # As it came: bytes beyond ASCII are UTF-8 (RFC 6532), which the older policy does not know.
    raw = next((value for name, value in letter.raw_items() if name.lower() == key.lower()), "")
    value = str(raw).encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    try:
        return line_of(str(make_header(decode_header(value))))
    except (LookupError, ValueError, HeaderParseError):
        return line_of(value)
