"""Where a page's text flows: the blocks whose paragraphs follow each other, and the block around them all.

Paragraphs of one story stand in blocks that are alike: the chain of tags and classes down to them is one, a signature.
The signature with the most text in paragraphs is the story's; what is wrapped otherwise stands beside the text.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from .hints import HIDDEN, beside_by_name, box_by_name, box_by_tag, text_by_name
from .pieces import HEADINGS, Frame, Layer, Piece
from .tree import Element

_BOXED = 0.1
_ALSO = 0.15
_DECLARED = 3.0
_ABOVE_HEADLINE = 0.3
_NAMED = {"body": 1.5, "likely": 1.2, "": 1.0}
_ALIKE = 0.5


Place = Literal["flow", "text", "path", "beside", ""]


@dataclass(frozen=True, slots=True)
class Flow:
    """The text of a page.

    `places` says of each frame of the layer how it stands to the text: "flow", "text" (a block of it), "path" (around
    the flow), "beside" (within, in a wrapper of its own), "" (outside).
    """

    places: Sequence[Place]
    weight: float


@dataclass(frozen=True, slots=True)
class Clues:
    """What is known of the text before it is sought: pieces that the page declares, and that of the headline."""

    declared: frozenset[int] = frozenset()
    headline: int = -1


@dataclass(slots=True)
class _Vote:
    """The paragraphs of one signature: their weight, the frames that they flow in, signatures of their own blocks."""

    weight: float = 0.0
    frames: list[int] = field(default_factory=list)
    paragraphs: set[int] = field(default_factory=set)
    names: Counter[str] = field(default_factory=Counter)
    is_boxed: bool = True


def box_of(frame: Frame) -> str:
    """Return what a frame holds that is not the story, "" where neither tag nor name says so."""
    return box_by_tag(frame.tag) or (HIDDEN if frame.is_hidden else box_by_name(frame.names))


def boxes_of(layer: Layer) -> list[str]:
    """Return for each frame what box it is or stands in, "" where in none."""
    found: list[str] = []
    for frame in layer.frames:
        above = found[frame.parent] if frame.parent >= 0 else ""
        own = box_of(frame)
        open_ = text_by_name(frame.names) == "body" and HIDDEN not in {above, own}
        found.append("" if open_ else above or own)
    return found


def find_flow(layer: Layer, clues: Clues) -> Flow | None:
    """Return where the text of the page flows, None where there is no paragraph."""
    votes = _votes(layer, clues)
    if not votes:
        return None
    best = max(votes, key=lambda one: votes[one].weight)
    alike = [best, *(one for one in votes if one != best and _is_alike(layer, votes[best], votes[one]))]
    container = _common(layer, [number for one in alike for number in votes[one].frames])
    inside = _inside(layer, container)
    also = [one for one in votes if _is_large(layer, votes[one], votes[best], inside)]
    signatures = frozenset((*alike, *also))
    paragraphs = frozenset[int]().union(*(votes[one].paragraphs for one in signatures))
    flows = _flows(layer, signatures, inside)
    return Flow(_places(layer, flows, paragraphs, inside), sum(votes[one].weight for one in signatures))


def flow_in(layer: Layer, elements: Collection[Element]) -> Flow:
    """Return the flow of a text that stands in known blocks."""
    flows = [frame.element in elements for frame in layer.frames]
    container = _common(layer, [number for number, flow in enumerate(flows) if flow] or [0])
    weight = sum(piece.weight for piece in layer.pieces if flows[piece.frame])
    return Flow(_places(layer, flows, frozenset(), _inside(layer, container)), weight)


def _bodies_of(layer: Layer) -> list[bool]:
    """Return for each frame whether it is or stands in a block whose names say that it holds the story."""
    found: list[bool] = []
    for frame in layer.frames:
        above = frame.parent >= 0 and found[frame.parent]
        found.append(above or text_by_name(frame.names) == "body")
    return found


def _scopes_of(layer: Layer) -> list[int]:
    """Return for each frame the number of the outermost article element around it, -1 where there is none."""
    found: list[int] = []
    for number, frame in enumerate(layer.frames):
        above = found[frame.parent] if frame.parent >= 0 else -1
        found.append(above if above >= 0 or frame.tag != "article" else number)
    return found


def _in_scope(layer: Layer, headline: int) -> Callable[[Piece], bool]:
    """Return what tells whether a piece may be of the headline's story: pages add whole stories below it."""
    if headline < 0:
        return lambda _: True
    scopes, end = _scopes_of(layer), _next_headline(layer, headline)
    own = scopes[layer.pieces[headline].frame]
    if own < 0 or not any(piece.weight and scopes[piece.frame] == own for piece in layer.pieces):
        return lambda piece: piece.number < end
    return lambda piece: piece.number < end and scopes[piece.frame] in {own, -1}


def _next_headline(layer: Layer, headline: int) -> int:
    """Return the number of the piece that shows the next story's headline in a block like the first one's."""
    own = layer.frames[layer.pieces[headline].frame]
    alike = (
        piece.number
        for piece in layer.pieces[headline + 1 :]
        if own.tag == "h1" and layer.frames[piece.frame].signature == own.signature
    )
    found = next(alike, len(layer.pieces))
    has_text = any(piece.weight for piece in layer.pieces[headline:found])
    return found if has_text else len(layer.pieces)


