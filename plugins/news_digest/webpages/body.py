"""Which of a page's pieces are the story's body, and what each of them is; what is cut, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from ..parse.rows import columns, ends_sentence, has_sentence_break
from .hints import box_of
from .pieces import Layer, Piece

_LEAST_COLUMNS = 60
_MOST_COUNTED = 800


@dataclass(frozen=True, slots=True)
class Kept:
    """A piece of the body and what it is there."""

    piece: Piece
    kind: str


def weight_of(piece: Piece) -> float:
    """Return how much a piece looks like a paragraph of a story."""
    width = columns(piece.text)
    if piece.kind not in {"text", "quote"} or width < _LEAST_COLUMNS:
        return 0.0
    unlinked = 1 - min(1.0, piece.linked / len(piece.text))
    sentence = ends_sentence(piece.text) or has_sentence_break(piece.text)
    return min(width, _MOST_COUNTED) * unlinked**2 * (1.0 if sentence else 0.3)


def boxes_of(layer: Layer) -> list[str]:
    """Return for each frame what box it is or stands in by its names, "" where in none."""
    found: list[str] = []
    for frame in layer.frames:
        above = found[frame.parent] if frame.parent >= 0 else ""
        found.append(above or box_of(frame))
    return found


def flow_of(layer: Layer, piece: Piece) -> int:
    """Return the number of the frame in which a paragraph follows the next: its parent's, or its own."""
    frame = layer.frames[piece.frame]
    return frame.parent if frame.tag in {"p", "blockquote", "div"} and frame.parent >= 0 else piece.frame


def find_container(layer: Layer) -> int | None:
    """Return the number of the frame that holds the story's paragraphs, None where there are none."""
    boxes = boxes_of(layer)
    weights: dict[int, float] = defaultdict(float)
    members: dict[int, list[Piece]] = defaultdict(list)
    for piece in layer.pieces:
        weight = weight_of(piece)
        if weight and not layer.frames[piece.frame].is_hidden:
            signature = layer.frames[flow_of(layer, piece)].signature
            weights[signature] += weight * (0.2 if boxes[piece.frame] else 1)
            members[signature].append(piece)
    if not weights:
        return None
    best = max(weights, key=lambda one: weights[one])
    return common_frame(layer, flow_of(layer, members[best][0]), flow_of(layer, members[best][-1]))


def common_frame(layer: Layer, first: int, last: int) -> int:
    """Return the innermost frame around two frames."""
    around = set(layer.ancestors(first))
    return next((number for number in layer.ancestors(last) if number in around), 0)


def body_pieces(layer: Layer, container: int) -> Iterator[tuple[Piece, str]]:
    """Yield the pieces within the container with the reason for which each is cut, "" for those that stay."""
    inside: list[bool] = []
    reasons: list[str] = []
    for number, frame in enumerate(layer.frames):
        here = number == container or (frame.parent >= 0 and inside[frame.parent])
        inside.append(here)
        above = reasons[frame.parent] if frame.parent >= 0 else ""
        reasons.append(above or (box_of(frame) if here and number != container else ""))
    for piece in layer.pieces:
        if inside[piece.frame]:
            yield piece, reasons[piece.frame]
