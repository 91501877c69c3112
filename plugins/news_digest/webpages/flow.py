"""Where a page's text flows: the blocks whose paragraphs follow each other, and the block around them all.

Paragraphs of one story stand in blocks that are alike: the chain of tags and classes down to them is one, a signature.
The signature with the most text in paragraphs is the story's; what is wrapped otherwise stands beside the text.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from .hints import beside_by_name, box_by_name, box_by_tag, text_by_name
from .pieces import HEADINGS, Frame, Layer, Piece

_BOXED = 0.1
_ALSO = 0.15
_DECLARED = 3.0
_ABOVE_HEADLINE = 0.3
_NAMED = {"body": 1.5, "likely": 1.2, "": 1.0}
_ALIKE = 0.5


@dataclass(frozen=True, slots=True)
class Flow:
    """The text of a page.

    `places` says of each frame of the layer how it stands to the text: "flow", "text" (a block of it), "path" (around
    the flow), "beside" (within, in a wrapper of its own), "" (outside).
    """

    places: Sequence[str]
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
    return box_by_tag(frame.tag) or ("hidden text" if frame.is_hidden else box_by_name(frame.names))


def boxes_of(layer: Layer) -> list[str]:
    """Return for each frame what box it is or stands in, "" where in none."""
    found: list[str] = []
    for frame in layer.frames:
        above = found[frame.parent] if frame.parent >= 0 else ""
        found.append("" if text_by_name(frame.names) == "body" else above or box_of(frame))
    return found


def _bodies_of(layer: Layer) -> list[str]:
    """Return for each frame "body" where it is or stands in a block whose names say that it holds the story."""
    found: list[str] = []
    for frame in layer.frames:
        above = found[frame.parent] if frame.parent >= 0 else ""
        found.append(above or ("body" if text_by_name(frame.names) == "body" else ""))
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
    paragraphs = frozenset().union(*(votes[one].paragraphs for one in signatures))
    return Flow(_places(layer, signatures, paragraphs, inside), sum(votes[one].weight for one in signatures))


def _votes(layer: Layer, clues: Clues) -> dict[int, _Vote]:
    boxes, named = boxes_of(layer), _bodies_of(layer)
    prose = [piece for piece in layer.pieces if piece.weight]
    owners = Counter(piece.frame for piece in prose)
    votes: dict[int, _Vote] = defaultdict(_Vote)
    for piece in prose:
        number = _flow_frame(layer, piece, owners)
        frame, own = layer.frames[number], layer.frames[piece.frame]
        trust = (_BOXED if boxes[piece.frame] else 1.0) * (_DECLARED if piece.number in clues.declared else 1.0)
        trust *= _ABOVE_HEADLINE if piece.number < clues.headline else 1.0
        vote = votes[frame.signature]
        vote.weight += piece.weight * trust * _NAMED[named[number] or text_by_name(frame.names)]
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


def _around(layer: Layer, flows: Sequence[bool]) -> set[int]:
    """Return the numbers of the frames around those that the text flows in."""
    around: set[int] = set()
    for number, flow in enumerate(flows):
        for ancestor in layer.ancestors(layer.frames[number].parent) if flow else ():
            if ancestor in around:
                break
            around.add(ancestor)
    return around


def _places(layer: Layer, signatures: frozenset[int], paragraphs: frozenset[int], inside: Sequence[bool]) -> list[str]:
    bodies = {
        layer.frames[n].element.get("class")
        for n, f in enumerate(layer.frames)
        if inside[n] and f.signature in signatures and text_by_name(f.names) == "body"
    }
    flows = [
        inside[n] and (f.signature in signatures or f.element.get("class") in bodies)
        for n, f in enumerate(layer.frames)
    ]
    around = _around(layer, flows)
    places: list[str] = []
    for number, frame in enumerate(layer.frames):
        above = places[frame.parent] if frame.parent >= 0 else ""
        if not inside[number]:
            places.append("")
        elif flows[number]:
            places.append("flow")
        elif number in around:
            places.append("path")
        elif above in {"flow", "text"} and (frame.tag in _OF_TEXT or frame.signature in paragraphs):
            places.append("text")
        else:
            places.append("beside")
    return places
