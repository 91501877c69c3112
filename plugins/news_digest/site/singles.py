"""Files of which a site has one at most: robots.txt, the sitemap of news, the web manifest and the like.

A user's own among the static files stands for ours.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from types import MappingProxyType

from jinja2 import Environment, TemplateNotFound

from ..press.page import Page, Sheet
from ..press.render import Renderer
from .entries import absolute
from .feed_forms import format_of
from .feed_styles import FEED_STYLE
from .settings import SiteSettings
from .sitemap import NEWS_SITEMAP, ROBOTS
from .views import Site

HUMANS, MANIFEST, OPENSEARCH = "humans.txt", "manifest.webmanifest", "opensearch.xml"
# By the kinds of their keys.
SINGLES: Mapping[str, str] = MappingProxyType(
    {
        "robots": ROBOTS,
        "news": NEWS_SITEMAP,
        "humans": HUMANS,
        "manifest": MANIFEST,
        "opensearch": OPENSEARCH,
        "feeds_css": FEED_STYLE,
    }
)


def wanted_singles(environment: Environment, static: Container[str], site: SiteSettings) -> list[str]:
    """Return the kinds of those that are made; `static` are the names of the files that are copied."""
    kinds = (kind for kind, save_as in SINGLES.items() if save_as not in static)
    unwanted = {"manifest"} if not _has_manifest(environment) else set()
    unwanted |= set() if site.places.search else {"opensearch"}
    unwanted |= set() if any(format_of(kind) != "json" for kind in site.places.feeds) else {"feeds_css"}
    return [kind for kind in kinds if kind not in unwanted]


def _has_manifest(environment: Environment) -> bool:
    """Return whether the theme has a template for the web manifest; a copy of an older one has none."""
    try:
        return environment.loader is not None and bool(environment.loader.get_source(environment, MANIFEST))
    except TemplateNotFound:
        return False


def manifest_sheet(renderer: Renderer, site: Site) -> Sheet:
    """Return the web manifest (https://www.w3.org/TR/appmanifest/); raises `TemplateProblemError`."""
    name, _, ending = MANIFEST.partition(".")
    page = Page(MANIFEST, name, "the web manifest", {"site": site})
    return Sheet(MANIFEST, page.origin, Renderer(renderer.environment, (f".{ending}",)).render(page))


def humans_sheet(settings: SiteSettings) -> Sheet:
    """Return who made the site and with what, for people who look (https://humanstxt.org)."""
    team = ("/* TEAM */", f"Editor: {settings.author}", "") if settings.author else ()
    site = ("/* SITE */", f"Name: {settings.name}", f"Address: {settings.root}/", f"Language: {settings.lang}")
    lines = (*team, *site, "Software: Pelican with the news digest", "")
    return Sheet(HUMANS, HUMANS, "\n".join(lines))


def opensearch_sheet(settings: SiteSettings, xml: Environment) -> Sheet:
    """Return what tells browsers how the site is searched (https://github.com/dewitt/opensearch)."""
    template = xml.get_template(OPENSEARCH)
    address = f"{absolute(settings.places.search.at().url, settings)}?q={{searchTerms}}"
    return Sheet(OPENSEARCH, OPENSEARCH, template.render(name=settings.name, tagline=settings.tagline, address=address))
