"""The fields of a saved page's story but its body, each with those who propose candidates for it."""

from __future__ import annotations

from .decks import find_decks
from .headlines import find_headlines
from .moments import find_dates
from .people import find_authors, find_datelines, find_publishers, find_sources
from .picking import find_picked
from .shapes import Finder
from .subjects import find_categories, find_language, find_tags
from .ties import find_codes, find_related

FINDERS: tuple[Finder, ...] = (
    find_picked,
    find_headlines,
    find_dates,
    find_authors,
    find_publishers,
    find_sources,
    find_datelines,
    find_decks,
    find_categories,
    find_tags,
    find_language,
    find_codes,
    find_related,
)
