"""What the feed of all stories holds, and where in its archived parts all that came before stands (RFC 5005, 4).

The parts are the full pages of the list of all stories, which do not change when stories come. The feed itself holds at
least what is in none of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from operator import itemgetter

from .catalog import Catalog
from .lists import Listing
from .pagination import LANDING, leaf_names
from .settings import SiteSettings

_WHERE = "FROM lists WHERE kind IN ('all', 'translated') AND slug='' ORDER BY day DESC, moment DESC, code DESC"


def part_size(settings: SiteSettings) -> int:
    """Return about how many stories a part holds, give or take a third; 0 where nothing is archived.

    What is in no part is less than two of the largest.
    """
    if not settings.feed_archive or not settings.feed_items:
        return 0
    return max(settings.feed_items * 3 // 8, 1)


def told(catalog: Catalog) -> Listing:
    """Return all that the feed of all stories and its archived parts tell together."""
    if catalog.connection.execute("SELECT 1 FROM lists WHERE kind='translated' LIMIT 1").fetchone() is None:
        return catalog.listing("all", "")
    rows = catalog.connection.execute(f"SELECT code, day {_WHERE}").fetchall()
    return Listing(tuple(map(itemgetter(0), rows)), tuple(map(itemgetter(1), rows)))


def newest_told(catalog: Catalog) -> tuple[str, ...]:
    """Return what the feed of all stories itself holds, the newest moment first: of lists the first so many."""
    most = catalog.settings.feed_items
    rows = catalog.connection.execute(f"SELECT moment, code {_WHERE} LIMIT ?", (-1 if most is None else most,))
    return tuple(code for _, code in sorted(rows, reverse=True))


def part_names(catalog: Catalog) -> Iterator[str]:
    """Yield the names of the archived parts, the newest first."""
    if size := part_size(catalog.settings):
        yield from (name for name in leaf_names(told(catalog), size) if name != LANDING)
