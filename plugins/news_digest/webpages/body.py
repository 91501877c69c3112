"""The body of a page's story: its pieces found, sorted, and put together as blocks."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby

from ..parse.labels import Context
from ..parse.rows import columns, fold
from ..parse.shapes import Cut
from ..story import Block, BlockKind, Figure, Link
from .declared import Declared, absolute
from .flow import Clues, find_flow, flow_in
from .headlines import declared_titles
from .items import Item, Scene, items_of, named_boxes, teasers_of
from .linkeddata import lines_of, text_in
from .pieces import Layer, Piece
from .sorting import sort_items
from .tree import Element, text_of

_SHOWN = 120
_OPENING = 40
_SAMPLE = 80
_FEWEST = 3
_LEAST_DECLARED, _MOSTLY_UNSHOWN = 300, 4
_MOSTLY = 0.9


def sorted_items(
    layer: Layer, declared: Declared, context: Context, headline: int, bodies: Collection[Element] = ()
) -> list[Item]:
    """Return the pieces within the page's text, each with what it is or why it is cut; none where there is no text.

    `headline` is the number of the piece that shows the headline, -1 if none does; `bodies` are the blocks that hold
    the text, where a layout names them.
    """
    known = _declared_pieces(layer, text_in(declared.article, "articleBody"))
    clues = Clues(known | _described_pieces(layer, declared), headline)
    flow = flow_in(layer, bodies) if bodies else find_flow(layer, clues)
    if flow is None:
        return []
    items = items_of(layer, flow)
    prose = [item.piece.number for item in items if item.is_prose and item.in_flow]
    scene = Scene(
        layer,
        flow,
        context,
        headlines=frozenset(fold(told.value) for told in declared_titles(declared)),
        boxes=named_boxes(layer, flow),
        declared=known,
        declares=len(prose) >= _FEWEST and len(known.intersection(prose)) >= _MOSTLY * len(prose),
        teasers=teasers_of(layer, items),
        first=min(prose, default=0),
        last=max(prose, default=0),
    )
    return sort_items(scene, items)


def _declared_pieces(layer: Layer, body: str) -> frozenset[int]:
    """Return the numbers of the paragraphs that the declared text has."""
    text = fold(body)
    return frozenset(
        piece.number for piece in layer.pieces if text and piece.weight and fold(piece.text[:_SAMPLE]) in text
    )


def _described_pieces(layer: Layer, declared: Declared) -> frozenset[int]:
    """Return the numbers of the paragraphs that begin as the page's description does."""
    told = [
        text_in(declared.article, "description"),
        *(one.value for one in declared.meta("og:description", "description")),
    ]
    openings = tuple({fold(text[:_OPENING]) for text in told if len(text) > _OPENING})
    return frozenset(
        piece.number
        for piece in layer.pieces
        if piece.weight and openings and fold(piece.text[:_SAMPLE]).startswith(openings)
    )


def declared_blocks(declared: Declared, items: Sequence[Item]) -> tuple[Block, ...]:
    """Return the paragraphs of the declared text where the page shows little of it; else none."""
    paragraphs = lines_of(declared.article.get("articleBody"))
    width = sum(map(columns, paragraphs))
    shown = sum(columns(item.piece.text) for item in items if not item.reason)
    if width < _LEAST_DECLARED or shown * _MOSTLY_UNSHOWN > width:
        return ()
    return tuple(Block("paragraph", text) for text in paragraphs)


def blocks_of(
    items: Sequence[Item], layer: Layer, base: str | None, figures: Iterable[tuple[int, Figure]] = ()
) -> Iterator[Block | Figure]:
    """Yield the blocks of the kept pieces: pieces of one item are one block, cells of one table are a table.

    Links are made whole by `base`, the page's address. Each figure comes before the block with the piece of its number,
    or with one behind it.
    """
    kept = [item for item in items if not item.reason]
    waiting = deque(figures)
    for (kind, _), group in groupby(kept, key=lambda item: _whole_of(item, layer)):
        pieces = list(group)
        while waiting and waiting[0][0] <= pieces[0].piece.number:
            yield waiting.popleft()[1]
        if kind == "table":
            yield Block("table", _table(pieces, layer))
        elif kind == "item":
            links = tuple(link for item in pieces for link in _links(item, base))
            yield Block("item", "\n".join(item.piece.text for item in pieces), links)
        else:
            yield from (Block(_kind(item), item.piece.text, tuple(_links(item, base))) for item in pieces)
    yield from (figure for _, figure in waiting)


def _links(item: Item, base: str | None) -> Iterator[Link]:
    """Yield the links of a piece that lead to another page."""
    for element in item.piece.links:
        address = element.get("href") or "#"
        url = None if address.startswith("#") else absolute(address, base)
        if url:
            yield Link(text_of(element), url)


def _kind(item: Item) -> BlockKind:
    kinds: dict[str, BlockKind] = {"crosshead": "crosshead", "quote": "quote", "preformatted": "preformatted"}
    return kinds.get(item.kind, "paragraph")


def _whole_of(item: Item, layer: Layer) -> tuple[str, int]:
    """Return what a piece is a part of: a list's item or a table, with its frame."""
    wanted = {"item": ("item", "li"), "cell": ("table", "table")}.get(item.kind)
    if wanted is None:
        return item.kind, item.piece.number
    kind, tag = wanted
    return kind, next((n for n in layer.ancestors(item.piece.frame) if layer.frames[n].tag == tag), item.piece.number)


def _table(items: Sequence[Item], layer: Layer) -> str:
    rows: dict[int, dict[int, list[str]]] = {}
    for item in items:
        chain = [(n, layer.frames[n].tag) for n in layer.ancestors(item.piece.frame)]
        row = next((n for n, tag in chain if tag == "tr"), -1)
        cell = next((n for n, tag in chain if tag in {"td", "th"}), item.piece.frame)
        rows.setdefault(row, {}).setdefault(cell, []).append(" ".join(item.piece.text.split()))
    return "\n".join("\t".join(" ".join(texts) for texts in cells.values()) for cells in rows.values())


def cuts_of(items: Sequence[Item], told: Collection[int] = ()) -> tuple[Cut, ...]:
    """Return what was cut, but for the pieces of these numbers, which stand elsewhere in the body."""
    cut = (item for item in items if item.reason and item.piece.number not in told)
    return tuple(_cut(item.reason, item.piece) for item in cut)


def _cut(reason: str, piece: Piece) -> Cut:
    return Cut(reason, piece.text[:_SHOWN], f"line {piece.line}", (piece.line, piece.line))
