"""One run of the press: from Pelican's generators to the files of the output folder."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pelican.contents import Content
from pelican.plugins import signals

from ..press import Claim, Page, Press, Renderer
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
from .settings import Address, SiteSettings, read_site_settings
from .shell import shell_of
from .sitemap import mapped_pages, robots_sheet, sitemap_sheets, urls_of_lists
from .views import Link

if TYPE_CHECKING:
    from .generators import StoriesGenerator

_TAG = re.compile(r"<[^>]*>")
DESCRIPTION_LENGTH = 160


@dataclass(frozen=True, slots=True)
class Stories:
    """The records of one run: `listed` stand in every list, `unlisted` have a page alone, `told` is what feeds tell."""

    listed: tuple[Record, ...]
    unlisted: tuple[Record, ...]
    told: tuple[Record, ...]


def print_digest(generator: StoriesGenerator, *, whole: bool) -> None:
    """Write the digest's pages and feeds, or the feeds alone if not `whole`; nothing is written on a double claim."""
    settings = read_site_settings(generator.settings)
    if whole:
        _announce(generator)
    stories = _stories(generator, settings)
    digest = Digest.of(stories.listed, settings)
    statics = tuple(_static_claims(generator.context["staticfiles"])) if "staticfiles" in generator.context else ()
    taken = {claim.save_as for claim in statics}
    pages = list(_pages(digest, stories, generator.context)) if whole else []
    mapped = mapped_pages(settings, _mapped_urls(generator, digest, pages), stories.told)
    site_sheets = [*sitemap_sheets(settings, mapped), robots_sheet(settings)]
    # A user's own robots.txt or sitemap.xml among the static files stands for ours.
    sheets = [*feed_sheets(digest, stories.told), *(sheet for sheet in site_sheets if sheet.save_as not in taken)]
    renderer = Renderer.within(generator.env, generator.settings["TEMPLATE_EXTENSIONS"])
    press = Press(Path(generator.output_path), renderer, _written(generator) if whole else None)
    press.print(pages, sheets, statics)


def _announce(generator: StoriesGenerator) -> None:
    # Before anything is taken from the articles, since a receiver may change them.
    if not signals.article_generator_write_article.receivers:
        return
    for article in chain(generator.translations, generator.articles, *generator.all_articles()[2:4]):
        signals.article_generator_write_article.send(generator, content=article)


def _stories(generator: StoriesGenerator, settings: SiteSettings) -> Stories:
    shown, translations, *rest = generator.all_articles()
    told = records_of(chain(shown, translations), settings)
    originals = {article.get_relative_source_path() for article in shown}
    listed = tuple(record for record in told if record.origin in originals)
    translated = tuple(record for record in told if record.origin not in originals)
    unlisted = tuple(record for articles in rest for record in records_of(articles, settings))
    return Stories(listed, (*translated, *unlisted), told)


def _pages(digest: Digest, stories: Stories, context: Mapping[str, Any]) -> Iterator[Page]:
    settings = digest.settings
    pages = tuple(_static_page(page, settings) for page in context.get("digest_pages", ()))
    menu = (Link(page.title, rooted(page.address.url, settings)) for page in _in_menu(context, pages))
    shell = shell_of(digest, menu)
    related = RelatedPages.of(digest)
    yield from home_pages(shell, digest)
    yield from story_pages(shell, digest, chain(stories.listed, stories.unlisted), related)
    yield from edition_pages(shell, digest)
    yield from tag_pages(shell, digest)
    yield from source_pages(shell, digest)
    yield from archive_pages(shell, digest)
    yield from static_pages(shell, pages)
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


def _in_menu(context: Mapping[str, Any], pages: Iterable[StaticPage]) -> Iterator[StaticPage]:
    listed = {page.get_relative_source_path() for page in context.get("pages", ())}
    return (page for page in pages if page.origin in listed)


def _mapped_urls(generator: StoriesGenerator, digest: Digest, pages: Sequence[Page]) -> Iterator[str]:
    """Yield the addresses for the sitemap: every page but drafts, hidden ones and the page of what is not here."""
    if not pages:
        yield from urls_of_lists(digest)
        yield from (content.url for content in _contents(generator) if content.status == "published")
        return
    unmapped = {content.save_as for content in _contents(generator) if content.status != "published"}
    unmapped.add(NOT_FOUND.save_as)
    yield from (page.url for page in pages if page.save_as not in unmapped)


def _static_claims(files: Sequence[Any]) -> Iterator[Claim]:
    return (Claim(file.save_as, f"the file {file.get_relative_source_path()}") for file in files)


def _written(generator: StoriesGenerator) -> Callable[[Path, Page], None] | None:
    """Return what tells Pelican's receivers of a page written, None if there are none."""
    if not signals.content_written.receivers:
        return None
    contents = {content.save_as: content for content in _contents(generator)}

    def tell(path: Path, page: Page) -> None:
        content = contents.get(page.save_as)
        subject = {"article" if page.template == "article" else "page": content} if content else {}
        context = {**generator.context, **page.inputs, **subject, "output_file": page.save_as}
        signals.content_written.send(str(path), context=context)

    return tell


def _contents(generator: StoriesGenerator) -> Iterator[Content]:
    return chain(*generator.all_articles(), generator.context.get("digest_pages", ()))
