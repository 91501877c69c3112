"""Reads rendered pages and style sheets for the tests."""

from __future__ import annotations

import re
from functools import cache

from bs4 import BeautifulSoup, Tag
from theme_render import STATIC, render

from news_digest.gallery.pages import Page, every_page

PAGES = {page.name: page for page in every_page()}
SHEETS = tuple(sorted((STATIC / "css").glob("*.css")))


@cache
def soup(name: str) -> BeautifulSoup:
    """Return the rendered page of that name."""
    return BeautifulSoup(render(PAGES[name]), "html.parser")


def one(name: str, selector: str) -> Tag:
    """Return the page's only element that the selector finds."""
    (found,) = soup(name).select(selector)
    return found


def inherited(tag: Tag, attribute: str) -> str:
    """Return the value of `lang` or `dir` that holds for an element."""
    own = tag.get(attribute)
    if own is not None:
        return str(own)
    assert tag.parent is not None
    return inherited(tag.parent, attribute)


def style(name: str) -> str:
    """Return a style sheet without its comments."""
    text = (STATIC / "css" / name).read_text(encoding="utf-8")
    return re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)


def tokens(place: int) -> dict[str, str]:
    """Return the colours of the tokens, light (0) or dark (1)."""
    pairs = re.findall(r"--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)", style("foundation.css"))
    return {name: colours[place] for name, *colours in pairs}


def contrast(first: str, second: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio)."""
    dark, light = sorted((_luminance(first), _luminance(second)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    # https://www.w3.org/TR/WCAG22/#dfn-relative-luminance
    shares = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def of_template(*templates: str) -> list[Page]:
    """Return the pages that are made from these templates."""
    return [page for page in PAGES.values() if page.template in templates]
