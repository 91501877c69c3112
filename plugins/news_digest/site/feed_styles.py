"""How browsers show a feed that somebody opens: as a page, by a style sheet of the site's own that has its words."""

from __future__ import annotations

from jinja2 import Environment
from markupsafe import Markup

from ..press.page import Sheet
from .records import direction
from .settings import SiteSettings

FEED_STYLE = "feeds.css"


def feed_style(settings: SiteSettings, xml: Environment) -> Sheet:
    """Return the sheet."""
    told = settings.words.gettext("This is a feed. Copy its address into a feed reader, and what is new comes to you.")
    text = xml.get_template(FEED_STYLE).render(dir=direction(settings.lang), told=_quoted(told))
    return Sheet(FEED_STYLE, FEED_STYLE, text)


def _quoted(text: str) -> Markup:
    """Return a text as CSS has it in quotation marks (CSS Syntax, 4.3.5)."""
    signs = {ord(sign): f"\\{ord(sign):x} " for sign in '\\"\n\r\f<'}
    return Markup(text.translate(signs))  # noqa: S704 - what ends a text or a file is written as a number
