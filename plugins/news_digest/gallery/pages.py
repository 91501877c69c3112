"""Every page of an invented digest, as the site would hand it to the theme: address, template, inputs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

from ..site.views import (
    CorrectedEntry,
    EntryGroup,
    Feed,
    FeedList,
    Link,
    Moment,
    Site,
    StorySeries,
    StoryView,
    Term,
    View,
)
from . import calendars, stories
from .profiles import OF_A_SOURCE, OF_A_TAG
from .terms import A_LONG_INDEX, LONG_GALE, a_term

if TYPE_CHECKING:
    from collections.abc import Mapping

RSS = Feed("The Marram Digest", "https://digest.example/rss.xml", "application/rss+xml")
ATOM = Feed("The Marram Digest", "https://digest.example/atom.xml", "application/atom+xml")
JSON = Feed("The Marram Digest", "https://digest.example/feed.json", "application/feed+json")
FEEDS: dict[str, object] = {
    "lists": (FeedList("All stories", "Each story as soon as it is here.", (RSS, ATOM, JSON)),),
    "indexes": (Link("Tags", "/tags/"), Link("Sources", "/sources/")),
    "opml": "/feeds.opml",
}
NAV = (
    Link("Home", "/"),
    Link("Tags", "/tags/"),
    Link("Sources", "/sources/"),
    Link("Archive", "/archive/"),
    Link("Search", "/search/"),
    Link("About", "/about/"),
)
SITE = Site(
    name="The Marram Digest",
    tagline="News of the northern islands, gathered daily",
    url="https://digest.example",
    home="/",
    assets="/theme",
    lang="en",
    dir="ltr",
    nav=NAV,
    feeds=(RSS, ATOM, JSON),
    search=Link("Search", "/search/"),
)

UNEDITED: dict[str, object] = {"title": "", "note": "", "week": None, "contents": ()}
EDITED: dict[str, object] = {
    "title": "The day the ferries came back",
    "note": "<p>What the harbour had <em>waited</em> for.</p>",
    "week": Link("Week 10 of 2024", "/editions/2024-W10/"),
    "contents": tuple(
        Link(entry.headline, f"#story-{place}", entry.lang, entry.dir)
        for place, entry in enumerate(stories.EVERY_ENTRY, 1)
    ),
}


@dataclass(frozen=True, slots=True)
class Page:
    """A page to render: `name` is its file, without the ending; `inputs` are those beside `site`."""

    name: str
    template: str
    inputs: Mapping[str, object]
    site: Site = SITE


def a_view(kind: str, title: str, url: str) -> View:
    """Return the view of a page in the site's language, with neither description nor neighbours."""
    canonical = f"https://digest.example{url}" if kind != "404" else None
    return View(kind, title, url, canonical, f"{title}, in the Marram Digest", "en", "ltr")


A_SERIES = StorySeries(
    Link("The Long Gale", "/series/the-long-gale/"), stories.COMPUTED_RELATED[:2], stories.COMPUTED_RELATED[2:3]
)


def story_page(name: str, story: StoryView, **changes: object) -> Page:
    """Return a story's page; `changes` are fields of its view."""
    view = a_view("article", story.entry.headline, story.entry.url)
    own = replace(view, lang=story.entry.lang, dir=story.entry.dir)
    view = replace(own, **changes)  # type: ignore[arg-type]
    return Page(name, "article.html", {"view": view, "story": story})


def story_pages() -> tuple[Page, ...]:
    """Stories from the barest to the richest, and in a page of their own language or of the site's."""
    newer, older = Link(stories.BARE.headline, stories.BARE.url), Link(stories.ARABIC.headline, "/x/", "ar", "rtl")
    arabic = stories.a_full_story(stories.ARABIC, stories.ARABIC_BODY)
    return (
        story_page("story", stories.a_full_story(stories.FERRIES, stories.PLAIN_BODY), newer=newer, older=older),
        story_page("story-rich", stories.a_full_story(stories.LONG, stories.RICH_BODY, tags=stories.TAGS)),
        story_page("story-long", stories.a_long_story(stories.FERRIES)),
        story_page("story-long-arabic", stories.a_long_story(stories.ARABIC), lang="en", dir="ltr"),
        story_page("story-bare", stories.a_story(stories.BARE)),
        story_page("story-hostile", stories.a_hostile_story()),
        story_page("story-arabic", arabic, newer=newer, older=older),
        story_page("story-arabic-in-english-page", arabic, lang="en", dir="ltr"),
        story_page("story-corrected", replace(arabic, corrections=stories.CORRECTIONS)),
        story_page("story-excerpt", replace(arabic, rights="excerpt", body="<p>Words …</p>")),
        story_page("story-headline", replace(stories.a_story(stories.BARE, ""), rights="headline")),
        story_page("story-in-a-series", replace(arabic, series=A_SERIES)),
        story_page("story-japanese", stories.a_full_story(stories.JAPANESE, stories.JAPANESE_BODY)),
    )


