"""Writes the gallery: a page for each part and each kind of page, by the theme and the settings of a digest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from jinja2 import Environment, TemplateNotFound
from pelican.generators import Generator

from ..errors import NewsDigestError
from ..press import page as press
from ..press.place import place_copy, place_text
from ..press.render import Renderer
from ..site.defaults import load_site
from ..site.records import direction
from ..site.settings import Settings, SiteSettings
from ..site.theme_files import ThemeFiles, theme_files
from ..site.translations import in_its_language
from ..site.views import Link, Site
from .pages import SITE, Page, a_view, every_page
from .parts import PARTS, Example, Part

if TYPE_CHECKING:
    from ..site.views import View

TEMPLATE = "gallery"


class GalleryError(NewsDigestError):
    """The theme cannot be shown."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown: a file of the gallery, what it is called, and its page."""

    file: str
    name: str
    page: press.Page


def write_gallery(settings_file: Path, folder: Path) -> int:
    """Write the gallery of the theme that the settings name into a folder; returns the number of its pages.

    Raises `SettingsError`, `TemplateProblemError`, `GalleryError` for a theme without the template, and `OSError`.
    """
    settings, plain = load_site(settings_file)
    site = in_its_language(plain, settings)
    renderer = renderer_of(settings, site)
    files = theme_files({**settings, "THEME_STATIC_DIR": "theme"})
    frame = _within(replace(SITE, lang=site.lang, dir=direction(site.lang)), _assets(files))
    shown = (*_parts(frame), *_pages(frame))
    texts = {one.file: renderer.render(one.page) for one in (*shown, _index(frame, shown))}
    folder.mkdir(parents=True, exist_ok=True)
    for file, text in texts.items():
        (folder / file).write_text(text, encoding="utf-8")
    _place(files, folder)
    return len(texts)


class _Assets(NamedTuple):
    """The addresses of the theme's files, beside the pages of the gallery."""

    style: str
    early: str
    script: str


def _assets(files: ThemeFiles) -> _Assets:
    addresses = {kind: sheet.save_as for kind, sheet in files.joined.items()}
    return _Assets(*(addresses.get(kind, "") for kind in _Assets._fields))


def _within(site: Site, assets: Site | _Assets) -> Site:
    return replace(site, assets="theme", style=assets.style, early=assets.early, script=assets.script)


def _place(files: ThemeFiles, folder: Path) -> None:
    for copied in files.copies:
        place_copy(copied.source, folder / copied.save_as)
    for sheet in files.joined.values():
        place_text(folder / sheet.save_as, sheet.text)


def renderer_of(settings: Settings, site: SiteSettings) -> Renderer:
    """Return what renders the theme's templates as the press does; raises `GalleryError` where it has no gallery."""
    environment = _environment(settings)
    try:
        environment.get_template(f"{TEMPLATE}.html")
    except TemplateNotFound as error:
        why = f"the theme {settings['THEME']} has no template {TEMPLATE}.html: copy it from the digest's own theme"
        raise GalleryError(why) from error
    return Renderer.within(environment, tuple(settings["TEMPLATE_EXTENSIONS"]), spoken=site.words.callables())


def _environment(settings: Settings) -> Environment:
    generator = Generator({}, settings, settings["PATH"], settings["THEME"], settings["OUTPUT_PATH"])
    environment: Environment = generator.env
    return environment


def _parts(site: Site) -> Iterator[Shown]:
    for part in PARTS:
        file = f"part-{part.name.replace('_', '-')}.html"
        yield Shown(file, part.name, part_page(part, site, file))


def part_page(part: Part, site: Site, file: str) -> press.Page:
    """Return the page that shows a part with all its examples."""
    # The examples are written for the invented site: here they stand in the digest's own language.
    examples = {says: _on(site, example) for says, example in part.examples.items()}
    inputs = {"site": site, "view": _view(part.name, site), "part": replace(part, examples=examples), "links": ()}
    return press.Page(file, TEMPLATE, f"the part {part.name}", inputs)


def _on(site: Site, example: Example) -> Example:
    inputs = {name: site if value is SITE else value for name, value in example.inputs.items()}
    return Example(inputs, site if example.within is SITE else example.within)


def _pages(site: Site) -> Iterator[Shown]:
    for page in every_page():
        file = f"page-{page.name}.html"
        own = site if page.site is SITE else _within(page.site, site)
        inputs = {"site": own, **page.inputs}
        yield Shown(file, page.name, press.Page(file, page.template.removesuffix(".html"), _origin(page), inputs))


def _origin(page: Page) -> str:
    return f"the page {page.name} of the gallery"


def _index(site: Site, shown: tuple[Shown, ...]) -> Shown:
    links = tuple(Link(one.name, one.file) for one in shown)
    inputs = {"site": site, "view": _view("Gallery", site), "part": None, "links": links}
    return Shown("index.html", "Gallery", press.Page("index.html", TEMPLATE, "the gallery", inputs))


def _view(title: str, site: Site) -> View:
    return replace(a_view("404", title, "/gallery/"), lang=site.lang, dir=site.dir, nav=None)