def _votes(layer: Layer, clues: Clues) -> dict[int, _Vote]:
    boxes, bodies, in_scope = boxes_of(layer), _bodies_of(layer), _in_scope(layer, clues.headline)
    prose = [piece for piece in layer.pieces if piece.weight and in_scope(piece)]
    owners = Counter(piece.frame for piece in prose)
    votes: dict[int, _Vote] = defaultdict(_Vote)
    for piece in prose:
        number = _flow_frame(layer, piece, owners)
        frame, own = layer.frames[number], layer.frames[piece.frame]
        trust = (_BOXED if boxes[piece.frame] else 1.0) * (_DECLARED if piece.number in clues.declared else 1.0)
        trust *= _ABOVE_HEADLINE if piece.number < clues.headline else 1.0
        vote = votes[frame.signature]
        vote.weight += piece.weight * trust * _NAMED["body" if bodies[number] else text_by_name(frame.names)]
        vote.is_boxed = vote.is_boxed and bool(boxes[piece.frame])
        vote.frames.append(number)
        vote.paragraphs.add(own.signature)
        vote.names.update((own.element.get("class") or "").split())
    return votes


def _flow_frame(layer: Layer, piece: Piece, owners: Counter[int]) -> int:
    """Return the number of the frame in which a paragraph follows another: its parent's, or its own if it has more."""
    frame = layer.frames[piece.frame]
    if piece.kind == "item":
        lists = (number for number in layer.ancestors(piece.frame) if layer.frames[number].tag in {"ul", "ol"})
        return max(0, layer.frames[next(lists, piece.frame)].parent)
    if (frame.tag != "p" and owners[piece.frame] > 1) or frame.parent < 0:
        return piece.frame
    above = layer.frames[frame.parent]
    return above.parent if above.tag == "blockquote" and above.parent >= 0 else frame.parent


def _is_alike(layer: Layer, best: _Vote, other: _Vote) -> bool:
    """Return whether paragraphs have a name that most of the best ones have, or stand in blocks much like theirs."""
    if other.is_boxed:
        return False
    if any(
        times * 2 > len(best.frames) and other.names[name] * 2 > len(other.frames) for name, times in best.names.items()
    ):
        return True
    one, two = layer.frames[best.frames[0]], layer.frames[other.frames[0]]
    if one.tag != two.tag or one.parent < 0 or two.parent < 0:
        return False
    if layer.frames[one.parent].signature != layer.frames[two.parent].signature:
        return False
    ours, theirs = set(one.names.split()), set(two.names.split())
    return len(ours & theirs) >= _ALIKE * max(1, len(ours | theirs))


def _is_large(layer: Layer, vote: _Vote, best: _Vote, inside: Sequence[bool]) -> bool:
    """Return whether paragraphs within the container are too many to be a box, and in none by their blocks' names."""
    frames = [number for number in vote.frames if inside[number]]
    if not frames or vote.weight < _ALSO * best.weight:
        return False
    around = set(layer.ancestors(best.frames[0]))
    own = (layer.frames[number] for number in layer.ancestors(frames[0]) if number not in around)
    return not any(box_of(frame) or beside_by_name(frame.names) for frame in own)


def _common(layer: Layer, frames: Iterable[int]) -> int:
    """Return the innermost frame around all of the frames: that of the first and the last in the page's order."""
    numbers = sorted(frames)
    around = set(layer.ancestors(numbers[0]))
    return next((number for number in layer.ancestors(numbers[-1]) if number in around), 0)


def _inside(layer: Layer, container: int) -> list[bool]:
    found: list[bool] = []
    for number, frame in enumerate(layer.frames):
        found.append(number == container or (frame.parent >= 0 and found[frame.parent]))
    return found


_OF_TEXT = HEADINGS | {
    "p", "ul", "ol", "li", "blockquote", "pre", "table", "tbody", "thead", "tfoot", "tr", "td", "th", "dl", "dt", "dd",
}  # fmt: skip


def _flows(layer: Layer, signatures: frozenset[int], inside: Sequence[bool]) -> list[bool]:
    """Return for each frame whether the text flows in it: by its signature, or by the names of one that has it."""
    held = [here and frame.signature in signatures for frame, here in zip(layer.frames, inside, strict=True)]
    bodies = {frame.names for frame, flow in zip(layer.frames, held, strict=True) if flow}
    bodies = {names for names in bodies if text_by_name(names) == "body"}
    rows = zip(layer.frames, held, inside, strict=True)
    return [flow or (here and frame.names in bodies) for frame, flow, here in rows]


def _around(layer: Layer, flows: Sequence[bool]) -> set[int]:
    """Return the numbers of the frames around those that the text flows in."""
    around: set[int] = set()
    for number, flow in enumerate(flows):
        for ancestor in layer.ancestors(layer.frames[number].parent) if flow else ():
            if ancestor in around:
                break
            around.add(ancestor)
    return around


def _places(layer: Layer, flows: Sequence[bool], paragraphs: frozenset[int], inside: Sequence[bool]) -> list[Place]:
    around = _around(layer, flows)
    places: list[Place] = []
    for number, frame in enumerate(layer.frames):
        above = places[frame.parent] if frame.parent >= 0 else ""
        of_text = frame.tag in _OF_TEXT or frame.signature in paragraphs
        if not inside[number]:
            places.append("")
        elif flows[number]:
            places.append("flow")
        elif number in around:
            places.append("path")
        else:
            places.append("text" if of_text and above in {"flow", "text"} else "beside")
    return places
