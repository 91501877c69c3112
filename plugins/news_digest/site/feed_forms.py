"""Which feeds there are: each tells a list of stories in a format. Their kinds are "all rss", "tag json" and so on."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

# By the last word of their kinds; pages announce them in this order.
FORMATS: Mapping[str, str] = MappingProxyType(
    {"rss": "application/rss+xml", "atom": "application/atom+xml", "json": "application/feed+json"}
)
EDITIONS = "editions"
# What the settings begin with that say where the feeds of a list go.
_SETTINGS: Mapping[str, str] = MappingProxyType(
    {
        "all": "FEED_ALL",
        "tag": "TAG_FEED",
        "source": "SOURCE_FEED",
        EDITIONS: "EDITIONS_FEED",
        "corrections": "CORRECTIONS_FEED",
    }
)
# The setting of each kind.
FEEDS: Mapping[str, str] = MappingProxyType(
    {f"{name} {form}": f"{begin}_{form.upper()}" for name, begin in _SETTINGS.items() for form in FORMATS}
)


def list_of(kind: str) -> str:
    """Return what list a kind of feed tells."""
    return kind.partition(" ")[0]


def format_of(kind: str) -> str:
    """Return the format of a kind of feed."""
    return kind.rpartition(" ")[2]


def archived(path: str, leaf: str) -> str:
    """Return the file of an archived part of a feed: "rss/2024-03-05.xml" of "rss.xml"."""
    stem, dot, ending = path.rpartition(".")
    return f"{stem}/{leaf}{dot}{ending}" if stem else f"{path}/{leaf}"
