"""What is around every page: the site's frame and the page's own view."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from pelican.contents import Content

from ..press.page import Page, Sheet
from .corrected import CORRECTIONS
from .entries import absolute, rooted
from .feed_forms import EDITIONS, FORMATS, format_of
from .records import direction
from .settings import Address, Place, SiteSettings
from .sharing import locale_of
from .structured import page_data
from .views import ArticleFacts, Direction, Feed, Link, Picture, Site, View

_NONE: Mapping[str, Sheet] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Head:
    """What a page says of itself, before addresses are made: `nav` is the place in the navigation it belongs to.

    `linked_data` is JSON-LD; where it is "", the page is a thing of the kind `thing` (none for ""), and `trail` are the
    pages between it and the home page.
    """

    title: str
    description: str = ""
    lang: str | None = None
    dir: Direction | None = None
    nav: Place | None = None
    feeds: tuple[Feed, ...] = ()
    newer: Link | None = None
    older: Link | None = None
    canonical: bool = True
    thing: str = ""
    trail: tuple[Link, ...] = ()
    linked_data: str = ""
    article: ArticleFacts | None = None
    picture: Picture | None = None


@dataclass(frozen=True, slots=True)
class Shell:
    """Makes pages of one site; the site's frame is one value in all. `card` stands for those without a picture."""

    settings: SiteSettings
    site: Site
    card: Picture | None = None

    def page(self, template: str, address: Address, head: Head, origin: str, **inputs: object) -> Page:
        """Return a page with its view; `inputs` are what its template gets besides."""
        url = rooted(address.url, self.settings)
        nav = rooted(head.nav.at().url, self.settings) if head.nav else url
        lang = head.lang or self.settings.lang
        view = View(
            kind=template,
            title=head.title,
            url=url,
            canonical=absolute(address.url, self.settings) if self.settings.siteurl and head.canonical else None,
            description=head.description,
            lang=lang,
            dir=head.dir or direction(lang),
            nav=nav if any(link.url == nav for link in self.site.nav) else None,
            feeds=head.feeds,
            newer=head.newer,
            older=head.older,
            linked_data=head.linked_data or self._linked_data(address, head, lang),
            locale=locale_of(lang),
            article=head.article,
            picture=head.picture or self.card,
        )
        return Page(address.save_as, template, origin, {"site": self.site, "view": view, **inputs}, address.url)

    def _linked_data(self, address: Address, head: Head, lang: str) -> str:
        if not head.thing or not self.settings.linked_data:
            return ""
        url = absolute(address.url, self.settings)
        return page_data(head.thing, (head.title, head.description, lang), url, head.trail, self.settings)


def shell_of(
    settings: SiteSettings,
    pages: Iterable[Content],
    *,
    corrected: bool = False,
    joined: Mapping[str, Sheet] = _NONE,
    card: Picture | None = None,
) -> Shell:
    """Return the shell of the digest, with the static pages that stand in its navigation.

    `corrected` tells that there are corrections, to which all pages then lead; `joined` are the theme's sheets and
    scripts, by kind; `card` is the picture of the site.
    """
    return Shell(
        settings,
        Site(
            name=settings.name,
            tagline=settings.tagline,
            url=settings.siteurl,
            home=rooted("", settings),
            assets=settings.assets,
            lang=settings.lang,
            dir=direction(settings.lang),
            nav=tuple(_navigation(settings, pages)),
            feeds=feeds_of_all("all", settings),
            feeds_page=_feeds_page(settings),
            corrections=_corrections(settings) if corrected else None,
            search=_search(settings),
            **{kind: rooted(sheet.save_as, settings) for kind, sheet in joined.items()},
        ),
        card,
    )


def _navigation(settings: SiteSettings, pages: Iterable[Content]) -> Iterator[Link]:
    places, say = settings.places, settings.words.gettext
    yield Link(say("Latest"), rooted("", settings))
    lists = (
        (say("Tags"), places.tags),
        (say("Sources"), places.sources),
        (say("Archive"), places.archives),
        (say("Search"), places.search),
    )
    for text, place in lists:
        if place:
            yield Link(text, rooted(place.at().url, settings))
    if settings.pages_in_menu:
        yield from (Link(page.title, rooted(page.url, settings)) for page in pages)
    yield from (Link(text, url) for text, url in settings.menu)


def _feeds_page(settings: SiteSettings) -> Link | None:
    place = settings.places.feeds_page
    return Link(settings.words.gettext("Feeds"), rooted(place.at().url, settings)) if place else None


def _corrections(settings: SiteSettings) -> Link | None:
    place = settings.places.corrections
    return Link(settings.words.gettext("Corrections"), rooted(place.at().url, settings)) if place else None


def _search(settings: SiteSettings) -> Link | None:
    place = settings.places.search
    return Link(settings.words.gettext("Search"), rooted(place.at().url, settings)) if place else None


def feed_title(name: str, settings: SiteSettings) -> str:
    """Return what the feeds are called that tell all stories, the editions, or the corrections."""
    say, site = settings.words.gettext, {"site": settings.name}
    if name == EDITIONS:
        return say("%(site)s: Editions") % site
    return say("%(site)s: Corrections") % site if name == CORRECTIONS else settings.name


def feeds_of_all(name: str, settings: SiteSettings) -> tuple[Feed, ...]:
    """Return the feeds of such a list as pages announce them."""
    return _feeds(name, settings, feed_title(name, settings))


def feeds_of_term(kind: str, settings: SiteSettings, name: str, slug: str) -> tuple[Feed, ...]:
    """Return the feeds of one tag or source as its page announces them, none where there are none."""
    return _feeds(kind, settings, f"{settings.name}: {name}", slug)


def _feeds(name: str, settings: SiteSettings, title: str, slug: str = "") -> tuple[Feed, ...]:
    feeds = settings.places.feeds
    return tuple(
        Feed(title, rooted(feeds[kind].format(slug=slug), settings), FORMATS[format_of(kind)])
        for kind in settings.places.feed_kinds(name)
    )
