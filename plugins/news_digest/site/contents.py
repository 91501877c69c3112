"""Pelican's articles and pages with their HTML marked as such, so that themes can be autoescaped."""

from __future__ import annotations

from markupsafe import Markup
from pelican import contents


class _SafeHtml:
    """Marks what Pelican's content classes give as HTML."""

    @property
    def content(self) -> Markup:
        """The body as HTML."""
        return Markup(super().content)  # type: ignore[misc]  # noqa: S704 - made by our renderer, raw HTML off

    @property
    def summary(self) -> Markup:
        """The deck or first words as HTML."""
        return Markup(super().summary)  # type: ignore[misc]  # noqa: S704 - escaped by our reader

    @summary.setter
    def summary(self, value: str) -> None:
        """Take no summary: Pelican keeps the metadata's."""


# Pelican makes the name of a setting (PAGE_URL) from the name of the class.
class Article(_SafeHtml, contents.Article):  # type: ignore[misc]  # Pelican has no types
    """An article whose body and summary are not escaped again, while its headline and tags are."""


class Page(_SafeHtml, contents.Page):  # type: ignore[misc]  # Pelican has no types
    """A static page whose body and summary are not escaped again."""


SAFE = {contents.Article: Article, contents.Page: Page}


def as_safe_html(content: contents.Content) -> None:
    """Turn a plain article or page, in place, into one whose HTML is marked; another plugin's class stays as it is."""
    # Pelican gives no say in which class it makes; the objects differ in nothing but these properties.
    content.__class__ = SAFE.get(type(content), type(content))
