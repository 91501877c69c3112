"""A saved page to a story: its markup is read once, and each field's best candidate wins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from ..capture.shapes import PageCapture
from ..errors import ParseError
from ..layouts import Layout, choose_layout
from ..markdown.blocks import write_blocks
from ..parse.labels import Context
from ..parse.language import language_of
from ..parse.proposals import Proposal, winners, with_winners_marked
from ..parse.shapes import Cut, Reading
from ..parse.words import load_words
from ..story import Block, BlockKind, Source, Story
from .body import body_pieces, find_container, weight_of
from .declared import Declared, read_declared
from .finders import FINDERS
from .pieces import Layer
from .shapes import Page
from .tree import parse_tree

SOUGHT_HEADLINE = "JSON-LD headline, meta og:title, h1, title"
SOUGHT_BODY = "JSON-LD articleBody, the block with the most paragraphs"


def _context_of(layer: Layer, declared: Declared, layouts: Sequence[Layout]) -> Context:
    words = load_words()
    layout = choose_layout(layouts, url=declared.canonical, text="")
    text = " ".join(piece.text for piece in layer.pieces if weight_of(piece))
    lang = language_of(text, words)
    words = words.for_language(lang)
    if layout is None:
        return Context(words, lang)
    return Context(words.with_labels(layout.labels), lang, layout.date_order, layout.timezone)


def parse_page(capture: PageCapture, layouts: Sequence[Layout] = ()) -> Reading:
    """Return what a saved page tells, with every candidate of every field.

    `layouts` are the publishers' own layouts to choose from. Raises `ParseError` where no headline or no body is found.
    """
    root = parse_tree(capture.html)
    if root is None:
        raise ParseError(capture.name, "body", SOUGHT_BODY)
    declared = read_declared(root, capture.url)
    layer = Layer(root)
    page = Page(declared, layer, _context_of(layer, declared, layouts), declared.canonical)
    body, cuts = _body_of(page)
    if not body:
        raise ParseError(capture.name, "body", SOUGHT_BODY)
    proposals = [proposal for finder in FINDERS for proposal in finder(page)]
    won = winners(proposals)
    if "headline" not in won:
        raise ParseError(capture.name, "headline", SOUGHT_HEADLINE)
    return Reading(_story(page, won, body), with_winners_marked(proposals, won), cuts)


def _story(page: Page, won: dict[str, Proposal], body: str) -> Story:
    values: dict[str, Any] = {field: proposal.value for field, proposal in won.items()}
    story = Story(body=body, **values)
    if story.source and page.url:
        return replace(story, source=Source(story.source.name, page.url))
    return story


_SHOWN = 120
_KINDS: dict[str, BlockKind] = {"heading": "crosshead", "item": "item", "quote": "quote", "pre": "preformatted"}


def _body_of(page: Page) -> tuple[str, tuple[Cut, ...]]:
    """Return the body as CommonMark and what was cut from it."""
    container = find_container(page.layer)
    if container is None:
        return "", ()
    pieces = list(body_pieces(page.layer, container))
    kept = [Block(_KINDS.get(piece.kind, "paragraph"), piece.text) for piece, reason in pieces if not reason]
    cuts = (Cut(reason, piece.text[:_SHOWN], f"line {piece.line}") for piece, reason in pieces if reason)
    return write_blocks(kept), tuple(cuts)
