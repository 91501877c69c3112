"""Renders the invented digest; `python tests/theme/theme_render.py FOLDER` writes the pages, to be looked at."""

from __future__ import annotations

import shutil
import sys
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from news_digest.gallery.pages import Page, every_page
from news_digest.press.render import Renderer

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
    return environment().get_template(page.template).render(site=page.site, **page.inputs)


def write_pages(folder: Path) -> None:
    """Write every page and the static files, to be looked at through a server whose root is the folder."""
    shutil.copytree(STATIC, folder / "theme", dirs_exist_ok=True)
    for page in every_page():
        (folder / f"{page.name}.html").write_text(render(page), encoding="utf-8")


if __name__ == "__main__":
    write_pages(Path(sys.argv[1]))
