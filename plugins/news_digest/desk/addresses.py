"""When two addresses are one page's: what browsers, feeds and counters of visits add makes no difference."""

from __future__ import annotations

import re
from urllib.parse import urlsplit, urlunsplit

# What newsletters and feeds add to an address to count who came by it; the page is the same without.
_COUNTER = re.compile(r"(?:utm_\w+|fbclid|gclid|mc_[ce]id)=[^&]*(?:&|\Z)")


def address_key(url: str | None) -> str | None:
    """Return what the addresses of one page share; None where an address names no page, only a site."""
    try:
        parts = urlsplit(url or "")
        host = (parts.hostname or "").removeprefix("www.") + (f":{parts.port}" if parts.port else "")
    except ValueError:
        return None
    query = _COUNTER.sub("", parts.query).rstrip("&")
    path = parts.path.rstrip("/")
    return urlunsplit(("", host, path, query, parts.fragment)) if host and (path or query) else None
