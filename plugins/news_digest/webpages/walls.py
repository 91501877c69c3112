"""Pages that are no story: indexes, walls of consent, error pages; known by what they say and what they lack."""

from __future__ import annotations

from dataclasses import dataclass

from ..parse.rows import columns
from ..urls import url_path
from .headlines import declared_titles
from .hints import has_phrases
from .pieces import Layer
from .shapes import Page

_LITTLE, _SHORT, _LONG = 140, 1_500, 4_000
_FEWEST_CONSENT = 3
_FEWEST_TEASERS = 8
_FRONT_SEGMENTS = 1


@dataclass(frozen=True, slots=True)
class Wall:
    """Why a page is no story, and what to do."""

    reason: str
    remedy: str


def find_wall(page: Page) -> Wall | None:
    """Return why a page is no story, None where it is one as far as can be told."""
    text = " ".join(item.piece.text for item in page.kept)
    width = columns(text)
    if page.declared.is_article:
        return None
    titles = [told.value for told in declared_titles(page.declared)]
    titles += [piece.text for piece in page.layer.pieces if page.layer.frames[piece.frame].tag == "h1"][:3]
    if width < _SHORT and any(has_phrases("errors", title) for title in titles):
        return Wall("it is an error page, no story", "save the story's own page again")
    if width < _LONG and has_phrases("consent", text) >= _FEWEST_CONSENT:
        return Wall("it asks for consent to cookies and holds no story", "accept or refuse, then save the page again")
    if _is_index(page, width):
        return Wall("it is an index of stories, no story", "save the page of one story")
    if width < _LITTLE:
        return Wall("it holds no text of a story", "save the page again when all of it has been loaded")
    return None


def _is_index(page: Page, width: int) -> bool:
    """Return whether headings that lead elsewhere outweigh the text: at a front's address, or beside little text."""
    teasers = _linked_headings(page.layer)
    if teasers < _FEWEST_TEASERS:
        return False
    return _is_front(page.url) or (width < _LONG and teasers > len(page.kept))


def _linked_headings(layer: Layer) -> int:
    return sum(piece.kind == "heading" and piece.is_linked for piece in layer.pieces)


def _is_front(url: str | None) -> bool:
    """Return whether an address is that of a site's or a section's front: no words or digits of a story in it."""
    if url is None:
        return False
    path = url_path(url)
    segments = [one for one in path.split("/") if one]
    return len(segments) <= _FRONT_SEGMENTS and not any(char.isdigit() or char == "-" for char in path)
