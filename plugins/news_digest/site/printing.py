"""One key's file: made, rendered, compared and written, in whatever process."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from ..press.book import Output
from ..press.claims import safe_path
from ..press.markup import markup_bytes
from ..press.page import Claim, Page, Sheet
from ..press.place import Placed, place_bytes
from ..press.render import Renderer
from .carding import FILE, card_place
from .easel import Easel
from .feeds import FeedPress
from .former import FORMER, file_of_former
from .from_disk import from_disk
from .kept_notes import Note
from .keys import CARD, HEADLINES, OPML, Key
from .material import Material
from .notes import taking_notes
from .pages import make_page
from .plan import Planned
from .redirects import REDIRECTS, former_sheet

# How each kind of file is called; all others are feeds.
NAMES: Mapping[str, str] = MappingProxyType(
    {
        "story": "story {}",
        CARD: "the card of story {}",
        "page": "page {}",
        "tag": "the tag {}",
        "source": "the source {}",
        "edition": "the edition of {}",
        "week": "the edition of the week {}",
        "file": "the file {}",
        "joined": "the theme's {}",
        "home": "the home page",
        "archive": "the archive",
        "year": "the archive of {}",
        HEADLINES: "the list of headlines",
        "corrections": "the list of corrections",
        "tags": "the index of tags",
        "sources": "the index of sources",
        "search": "the search page",
        "feeds": "the page of feeds",
        OPML: "the list of feeds",
        "feeds_css": "the plain style of feeds",
        "404": "the page for addresses that are not here",
        "sitemap": "the sitemap",
        "robots": "robots.txt",
        "news": "the sitemap of news",
        "humans": "humans.txt",
        "manifest": "the web manifest",
        "opensearch": "what browsers are told of the search",
        "hosted": "the host's {}",
        REDIRECTS: "the list of former addresses",
    }
)


class Printed(NamedTuple):
    """What came of a key: its file as it stands, the template it was made with, and what was logged on the way."""

    key: Key
    placed: Placed
    template: str | None = None
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Printer:
    """Prints keys into the output folder; `written` is told of each page once its file is right.

    `put` writes a file: `place_bytes`, or what does as much in an empty folder.
    """

    output: Path
    material: Material
    feeds: FeedPress
    renderer: Renderer
    easel: Easel
    written: Callable[[Path, Page], None] | None = None
    put: Callable[[str, bytes], Placed] = place_bytes

    def print(self, key: Key) -> Printed:
        """Print one key; raises `TemplateProblemError` and `WriteError`."""
        if key.kind == CARD:
            return Printed(key, self._place_card(key.id))
        if key.is_feed:
            save_as, data = self.feeds.feed(key)
            return Printed(key, self.put(f"{self.output}/{save_as}", data))
        with taking_notes() as notes:
            if key.is_sheet:
                return Printed(key, self.place(self._sheet(key)), None, tuple(notes))
            page = make_page(key, self.material)
            placed = self._put(page.save_as, self.renderer.render(page))
        if self.written:
            self.written(self.output / page.save_as, page)
        return Printed(key, placed, page.template, tuple(notes))

    def _place_card(self, code: str) -> Placed:
        catalog = self.material.catalog
        save_as = card_place(catalog.record(code).save_as) if code else FILE
        return self.put(f"{self.output}/{save_as}", self.easel.drawn(code, catalog))

    def _sheet(self, key: Key) -> Sheet:
        if key.kind == OPML:
            return self.feeds.opml()
        catalog = self.material.catalog
        save_as = file_of_former(catalog.connection, key.id, key.leaf)
        return former_sheet(save_as, catalog.record(key.id), catalog.settings)

    def try_out(self, keys: Iterable[Key]) -> None:
        """Render a page of each kind, and write none; raises `TemplateProblemError`."""
        with taking_notes():
            for key in {key.kind: key for key in keys if not key.is_sheet}.values():
                self.renderer.render(make_page(key, self.material))

    def place(self, sheet: Sheet) -> Placed:
        """Write a ready text."""
        return self._put(sheet.save_as, sheet.text)

    def _put(self, save_as: str, text: str) -> Placed:
        site = self.material.shell.settings
        if site.relative:
            text = from_disk(save_as, text, site.base)
        return self.put(f"{self.output}/{save_as}", markup_bytes(text))


def output_from(planned: Planned, printed: Printed, mark: str | None = None) -> Output:
    """Return what the book keeps of a file."""
    return Output(
        save_as=path_of(planned),
        kind=planned.key.kind,
        id=planned.key.id,
        leaf=planned.key.leaf,
        url=planned.url,
        changed=planned.changed,
        month=planned.month,
        template=printed.template,
        mark=mark,
        size=printed.placed.size,
        mtime=printed.placed.mtime_ns,
        notes=json.dumps(printed.notes) if printed.notes else "[]",
    )


def path_of(planned: Planned) -> str:
    """Return the file of a plan in its plain form; raises `OutsideOutputError`."""
    return safe_path(Claim(planned.save_as, origin_of(planned.key)))


def origin_of(key: Key) -> str:
    """Say in words whose file it is."""
    if key.kind == FORMER:
        return f"the former address /{key.leaf} of story {key.id}"
    if key == Key(CARD):
        return "the card of the site"
    name = NAMES[key.kind].format(key.id) if key.kind in NAMES else f"the feed {key.kind} {key.id}".rstrip()
    return f"{name}, page {key.leaf}" if key.leaf else name
