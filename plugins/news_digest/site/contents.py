"""Pelican's articles and pages with their HTML marked as such, so that themes can be autoescaped."""

from __future__ import annotations

import datetime as dt
from functools import cached_property

from markupsafe import Markup
from pelican import contents
from pelican.utils import path_to_url

from .reader import story_of
from .records import web_address
from .rights import credit_html, is_withheld


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
    """An article whose body and summary are not escaped again, while its headline and tags are.

    One of which only a part may be shown ends with its credit, since other themes know of none.
    """

    @property
    def content(self) -> Markup:
        """The body as HTML."""
        story = story_of(self.metadata)
        if story is None or not story.source or not is_withheld(story):
            return super().content
        return super().content + Markup(credit_html(story.source.name, web_address(story.source.url)))  # noqa: S704 - escaped


class Page(_SafeHtml, contents.Page):  # type: ignore[misc]  # Pelican has no types
    """A static page whose body and summary are not escaped again."""


class FiledArticle(contents.Article):  # type: ignore[misc]  # Pelican has no types
    """An article that is filed as it was read, so that its addresses are found out once, and only what they name."""

    # Our pages print dates in words of their own.
    date_format = ""

    def _expand_settings(self, key: str, klass: str | None = None) -> str:
        pattern = str(self.settings[f"{klass or self._kind}_{key}".upper()])
        return pattern.format(**(self.url_format if "author" in pattern or "category" in pattern else self._named))

    @property
    def _kind(self) -> str:
        return "draft" if self.status == "draft" else "article"

    @cached_property
    def _named(self) -> dict[str, object]:
        """What a pattern may name besides author and category, whose slugs are not to be had at once."""
        path = self.metadata.get("path", self.relative_source_path)
        now_if_undated = getattr(self, "date", None) or dt.datetime.now()  # noqa: DTZ005 - as Pelican has it
        named = {
            "path": path_to_url(path),
            "slug": getattr(self, "slug", ""),
            "lang": self.lang,
            "date": now_if_undated,
        }
        return {**self.metadata, **named}

    @cached_property
    def save_as(self) -> str:
        """The file in the output folder."""
        return str(self.get_url_setting("save_as"))

    def get_relative_source_path(self, source_path: str | None = None) -> str | None:
        """Return a path from the content folder on, that of the article itself unless another is given."""
        if not source_path and not (known := vars(self).get("relative_source_path")):
            # Pelican's reader names files by their absolute paths in their plain form.
            below = str(self.source_path).removeprefix(f"{self.settings['PATH']}/")
            known = below if below != self.source_path else super().get_relative_source_path()
        return super().get_relative_source_path(source_path) if source_path else known


SAFE = {contents.Article: Article, contents.Page: Page}


def as_safe_html(content: contents.Content) -> None:
    """Turn a plain article or page, in place, into one whose HTML is marked; another plugin's class stays as it is."""
    # Pelican gives no say in which class it makes; the objects differ in nothing but these properties.
    content.__class__ = SAFE.get(type(content), type(content))
