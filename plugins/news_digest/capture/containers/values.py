"""Values as containers write them, made into ours: one line of text, names, moments, addresses, bytes in UTF-8."""

from __future__ import annotations

import codecs
import datetime as dt
import html
import re
from collections.abc import Iterable
from email.utils import parsedate_to_datetime

from ...urls import split_url
from ..characters import one_line

LONGEST_TEXT = 2000
LONGEST_URL = 2000
_TAG = re.compile(r"<(?:[a-zA-Z/!?][^<>]{0,1000})>")
_UNSEEN = re.compile(r"<(script|style|template)\b[^<>]*>.*?</\1\s*>|<!--.*?-->", re.IGNORECASE | re.DOTALL)
_BLOCK = re.compile(r"</?(?:p|div|br|li|ul|ol|h[1-6]|blockquote|tr|section)\b[^<>]{0,1000}>", re.IGNORECASE)
_BREAKING = re.compile(r"</?(?:br|p|div|li)\b[^<>]{0,1000}>", re.IGNORECASE)


def line_of(value: object) -> str | None:
    """Return a value as one line of text, None where it is no text or an empty one."""
    text = one_line(value[:LONGEST_TEXT]) if isinstance(value, str) else ""
    return text or None


def plain_line_of(value: object) -> str | None:
    """Return a value that may hold HTML as one line of plain text."""
    if not isinstance(value, str):
        return None
    cut = value[: 4 * LONGEST_TEXT]
    return line_of(html.unescape(_TAG.sub("", _BREAKING.sub(" ", cut))))


def paragraphs_of(markup: str) -> str:
    """Return the text of a short piece of HTML, its paragraphs parted by blank lines."""
    text = _TAG.sub("", _BLOCK.sub("\n\n", _UNSEEN.sub("", markup)))
    lines = (one_line(line) for line in html.unescape(text).split("\n\n"))
    return "\n\n".join(line for line in lines if line)


def names_of(values: Iterable[object]) -> tuple[str, ...]:
    """Return names, each once and on one line."""
    return tuple(dict.fromkeys(name for value in values if (name := plain_line_of(value))))


def moment_of(value: object) -> dt.datetime | None:
    """Return a moment written as in mail (RFC 5322) or as in ISO 8601; aware where it shows a zone."""
    text = line_of(value) or ""
    for read in (dt.datetime.fromisoformat, parsedate_to_datetime):
        try:
            moment = read(text)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
        # "-0000" is UTC that says nothing of a local zone (RFC 5322, 3.3).
        return moment.replace(tzinfo=dt.UTC) if moment.tzinfo is None and text.endswith("-0000") else moment
    return None


def address_of(value: object) -> str | None:
    """Return an address of the web, None for anything else."""
    text = line_of(value) or ""
    parts = split_url(text)
    is_web = parts and parts.scheme in {"http", "https"} and parts.netloc and " " not in text
    return text if is_web and len(text) <= LONGEST_URL else None


def in_utf8(data: bytes, charset: str | None) -> bytes:
    """Return text in UTF-8 that its container declares to be in `charset`; as it is where that is not so."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return data
    try:
        info = codecs.lookup(charset or "")
        return data.decode(info.name, "strict").encode("utf-8")
    except (LookupError, ValueError):
        return data
