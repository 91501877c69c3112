"""The digest printed from articles that Pelican has read: every page at each build, for who looks at all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain, groupby
from operator import itemgetter
from pathlib import Path
from sqlite3 import Connection

from jinja2 import Environment
from pelican.contents import Article, Content

from ..press.book import SCHEMA, Shelf, connect
from ..press.claims import refuse_double_claims
from ..press.page import Claim, Page, Sheet
from ..press.render import Renderer
from .card_plans import every_card
from .carding import cards_of, faces_for
from .claiming import Claiming
from .easel import CARDS, Easel
from .edition_files import Edition, read_editions
from .feed_styles import feed_style
from .feeds import FeedPress
from .filed import Filed, State, rows_of
from .former import FORMER, led
from .host_files import host_sheets, texts_for_hosts
from .host_limits import limit_notes
from .kept_notes import Note
from .keys import HEADLINES, Key, every_key, sheet_keys
from .mail_wish import wants_more
from .material import Material
from .news_sitemap import news_codes, news_sheet
from .notes import say
from .plan import Planned, plan_others, plan_stories
from .printing import Printer, origin_of, path_of
from .reading_aids import Neighbours
from .records import Record, record_of, resolved_body
from .redirects import NOT_JOINED, REDIRECTS, redirects_sheet
from .settings import Settings, SiteSettings, is_our_theme, read_site_settings, root_of
from .shell import shell_of
from .singles import humans_sheet, manifest_sheet, opensearch_sheet, wanted_singles
from .sitemap import robots_sheet, sitemap_parts, sitemap_sheets
from .static_page import static_page
from .tables import Tables
from .telling import tell
from .translations import in_its_language
from .window import now_of
from .xml import xml_environment

# Kinds of page that no other theme has.
OF_OUR_THEME = frozenset({"week", HEADLINES, "source", "sources", "series", "corrections", "search", "feeds", "404"})


@dataclass(frozen=True, slots=True)
class Copy:
    """All that one run prints from, as Pelican has read it.

    `shown` stand in every list; `translations` are told in the feeds of the whole site, too; `unlisted` (hidden ones
    and drafts) have a page alone. `in_menu` are those of the static `pages` that are published. `files` are static,
    `joined` are the theme's sheets and scripts, by kind.
    """

    settings: Settings
    environment: Environment
    output: Path
    shown: tuple[Article, ...]
    translations: tuple[Article, ...]
    unlisted: tuple[Article, ...]
    pages: tuple[Content, ...]
    in_menu: tuple[Content, ...]
    files: tuple[Content, ...]
    joined: Mapping[str, Sheet]

    def filed(self) -> Iterator[Filed]:
        """Yield the stories as the catalog takes them."""
        lists: tuple[tuple[State, tuple[Article, ...]], ...] = (
            ("listed", self.shown),
            ("translated", self.translations),
            ("unlisted", self.unlisted),
        )
        for state, articles in lists:
            for article in articles:
                yield Filed(article.get_relative_source_path(), state, b"", record_of(article))


def print_whole(
    copy: Copy, announce: Callable[[Iterable[str]], None], written: Callable[[Path, Page], None] | None
) -> frozenset[str]:
    """Print the digest, only its feeds and what is not a page of the theme under another one.

    `announce` is told of the files before they are made, `written` of each page once its file is right. Raises before
    anything is written on a double claim. Returns the names of static files that are part of a file printed here.
    """
    book = connect(":memory:")
    try:
        return _Whole(copy, book).print(announce, written)
    finally:
        book.close()


class _Whole:
    def __init__(self, copy: Copy, book: Connection) -> None:
        self.copy, self.book = copy, book
        self.site: SiteSettings = in_its_language(read_site_settings(copy.settings), copy.settings)
        self.ours = is_our_theme(copy.settings)
        tables = Tables.of(book, self.site)
        self.tables = tables if self.ours else replace(tables, computed=None, copies=None)
        self.catalog = tables.catalog
        # A body's {attach} links say where static files go, so all are resolved before the files' places are asked for.
        self.bodies = {article.save_as: resolved_body(article, self.site.base) for article in self._articles()}
        pages = (static_page(page, resolved_body(page, self.site.base)) for page in copy.pages)
        self.pages = {page.origin: page for page in pages}
        faces = faces_for(self.site, None, tell) if self.ours else None
        content = Path(copy.settings["PATH"])
        self.copies = {file.save_as: str(content / file.source_path) for file in copy.files}
        self.cards = cards_of(self.site, faces, self.copies)

    def _articles(self) -> Iterator[Article]:
        return chain(self.copy.shown, self.copy.translations, self.copy.unlisted)

    def print(
        self, announce: Callable[[Iterable[str]], None], written: Callable[[Path, Page], None] | None
    ) -> frozenset[str]:
        self._file()
        keys = list(every_key(self.catalog, self.pages) if self.ours else sheet_keys(self.catalog))
        claiming, printer = Claiming(self.book), self._printer(written)
        statics = [Planned(Key("file", file.save_as), file.save_as) for file in self.copy.files]
        redirects, cards = self._redirects(), every_card(self.cards, self.catalog)
        self._refuse_living()
        plans = claiming.claim_all(chain(self._plans(keys), statics, cards.plans))
        printer.try_out(keys)
        sheets = [sheet for sheet in self._sheets(printer) if sheet.save_as not in self.copies]
        sheets += [redirects] if redirects else []
        say(limit_notes(texts_for_hosts(sheets, self.copies), self.site.host_files))
        announce(chain(map(path_of, plans.values()), (sheet.save_as for sheet in sheets)))
        for key in (*keys, *cards.marks):
            printer.print(key)
        for sheet in sheets:
            printer.place(sheet)
        if wants_more(self.copy.settings):
            from .afterwards import make_afterwards  # noqa: PLC0415 - most builds make no more

            for line in make_afterwards(self.tables, self._body_of, self.copy.settings, self.copy.output):
                tell(line)
        return frozenset({REDIRECTS} if redirects else ())

    def _refuse_living(self) -> None:
        """Raise `DoubleClaimError` where a former address is that of a page that another theme prints."""
        if self.ours or not (formers := [key for key in sheet_keys(self.catalog) if key.kind == FORMER]):
            return
        plans = chain(self._every_plan(), plan_others(formers, self.catalog, self.pages))
        refuse_double_claims(Claim(plan.save_as, origin_of(plan.key)) for plan in plans)

    def _redirects(self) -> Sheet | None:
        try:
            return redirects_sheet(self.book, self.site, self.copies.get(REDIRECTS))
        except UnicodeDecodeError:
            say([NOT_JOINED])
            return None

    def _file(self) -> None:
        self.book.executescript(SCHEMA)
        self.tables.create()
        filed = tuple(self.copy.filed())
        self.catalog.put(map(rows_of, filed))
        self.catalog.refuse_double_codes()
        self.catalog.regroup()
        stories = [(each.record.code, each) for each in filed if each.record]
        self.tables.printed.replace({code: each.wanted() for code, each in stories})
        if self.tables.copies:
            self.tables.copies.put({code: text for code, each in stories if (text := each.text_print())})
            self.tables.copies.settle()
        if self.tables.computed:
            copies_of = self.tables.every_copy()
            self.tables.computed.replace({code: each.compared() for code, each in stories}, copies_of=copies_of)

    def _printer(self, written: Callable[[Path, Page], None] | None) -> Printer:
        corrected, card = self.catalog.has_corrections(), self.cards.site_picture()
        shell = shell_of(self.site, self.copy.in_menu, corrected=corrected, joined=self.copy.joined, card=card)
        carriers = self.tables.carriers()
        related, beside, editions = self.tables.related(), Neighbours(self.catalog), self._editions()
        pages, cards = self.pages, self.cards
        body = self._body_of
        material = Material(shell, self.catalog, related, carriers, body, pages, cards, beside, editions, self.copies)
        extensions = tuple(self.copy.settings["TEMPLATE_EXTENSIONS"])
        renderer = Renderer.within(self.copy.environment, extensions, spoken=self.site.words.callables())
        shelf = Shelf.of(root_of(self.copy.settings), self.copy.output)
        feeds, easel = FeedPress(material), Easel(self.cards, shelf.at(CARDS))
        return Printer(self.copy.output, material, feeds, renderer, easel, written)

    def _editions(self) -> dict[str, Edition]:
        notes: list[Note] = []
        editions = read_editions(Path(self.copy.settings["PATH"]), self.catalog, notes) if self.ours else {}
        say(notes)
        return editions

    def _body_of(self, record: Record) -> str:
        return self.bodies[record.save_as]

    def _plans(self, keys: Iterable[Key]) -> Iterator[Planned]:
        if self.ours:
            yield from plan_stories(self.catalog)
        yield from plan_others((key for key in keys if key.kind != "story"), self.catalog, self.pages)

    def _sheets(self, printer: Printer) -> list[Sheet]:
        """Return the sitemap, and the files of which the site has one."""
        mapped = sorted((plan.month, plan.url, plan.changed) for plan in self._every_plan() if plan.url is not None)
        months = {month: list(rows) for month, rows in groupby(mapped, key=itemgetter(0))}
        parts = sitemap_parts({month: len(rows) for month, rows in months.items()})

        def pages(month: str | None) -> list[tuple[str, str | None]]:
            rows = mapped if month is None else months[month]
            return [(url, changed) for _, url, changed in rows]

        news = news_sheet(self.catalog, news_codes(self.catalog, now_of(self.copy.settings).named))
        singles = [robots_sheet(self.site), news, humans_sheet(self.site)]
        wanted = wanted_singles(self.copy.environment, (), self.site)
        xml = xml_environment()
        singles += [feed_style(self.site, xml)] if "feeds_css" in wanted else []
        wanted = wanted if self.ours else []
        if "opensearch" in wanted:
            singles.append(opensearch_sheet(self.site, xml))
        if "manifest" in wanted:
            singles.append(manifest_sheet(printer.renderer, printer.material.shell.site))
        joined = self.copy.joined.values()
        hosted = host_sheets(self.site, (sheet.save_as for sheet in joined), led(self.book), ()).values()
        return [*sitemap_sheets(self.site, parts, pages), *singles, *joined, *hosted]

    def _every_plan(self) -> Iterator[Planned]:
        keys = [key for key in every_key(self.catalog, self.pages) if key.kind != "story"]
        if not self.ours:  # its lists have other pages than ours
            # Without editions of days the archive is the list of headlines, as it is in themes.
            foreign = OF_OUR_THEME if self.site.places.calendar else OF_OUR_THEME - {HEADLINES}
            keys = [key for key in keys if not key.leaf and key.kind not in foreign]
        yield from plan_stories(self.catalog)
        yield from plan_others(keys, self.catalog, self.pages)
