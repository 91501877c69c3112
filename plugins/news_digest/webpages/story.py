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
from .flow import Clues, find_flow
from .sorting import Item, Scene, items_of, named_boxes, sort_items, teasers_of
from .linkeddata import text_in
from ..parse.rows import fold
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
    text = " ".join(piece.text for piece in layer.pieces if piece.weight)
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


def sorted_items(page: Page) -> list[Item]:
    titles = [told.value for told in page.declared.meta("og:title")] + [text_in(page.declared.article, "headline")]
    titles = frozenset(fold(one) for one in titles if one)
    headline = next((p.number for p in page.layer.pieces if p.kind == "heading" and fold(p.text) in titles), -1)
    told = fold(text_in(page.declared.article, "articleBody"))
    descriptions = [
        fold(text)[:40]
        for text in (
            text_in(page.declared.article, "description"),
            *(m.value for m in page.declared.meta("og:description", "description")),
        )
        if len(text) > 40
    ]
    found = set()
    known = set()
    for piece in page.layer.pieces:
        if piece.weight:
            folded = fold(piece.text)
            if told and folded[:80] in told:
                known.add(piece.number)
            if piece.number in known or (descriptions and folded.startswith(tuple(descriptions))):
                found.add(piece.number)
    flow = find_flow(page.layer, Clues(frozenset(found), headline))
    if flow is None:
        return []
    items = items_of(page.layer, flow)
    prose = [item for item in items if item.is_prose and item.place in {"flow", "text"}]
    declares = len(prose) > 2 and sum(item.piece.number in known for item in prose) >= 0.9 * len(prose)
    scene = Scene(
        page.layer,
        flow,
        page.context,
        titles,
        named_boxes(page.layer, flow),
        teasers=teasers_of(page.layer, items),
        declared=frozenset(known),
        declares=declares,
    )
    return sort_items(scene, items)


def _body_of(page: Page) -> tuple[str, tuple[Cut, ...]]:
    """Return the body as CommonMark and what was cut from it."""
    items = sorted_items(page)
    kept = [
        Block(item.kind if item.kind != "cell" else "paragraph", item.piece.text) for item in items if not item.reason
    ]
    cuts = (Cut(item.reason, item.piece.text[:_SHOWN], f"line {item.piece.line}") for item in items if item.reason)
    return write_blocks(kept), tuple(cuts)
