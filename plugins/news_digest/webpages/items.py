"""The pieces within a page's text: where each stands to the flow, what it becomes, and why it is cut."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from ..parse.labels import Context
from ..parse.rows import columns, ends_full_stop, ends_sentence
from .flow import Flow, Place, box_of
from .hints import beside_by_name
from .pieces import Frame, Layer, Piece

_KINDS = {"text": "paragraph", "caption": "paragraph", "heading": "crosshead", "pre": "preformatted"}
_LISTS = frozenset({"ul", "ol", "dl", "menu"})
_FEWEST_COLUMNS = 30
# What share of a list's text is links where it leads elsewhere: of any list, and of one with a link in each item.
_LINKS, _EACH_LINKED = 0.5, 0.35


@dataclass(slots=True)
class Item:
    """A piece within the text.

    `place` says how it stands to the flow; `wrapper` is the outermost frame beside the flow that it stands in, -1 for
    none; `kind` is what it becomes; `reason` says why it is cut, "" where it stays.
    """

    piece: Piece
    frame: Frame
    place: Place
    wrapper: int
    kind: str
    reason: str = ""

    @property
    def is_prose(self) -> bool:
        """Whether it looks like a paragraph of a story."""
        return self.piece.weight > 0

    @property
    def in_flow(self) -> bool:
        """Whether it is a block of the flow."""
        return self.place in {"flow", "text"}

    @property
    def is_solid(self) -> bool:
        """Whether it holds up an end of the text: a paragraph, a sentence of some length, an item, a quotation."""
        sentence = ends_sentence(self.piece.text) and columns(self.piece.text) >= _FEWEST_COLUMNS
        return self.is_prose or self.kind in {"item", "quote", "cell"} or (sentence and self.in_flow)


@dataclass(frozen=True, slots=True)
class Scene:
    """What the rules know besides an item.

    `headlines` are the folded titles that the page declares; `boxes` says of each frame what box it is or stands in;
    `declared` are the numbers of the pieces that the declared text has, `declares` whether it has the text as a whole;
    `teasers` are the numbers of the pieces in lists of links; `first` and `last` are the paragraphs that the flow
    begins and ends with.
    """

    layer: Layer
    flow: Flow
    context: Context
    headlines: frozenset[str]
    boxes: Sequence[str]
    declared: frozenset[int]
    declares: bool
    teasers: frozenset[int]
    first: int
    last: int


def items_of(layer: Layer, flow: Flow) -> list[Item]:
    """Return the pieces within the text."""
    wrappers: list[int] = []
    for number, frame in enumerate(layer.frames):
        above = wrappers[frame.parent] if frame.parent >= 0 else -1
        wrappers.append(number if flow.places[number] == "beside" and above < 0 else above)
    found: list[Item] = []
    for piece in layer.pieces:
        if place := flow.places[piece.frame]:
            kind = _KINDS.get(piece.kind, piece.kind)
            found.append(Item(piece, layer.frames[piece.frame], place, wrappers[piece.frame], kind))
    return found


def named_boxes(layer: Layer, flow: Flow) -> list[str]:
    """Return for each frame within the text what box it is or stands in, "" where in none."""
    found: list[str] = []
    for frame, place in zip(layer.frames, flow.places, strict=True):
        above = found[frame.parent] if frame.parent >= 0 else ""
        if place == "beside":
            found.append(above or box_of(frame) or beside_by_name(frame.names))
        else:
            found.append(above or box_of(frame) if place == "text" else "")
    return found


def teasers_of(layer: Layer, items: Sequence[Item]) -> frozenset[int]:
    """Return the numbers of the pieces in lists that are mostly links."""
    lists: dict[int, list[Piece]] = defaultdict(list)
    for item in items:
        if item.piece.kind == "item":
            lists[_list_of(layer, item.piece.frame)].append(item.piece)
    found: set[int] = set()
    for pieces in lists.values():
        if _leads_elsewhere(pieces):
            found |= {piece.number for piece in pieces}
    return frozenset(found)


def _leads_elsewhere(pieces: Sequence[Piece]) -> bool:
    share = sum(piece.linked for piece in pieces) / sum(len(piece.text) for piece in pieces)
    each = all(piece.links and not ends_full_stop(piece.text) for piece in pieces)
    return share > _LINKS or (each and share > _EACH_LINKED)


def _list_of(layer: Layer, number: int) -> int:
    return next((one for one in layer.ancestors(number) if layer.frames[one].tag in _LISTS), number)
