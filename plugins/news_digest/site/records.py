"""From Pelican's articles to frozen records: all that pages and feeds need of a story, its address computed once."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import replace
from hashlib import blake2b
from typing import Any, Literal, NamedTuple

from pelican.contents import Article, Content

from ..markdown.dates import as_moment
from ..story import Source, Story
from ..urls import split_url
from .due import ALWAYS, Due, due_of
from .excerpts import excerpt, plain_text
from .former import FormerAddress, former_addresses
from .pictured import has_picture
from .reader import story_of
from .references import encode_spaces
from .rights import is_restricted
from .views import Direction

# What links of a body have to be resolved: none, those to names ({tag}), to files ({filename}), or {attach}, which
# also says where the file goes.
Links = Literal["", "names", "files", "attach"]

RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "ha-arab", "he", "iw", "ks", "ps", "sd", "ug", "ur", "yi"})
RIGHT_TO_LEFT_SCRIPTS = frozenset({"arab", "hebr", "thaa", "syrc", "nkoo"})

# As Pelican's own, with its default INTRASITE_LINK_REGEX.
_PLACEHOLDER = re.compile(
    r"""<[^>]+(?:href|src|poster|data|cite|formaction|action|content)\s*=\s*(?P<quote>["\'])[{|](?P<what>.*?)[|}].*?(?P=quote)"""
)


class TermKey(NamedTuple):
    """A tag or source as a story names it."""

    name: str
    slug: str


class Record(NamedTuple):
    """A story as the site shows it, without its body, of which `text` is a hash.

    `url` starts at the root, `date` is aware, `has_clock` says if it has a time, `modified` is the story's last change,
    `corrected` are the aware moments of its corrections. From `formers` readers are led to it. A picture in its
    body (`pictured`) stands for it elsewhere. A `foreign` body is not our reader's: anything may be in it.
    """

    story: Story
    code: str
    origin: str
    url: str
    save_as: str
    template: str
    status: str
    date: dt.datetime
    has_clock: bool
    modified: dt.datetime | None
    excerpt: str
    text: str
    lang: str
    dir: Direction
    tags: tuple[TermKey, ...]
    source: TermKey | None
    original: str | None
    links: Links
    corrected: tuple[dt.datetime, ...] = ()
    formers: tuple[FormerAddress, ...] = ()
    due: Due = ALWAYS
    pictured: bool = False
    series: TermKey | None = None
    foreign: bool = False

    @property
    def day(self) -> dt.date:
        """The day as printed, in the zone of the story itself."""
        return self.date.date()


def record_of(article: Article) -> Record:
    """Return the record of one article."""
    story = _story(article)
    html = html_of(article)
    lang = str(article.lang)
    # Stories are compared by all of their text, however little of it may be shown.
    text = f"{html}{story.body}" if is_restricted(story) else html
    return Record(
        story=story,
        code=story.story_code or article.slug,
        origin=article.get_relative_source_path(),
        url=article.url,
        save_as=article.save_as,
        template=article.template,
        status=article.status,
        date=article.date,
        has_clock=isinstance(story.date, dt.datetime),
        modified=getattr(article, "modified", None),
        excerpt=story.deck or excerpt(html),
        text=blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest(),
        lang=lang,
        dir=direction(lang),
        tags=_keys(getattr(article, "tags", ())),
        source=_term(getattr(article, "source", None)),
        original=web_address(story.source.url) if story.source else None,
        links=links_of(html),
        corrected=tuple(as_moment(one.date, article.timezone) for one in story.corrections),
        formers=former_addresses(article, story.formerly) if story.formerly else (),
        due=due_of(article),
        pictured=has_picture(html),
        series=_term(getattr(article, "series", None)),
        foreign=story_of(article.metadata) is None,
    )


def links_of(html: str) -> Links:
    """Return which of Pelican's links (https://docs.getpelican.com/en/stable/content.html) are in a body."""
    # Few bodies have one of these signs at all.
    if "{" not in html and "|" not in html:
        return ""
    found = {match["what"] for match in _PLACEHOLDER.finditer(html)}
    if "attach" in found:
        return "attach"
    return "files" if found & {"filename", "static"} else "names" if found else ""


def html_of(article: Article) -> str:
    """Return the body as HTML in which Pelican's links to files by their paths still stand."""
    # Pelican's own property resolves them, for which all other files have to be read.
    return str(article._content)  # noqa: SLF001


def resolved_body(content: Content, base: str) -> str:
    """Return the body of an article or page as HTML, its links to files made addresses that begin with `base`."""
    # With RELATIVE_URLS Pelican sets nothing between an empty base and an address.
    return encode_spaces(str(content.get_content(base or "/")))


def _story(article: Article) -> Story:
    """Return the story behind an article, with what other plugins may have changed on the article since."""
    story = story_of(article.metadata)
    if story is None:
        return _story_of_another_reader(article)
    as_read = article.title == story.headline and len(story.tags) == len(getattr(article, "tags", ()))
    # The page of a withdrawn story has another headline, but lists of related stories name it by its own.
    if as_read or story.withdrawn:
        return story
    return replace(story, headline=str(article.title), tags=tuple(tag.name for tag in getattr(article, "tags", ())))


def _story_of_another_reader(article: Article) -> Story:
    source = article.metadata.get("source")
    modified = getattr(article, "modified", None)
    clock = (article.date.hour, article.date.minute, article.date.second)
    return Story(
        headline=plain_text(article.title),
        date=article.date if any(clock) else article.date.date(),
        modified=modified,
        slug=article.slug,
        source=Source(str(source), article.metadata.get("source_url")) if source else None,
        authors=tuple(author.name for author in getattr(article, "authors", ())),
        deck=plain_text(article.metadata.get("summary") or "") or None,
        tags=tuple(tag.name for tag in getattr(article, "tags", ())),
        lang=article.metadata.get("lang"),
        status=article.status,
    )


def _keys(terms: Iterable[Any]) -> tuple[TermKey, ...]:
    by_slug = {term.slug: TermKey(term.name, term.slug) for term in reversed(tuple(terms))}
    return tuple(reversed(by_slug.values()))


def _term(named: Any) -> TermKey | None:  # noqa: ANN401 - whatever another plugin calls so
    return TermKey(named.name, named.slug) if named is not None and hasattr(named, "slug") else None


def direction(lang: str) -> Direction:
    """Return the direction of writing of a BCP 47 language tag."""
    language, *subtags = lang.lower().replace("_", "-").split("-")
    scripts = [subtag for subtag in subtags if len(subtag) == len("arab")]
    if scripts:
        return "rtl" if scripts[0] in RIGHT_TO_LEFT_SCRIPTS else "ltr"
    return "rtl" if language in RIGHT_TO_LEFT else "ltr"


def web_address(url: str | None) -> str | None:
    """Return the address if it leads to the web; captured text may hold `javascript:` and worse."""
    parts = split_url(url)
    return url if parts and parts.scheme in {"http", "https"} and parts.netloc else None
