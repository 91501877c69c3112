"""news-sitemap.xml: the stories of two days, for search engines that list news.

https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from html import escape

from ..markdown.dates import EPOCH, microseconds
from ..press.page import Sheet
from .catalog import DAYS_ASTRAY, Catalog
from .entries import absolute
from .moments import rfc_3339
from .records import Record
from .settings import SiteSettings
from .sitemap import HEAD, NAMESPACE, NEWS_SITEMAP

NEWS_NAMESPACE = 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
# The rules' own limits.
TWO_DAYS = timedelta(days=2) // timedelta(microseconds=1)
MOST = 1_000
_A_DAY = TWO_DAYS // 2
# Google's names of languages have no country but for Chinese.
_CHINESE = {"tw": "zh-tw", "hk": "zh-tw", "mo": "zh-tw", "hant": "zh-tw"}


def news_codes(catalog: Catalog, now: int | None) -> tuple[str, ...]:
    """Return the codes of the stories of two days, the newest first.

    They are counted back from the moment `now` (microseconds since 1970), else from that of the newest story.
    """
    start = _start(catalog, now)
    if start is None:
        return ()
    query = f"SELECT code {_SINCE} ORDER BY moment DESC, code DESC LIMIT ?"
    rows = catalog.connection.execute(query, (_day(start), start, MOST))
    return tuple(code for (code,) in rows)


def news_until(catalog: Catalog, now: int) -> int | None:
    """Return the moment from which on there are other stories of two days than at the moment `now`, None for never."""
    start = now - TWO_DAYS
    (oldest,) = catalog.connection.execute(f"SELECT MIN(moment) {_SINCE}", (_day(start), start)).fetchone()
    return None if oldest is None else oldest + TWO_DAYS + 1


_SINCE = "FROM lists WHERE kind IN ('all', 'translated') AND slug='' AND day>=? AND moment>=?"


def _start(catalog: Catalog, now: int | None) -> int | None:
    if now is None:
        newest = catalog.newest("all", "", 1)
        now = microseconds(catalog.record(newest[0]).date) if newest else None
    return None if now is None else now - TWO_DAYS


def _day(moment: int) -> int:
    """Return a day before which no story has this moment or a later one, whatever the zone that it was printed in."""
    return EPOCH.toordinal() + moment // _A_DAY - DAYS_ASTRAY


def news_sheet(catalog: Catalog, codes: Iterable[str]) -> Sheet:
    """Return the sitemap of these stories."""
    lines = "".join(_url(catalog.record(code), catalog.settings) for code in codes)
    text = f"{HEAD}<urlset {NAMESPACE} {NEWS_NAMESPACE}>\n{lines}</urlset>\n"
    return Sheet(NEWS_SITEMAP, "the sitemap of news", text)


def _url(record: Record, settings: SiteSettings) -> str:
    published = rfc_3339(record.date) if record.has_clock else record.day.isoformat()
    return (
        f"<url><loc>{escape(absolute(record.url, settings))}</loc><news:news>"
        f"<news:publication><news:name>{escape(settings.name)}</news:name>"
        f"<news:language>{escape(news_language(record.lang))}</news:language></news:publication>"
        f"<news:publication_date>{published}</news:publication_date>"
        f"<news:title>{escape(record.story.headline)}</news:title></news:news></url>\n"
    )


def news_language(lang: str) -> str:
    """Return a BCP 47 language tag as the rules want it: by ISO 639 alone, but for Chinese, which they part in two."""
    language, *subtags = lang.lower().replace("_", "-").split("-")
    if language != "zh":
        return language
    return next((_CHINESE[subtag] for subtag in subtags if subtag in _CHINESE), "zh-cn")
