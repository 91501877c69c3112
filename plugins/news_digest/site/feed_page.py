"""The page that explains feeds and leads to them; those of tags and sources stand on their own pages."""

from __future__ import annotations

from collections.abc import Iterator

from ..press.page import Page
from .corrected import CORRECTIONS
from .entries import rooted
from .feed_forms import EDITIONS
from .keys import Key
from .material import Material
from .shell import Head, feeds_of_all
from .views import FeedList, Link


def feeds_page(key: Key, material: Material) -> Page:
    """Return the page of feeds."""
    del key
    settings, say = material.settings, material.words.gettext
    places = settings.places
    told = say("Feeds of %(site)s: what is new comes to you.") % {"site": settings.name}
    indexes = ((say("Tags"), "tag", places.tags), (say("Sources"), "source", places.sources))
    return material.shell.page(
        "feeds",
        places.feeds_page.at(),
        Head(say("Feeds"), told, thing="WebPage"),
        "the page of feeds",
        lists=tuple(_lists(material)),
        indexes=tuple(
            Link(text, rooted(place.at().url, settings))
            for text, kind, place in indexes
            if place and places.feed_kinds(kind)
        ),
        opml=rooted(places.opml, settings) if places.opml else "",
    )


def _lists(material: Material) -> Iterator[FeedList]:
    settings, say = material.settings, material.words.gettext
    lists = [
        ("all", say("All stories"), say("Each story as soon as it is here, with its whole text.")),
        (EDITIONS, say("Editions"), say("One item a day, with the headlines of its stories.")),
    ]
    if material.catalog.has_corrections():
        lists.append((CORRECTIONS, say("Corrections"), say("What was put right, and in which story.")))
    for name, title, text in lists:
        if feeds := feeds_of_all(name, settings):
            yield FeedList(title, text, feeds)
