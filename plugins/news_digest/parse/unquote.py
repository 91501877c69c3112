"""What mail, forums and messengers put around lines, taken off: "> " before them, "*...*" and "_..._" around them.

Only a habit that the whole capture shows is undone. Every line keeps its number; what stands outside of a quotation
is the words of whoever quoted, and becomes blank.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from ..capture.shapes import Line
from .rows import ends_full_stop, fold

_FEWEST_QUOTED = 5
_QUOTED_SHARE = Fraction(3, 5)
_DEEPEST = 5
_FEWEST_MARKED = 2
_LONGEST_CROSSHEAD = 160
_MOST_ABOVE, _LONGEST_ABOVE = 6, 60

_QUOTE = re.compile(r" {0,3}> ?")
_WHOLE = re.compile(r"(?P<mark>\*{1,2}|_{1,2}|~)(?=[^\s*_~])(?P<text>[^*\n]+?)(?<=\S)(?P=mark)")
# Bold labels with the colon within or behind the marks, as in a list of facts in Markdown.
_LABEL = re.compile(
    r"(?:[-*•]\s)?(?P<mark>\*{1,2}|_{1,2})(?P<label>[^\W\d_][^*_:：\n]{1,40})(?:(?P=mark)\s?[:：]|[:：]\s?(?P=mark))\s*"
)
_MOST_WORDS = 8
_LINK = re.compile(r"\S*(?:://|www\.)\S*")


@dataclass(frozen=True, slots=True)
class _Marked:
    """A line that is marked from end to end."""

    mark: str
    text: str


def _is_quoted(lines: Sequence[Line]) -> bool:
    """Return whether most lines with text are quoted."""
    filled = [line.text for line in lines if line.text.strip()]
    quoted = sum(bool(_QUOTE.match(text)) for text in filled)
    return quoted >= _FEWEST_QUOTED and quoted >= _QUOTED_SHARE * len(filled)


def _without_quote(text: str) -> str:
    found = _QUOTE.match(text)
    return text[found.end() :] if found else ""


def _unquoted(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Return the lines without the signs of a quotation, however often it was quoted again."""
    for _ in range(_DEEPEST):
        if not _is_quoted(lines):
            break
        lines = tuple(Line(line.number, _without_quote(line.text)) for line in lines)
    return tuple(lines)


def _marked(text: str) -> _Marked | None:
    """Return what stands between the marks of a line that is marked as a whole."""
    bare = text.strip()
    found = _WHOLE.fullmatch(bare)
    if found is None or found["mark"][0] in _LINK.sub("", found["text"]):
        return None
    return _Marked(found["mark"], found["text"])


def _without_marks(text: str, *, first: bool) -> str:
    """Return a wholly marked line without its marks; a bold one within the text keeps those of a crosshead."""
    marked = _marked(text)
    if marked is None:
        return text
    crosshead = (
        marked.mark[0] == "*"
        and len(marked.text) <= _LONGEST_CROSSHEAD
        and not ends_full_stop(marked.text)
        and not first
    )
    return f"**{marked.text}**" if crosshead else marked.text


def _without_bold_label(text: str) -> str:
    found = _LABEL.match(text.strip())
    return f"{found['label'].strip()}: {text.strip()[found.end() :]}" if found else text


def _is_notice(line: Line, forwarded: tuple[str, ...]) -> bool:
    """Return whether a line says that the message below it was passed on."""
    return len(line.text.split()) <= _MOST_WORDS and fold(line.text).startswith(forwarded)


def _unmarked(lines: Sequence[Line], forwarded: tuple[str, ...]) -> tuple[Line, ...]:
    """Return the lines without marks around whole lines, where two are marked so or the first one is."""
    filled = [line for line in lines if line.text.strip()]
    marked = [line.number for line in filled if _marked(line.text)]
    first = next((line.number for line in filled if not _is_notice(line, forwarded)), None)
    if not marked or (len(marked) < _FEWEST_MARKED and marked[0] != first):
        return tuple(lines)
    head = _headline_of(filled, marked[0])
    return tuple(Line(line.number, _without_marks(line.text, first=line.number == head)) for line in lines)


def _headline_of(filled: Sequence[Line], first: int) -> int | None:
    """Return the number of the first marked line if nothing but short lines stands above it."""
    above = [line.text for line in filled if line.number < first]
    short = all(len(text) <= _LONGEST_ABOVE and not ends_full_stop(text) for text in above)
    return first if short and len(above) <= _MOST_ABOVE else None


def _unlabelled(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Return the lines with plain labels, where two are bold or in italics."""
    labels = sum(bool(_LABEL.match(line.text.strip())) for line in lines)
    if labels < _FEWEST_MARKED:
        return tuple(lines)
    return tuple(Line(line.number, _without_bold_label(line.text)) for line in lines)


def unquote(lines: Sequence[Line], forwarded: tuple[str, ...] = ()) -> tuple[Line, ...]:
    """Return a capture's lines as they were before they were quoted or marked.

    `forwarded` are folded phrases that begin a line above what was passed on.
    """
    return _unlabelled(_unmarked(_unquoted(lines), forwarded))
