"""A saved page to a story: its markup is read once, and each field's best candidate wins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from ..capture.shapes import PageCapture
from ..errors import CaptureError, ParseError
from ..layouts import Choice, Layout, choose
from ..markdown.blocks import write_blocks
from ..parse.labels import Context
from ..parse.language import language_of
from ..parse.proposals import Proposal, winners, with_winners_marked
from ..parse.shapes import Cut, Reading
from ..parse.words import load_words, words_for
from ..story import Block, Figure, Source, Story
from .album import Album, lift_pictures
from .around import head_of, read_printed, tail_of
from .body import blocks_of, cuts_of, declared_blocks, sorted_items
from .confidence import confidence_of_page
from .declared import read_declared
from .figures import Gallery, gallery_of
from .finders import FINDERS
from .headlines import find_headline_piece
from .picking import pick, picked_fields, remove
from .pieces import Layer
from .shapes import Page
from .tree import Element, parse_tree
from .walls import find_wall

SOUGHT_HEADLINE = "JSON-LD headline, meta og:title, h1, title"
SOUGHT_BODY = "JSON-LD articleBody, the blocks with the most paragraphs"
_SAMPLE = 6_000
_NO_CHOICE = Choice(Layout(name=""), "")


def parse_page(capture: PageCapture, layouts: Sequence[Layout] = ()) -> Reading:
    """Return what a saved page tells, with every candidate of every field.

    `layouts` are the publishers' own layouts to choose from. Raises `CaptureError` for a page that is no story and
    `ParseError` where no headline or no body is found.
    """
    html, inline = lift_pictures(capture.html)
    root = parse_tree(html)
    if root is None:
        raise ParseError(capture.name, "body", SOUGHT_BODY)
    page, removed = take_apart(root, capture.url, layouts)
    declared = declared_blocks(page.declared, page.items)
    gallery = Gallery() if declared else gallery_of(page, Album(capture.enclosed, inline, capture.url))
    blocks: tuple[Block | Figure, ...] = declared or tuple(blocks_of(page.items, page.layer, page.url, gallery.figures))
    if wall := find_wall(page):
        raise CaptureError(capture.name, wall.reason, wall.remedy)
    body = write_blocks(blocks)
    if not body:
        raise ParseError(capture.name, "body", SOUGHT_BODY)
    proposals = [proposal for finder in FINDERS for proposal in finder(page)]
    won = winners(proposals)
    if "headline" not in won:
        raise ParseError(capture.name, "headline", SOUGHT_HEADLINE)
    cuts, pictures = (*removed, *cuts_of(page.items, gallery.told), *gallery.cuts), tuple(gallery.pictures.values())
    candidates = with_winners_marked(proposals, won)
    return Reading(_story(page, won, body), candidates, cuts, confidence_of_page(candidates), pictures, page.layout)


def take_apart(root: Element, url: str | None, layouts: Sequence[Layout] = ()) -> tuple[Page, tuple[Cut, ...]]:
    """Return a page taken apart, and what its publisher's layout removes from it; `url` is its address if known."""
    declared = read_declared(root, url)
    url = declared.canonical
    choice = choose(layouts, url=url, text="") or _NO_CHOICE
    layout = choice.layout
    removed, picked, bodies = remove(root, layout), picked_fields(root, layout), pick(root, layout.body)
    layer = Layer(root)
    context = _context_of(layer, layout)
    headline = find_headline_piece(layer, declared, url)
    items = sorted_items(layer, declared, context, headline, bodies)
    head, tail = head_of(layer, items, headline), tail_of(layer, items)
    printed = tuple(read_printed((*head, *tail), context))
    return Page(declared, layer, context, items, head, tail, printed, url, picked, headline, choice.told), removed


def _context_of(layer: Layer, layout: Layout) -> Context:
    """Return what reading the pieces needs: words with the layout's labels, the text's language, its date order."""
    text = " ".join(piece.text for piece in layer.pieces if piece.weight)
    lang = language_of(text[:_SAMPLE], load_words())
    return Context(words_for(lang, layout.labels), lang, layout.date_order, layout.timezone)


def _story(page: Page, won: dict[str, Proposal], body: str) -> Story:
    """Return the story of the winning values."""
    values: dict[str, Any] = {field: proposal.value for field, proposal in won.items()}
    story = Story(body=body, **values)
    if story.source and page.url:
        return replace(story, source=Source(story.source.name, page.url))
    return story
