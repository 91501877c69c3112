"""Renders the invented digest; `python tests/theme/theme_render.py FOLDER` writes the pages, to be looked at."""

from __future__ import annotations

import shutil
import sys
from dataclasses import replace
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from news_digest.gallery.pages import Page, every_page
from news_digest.press.render import Renderer
from news_digest.site.theme_files import ThemeFiles, theme_files

THEME = Path(__file__).parents[2] / "theme"
TEMPLATES = THEME / "templates"
STATIC = THEME / "static"


@cache
def environment() -> Environment:
    """Jinja as the site sets it: escaping everything, knowing no undefined name, trimming as Pelican does."""
    return Renderer.within(
        Environment(loader=FileSystemLoader(TEMPLATES), trim_blocks=True, lstrip_blocks=True)
    ).environment


def render(page: Page) -> str:
    """Return the page's HTML."""
    joined = {kind: f"/{sheet.save_as}" for kind, sheet in files().joined.items()}
    return environment().get_template(page.template).render(site=replace(page.site, **joined), **page.inputs)


@cache
def files() -> ThemeFiles:
    """Return the theme's files as the site has them."""
    return theme_files(
        {"THEME": str(THEME), "THEME_STATIC_DIR": "theme", "THEME_STATIC_PATHS": ["static"], "IGNORE_FILES": []}
    )


def write_pages(folder: Path) -> None:
    """Write every page and the static files, to be looked at through a server whose root is the folder."""
    shutil.rmtree(folder / "theme", ignore_errors=True)
    for copied in files().copies:
        (folder / copied.save_as).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(copied.source, folder / copied.save_as)
    for sheet in files().joined.values():
        (folder / sheet.save_as).parent.mkdir(parents=True, exist_ok=True)
        (folder / sheet.save_as).write_text(sheet.text, encoding="utf-8")
    for page in every_page():
        (folder / f"{page.name}.html").write_text(render(page), encoding="utf-8")


if __name__ == "__main__":
    write_pages(Path(sys.argv[1]))
