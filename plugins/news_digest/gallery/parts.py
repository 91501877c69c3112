"""Examples of the theme's parts: macros of `theme/templates/parts`, each with the inputs that it is handed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from ..site.views import Carried, Entry, EntryGroup, Link, Site
from . import calendars, stories
from .pages import A_SERIES, ATOM, RSS, SITE, a_view
from .profiles import OF_A_SOURCE, OF_A_TAG, RUN
from .terms import A_LONG_INDEX, a_term

FEEDS_PAGE = Link("Feeds", "/feeds/")
NEWER, OLDER = Link("Council Meets", "/stories/a7k2/"), Link("Tide Tables Corrected", "/stories/843004/")
PAGED = replace(a_view("tag", "Ferries", "/tags/ferries/"), newer=NEWER, older=OLDER)
FULL = stories.a_full_story(stories.FERRIES, stories.PLAIN_BODY)
CORRECTED = replace(FULL, corrections=stories.CORRECTIONS)
LONG = stories.a_long_story(stories.FERRIES)
ARABIC = stories.a_full_story(stories.ARABIC, stories.ARABIC_BODY)
CARRIED = Carried(also=(stories.WIRE, Link("نشرة المرفأ", "/stories/72/", "ar", "rtl")), more=3)
TERMS = tuple(a_term(link.text, 40 - 3 * place) for place, link in enumerate(stories.TAGS))


@dataclass(frozen=True, slots=True)
class Example:
    """One use of a part: `inputs` by their names; `within` is the story whose element it stands in, None elsewhere.

    The macros of a story are handed `attributes` besides: the marks that the site's words need within the story.
    """

    inputs: Mapping[str, object]
    within: Entry | Site | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A macro of the theme, with the file below `parts/` that has it, and its examples by what they show."""

    name: str
    file: str
    examples: Mapping[str, Example]


def _part(place: str, **examples: Example) -> Part:
    """Return a part of a place as "file.macro"; the names of its examples have underscores for spaces."""
    file, _, name = place.partition(".")
    return Part(name, f"{file}.html", {says.replace("_", " "): example for says, example in examples.items()})


def _of(**inputs: object) -> Example:
    return Example(inputs)


def _listed(**inputs: object) -> Example:
    return Example({"ui": SITE, **inputs})


def _within(around: Entry | Site, /, **inputs: object) -> Example:
    return Example(inputs, around)


