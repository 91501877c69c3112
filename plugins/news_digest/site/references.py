"""Addresses within a body: made absolute for feeds, and encoded where Pelican prints a file's name as it is."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape, unescape
from urllib.parse import quote

from ..urls import joined

# It begins with a sign that is rare in texts, so that what is no address is passed over fast.
_REFERENCE = re.compile(
    r"""=(?:(?<=\shref=)|(?<=\ssrc=)|(?<=\sposter=)|(?<=\scite=)|(?<=\sdata=))(?P<quote>["'])(?P<url>.*?)(?P=quote)"""
)
# Several addresses of one picture (HTML, "srcset"), each with what it is for.
_SETS = re.compile(r"""(\ssrcset=)(["'])(.*?)\2""", re.DOTALL)
# All that may stand in an address (RFC 3986, section 2) and the sign of what is encoded already.
_ALLOWED = "!#$%&'()*+,/:;=?@[]~"
# Most addresses hold nothing that has to be encoded.
_PLAIN = re.compile(r"[A-Za-z0-9_.\-!#$%&'()*+,/:;=?@\[\]~]*")


def absolutise(html: str, base: str) -> str:
    """Return the HTML with every address made absolute from the address of its page."""
    html = _replace(html, lambda url: joined(base, url))
    return _SETS.sub(lambda match: _whole_set(match, base), html) if "srcset=" in html else html


def _whole_set(match: re.Match[str], base: str) -> str:
    name, sign, found = match.groups()
    candidates = (each.strip().partition(" ") for each in unescape(found).split(", "))
    whole = ", ".join(f"{joined(base, url)}{blank}{width}" for url, blank, width in candidates)
    return f"{name}{sign}{escape(whole)}{sign}"


def encode_spaces(html: str) -> str:
    """Return the HTML with addresses as browsers send them: Pelican prints a file's name, spaces and all."""
    return _replace(html, encoded)


def encoded(url: str) -> str:
    """Return an address with whatever may not stand in one percent-encoded; encoding twice does no harm."""
    return url if _PLAIN.fullmatch(url) else quote(url, safe=_ALLOWED)


def _replace(html: str, change: Callable[[str], str]) -> str:
    def changed(match: re.Match[str]) -> str:
        sign, url = match.groups()
        return f"={sign}{escape(change(unescape(url)))}{sign}"

    return _REFERENCE.sub(changed, html)
