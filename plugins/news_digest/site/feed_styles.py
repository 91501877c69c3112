"""How browsers show a feed that somebody opens: as a page, by an XSL sheet where they still know that, else by CSS.

Both come from the site itself, and have its words.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from jinja2 import Environment
from markupsafe import Markup

from ..press.page import Sheet
from .entries import rooted
from .records import direction
from .settings import SiteSettings

NAME = "feeds"
# By the kinds of their keys.
STYLES: Mapping[str, str] = MappingProxyType({"feeds_xsl": f"{NAME}.xsl", "feeds_css": f"{NAME}.css"})


def feed_style(kind: str, settings: SiteSettings, xml: Environment) -> Sheet:
    """Return one of the sheets."""
    save_as, say, place = STYLES[kind], settings.words.gettext, settings.places.feeds_page
    told = say("This is a feed. Copy its address into a feed reader, and what is new comes to you.")
    text = xml.get_template(save_as).render(
        lang=settings.lang,
        dir=direction(settings.lang),
        told=told,
        quoted=_quoted(told),
        css=rooted(STYLES["feeds_css"], settings),
        feeds=rooted(place.at().url, settings) if place else "",
        all_feeds=say("All feeds"),
    )
    return Sheet(save_as, save_as, text)


def _quoted(text: str) -> Markup:
    """Return a text as CSS has it in quotation marks (CSS Syntax, 4.3.5)."""
    signs = {ord(sign): f"\\{ord(sign):x} " for sign in '\\"\n\r\f<'}
    return Markup(text.translate(signs))  # noqa: S704 - what ends a text or a file is written as a number