def home_pages() -> tuple[Page, ...]:
    """Return the front, a page further back, and the digest before its first story."""
    view = a_view("index", SITE.name, "/")
    newest = EntryGroup(Link("5 March 2024", "/editions/2024-03-05/"), stories.EVERY_ENTRY[:4])
    before = EntryGroup(Link("4 March 2024", "/editions/2024-03-04/"), stories.EVERY_ENTRY[4:])
    lone = EntryGroup(Link("3 March 2024", "/editions/2024-03-03/"), stories.SHORTER[:1])
    paged = replace(
        view,
        newer=Link("Newer stories", "/"),
        older=Link("Older stories", "/page/2024-02-11/"),
        url="/page/2024-02-20/",
    )
    return (
        Page(
            "index",
            "index.html",
            {"view": replace(view, older=Link("Older stories", "/page/2024-02-20/")), "groups": (newest, before, lone)},
        ),
        Page("index-older", "index.html", {"view": paged, "groups": (before, lone)}),
        Page("index-empty", "index.html", {"view": view, "groups": ()}),
    )


def edition_pages() -> tuple[Page, ...]:
    """Return the pages of days and of a week."""
    day = Moment("2024-03-05", "5 March 2024", "")
    week = replace(a_view("week", "Week 10 of 2024", "/editions/2024-W10/"), older=Link("Week 9 of 2024", "/w/"))
    days = (
        EntryGroup(Link("5 March 2024", "/editions/2024-03-05/"), stories.EVERY_ENTRY[:4]),
        EntryGroup(Link("4 March 2024", "/editions/2024-03-04/"), stories.EVERY_ENTRY[4:]),
    )
    places = (Link("5 March 2024", "#day-1"), Link("4 March 2024", "#day-2"))
    edition = replace(
        a_view("period_archives", "5 March 2024", "/editions/2024-03-05/"), older=Link("4 March 2024", "/e/")
    )
    return (
        Page(
            "edition", "period_archives.html", {"view": edition, "day": day, "entries": stories.EVERY_ENTRY, **EDITED}
        ),
        Page(
            "edition-one",
            "period_archives.html",
            {"view": edition, "day": day, "entries": (stories.ARABIC,), **UNEDITED},
        ),
        Page(
            "week",
            "week.html",
            {"view": week, "lead": stories.FERRIES, "groups": days, "contents": places, "title": "", "note": ""},
        ),
        Page("edition-empty", "period_archives.html", {"view": edition, "day": day, "entries": (), **UNEDITED}),
    )


def list_pages() -> tuple[Page, ...]:
    """Return the edition, tag, source, series and archive pages, and the same without a story."""
    feeds = (Feed("Ferries", "https://digest.example/tags/ferries/rss.xml", "application/rss+xml"),)
    tag = replace(
        a_view("tag", "Ferries", "/tags/ferries/"),
        nav="/tags/",
        feeds=feeds,
        older=Link("Older stories", "/tags/ferries/1/"),
    )
    source = replace(a_view("source", "نشرة المرفأ", "/sources/nashrat-al-marfa/"), nav="/sources/")
    series = a_view("series", "Series: The Long Gale", "/series/the-long-gale/")
    arabic = Term(Link("نشرة المرفأ", "/sources/nashrat-al-marfa/"), 24, None)
    return (
        *edition_pages(),
        Page(
            "tag",
            "tag.html",
            {"view": tag, "term": a_term("Ferries", 24), "profile": OF_A_TAG, "entries": stories.EVERY_ENTRY},
        ),
        Page("tag-empty", "tag.html", {"view": tag, "term": a_term("Ferries", 0), "profile": None, "entries": ()}),
        Page(
            "source",
            "source.html",
            {"view": source, "term": arabic, "profile": OF_A_SOURCE, "entries": (stories.ARABIC,)},
        ),
        Page(
            "series",
            "series.html",
            {"view": series, "term": LONG_GALE, "profile": OF_A_TAG, "entries": stories.EVERY_ENTRY},
        ),
        *archive_pages(),
        *amended_pages(),
        Page("search", "search.html", {"view": a_view("search", "Search", "/search/")}),
        Page("feeds", "feeds.html", {"view": a_view("feeds", "Feeds", "/feeds/"), **FEEDS}),
    )


