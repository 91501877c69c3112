"""A page's tree to pieces: runs of text as a reader sees them apart, each with the blocks of the tree it stands in.

A frame is one block of the tree. Frames and pieces are numbered in the order of the page; a frame knows its parent's
number, so what holds for a block is handed down in one pass, however deep the markup nests.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from ..parse.rows import ends_sentence, has_sentence_break
from .hints import is_hidden_by_name
from .tree import UNSEEN, Element, squeeze

BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "dir", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr",
    "html", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th",
    "thead", "tr", "ul", "caption", "legend",
})  # fmt: skip
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_CONTROLS = frozenset({"button", "label"})
_BOLD = frozenset({"b", "strong"})
# What a block is for all that stands in it, unless a block further in says otherwise.
_KINDS = {
    "blockquote": "quote", "li": "item", "td": "cell", "th": "cell", "figcaption": "caption", "caption": "caption",
    "pre": "pre", "summary": "heading", **dict.fromkeys(HEADINGS, "heading"),
}  # fmt: skip
_NAMING = ("class", "id", "role", "itemprop", "data-component", "data-testid", "data-type", "data-module")
_DIGITS = re.compile(r"\d+")
_BREAK = "\v"
_BREAKS = re.compile(rf"[ \t\n\r\f]*{_BREAK}[ \t\n\r\f{_BREAK}]*")
MOST_PIECES = 50_000


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


@dataclass(slots=True)
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


_NEARLY = 0.85
_LEAST_COLUMNS = 60
_MOST_COUNTED = 800
_WIDE = re.compile("[\u1100-\u11ff\u2e80-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]")


def width_of(text: str) -> int:
    """Return about how many columns a text takes: wide characters, counted where they are many, are two."""
    return len(text) + (len(_WIDE.findall(text)) if not text.isascii() and _WIDE.search(text) else 0)


# An item of a list is a paragraph only where it is a sentence.
_TRUST = {"text": (1.0, 0.3), "quote": (1.0, 0.3), "item": (0.5, 0.0)}


def _weight(kind: str, text: str, linked: int) -> float:
    if kind not in _TRUST or (width := width_of(text)) < _LEAST_COLUMNS:
        return 0.0
    unlinked = 1 - min(1.0, linked / len(text))
    sentence = ends_sentence(text) or has_sentence_break(text)
    return min(width, _MOST_COUNTED) * unlinked**2 * _TRUST[kind][not sentence]


@dataclass(slots=True)
class _Run:
    """The text that is being gathered."""

    parts: list[str] = field(default_factory=list)
    linked: int = 0
    bold: int = 0
    links: list[Element] = field(default_factory=list)

    def add(self, text: str, *, linked: bool, bold: bool) -> None:
        if text:
            self.parts.append(text)
            length = len(text.strip()) if linked or bold else 0
            self.linked += length * linked
            self.bold += length * bold

    def breaks_again(self) -> bool:
        """Return whether nothing but white space stands since the last line break."""
        for part in reversed(self.parts):
            if part == _BREAK:
                return True
            if not part.isspace():
                return False
        return False

    def text(self) -> str:
        raw = "".join(self.parts)
        if _BREAK not in raw:
            return squeeze(raw)
        return "\n".join(filter(None, map(squeeze, _BREAKS.split(raw))))


def _names(element: Element) -> str:
    return " ".join(value for name in _NAMING if (value := element.get(name)))


def _is_hidden(element: Element) -> bool:
    if element.get("hidden") is not None:
        return True
    style = element.get("style")
    return style is not None and "display:none" in style.replace(" ", "").casefold()


class Layer:
    """The frames and pieces of a page."""

    def __init__(self, root: Element) -> None:
        self.frames: list[Frame] = []
        self.pieces: list[Piece] = []
        self._signatures: dict[tuple[int, str, str], int] = {}
        self._open: list[int] = []
        self._run = _Run()
        self._links = self._bolds = 0
        self._walk(root)

    def _walk(self, root: Element) -> None:
        walker = etree.iterwalk(root, events=("start", "end"))
        skipped: Element | None = None
        for event, element in walker:
            tag = str(element.tag)
            if event == "start":
                if self._is_unseen(element, tag):
                    walker.skip_subtree()
                    skipped = element
                else:
                    self._enter(element, tag)
            else:
                if skipped is element:
                    skipped = None
                else:
                    self._leave(tag)
                if element is not root:
                    self._add(element.tail)
            if len(self.pieces) > MOST_PIECES:
                return
        self._flush()

    def _is_unseen(self, element: Element, tag: str) -> bool:
        """Return whether no text of an element is the story's: scripts, buttons, what only screen readers tell."""
        if tag in UNSEEN:
            return True
        if tag in BLOCKS:
            return False
        if tag in _CONTROLS:
            return not self._open or self.frames[self._open[-1]].kind != "heading"
        names = element.get("class")
        return (names is not None and is_hidden_by_name(names)) or _is_hidden(element)

    def _enter(self, element: Element, tag: str) -> None:
        if tag in BLOCKS:
            self._flush()
            self._open.append(len(self.frames))
            self.frames.append(self._frame(element, tag))
        elif tag == "br":
            if self._run.breaks_again():
                self._flush()
            else:
                self._run.add(_BREAK, linked=False, bold=False)
        elif tag == "a":
            self._links += 1
            self._run.links.append(element)
        elif tag in _BOLD:
            self._bolds += 1
        self._add(element.text)

    def _leave(self, tag: str) -> None:
        if tag in BLOCKS:
            self._flush()
            self._open.pop()
        elif tag == "a":
            self._links -= 1
        elif tag in _BOLD:
            self._bolds -= 1

    def _add(self, text: str | None) -> None:
        if text:
            self._run.add(text, linked=self._links > 0, bold=self._bolds > 0)

    def _flush(self) -> None:
        run = self._run
        if not run.parts:
            return
        text = run.text()
        if text and self._open:
            frame = self.frames[self._open[-1]]
            weight = _weight(frame.kind, text, run.linked)
            piece = Piece(
                len(self.pieces),
                self._open[-1],
                frame.kind,
                text,
                frame.element.sourceline or 1,
                run.linked,
                run.bold,
                weight,
                tuple(run.links),
            )
            self.pieces.append(piece)
        self._run = _Run()

    def _frame(self, element: Element, tag: str) -> Frame:
        parent = self._open[-2] if len(self._open) > 1 else -1
        above = self.frames[parent] if parent >= 0 else None
        names = _names(element)
        key = (above.signature if above else -1, tag, _DIGITS.sub("", element.get("class") or ""))
        signature = self._signatures.setdefault(key, len(self._signatures))
        kind = _KINDS.get(tag) or (above.kind if above and above.kind != "cell" else "text")
        hidden = _is_hidden(element) or bool(above and above.is_hidden)
        return Frame(element, parent, tag, kind, names, signature, hidden)

    def ancestors(self, number: int) -> Iterator[int]:
        """Yield the numbers of a frame and of those around it, innermost first."""
        while number >= 0:
            yield number
            number = self.frames[number].parent
