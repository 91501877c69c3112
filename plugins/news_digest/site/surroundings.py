"""What stands around the stories: static pages, static files, the theme's templates and assets, the frame of a page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment

from ..press.forms import hashed
from ..press.page import Sheet
from ..press.templates import template_marks
from .carding import Cards, cards_of
from .catalog import Catalog
from .edition_files import Edition, read_editions
from .feed_forms import EDITIONS
from .feed_keys import newest_days
from .former import led
from .generators import THEME, StaticFilesGenerator, StaticPagesGenerator
from .host_files import host_sheets, texts_for_hosts
from .host_limits import limit_notes
from .kept_notes import Note
from .keys import Key, feed_keys
from .linking import FiledContents, context_of
from .news_sitemap import news_codes
from .notes import taking_notes
from .records import html_of, links_of, resolved_body
from .redirects import NOT_JOINED, REDIRECTS, redirects_sheet
from .refusals import Refusals
from .settings import Settings, SiteSettings
from .shell import Shell, shell_of
from .singles import wanted_singles
from .static_page import StaticPage, static_page
from .theme_files import ThemeFiles
from .window import Now

if TYPE_CHECKING:
    from ..cards.faces import Faces


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around the stories of one build.

    `copies` leads from the files of the output folder to those that are copied there, `linked` are the static files
    that bodies link to, be they there or not, `attaching` are pages with a link that decides where another
    file goes. `editions` is what an editor says of days and weeks; `page_marks` has for each page that is made of a
    file of its own a hash of what it shows of that. `news` are the codes of the stories of two days. `redirects` is the
    list of former addresses, which stands for the user's own in it; `singles` are the kinds of files of which the site
    has one, as far as they are made; `joined` are the theme's sheets and scripts, by kind; `hosted` is what hosts read.
    """

    environment: Environment
    shell: Shell
    cards: Cards
    pages: Mapping[str, StaticPage]
    editions: Mapping[str, Edition]
    page_marks: Mapping[Key, str]
    news: tuple[str, ...]
    copies: Mapping[str, str]
    redirects: Sheet | None
    singles: tuple[str, ...]
    joined: Mapping[str, Sheet]
    hosted: Mapping[str, Sheet]
    linked: list[str]
    attaching: list[str]
    notes: tuple[Note, ...]
    refused: tuple[str, ...]

    @property
    def frame_mark(self) -> str:
        """A hash of what every page shows of the site, and of the words and cards that any may have."""
        return hashed((repr(self.shell.site), self.shell.settings.words.mark, self.cards.mark))

    def template_marks(self, endings: Iterable[str]) -> dict[str, str]:
        """Return a hash of each template and all that it includes, by its name without one of the endings."""
        # Those with a sign before their name are others by another way.
        files = [name for name in self.environment.list_templates() if not name.startswith("!")]
        names = {name.removesuffix(ending) for name in files for ending in endings if name.endswith(ending)}
        marks = template_marks(self.environment, [name + ending for name in names for ending in endings])
        return {name: " ".join(marks[name + ending] for ending in endings) for name in names}


class Surroundings:
    """Reads all but the stories, by Pelican's own generators, which share `context`."""

    def __init__(self, settings: Settings, site: SiteSettings, output: Path, faces: Faces | None, now: Now) -> None:
        self.site, self.faces, self.now = site, faces, now
        self.content = Path(str(settings["PATH"]))
        self.context = context_of(dict(settings))
        self.refusals = Refusals()
        options: dict[str, Any] = {
            "context": self.context,
            "settings": settings,
            "path": settings["PATH"],
            "theme": settings["THEME"],
            "output_path": str(output),
        }
        self._pages = StaticPagesGenerator(refusals=self.refusals, **options)
        self._files = StaticFilesGenerator(refusals=self.refusals, **options)

    def read(self, catalog: Catalog) -> Around:
        """Read static pages and find static files, now that the stories are filed."""
        contents: FiledContents = self.context["generated_content"]
        contents.catalog = catalog
        self.context["static_links"] |= catalog.linked_files()
        with taking_notes() as notes:
            for generator in (self._pages, self._files):
                generator.generate_context()
                generator.check_disabled_readers()
            contents_of_pages = tuple(self._pages.all_pages())
            static = (static_page(page, resolved_body(page, self.site.base)) for page in contents_of_pages)
            pages = {page.origin: page for page in static}
        editions = read_editions(self.content, catalog, notes)
        files: ThemeFiles = self.context[THEME]
        copies = {copied.save_as: copied.source for copied in (*files.copies, *self._files.static_copies())}
        redirects, cards = self._redirects(catalog, copies, notes), cards_of(self.site, self.faces, copies)
        listed, corrected = self.context.get("pages", ()), catalog.has_corrections()
        card, formers = cards.site_picture(), led(catalog.connection)
        hosted = host_sheets(self.site, (each.save_as for each in files.joined.values()), formers, copies)
        ready = [*hosted.values(), *([redirects] if redirects else [])]
        notes += limit_notes(texts_for_hosts(ready, copies), self.site.host_files)
        return Around(
            environment=self._pages.env,
            shell=shell_of(self.site, listed, corrected=corrected, joined=files.joined, card=card),
            cards=cards,
            pages=pages,
            editions=editions,
            page_marks=_page_marks(pages, editions, catalog),
            news=news_codes(catalog, self.now.named),
            copies=copies,
            redirects=redirects,
            singles=tuple(wanted_singles(self._pages.env, copies, self.site)),
            joined=files.joined,
            hosted=hosted,
            linked=sorted(self.context["static_links"]),
            attaching=[
                page.get_relative_source_path() for page in contents_of_pages if links_of(html_of(page)) == "attach"
            ],
            notes=tuple(notes),
            refused=tuple(self.refusals.reasons),
        )

    def _redirects(self, catalog: Catalog, copies: dict[str, str], notes: list[Note]) -> Sheet | None:
        """Return the list of former addresses; the user's own that is in it is taken out of the copies."""
        try:
            sheet = redirects_sheet(catalog.connection, self.site, copies.get(REDIRECTS))
        except UnicodeDecodeError:
            notes.append(NOT_JOINED)
            return None
        if sheet:
            copies.pop(REDIRECTS, None)
        return sheet


def _page_marks(pages: Mapping[str, StaticPage], editions: Mapping[str, Edition], catalog: Catalog) -> dict[Key, str]:
    """Return the marks of static pages and of editions of which an editor says something.

    The home page shows the newest edition, the feeds of editions the newest few.
    """
    marks = {Key("page", path): hashed((repr(page),)) for path, page in pages.items()}
    newest = [day.isoformat() for day in newest_days(catalog)]
    for name, edition in editions.items():
        marks[Key("week" if "W" in name else "edition", name)] = hashed((repr(edition),))
        if name in newest[:1]:
            marks[Key("home")] = hashed((repr(edition),))
    if told := [f"{day} {editions[day]!r}" for day in newest if day in editions]:
        marks |= dict.fromkeys(feed_keys(EDITIONS, catalog.settings), hashed(told))
    return marks
