"""A run of text as it is gathered from a page's tree: its words, its lines, how much it looks like a paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ..parse.rows import columns, ends_sentence, has_sentence_break
from .tree import Element, squeeze

BREAK = "\v"
BLANK_LINES = re.compile(r"\n(?:[ \t\r]*\n)+")
_LEAST_COLUMNS = 60
_MOST_COUNTED = 800
# How much a run of text of a kind counts as a paragraph, where it is a sentence and where not.
_TRUST = {"text": (1.0, 0.3), "quote": (1.0, 0.3), "item": (0.5, 0.0)}


def weight_of(kind: str, text: str, linked: int) -> float:
    """Return how much a text looks like a paragraph of a story, 0 where not at all; `linked` letters are links."""
    if kind not in _TRUST or (width := columns(text)) < _LEAST_COLUMNS:
        return 0.0
    unlinked = 1 - min(1.0, linked / len(text))
    sentence = ends_sentence(text) or has_sentence_break(text)
    return min(width, _MOST_COUNTED) * unlinked**2 * _TRUST[kind][not sentence]


@dataclass(slots=True)
class Run:
    """The text that is being gathered."""

    parts: list[str] = field(default_factory=list)
    linked: int = 0
    bold: int = 0
    links: list[Element] = field(default_factory=list)
    shows: bool = False
    """Whether anything but white space is in it."""

    def breaks_again(self) -> bool:
        """Return whether nothing but white space stands since the last line break."""
        for part in reversed(self.parts):
            if part == BREAK:
                return True
            if not part.isspace():
                return False
        return False

    def text(self) -> str:
        """Return the words, and line breaks where the page has them."""
        raw = "".join(self.parts)
        if BREAK not in raw:
            return squeeze(raw)
        return "\n".join(filter(None, map(squeeze, raw.split(BREAK))))

    def lines(self) -> str:
        """Return the text with its lines as they are, but for blanks at their ends and blank lines around them."""
        lines = "".join(self.parts).replace(BREAK, "\n").split("\n")
        return "\n".join(map(str.rstrip, lines)).strip("\n")


def kind_of_lines(text: str, lines: str) -> tuple[str, str]:
    """Return what stands between blank lines of preformatted text: a paragraph that was perhaps broken, or lines."""
    speaks = ends_sentence(text) or has_sentence_break(text)
    return ("text", text.replace("\n", " ")) if speaks and columns(text) >= _LEAST_COLUMNS else ("pre", lines)
