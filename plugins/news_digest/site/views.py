"""What a template is handed: frozen values, computed once, with addresses ready to print.

A template reads nothing else, so what a page depends on is what its builder put in. Addresses of pages are
root-relative and carry the path of SITEURL ("/digest/stories/846706/"); feeds and canonical links are absolute.
What most pages have many of are named tuples, which are made and compared the fastest.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from ..story import Rights

Direction = Literal["ltr", "rtl"]
# Pixels; the sites that show previews want no less for a large one.
WIDE = 600


class Link(NamedTuple):
    """A text and where it leads; `url` is None for what is named but not here."""

    text: str
    url: str | None = None
    lang: str | None = None
    dir: Direction | None = None


class Feed(NamedTuple):
    """A feed as a page announces it; `mime` is that of its format: RSS, Atom or JSON Feed."""

    title: str
    url: str
    mime: str


class FeedList(NamedTuple):
    """What is told in feeds of its own, in a few words, and these feeds."""

    title: str
    text: str
    feeds: tuple[Feed, ...]


@dataclass(frozen=True, slots=True)
class Site:
    """What every page shows of the site.

    `feeds` tell all stories. `assets` is the address prefix of the theme's static files. `feeds_page` leads to what is
    told of all feeds, `corrections` to the list of all of them, `search` to the page to search on, if there are such.
    `style`, `early` (a script that runs before anything is shown) and `script` (a module) are the addresses of its
    joined files, "" where it has none.
    """

    name: str
    tagline: str
    url: str
    home: str
    assets: str
    lang: str
    dir: Direction
    nav: tuple[Link, ...]
    feeds: tuple[Feed, ...]
    feeds_page: Link | None = None
    corrections: Link | None = None
    search: Link | None = None
    style: str = ""
    early: str = ""
    script: str = ""


class Picture(NamedTuple):
    """The picture that stands for a page elsewhere: its absolute address, what it shows in words, its size if known."""

    url: str
    alt: str = ""
    width: int | None = None
    height: int | None = None

    @property
    def is_wide(self) -> bool:
        """Whether it is large enough to be shown above a text, and not beside it."""
        return (self.width or 0) >= WIDE


class ArticleFacts(NamedTuple):
    """What other sites that show a link to a story are told of it: ISO dates, its section, the names of its tags."""

    published: str
    modified: str = ""
    section: str = ""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class View:
    """The page itself: `kind` is the template's name, `nav` the address in the navigation it belongs to.

    `linked_data` is JSON that is safe within a `<script>`, `locale` the language as Open Graph writes it. `article` and
    `picture` are a story's.
    """

    kind: str
    title: str
    url: str
    canonical: str | None
    description: str
    lang: str
    dir: Direction
    nav: str | None = None
    feeds: tuple[Feed, ...] = ()
    newer: Link | None = None
    older: Link | None = None
    linked_data: str = ""
    locale: str = ""
    article: ArticleFacts | None = None
    picture: Picture | None = None


class Moment(NamedTuple):
    """A date as printed and as `<time datetime>` takes it; `clock` is "" where the capture shows only a day."""

    iso: str
    day: str
    clock: str


class Carried(NamedTuple):
    """Who else has a story's text: who carried it `first`, if that is another; else in whose papers it stands as well.

    Each leads to the story there; `more` are not named.
    """

    first: Link | None = None
    also: tuple[Link, ...] = ()
    more: int = 0


class Entry(NamedTuple):
    """A story in a list; `carried` is None where no other paper has it, and in lists that do not say so."""

    code: str
    headline: str
    url: str
    moment: Moment
    deck: str
    source: Link | None
    lang: str
    dir: Direction
    carried: Carried | None = None


@dataclass(frozen=True, slots=True)
class EntryGroup:
    """Entries under one heading: the stories of a day on the home page, of a month in the archive."""

    heading: Link
    entries: tuple[Entry, ...]


class RelatedEntry(NamedTuple):
    """A related story: a page of the digest, an address elsewhere, or only its name; `reason` is a short phrase."""

    link: Link
    moment: Moment | None
    source: str | None
    reason: str


class Correction(NamedTuple):
    """What was put right in a story at one moment, on its own page."""

    moment: Moment
    texts: tuple[str, ...]


class CorrectedEntry(NamedTuple):
    """What was put right in a story at one moment, in a list, with the story."""

    entry: Entry
    correction: Correction


class StorySeries(NamedTuple):
    """What a story is a part of: those before it (the oldest first), and the next one; `link` leads to all of them."""

    link: Link
    earlier: tuple[RelatedEntry, ...]
    later: tuple[RelatedEntry, ...]


@dataclass(frozen=True, slots=True)
class StoryView:
    """A story on its own page. `body` is HTML made by our renderer, the one value that is not escaped again.

    `is_summary` says that the capture had no more than the story's summary, `rights` how much of it may be shown;
    `original` then leads to the rest. `corrections` begin with the newest. `first_carried` holds the story that leads
    this one, if it is a copy of its text, `also_carried` the other copies. `words` are how many it has, None where they
    cannot be counted, `minutes` how long they take to read, 0 where it is not shown whole; `contents` lead to the
    crossheads of a long one. `mail` is an address that begins a letter with a link to it, "" in development.
    """

    entry: Entry
    body: str
    authors: tuple[str, ...]
    dateline: str | None
    publisher: str | None
    original: Link | None
    modified: Moment | None
    tags: tuple[Link, ...]
    edition: Link | None
    printed_related: tuple[RelatedEntry, ...]
    computed_related: tuple[RelatedEntry, ...]
    is_summary: bool = False
    rights: Rights = "full"
    corrections: tuple[Correction, ...] = ()
    first_carried: tuple[RelatedEntry, ...] = ()
    also_carried: tuple[RelatedEntry, ...] = ()
    words: int | None = None
    minutes: int = 0
    contents: tuple[Link, ...] = ()
    mail: str = ""
    series: StorySeries | None = None


@dataclass(frozen=True, slots=True)
class WithdrawnView:
    """The notice that stands in the place of a story: its code, why and when it was withdrawn, and whose it was."""

    code: str
    reason: str
    moment: Moment | None
    source: Link | None
    original: Link | None


@dataclass(frozen=True, slots=True)
class Term:
    """A tag or source in its index, with how many stories it has and the day of the newest."""

    link: Link
    count: int
    newest: Moment | None


class TermSection(NamedTuple):
    """Tags or sources under one heading of an index: a letter or a span of them, "" for what begins with no letter."""

    heading: str
    id: str
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class TermIndex:
    """A long index: the most used first in a few, then all by their first letters, script by script."""

    most_used: tuple[Term, ...]
    scripts: tuple[tuple[TermSection, ...], ...]


class Run(NamedTuple):
    """How the stories of a list spread over time, as a drawing of bars, one for each `unit`: "month", "year", "years".

    `bars` is the data of an SVG path in a box of `width` by `height`. The texts name the first and the last period of
    the drawing, and the one with the most stories, which are `most`.
    """

    unit: str
    width: int
    height: int
    bars: str
    first: str
    last: str
    peak: str
    most: int


@dataclass(frozen=True, slots=True)
class Profile:
    """What the landing page of a tag or source tells of all its stories.

    `companions` are tags that often stand beside a tag. `home` leads to a source's site, `languages` are the languages
    of its stories by their own names.
    """

    first: Moment
    newest: Moment
    run: Run | None = None
    companions: tuple[Link, ...] = ()
    home: Link | None = None
    languages: tuple[Link, ...] = ()
