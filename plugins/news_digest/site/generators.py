"""Pelican's generators as the digest needs them: reading is Pelican's, what goes out is ours under our theme."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, groupby
from pathlib import Path

from pelican.contents import Article, Content, SkipStub, Static
from pelican.generators import ArticlesGenerator, PagesGenerator, SourceFileGenerator, StaticGenerator
from pelican.plugins import signals
from pelican.writers import Writer

from ..press.page import Page
from ..press.place import place_copy
from .contents import as_safe_html
from .copied import Copied
from .due import Clock
from .job import Announced
from .reader import EXTENSIONS, story_of
from .refusals import Refusals
from .rights import is_withheld
from .settings import Settings, is_our_theme
from .theme_files import ThemeFiles, theme_files
from .whole import Copy, print_whole
from .words import MONTHS

logger = logging.getLogger(__name__)

# The key of Pelican's shared context under which the pages' generator stands.
PAGES = "digest_pages_generator"
# And that of the names of static files that are part of a file of ours.
JOINED = "digest_joined_files"
# And the theme's files.
THEME = "digest_theme_files"


class _OurReading:
    """What both generators of story and page files need: a fixed order, and no broken file passed over in silence."""

    refusals: Refusals

    def get_files(self, paths: Iterable[str], exclude: list[str] | None = None, extensions: object = None) -> list[str]:
        """Return the files in order; Pelican's set would give every run of Python another."""
        return sorted(super().get_files(paths, exclude=exclude, extensions=extensions))  # type: ignore[misc]

    def _add_failed_source_path(self, path: str, static: bool = False) -> None:  # noqa: FBT001, FBT002 - Pelican's signature
        # Pelican calls this from within its `except`, having logged the file but not what is wrong with it.
        error = sys.exception()
        reason = str(error) if error else f"{path}: refused"
        self.refusals.add(reason)
        super()._add_failed_source_path(path, static=static)  # type: ignore[misc]
        if error:
            logger.error("%s", reason)

    def _check_disabled_readers(self, paths: Iterable[str], exclude: list[str] | None) -> None:
        # Pelican's own Markdown reader may lack its library; the files are read by ours.
        for extension in EXTENSIONS:
            self.readers.disabled_readers.pop(extension, None)  # type: ignore[attr-defined]
        super()._check_disabled_readers(paths, exclude)  # type: ignore[misc]


class StoriesGenerator(_OurReading, ArticlesGenerator):  # type: ignore[misc]  # Pelican has no types
    """Pelican's articles, and from them every page and feed of the digest; `announced` is told of the files."""

    announced: Announced
    clock: Clock

    def generate_context(self) -> None:
        """Read all stories, and leave out those that are not on the site now."""
        self.readers.read_file = self._withholding(self.readers.read_file)
        super().generate_context()

    def get_cached_data(self, path: str, default: object = None) -> object:
        """Return what an earlier run has read, but for what is no longer on the site."""
        found = super().get_cached_data(path, default)
        return default if isinstance(found, Article) and self.clock.withholds(found) else found

    def _withholding(self, read: Callable[..., Content]) -> Callable[..., Content]:
        def read_file(*arguments: object, **options: object) -> Content:
            found = read(*arguments, **options)
            withheld = isinstance(found, Article) and found.is_valid() and self.clock.withholds(found)
            return SkipStub(None, source_path=found.source_path) if withheld else found

        return read_file

    def all_articles(self) -> tuple[list[Article], ...]:
        """Return the lists that Pelican sorts articles into: shown, translations, hidden, drafts."""
        shown = (self.articles, self.translations, self.hidden_articles, self.hidden_translations)
        return (*shown, self.drafts, self.drafts_translations)

    def _build_period_archives(
        self, sorted_articles: list[Article], articles: list[Article], settings: Settings
    ) -> dict[str, list[dict[str, object]]]:
        # Pelican looks every article up in every period; by day alone that is quadratic in the days.
        # Stories of two zones may take turns about midnight, so a day is sorted by what is printed before the moment.
        del articles
        reverse = bool(settings["NEWEST_FIRST_ARCHIVES"])
        by_day = sorted(sorted_articles, key=lambda article: (article.date.date(), article.date), reverse=reverse)
        return _Periods(settings).of(by_day)

    def generate_output(self, writer: Writer) -> None:
        """Write the digest; under another theme Pelican writes the pages, and only the feeds are ours."""
        ours = is_our_theme(self.settings)
        for content in chain(*self.all_articles(), self._pages()):
            as_safe_html(content)
        if ours:
            self._announce()
        tell = self._teller() if ours else None
        self.context[JOINED] = print_whole(self._copy(), self.announced.announce, tell)
        if not ours:
            self.generate_pages(writer)
        signals.article_writer_finalized.send(self, writer=writer)

    def _announce(self) -> None:
        # Before anything is taken from the articles, since a receiver may change them.
        if signals.article_generator_write_article.receivers:
            for article in chain(*self.all_articles()[:4]):
                signals.article_generator_write_article.send(self, content=article)
        if signals.page_generator_write_page.receivers:
            for page in self._pages():
                signals.page_generator_write_page.send(self.context[PAGES], content=page)

    def _pages(self) -> tuple[Content, ...]:
        generator = self.context.get(PAGES)
        return tuple(generator.all_pages()) if generator else ()

    def _copy(self) -> Copy:
        shown, translations, *unlisted = self.all_articles()
        return Copy(
            settings=self.settings,
            environment=self.env,
            output=Path(self.output_path),
            shown=tuple(shown),
            translations=tuple(translations),
            unlisted=tuple(chain(*unlisted)),
            pages=self._pages(),
            in_menu=tuple(self.context.get("pages", ())),
            files=tuple(self.context.get("staticfiles", ())),
            joined=self.context[THEME].joined,
        )

    def _teller(self) -> Callable[[Path, Page], None] | None:
        """Return what tells Pelican's receivers of a page written, None if there are none."""
        if not signals.content_written.receivers:
            return None
        articles = {article.save_as: article for article in chain(*self.all_articles())}

        def tell(path: Path, page: Page) -> None:
            subject = {"article": articles[page.save_as]} if page.save_as in articles else {}
            context = {**self.context, **page.inputs, **subject, "output_file": page.save_as}
            signals.content_written.send(str(path), context=context)

        return tell


