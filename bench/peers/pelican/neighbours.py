"""Gives each article its newer, its older and its printed related ones, as the plugins that are usual for it do."""

from __future__ import annotations

from typing import Any

from pelican import signals


def link(generator: Any) -> None:  # noqa: ANN401 - Pelican has no types
    """Set `newer`, `older` and `related` of every article."""
    newest_first = generator.articles
    by_code = {article.slug: article for article in newest_first}
    for article, newer, older in zip(newest_first, [None, *newest_first], [*newest_first[1:], None], strict=False):
        codes = getattr(article, "related_codes", "").split()
        article.newer, article.older = newer, older
        article.related = [by_code[code] for code in codes if code in by_code]


def register() -> None:
    """Let Pelican call `link` once all articles are read."""
    signals.article_generator_finalized.connect(link)
