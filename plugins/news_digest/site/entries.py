"""How a story, a source, a day and an address are printed, wherever they stand."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from .moments import moment_of
from .records import Record, TermKey
from .references import encoded
from .settings import Address, Place, Places, SiteSettings
from .views import Entry, Link


def entry_of(record: Record, settings: SiteSettings, *, listed: bool) -> Entry:
    """Return a story as lists show it, its first words standing in for a deck that is not printed.

    On its own page (`listed` false) only a printed deck is one: the first words follow anyway.
    """
    return Entry(
        code=record.code,
        headline=record.story.headline,
        url=rooted(record.url, settings),
        moment=moment_of(record.date, settings.words, has_clock=record.has_clock),
        deck=record.excerpt if listed else record.story.deck or "",
        source=source_link(record, settings),
        lang=record.lang,
        dir=record.dir,
    )


def source_link(record: Record, settings: SiteSettings) -> Link | None:
    """Return the story's source, leading to its page."""
    if record.source is None:
        return None
    return term_link(record.source.name, settings.places.source, record.source, settings.base)


@lru_cache(10_000)
def term_link(text: str, place: Place, term: TermKey, base: str) -> Link:
    """Return a link to the page of a tag or source, if there are such pages; `base` is the path of SITEURL."""
    return Link(text, f"{base}/{encoded(place.at(slug=term.slug, name=term.name).url)}" if place else None)


def edition_link(day: date, settings: SiteSettings) -> Link | None:
    """Return the day's edition by its date; None where the digest has no editions."""
    if not settings.places.day:
        return None
    return Link(settings.words.day(day), _day_url(day, settings.places.day, settings.base))


def week_link(week: str, settings: SiteSettings) -> Link | None:
    """Return a week's edition by its number; None where the digest has none of weeks."""
    if not settings.places.week:
        return None
    return Link(week_text(week, settings), rooted(settings.places.week.at(week=week).url, settings))


def week_text(week: str, settings: SiteSettings) -> str:
    """Return what a week is called: its number and its year."""
    year, number = week.split("-W")
    values = {"week": settings.words.numeral(int(number)), "year": settings.words.numeral(int(year))}
    return settings.words.gettext("Week %(week)s of %(year)s") % values


@lru_cache(1_000)
def _day_url(day: date, place: Place, base: str) -> str:
    return f"{base}/{encoded(place.at(date=day).url)}"


def rooted(url: str, settings: SiteSettings) -> str:
    """Return an address of ours as pages print it: from the root of the host, with the path of SITEURL."""
    return f"{settings.base}/{encoded(url)}"


def absolute(url: str, settings: SiteSettings) -> str:
    """Return an address of ours as feeds and the sitemap print it."""
    return f"{settings.root}/{encoded(url)}"


def leaf_address(address: Address, leaf: str) -> Address:
    """Return where a page of a list stands whose landing page has this address."""
    if not leaf:
        return address
    folder = address.save_as.rpartition("/")[0] if _is_index(address.save_as) else address.save_as.rpartition(".")[0]
    base = f"{folder}/" if folder else ""
    return Address(f"{base}page/{leaf}/", f"{base}page/{leaf}/index.html")


def headlines_address(leaf: str, places: Places) -> Address:
    """Return where a page of the list of headlines stands: all but the landing page lie below the archive itself."""
    return leaf_address(places.archives.at(), leaf) if leaf else places.headlines.at()


def _is_index(save_as: str) -> bool:
    return save_as.rpartition("/")[2] == "index.html"
