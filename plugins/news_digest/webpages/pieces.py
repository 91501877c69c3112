"""A page's tree to pieces: runs of text as a reader sees them apart, each with the blocks of the tree it stands in.

A frame is one block of the tree. Frames and pieces are numbered in the order of the page; a frame knows its parent's
number, so what holds for a block is handed down in one pass, however deep the markup nests.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from lxml import etree

from .hints import is_hidden_by_name, is_trail_by_name
from .runs import BLANK_LINES, BREAK, Run, kind_of_lines, weight_of
from .tree import UNSEEN, Element

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
BLOCKS = HEADINGS | {
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hgroup", "hr", "html", "legend", "li",
    "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr",
    "ul",
}  # fmt: skip
# What an element is to the walk; all others are of the line they stand in.
_ROLES = {
    **dict.fromkeys(UNSEEN, "unseen"), **dict.fromkeys(BLOCKS, "block"), "br": "break", "a": "link",
    "b": "bold", "strong": "bold", "button": "control", "label": "control", "img": "image", "amp-img": "image",
}  # fmt: skip
# What a block is for all that stands in it, unless a block further in says otherwise.
_KINDS = {
    "blockquote": "quote", "li": "item", "td": "cell", "th": "cell", "figcaption": "caption", "caption": "caption",
    "pre": "pre", "summary": "heading", **dict.fromkeys(HEADINGS, "heading"),
}  # fmt: skip
_NAMING = ("class", "id", "role", "itemprop", "data-component", "data-testid")
_DIGITS = re.compile(r"\d+")
MOST_FRAMES, MOST_PIECES, MOST_IMAGES = 100_000, 20_000, 2_000
"""How much of a page is looked at; a page of news has a hundredth of it."""

_NEARLY = 0.85


@dataclass(frozen=True, slots=True)
class Frame:
    """A block of the tree: `parent` is its parent's number (-1 for the outermost), `names` its classes, ids and roles.

    `signature` is shared by the frames whose chain of tags and classes is alike; `kind` is what text in it is.
    """

    element: Element
    parent: int
    tag: str
    kind: str
    names: str
    signature: int
    is_hidden: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text: the number of the frame it stands in, its kind, and how much of it is linked and bold.

    `weight` says how much it looks like a paragraph of a story, 0 where not at all.
    """

    number: int
    frame: int
    kind: str
    text: str
    line: int
    linked: int
    bold: int
    weight: float
    links: tuple[Element, ...] = ()

    @property
    def is_linked(self) -> bool:
        """Whether nearly all of it is a link."""
        return self.linked >= _NEARLY * len(self.text)

    @property
    def is_bold(self) -> bool:
        """Whether nearly all of it is bold."""
        return self.bold >= _NEARLY * len(self.text)


@dataclass(frozen=True, slots=True)
class Image:
    """A picture on the page: its number, that of the frame it stands in, and of the piece that it stands before."""

    number: int
    frame: int
    before: int
    element: Element


@lru_cache(maxsize=8192)
def _without_digits(names: str) -> str:
    return _DIGITS.sub("", names)


def _names(element: Element) -> str:
    return " ".join(value for name in _NAMING if (value := element.get(name)))


def _is_hidden(element: Element) -> bool:
    if element.get("hidden") is not None:
        return True
    style = element.get("style")
    return style is not None and "display:none" in style.replace(" ", "").casefold()


