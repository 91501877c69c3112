"""Which pieces of a page's text are the story's, what each of them is, and why the others are cut."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from ..capture.shapes import Line
from ..parse.labels import Context
from ..parse.marking import mark_row
from ..parse.rows import columns, ends_full_stop, ends_sentence, fold, row_of
from .flow import Flow, box_of
from .hints import beside_by_name, is_about_publisher
from .pieces import Frame, Layer, Piece

_SHORT = 160
_LONGEST_CROSSHEAD = 120
_TEASERS = 0.5
_SENTENCE = 30


@dataclass(slots=True)
class Item:
    """A piece within the text: where it stands to the flow, the wrapper that it stands beside the flow in (-1: in none),
    what it becomes, and why it is cut ("" where it stays)."""

    piece: Piece
    place: str
    wrapper: int
    kind: str
    reason: str = ""

    frame: Frame | None = None

    @property
    def is_prose(self) -> bool:
        return self.piece.weight > 0


@dataclass(frozen=True, slots=True)
class Scene:
    """What the rules know besides the item."""

    layer: Layer
    flow: Flow
    context: Context
    headlines: frozenset[str] = frozenset()
    boxes: Sequence[str] = ()
    declared: frozenset[int] = frozenset()
    teasers: frozenset[int] = frozenset()
    declares: bool = False


_KINDS = {"text": "paragraph", "caption": "paragraph", "heading": "crosshead", "pre": "preformatted"}


def items_of(layer: Layer, flow: Flow) -> list[Item]:
    """Return the pieces within the text."""
    wrappers: list[int] = []
    for number, frame in enumerate(layer.frames):
        above = wrappers[frame.parent] if frame.parent >= 0 else -1
        wrappers.append(number if flow.places[number] == "beside" and above < 0 else above)
    return [
        Item(
            piece,
            flow.places[piece.frame],
            wrappers[piece.frame],
            _KINDS.get(piece.kind, piece.kind),
            frame=layer.frames[piece.frame],
        )
        for piece in layer.pieces
        if flow.places[piece.frame]
    ]


def named_boxes(layer: Layer, flow: Flow) -> list[str]:
    """Return for each frame within the text what box it is or stands in, "" where in none."""
    found: list[str] = []
    for number, frame in enumerate(layer.frames):
        above = found[frame.parent] if frame.parent >= 0 else ""
        place = flow.places[number]
        named = box_of(frame) if place in {"beside", "text"} else ""
        found.append(
            ""
            if place in {"flow", "path"}
            else above or named or (beside_by_name(frame.names) if place == "beside" else "")
        )
    return found


Rule = Callable[[Item, Scene], str]


def in_named_box(item: Item, scene: Scene) -> str:
    """Cut what stands in blocks whose names say what they hold."""
    return scene.boxes[item.piece.frame]


def repeats_headline(item: Item, scene: Scene) -> str:
    """Cut the headline above the text."""
    return "headline" if fold(item.piece.text) in scene.headlines and item.piece.number < _first_prose(scene) else ""


def _first_prose(scene: Scene) -> int:
    return next(
        (p.number for p in scene.layer.pieces if scene.flow.places[p.frame] in {"flow", "text"} and p.weight), 0
    )


def is_teaser(item: Item, scene: Scene) -> str:
    """Cut what is only a link to elsewhere, and lists of such."""
    if item.piece.number in scene.teasers:
        return "links to other stories"
    if not item.piece.is_linked or item.piece.kind == "item":
        return ""
    outward = any(not (link.get("href") or "#").startswith("#") for link in item.piece.links)
    return "link to another story" if outward else ""


_ABOUT = {
    "related": "related stories",
    "tags": "tags",
    "comments": "comments",
    "lists": "lists of stories",
    "end": "end of the page",
}
_MARKS = {
    "furniture": "standing line",
    "rights": "copyright",
    "facts": "facts about the story",
    "caption": "caption",
    "tags": "tags",
    "address": "address",
    "crumbs": "trail of sections",
}


_LABEL = re.compile(r"[^:：]{3,40}(?=\s?[:：])")


def opens_with_label(item: Item, scene: Scene) -> str:
    """Cut paragraphs that begin with "Read also:" and lead elsewhere."""
    found = _LABEL.match(item.piece.text)
    if found and item.piece.links and scene.context.words.labels.get(fold(found[0])) == "related":
        return "link to another story"
    return ""


def is_standing(item: Item, scene: Scene) -> str:
    """Cut short lines that the rules for texts know: buttons, credits, headings of lists, bylines, rights."""
    text = item.piece.text
    if columns(text) > _SHORT or "\n" in text:
        return ""
    mark = mark_row(row_of(Line(1, text), 0), scene.context)
    if mark.kind == "heading":
        return _ABOUT.get(mark.about, "heading of a list")
    return _MARKS.get(mark.kind, "")


RULES: tuple[Rule, ...] = (in_named_box, repeats_headline, is_teaser, opens_with_label, is_standing)


def teasers_of(layer: Layer, items: Sequence[Item]) -> frozenset[int]:
    """Return the numbers of the pieces in lists that are mostly links."""
    lists: dict[int, list[Piece]] = defaultdict(list)
    for item in items:
        if item.piece.kind == "item":
            lists[_list_of(layer, item.piece.frame)].append(item.piece)
    found: set[int] = set()
    for pieces in lists.values():
        length = sum(len(piece.text) for piece in pieces)
        linked = sum(piece.linked for piece in pieces)
        each = all(piece.links and not ends_full_stop(piece.text) for piece in pieces)
        if linked > _TEASERS * length or (each and linked > 0.35 * length):
            found |= {piece.number for piece in pieces}
    return frozenset(found)


def _list_of(layer: Layer, number: int) -> int:
    for ancestor in layer.ancestors(number):
        if layer.frames[ancestor].tag in {"ul", "ol", "dl", "menu"}:
            return ancestor
    return number


def sort_items(scene: Scene, items: list[Item]) -> list[Item]:
    """Return the items with their kinds and reasons settled."""
    for item in items:
        item.reason = next(filter(None, (rule(item, scene) for rule in RULES)), "")
    judge_wrappers(scene, items)
    cut_repeated_quotes(items)
    pseudo_headings(items)
    cut_head(items)
    cut_tail(items, scene)
    settle_headings(items)
    return items


def judge_wrappers(scene: Scene, items: list[Item]) -> None:
    """Cut the wrappers beside the flow that are boxes of their own."""
    groups: dict[int, list[Item]] = defaultdict(list)
    last = max(
        (i.piece.number for i in items if i.place in {"flow", "text"} and i.is_prose and not i.reason), default=0
    )
    for item in items:
        if item.wrapper >= 0:
            groups[item.wrapper].append(item)
    for group in groups.values():
        reason = _reason_for(group, scene, last)
        for item in group:
            item.reason = item.reason or reason


def _reason_for(group: list[Item], scene: Scene, last: int) -> str:
    prose = [item for item in group if item.is_prose]
    headings = [item for item in group if item.kind == "crosshead"]
    if len(group) == 1 and headings:
        return ""
    if group[0].piece.number > last:
        return "after the text"
    if scene.declares:
        known = [item for item in prose if item.piece.number in scene.declared]
        return "" if prose and len(known) * 2 > len(prose) else "not in the declared text"
    weight = sum(item.piece.weight for item in group)
    if headings and weight < 0.3 * scene.flow.weight:
        return "box with a heading"
    if sum(ends_sentence(item.piece.text) for item in group) * 2 < len(group) and not all(
        item.kind in {"item", "cell"} for item in group
    ):
        return "box"
    if prose or all(item.kind in {"item", "quote", "cell"} for item in group):
        return ""
    return "beside the text"


def cut_repeated_quotes(items: list[Item]) -> None:
    """Cut the quotations that a page shows in large letters and that stand in its text as well."""
    kept = [item for item in items if not item.reason and item.kind in {"paragraph", "quote"}]
    if not any(_may_be_pulled(item) for item in kept):
        return
    folded = {item.piece.number: fold(item.piece.text).strip(" .\"'") for item in kept}
    text = " ".join(folded[item.piece.number] for item in kept if not _may_be_pulled(item))
    for item in kept:
        bare = folded[item.piece.number]
        if _may_be_pulled(item) and len(bare) >= _SENTENCE and bare in text:
            item.reason = "quotation shown twice"


def _may_be_pulled(item: Item) -> bool:
    return item.kind == "quote" or item.place == "beside"


def pseudo_headings(items: list[Item]) -> None:
    """Take paragraphs that are one bold line for crossheads, where a paragraph follows them."""
    kept = [item for item in items if not item.reason]
    for item, below in zip(kept, kept[1:]):
        text = item.piece.text
        if below.kind in {"paragraph", "crosshead"} and below.piece.is_bold:
            continue
        if item.kind == "paragraph" and not item.reason and item.piece.is_bold and "\n" not in text:
            if columns(text) <= _LONGEST_CROSSHEAD and not ends_full_stop(text) and not text.endswith((":", ",", "…")):
                item.kind = "crosshead"


def cut_head(items: list[Item]) -> None:
    """Cut the short lines above the first paragraph."""
    for item in items:
        if item.reason:
            continue
        text = item.piece.text
        sentence = item.place in {"flow", "text"} and ends_sentence(text) and columns(text) >= _SENTENCE
        if item.is_prose or sentence or item.kind in {"item", "quote"}:
            return
        if item.kind != "crosshead" or item.place not in {"flow", "text"} or item.frame.tag == "h1":
            item.reason = "above the text"


def cut_tail(items: list[Item], scene: Scene) -> None:
    """Cut the short lines below the last paragraph, what publishers write of themselves there, and lists of links."""
    for item in reversed(items):
        if item.reason:
            continue
        text = item.piece.text
        if is_about_publisher(text):
            item.reason = "about the publisher"
        elif item.kind == "item" and item.piece.links and item.piece.linked * 3 > len(text):
            item.reason = "links below the text"
        elif (
            item.is_prose
            or item.kind in {"item", "quote", "cell"}
            or (ends_sentence(text) and columns(text) >= _SENTENCE)
        ):
            if "\n" in text and any(
                mark_row(row_of(Line(1, line), 0), scene.context).kind == "rights" for line in text.split("\n")
            ):
                item.reason = "copyright"
                continue
            return
        else:
            item.reason = "below the text"


def settle_headings(items: list[Item]) -> None:
    """Cut the crossheads below which nothing of the story stands."""
    below: Item | None = None
    for item in reversed(items):
        if item.kind == "crosshead" and not item.reason and (below is None or below.kind == "crosshead"):
            item.reason = "heading of a box"
        below = item if not item.reason else below