PARTS: tuple[Part, ...] = (
    _part(
        "masthead.masthead",
        on_the_home_page=_within(SITE, site=SITE, home=True, section=None, here="/"),
        on_any_other=_within(SITE, site=SITE, home=False, section="/tags/", here=None),
    ),
    _part("footer.footer", usual=_within(SITE, site=SITE)),
    _part(
        "pagehead.page_head",
        a_tag=_of(link=stories.TAGS[0], around=SITE, kicker="Tag", note="24 stories", feeds=(RSS,)),
        in_another_script=_of(link=Link("مرام", None, "ar", "rtl"), around=SITE, kicker="Tag"),
    ),
    _part(
        "pagehead.plain_head",
        a_title_alone=_of(title="Archive"),
        with_feeds=_of(title="Corrections", note="2 corrections", feeds=(RSS, ATOM)),
    ),
    _part("pages.pages", between_two=_listed(view=PAGED, named=True), plain=_listed(view=PAGED)),
    _part("empty.empty", no_stories=_of(message="There are no stories yet.")),
    _part(
        "feeds.feed_links",
        two_feeds=_of(feeds=(RSS, ATOM), label="Follow"),
        told_of=_of(feeds=(RSS,), label="Feeds", about=Link("Feeds", "/feeds/")),
    ),
    _part(
        "entry.entry_article",
        usual=_listed(entry=stories.FERRIES, level=3, show="clock"),
        bare=_listed(entry=stories.BARE, level=3, show="clock"),
        long=_listed(entry=stories.LONG, level=3, show="clock"),
        from_right_to_left=_listed(entry=stories.ARABIC, level=3, show="clock"),
        japanese=_listed(entry=stories.JAPANESE, level=3, show="none"),
        hostile=_listed(entry=stories.HOSTILE, level=3, show="none"),
    ),
    _part(
        "entry.carriers",
        a_copy=Example({"carried": Carried(first=stories.POST), "ui": SITE}, SITE),
        carried_widely=Example({"carried": CARRIED, "ui": SITE}, SITE),
    ),
    _part("entry.entry_columns", a_day=_listed(entries=stories.EVERY_ENTRY[:5], level=3, show="clock")),
    _part("entry.entry_rows", by_date=_listed(entries=stories.EVERY_ENTRY[:4], level=3)),
    _part("entry.group_rail", a_day=_of(group=EntryGroup(Link("5 March 2024", "/e/"), stories.EVERY_ENTRY[:3]))),
    _part(
        "entry.entry_lines",
        a_month=_listed(entries=stories.EVERY_ENTRY, show="day"),
        a_day=_listed(entries=stories.EVERY_ENTRY, show="clock"),
    ),
    _part(
        "front.front",
        many=_listed(entries=stories.EVERY_ENTRY, level=3),
        one=_listed(entries=stories.SHORTER[:1], level=3),
    ),
    _part(
        "story.story_head",
        usual=_within(stories.FERRIES, story=FULL),
        bare=_within(stories.BARE, story=stories.a_story(stories.BARE)),
        from_right_to_left=_within(stories.ARABIC, story=ARABIC),
    ),
    _part(
        "story.story_facts",
        all_known=_within(stories.FERRIES, story=CORRECTED),
        bare=_within(stories.BARE, story=stories.a_story(stories.BARE)),
    ),
    _part(
        "story.story_extent",
        an_excerpt=_within(stories.FERRIES, extent="This is an excerpt.", original=FULL.original),
    ),
    _part(
        "story.story_corrections",
        two=_within(stories.FERRIES, corrections=stories.CORRECTIONS, all=Link("Corrections", "/corrections/")),
    ),
    _part(
        "story.story_record",
        all_known=_within(stories.FERRIES, story=FULL, address="https://digest.example/stories/846706/"),
        from_right_to_left=_within(stories.ARABIC, story=ARABIC, address=None),
    ),
    _part("story.story_contents", of_a_long_story=_within(stories.FERRIES, links=LONG.contents)),
    _part(
        "story.ways_to_share",
        by_mail=_within(stories.FERRIES, mail=FULL.mail),
        without=_within(stories.ARABIC, mail=""),
    ),
    _part("story.story_tags", many=_within(stories.FERRIES, tags=stories.TAGS, around=stories.FERRIES)),
    _part(
        "related.related_lists",
        printed_and_computed=_listed(printed=stories.PRINTED_RELATED, computed=stories.COMPUTED_RELATED),
    ),
    _part("related.copy_lists", of_one_that_leads=_listed(first=(), also=stories.COMPUTED_RELATED[:2])),
    _part(
        "profile.profile_facts",
        of_a_tag=_listed(profile=OF_A_TAG),
        of_a_source=_listed(profile=OF_A_SOURCE),
    ),
    _part("profile.run_chart", by_month=_of(run=RUN)),
    _part("series.story_so_far", in_the_middle=_listed(series=A_SERIES, moment=stories.FERRIES.moment)),
    _part("terms.term_index", tags=_listed(terms=TERMS)),
    _part("terms.long_index", in_three_scripts=_listed(index=A_LONG_INDEX)),
    _part("terms.term_table", sources=_listed(terms=TERMS[:4])),
    _part("calendar.archive_way", to_the_headlines=_of(link=Link("Headlines", "/archive/headlines/"))),
    _part("calendar.year_links", three=_of(links=calendars.YEARS)),
    _part("calendar.months", two=_of(calendar=calendars.THIS_YEAR, weekdays=calendars.WEEKDAYS)),
    _part(
        "calendar.month",
        with_weeks=_of(month=calendars.a_month(calendars.MONTHS[0]), has_weeks=True, weekdays=calendars.WEEKDAYS),
        from_Sunday_on=_of(
            month=calendars.a_month(calendars.MONTHS[2], begins=6), has_weeks=False, weekdays=calendars.FROM_SUNDAY
        ),
    ),
    _part("search.search_other_ways", on_the_search_page=_of(links=SITE.nav, here="/search/")),
    _part("time.time", day_and_clock=_within(SITE, moment=stories.FERRIES.moment, show="both")),
)

# Pieces of other parts, what stands in a page's head, which nobody sees, and what is there only once a script ran.
UNSHOWN = frozenset(
    {
        "article_facts",
        "bare_count",
        "carriers_text",
        "copy_button",
        "credit",
        "dated",
        "discovery",
        "entry_row",
        "fact",
        "files",
        "head",
        "keys",
        "minutes",
    }
    | {"named", "names", "navigation", "others", "page_note", "preview", "preview_picture", "related", "related_entry"}
    | {"search_choice", "search_form", "search_hit", "search_texts"}
    | {"edition_contents", "edition_note", "edition_week"}
    | {"milestone", "named_row", "said", "share_buttons", "step", "story_count", "term_note", "theme_switch"}
)
