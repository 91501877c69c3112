"""One run of the press: from what Pelican has read to the files of the output folder."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from jinja2 import Environment
from pelican.contents import Article, Content

from ..press import Claim, Page
from ..press.press import Press
from ..press.render import Renderer
from .digest import Digest, rooted
from .feeds import feed_sheets
from .pages import (
    NOT_FOUND,
    StaticPage,
    archive_pages,
    edition_pages,
    home_pages,
    not_found_page,
    source_pages,
    static_pages,
    story_pages,
    tag_pages,
)
from .records import Record, cut, records_of
from .references import encode_spaces
from .related import RelatedPages
from .settings import Address, SiteSettings
from .shell import shell_of
from .sitemap import mapped_pages, robots_sheet, sitemap_sheets, urls_of_lists
from .views import Link

_TAG = re.compile(r"<[^>]*>")
DESCRIPTION_LENGTH = 160


@dataclass(frozen=True, slots=True)
class Templates:
    """Where the theme's templates come from."""

    environment: Environment
    extensions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Copy:
    """All that one run prints from, as Pelican has read it.

    `shown` stand in every list; `translations` are told in the feeds of the whole site, too; `unlisted` (hidden ones
    and drafts) have a page alone. `in_menu` are those of the static `pages` that are published. `files` are static.
    """

    shown: tuple[Article, ...]
    translations: tuple[Article, ...] = ()
    unlisted: tuple[Article, ...] = ()
    pages: tuple[Content, ...] = ()
    in_menu: tuple[Content, ...] = ()
    files: tuple[Content, ...] = ()

    def unpublished(self) -> Iterator[Content]:
        """Yield what has a page that no search engine should be led to."""
        return (content for content in chain(self.unlisted, self.pages) if content.status != "published")


@dataclass(frozen=True, slots=True)
class Stories:
    """The records of one run, each list newest first; `told` is what the feeds of the whole site tell."""

    listed: tuple[Record, ...]
    unlisted: tuple[Record, ...]
    told: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class Printing:
    """What a run does besides: where to, and who is told of each page; without `templates` only feeds are printed."""

    output: Path
    templates: Templates | None = None
    written: Callable[[Path, Page], None] | None = field(default=None)


def print_digest(copy: Copy, settings: SiteSettings, printing: Printing) -> int:
    """Write the digest and return how many files changed; raises before anything is written on a double claim."""
    stories = _stories(copy, settings)
    digest = Digest.of(stories.listed, settings)
    # A page's {attach} links say where static files go, so bodies are resolved before the files' places are asked for.
    own_pages = tuple(_static_page(page, settings) for page in copy.pages)
    pages = tuple(_pages(copy, digest, stories, own_pages)) if printing.templates else ()
    urls = _urls_of_pages(copy, pages) if pages else _urls_elsewhere(copy, digest)
    statics = tuple(Claim(file.save_as, f"the file {file.get_relative_source_path()}") for file in copy.files)
    taken = {claim.save_as for claim in statics}
    site_sheets = (
        *sitemap_sheets(settings, mapped_pages(settings, urls, stories.told)),
        robots_sheet(settings),
    )
    # A user's own robots.txt or sitemap.xml among the static files stands for ours.
    sheets = (*feed_sheets(digest, stories.told), *(sheet for sheet in site_sheets if sheet.save_as not in taken))
    templates = printing.templates or Templates(Environment(autoescape=True), ())
    renderer = Renderer.within(templates.environment, templates.extensions)
    return Press(printing.output, renderer, printing.written).print(pages, sheets, statics)


def _stories(copy: Copy, settings: SiteSettings) -> Stories:
    told = records_of(chain(copy.shown, copy.translations), settings)
    translated = {article.get_relative_source_path() for article in copy.translations}
    return Stories(
        listed=tuple(record for record in told if record.origin not in translated),
        unlisted=(
            *(record for record in told if record.origin in translated),
            *records_of(copy.unlisted, settings),
        ),
        told=told,
    )


def _pages(copy: Copy, digest: Digest, stories: Stories, own_pages: tuple[StaticPage, ...]) -> Iterator[Page]:
    settings = digest.settings
    menu = (Link(page.title, rooted(page.url, settings)) for page in copy.in_menu)
    shell = shell_of(digest, menu)
    yield from home_pages(shell, digest)
    yield from story_pages(shell, digest, chain(stories.listed, stories.unlisted), RelatedPages.of(digest))
    yield from edition_pages(shell, digest)
    yield from tag_pages(shell, digest)
    yield from source_pages(shell, digest)
    yield from archive_pages(shell, digest)
    yield from static_pages(shell, own_pages)
    yield not_found_page(shell)


def _static_page(page: Content, settings: SiteSettings) -> StaticPage:
    body = encode_spaces(str(page.get_content(settings.base)))
    summary = page.metadata.get("summary") or body
    return StaticPage(
        title=page.title,
        origin=page.get_relative_source_path(),
        address=Address(page.url, page.save_as),
        template=page.template,
        body=body,
        description=cut(" ".join(_TAG.sub(" ", summary).split()), DESCRIPTION_LENGTH),
        lang=page.lang,
    )


def _urls_of_pages(copy: Copy, pages: tuple[Page, ...]) -> Iterator[str]:
    unmapped = {NOT_FOUND.save_as, *(content.save_as for content in copy.unpublished())}
    return (page.url for page in pages if page.save_as not in unmapped)


def _urls_elsewhere(copy: Copy, digest: Digest) -> Iterator[str]:
    yield from urls_of_lists(digest)
    yield from (content.url for content in chain(copy.shown, copy.translations, copy.in_menu))