class Layer:
    """The frames, pieces and images of a page."""

    def __init__(self, root: Element) -> None:
        self.frames: list[Frame] = []
        self.pieces: list[Piece] = []
        self.images: list[Image] = []
        self._signatures: dict[tuple[int, str, str], int] = {}
        self._open: list[int] = []
        self._run = Run()
        self._links = self._bolds = 0
        self._walk(root)

    def ancestors(self, number: int) -> Iterator[int]:
        """Yield the numbers of a frame and of those around it, innermost first."""
        while number >= 0:
            yield number
            number = self.frames[number].parent

    @cached_property
    def trails(self) -> frozenset[int]:
        """The numbers of the frames of trails of sections: blocks so named without a paragraph."""
        with_paragraphs: set[int] = set()
        for piece in self.pieces:
            for number in self.ancestors(piece.frame) if piece.weight else ():
                if number in with_paragraphs:
                    break
                with_paragraphs.add(number)
        found: set[int] = set()
        for number, frame in enumerate(self.frames):
            if frame.parent in found or (number not in with_paragraphs and is_trail_by_name(frame.names)):
                found.add(number)
        return frozenset(found)

    def _walk(self, root: Element) -> None:
        walker = etree.iterwalk(root, events=("start", "end"))
        skipped: Element | None = None
        for event, element in walker:
            role = _ROLES.get(str(element.tag), "")
            if event == "start":
                if role == "unseen" or (role != "block" and self._is_unseen(element, role)):
                    walker.skip_subtree()
                    skipped = element
                    continue
                self._enter(element, role)
                text = element.text
            else:
                if skipped is not element:
                    self._leave(role)
                text = element.tail if element is not root else None
            if text:
                self._add(text)
            if len(self.frames) > MOST_FRAMES or len(self.pieces) > MOST_PIECES:
                return
        self._flush()

    def _is_unseen(self, element: Element, role: str) -> bool:
        """Return whether the text of an element within a line is a button, or told by screen readers alone."""
        if role == "control":
            return not self._open or self.frames[self._open[-1]].kind != "heading"
        names = element.get("class")
        return (names is not None and is_hidden_by_name(names)) or _is_hidden(element)

    def _enter(self, element: Element, role: str) -> None:
        if role == "block":
            self._flush()
            self._open.append(len(self.frames))
            self.frames.append(self._frame(element))
        elif role == "break":
            if self._run.breaks_again():
                self._flush()
            else:
                self._run.parts.append(BREAK)
        elif role == "link":
            self._links += 1
            self._run.links.append(element)
        elif role == "bold":
            self._bolds += 1
        elif role == "image" and self._open and len(self.images) < MOST_IMAGES:
            before = len(self.pieces) + self._run.shows
            self.images.append(Image(len(self.images), self._open[-1], before, element))

    def _leave(self, role: str) -> None:
        if role == "block":
            self._flush()
            self._open.pop()
        elif role == "link":
            self._links -= 1
        elif role == "bold":
            self._bolds -= 1

    def _add(self, text: str) -> None:
        if self._open and self.frames[self._open[-1]].kind == "pre":
            *before, text = BLANK_LINES.split(text, MOST_PIECES)
            for part in before:
                self._gather(part)
                self._flush()
        self._gather(text)

    def _gather(self, text: str) -> None:
        run = self._run
        run.parts.append(text)
        run.shows = run.shows or not text.isspace()
        if self._links or self._bolds:
            length = len(text.strip())
            run.linked += length * (self._links > 0)
            run.bold += length * (self._bolds > 0)

    def _flush(self) -> None:
        run = self._run
        if not run.parts:
            return
        self._run = Run()
        if self._open and (text := run.text()):
            at = self._open[-1]
            frame = self.frames[at]
            kind = frame.kind
            if kind == "pre":
                kind, text = kind_of_lines(text, run.lines())
            line, weight = frame.element.sourceline or 1, weight_of(kind, text, run.linked)
            number, links = len(self.pieces), tuple(run.links)
            self.pieces.append(Piece(number, at, kind, text, line, run.linked, run.bold, weight, links))

    def _frame(self, element: Element) -> Frame:
        tag = str(element.tag)
        parent = self._open[-2] if len(self._open) > 1 else -1
        above = self.frames[parent] if parent >= 0 else None
        key = (above.signature if above else -1, tag, _without_digits(element.get("class") or ""))
        signature = self._signatures.setdefault(key, len(self._signatures))
        kind = _KINDS.get(tag) or (above.kind if above and above.kind != "cell" else "text")
        return Frame(element, parent, tag, kind, _names(element), signature, _is_hidden(element))
