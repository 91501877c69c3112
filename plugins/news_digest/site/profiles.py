"""What the landing page of a tag or source tells of all its stories."""

from __future__ import annotations

from collections.abc import Iterator

from ..urls import host_of
from .catalog import Catalog
from .entries import term_link
from .filed import day_of
from .keys import Key
from .language_names import language_link
from .lists import ListName
from .moments import moment_of_day
from .records import Record
from .runs import run_of
from .told_terms import companions_of, home_of, languages_of, told_row
from .views import Link, Profile


def profile_of(kind: str, slug: str, catalog: Catalog) -> Profile:
    """Return the profile of a tag or source that has stories."""
    days, words = catalog.listing(kind, slug).days, catalog.settings.words
    first, newest = (moment_of_day(day_of(day), words) for day in (days[-1], days[0]))
    run = run_of(days, words)
    if kind == "tag":
        return Profile(first, newest, run, tuple(_companions(slug, catalog)))
    if kind == "series":
        return Profile(first, newest, run)
    return Profile(first, newest, run, home=_home(slug, catalog), languages=_languages(slug, catalog))


def _companions(slug: str, catalog: Catalog) -> Iterator[Link]:
    settings = catalog.settings
    groups = (catalog.group("tag", other) for other in companions_of(catalog.connection, slug))
    return (term_link(group.name, settings.places.tag, group.key, settings.base) for group in groups if group)


def _home(slug: str, catalog: Catalog) -> Link | None:
    origin = home_of(catalog.connection, slug)
    return Link(host_of(origin).removeprefix("www."), f"{origin}/") if origin else None


def _languages(slug: str, catalog: Catalog) -> tuple[Link, ...]:
    """Return the languages of a source's stories; none where all are in that of the site, as one may expect."""
    found = languages_of(catalog.connection, slug)
    return () if found == [catalog.settings.lang] else tuple(dict.fromkeys(map(language_link, found)))


def profiles_told_otherwise(old: Record | None, new: Record | None, catalog: Catalog) -> Iterator[Key]:
    """Yield the keys of landing pages that tell otherwise of all their stories since one, listed as before, changed.

    Where a story comes or goes, or moves in time, its lists differ anyway.
    """
    if old is None or new is None or told_row(old) == told_row(new):
        return
    places = catalog.settings.places
    names = {ListName("tag", key.slug) for record in (old, new) for key in record.tags} if places.tag else set()
    if places.source:
        names |= {ListName("source", record.source.slug) for record in (old, new) if record.source}
    yield from (Key(*name) for name in sorted(names) if catalog.group(*name))
