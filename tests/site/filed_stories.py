"""Stories as the catalog files them, made without any file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from copy import deepcopy
from datetime import UTC, datetime, timedelta

from pelican.settings import DEFAULT_CONFIG
from small_digest import ROOT

from news_digest.api import Source, Story
from news_digest.press.book import connect
from news_digest.site.catalog import Catalog
from news_digest.site.defaults import apply_defaults
from news_digest.site.filed import Filed, State, rows_of
from news_digest.site.records import Record, TermKey
from news_digest.site.settings import SiteSettings, read_site_settings
from news_digest.story import Correction, Withdrawal

FIRST = datetime(2024, 1, 1, 6, tzinfo=UTC)
TEXTS = ("One text.", "Another text.")


def site_settings(**settings: object) -> SiteSettings:
    """Return the settings of a site whose lists have pages of two stories, and feeds three."""
    found = {
        **deepcopy(DEFAULT_CONFIG),
        "SITENAME": "The Test Digest",
        "SITEURL": "https://digest.example",
        "THEME": str(ROOT / "theme"),
        "DIGEST_PER_PAGE": 2,
        "DIGEST_ARCHIVE_PER_PAGE": 3,
        "FEED_MAX_ITEMS": 3,
        **settings,
    }
    apply_defaults(found)
    return read_site_settings(found)


def filed(  # noqa: PLR0913 - what a test may want otherwise
    code: str,
    *,
    hours: int = 0,
    title: str = "",
    text: int = 0,
    tags: tuple[str, ...] = (),
    source: str | None = None,
    state: State = "listed",
    path: str = "",
    corrected: tuple[int, ...] = (),
    withdrawn: str = "",
    original: str | None = None,
    series: str | None = None,
) -> Filed:
    """Return a story `hours` after the first; a tag's address is its name in small letters.

    It was `corrected` so many hours after the first was published; one that was `withdrawn` stands in no list.
    """
    path, where = path or f"stories/{code}.md", f"stories/{code}/"
    moment = FIRST + timedelta(hours=hours)
    headline = title or f"Headline {code}"
    moments = tuple(FIRST + timedelta(hours=more) for more in corrected)
    story = Story(
        headline,
        moment,
        story_code=code,
        tags=tags,
        source=Source(source) if source else None,
        corrections=tuple(Correction(at, f"Text {text}.") for at in moments),
        withdrawn=Withdrawal(withdrawn) if withdrawn else None,
        series=series,
    )
    record = Record(
        story=story,
        code=code,
        origin=path,
        url=where,
        save_as=f"{where}index.html",
        template="article",
        status="published" if state == "listed" else "hidden",
        date=moment,
        has_clock=True,
        modified=None,
        excerpt="Text.",
        text=TEXTS[text],
        lang="en",
        dir="ltr",
        tags=tuple(TermKey(tag, tag.lower()) for tag in tags),
        source=TermKey(source, source.lower()) if source else None,
        original=original,
        links="",
        corrected=moments,
        series=TermKey(series, series.lower()) if series else None,
    )
    return Filed(path, "unlisted" if withdrawn else state, f"{code}{text}{title}".encode(), record)


@contextmanager
def empty_catalog() -> Iterator[Catalog]:
    """Open a catalog without stories, in memory."""
    with closing(connect(":memory:")) as book:
        found = Catalog(book, site_settings())
        found.create()
        yield found


def put(catalog: Catalog, *stories: Filed) -> None:
    """File stories and count tags, sources and series."""
    catalog.put(map(rows_of, stories))
    catalog.regroup()