class StaticPagesGenerator(_OurReading, PagesGenerator):  # type: ignore[misc]  # Pelican has no types
    """Pelican's pages; under our theme the stories' generator prints them with all others."""

    def generate_context(self) -> None:
        """Read the pages as Pelican does, and let the stories' generator find them."""
        super().generate_context()
        self.context[PAGES] = self

    def all_pages(self) -> Iterator[Content]:
        """Yield every page: shown, hidden, drafts, each with their translations."""
        hidden = chain(self.hidden_pages, self.hidden_translations)
        return chain(self.pages, self.translations, hidden, self.draft_pages, self.draft_translations)

    def generate_output(self, writer: Writer) -> None:
        """Write the pages of another theme."""
        if is_our_theme(self.settings):
            signals.page_writer_finalized.send(self, writer=writer)
        else:
            super().generate_output(writer)


class StaticFilesGenerator(StaticGenerator):  # type: ignore[misc]  # Pelican has no types
    """Pelican's static files, left alone where their bytes did not change; a failed copy is an error."""

    announced: Announced
    refusals: Refusals
    staticfiles: list[Static]

    def generate_context(self) -> None:
        """Find the theme's files and static ones; one that bodies link to and that is not there is refused.

        The rest goes on.
        """
        self.context[THEME] = theme_files(self.settings)
        super().generate_context()
        self.staticfiles = [file for file in self.staticfiles if self._is_here(file)]
        self._update_context(("staticfiles",))

    def _is_here(self, file: Static) -> bool:
        if Path(file.source_path).is_file():
            return True
        name = file.get_relative_source_path()
        reason = f"{name}: a body links to this file, which is not there (add it or correct the link)"
        self.refusals.add(reason)
        logger.error("%s", reason)
        return False

    def _check_disabled_readers(self, paths: Iterable[str], exclude: list[str] | None) -> None:
        for extension in EXTENSIONS:
            self.readers.disabled_readers.pop(extension, None)
        super()._check_disabled_readers(paths, exclude)

    def theme_copies(self) -> tuple[Copied, ...]:
        """Return the theme's assets, but for those that are parts of joined files."""
        files: ThemeFiles = self.context[THEME]
        return files.copies

    def static_copies(self) -> Iterator[Copied]:
        """Yield the static files of the content."""
        for file in self.context["staticfiles"]:  # a plugin may have changed the list
            yield Copied(str(Path(self.path) / file.source_path), file.save_as)

    def generate_output(self, writer: Writer) -> None:
        """Copy all of them."""
        self.announced.announce(copied.save_as for copied in chain(self.theme_copies(), self.static_copies()))
        super().generate_output(writer)

    def _copy_paths(
        self, paths: Iterable[str], source: str, destination: str, output_path: str, final_path: str | None = None
    ) -> None:
        del paths, source, destination, final_path
        for copied in self.theme_copies():
            place_copy(copied.source, Path(output_path) / copied.save_as)

    def _file_update_required(self, staticfile: Static) -> bool:
        links = self.settings["STATIC_CREATE_LINKS"]
        return bool(super()._file_update_required(staticfile)) if links else True

    def _copy_staticfile(self, sc: Static) -> None:
        if sc.save_as in self.context.get(JOINED, ()):
            return
        place_copy(Path(self.path) / sc.source_path, Path(self.output_path) / sc.save_as)


class SourceFilesGenerator(SourceFileGenerator):  # type: ignore[misc]  # Pelican has no types
    """Pelican's copies of the story and page files beside what is made from them; `announced` is told of them.

    There is none of a story of which the page may not show all.
    """

    announced: Announced

    def _create_source(self, obj: Content) -> None:
        story = story_of(obj.metadata) if isinstance(obj, Article) else None
        if story and is_withheld(story):
            return
        save_as = os.path.splitext(obj.save_as)[0] + self.output_extension  # noqa: PTH122 - as Pelican has it
        self.announced.announce([save_as])
        place_copy(obj.source_path, Path(self.output_path) / save_as)


@dataclass(frozen=True, slots=True)
class _Periods:
    """Pelican's period archives, each article placed by one pass over the sorted list."""

    settings: Settings

    def of(self, articles: list[Article]) -> dict[str, list[dict[str, object]]]:
        kinds = {"year": 1, "month": 2, "day": 3}
        return {
            kind: [self._archive(kind, period, list(group)) for period, group in groupby(articles, key=_period(length))]
            for kind, length in kinds.items()
            if self.settings[f"{kind.upper()}_ARCHIVE_SAVE_AS"]
        }

    def _archive(self, kind: str, period: tuple[int, ...], articles: list[Article]) -> dict[str, object]:
        date = articles[0].date
        return {
            "dates": articles,
            "articles": articles,
            "save_as": self.settings[f"{kind.upper()}_ARCHIVE_SAVE_AS"].format(date=date),
            "url": self.settings[f"{kind.upper()}_ARCHIVE_URL"].format(date=date),
            "period": (period[0], MONTHS[period[1] - 1], *period[2:]) if len(period) > 1 else period,
            "period_num": period,
        }


def _period(length: int) -> Callable[[Content], tuple[int, ...]]:
    return lambda article: (article.date.year, article.date.month, article.date.day)[:length]