def archive_pages() -> tuple[Page, ...]:
    """Return the calendars of the newest years, of one year, and the list of headlines."""
    months = (
        EntryGroup(Link("March 2024"), stories.EVERY_ENTRY),
        EntryGroup(Link("February 2024", "/archive/2024/#month-2024-02"), stories.SHORTER),
    )
    listed = replace(a_view("headlines", "Headlines", "/archive/headlines/"), nav="/archive/")
    view = a_view("archives", "Archive", "/archive/")
    year = replace(
        a_view("year", "Archive of 2024", "/archive/2024/"), nav="/archive/", older=Link("2023", "/archive/2023/")
    )
    around: dict[str, object] = {"headlines": Link("Headlines", "/archive/headlines/"), "weekdays": calendars.WEEKDAYS}
    newest = {"calendars": (calendars.THIS_YEAR, calendars.LAST_YEAR), "years": calendars.YEARS}
    way = Link("Calendar", "/archive/")
    return (
        Page("archives", "archives.html", {"view": view, **newest, **around}),
        Page("archives-empty", "archives.html", {"view": view, "calendars": (), "years": (), **around}),
        Page("year", "year.html", {"view": year, "calendar": calendars.THIS_YEAR, **around}),
        Page("headlines", "headlines.html", {"view": listed, "groups": months, "calendar": way}),
        Page("headlines-empty", "headlines.html", {"view": listed, "groups": (), "calendar": None}),
    )


def amended_pages() -> tuple[Page, ...]:
    """Return the list of corrections, and the notices of withdrawn stories, of a digest that has corrections."""
    site = replace(SITE, corrections=Link("Corrections", "/corrections/"))
    view = replace(a_view("corrections", "Corrections", "/corrections/"), feeds=(RSS, ATOM))
    items = tuple(
        CorrectedEntry(entry, each)
        for entry, each in zip((stories.ARABIC, stories.LONG), stories.CORRECTIONS, strict=True)
    )
    notice = a_view("withdrawn", "Story 846706 was withdrawn", "/stories/846706/")
    return (
        Page("corrections", "corrections.html", {"view": view, "items": items}, site),
        Page("corrections-empty", "corrections.html", {"view": view, "items": ()}, site),
        Page("withdrawn", "withdrawn.html", {"view": notice, "notice": stories.NOTICE}, site),
        Page("withdrawn-bare", "withdrawn.html", {"view": notice, "notice": stories.BARE_NOTICE}, site),
    )


def index_pages() -> tuple[Page, ...]:
    """Return the indexes of tags and sources, static pages, and the page for an address that is not there."""
    tags = tuple(Term(link, 40 - 3 * place, None) for place, link in enumerate(stories.TAGS))
    sources = tuple(
        Term(link, count, stories.FERRIES.moment)
        for link, count in ((stories.WIRE, 12), (stories.POST, 1), (stories.ARABIC.source, 3), (stories.UNLINKED, 2))
        if link is not None
    )
    tags_view, sources_view = a_view("tags", "Tags", "/tags/"), a_view("sources", "Sources", "/sources/")
    about = a_view("page", "About", "/about/")
    return (
        Page("tags", "tags.html", {"view": tags_view, "terms": tags, "index": None}),
        Page("tags-long", "tags.html", {"view": tags_view, "terms": (), "index": A_LONG_INDEX}),
        Page("sources-long", "sources.html", {"view": sources_view, "terms": (), "index": A_LONG_INDEX}),
        Page("tags-empty", "tags.html", {"view": tags_view, "terms": (), "index": None}),
        Page("sources", "sources.html", {"view": sources_view, "terms": sources, "index": None}),
        Page("sources-empty", "sources.html", {"view": sources_view, "terms": (), "index": None}),
        Page("page", "page.html", {"view": about, "page_title": "About this digest", "body": stories.PLAIN_BODY}),
        Page("404", "404.html", {"view": a_view("404", "Not found", "/404.html")}),
    )


def mirrored_pages() -> tuple[Page, ...]:
    """Return the front and a story of a digest that runs from right to left."""
    nav = tuple(
        Link(text, link.url) for text, link in zip(("الأخيرة", "الوسوم", "المصادر", "الأرشيف"), NAV, strict=False)
    )
    site = replace(SITE, name="موجز مرام", tagline="أخبار الجزر الشمالية كل يوم", lang="ar", dir="rtl", nav=nav)
    return tuple(
        replace(page, name=f"mirrored-{page.name}", site=site, inputs={**page.inputs, "view": _mirrored(page)})
        for page in (*home_pages()[:1], *story_pages()[:1], *story_pages()[4:5], *list_pages()[3:4])
    )


def _mirrored(page: Page) -> View:
    view = cast("View", page.inputs["view"])
    return view if page.template == "article.html" else replace(view, lang="ar", dir="rtl")


def every_page() -> tuple[Page, ...]:
    """Return all of them."""
    return (*home_pages(), *story_pages(), *list_pages(), *index_pages(), *mirrored_pages())
