"""Addresses taken apart and put together. One that cannot be read, such as a half-written IPv6 host, is none."""

from __future__ import annotations

from urllib.parse import SplitResult, urljoin, urlsplit


def split_url(url: str | None) -> SplitResult | None:
    """Return the parts of an address, None where it is none."""
    try:
        return urlsplit(url or "")
    except ValueError:
        return None


def host_of(url: str | None) -> str:
    """Return the host that an address names, in small letters; "" where it names none."""
    parts = split_url(url)
    return (parts.hostname or "").casefold() if parts else ""


def url_path(url: str | None) -> str:
    """Return the path of an address, "" where it has none."""
    parts = split_url(url)
    return parts.path if parts else ""


def joined(base: str | None, address: str) -> str:
    """Return an address made whole by that of its page; as it is where that cannot be."""
    try:
        return urljoin(base or "", address)
    except ValueError:
        return address
