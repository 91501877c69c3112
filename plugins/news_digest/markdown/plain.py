"""Bodies of the kind that nearly all are, rendered at a tenth of the parser's cost and to the same HTML.

Plain are paragraphs, crossheads, lists of lines behind a hyphen, and quotations, divided by blank lines; within them
links to simple addresses, and words in stars. Whatever may be something else makes the text that it stands in, or the
whole body, a case for the parser: that costs time alone, while a wrong guess would change a page. Section numbers
follow CommonMark 0.31 (https://spec.commonmark.org/0.31.2/).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

Inline = Callable[[str], str]
"""The parser's rendering of the text of one block."""

# Tabs and carriage returns count as white space here and there; a definition (4.7) gives links elsewhere their address.
_NOT_PLAIN = ("\t", "\r", "\0", "]:")
# What a line may not begin with to be a paragraph's, its first or a later one (4.1 to 5.3, and tables).
# An image may be a figure.
_BEGINS_BLOCK = re.compile(r"[\s#>`~_=|:+-]|!\[|[0-9]+[.)](?!\S)|\*(?!\*?[^\W_])")
_CROSSHEAD = re.compile(r"(#{1,6}) +([^\s#](?:.*[^\s#])?)")

_REFERENCE = re.compile(r"&#?[0-9A-Za-z]+;")
# Addresses that are their own normal form.
_ADDRESS = r"(?:https?://[a-z0-9]+(?:[.-][a-z0-9]+)*)?/(?:[A-Za-z0-9.~-]+(?:/[A-Za-z0-9.~-]+)*/?)?"
_LINK = re.compile(rf"\[(?<!!\[)([^\[\]*\n]+)\]\(({_ADDRESS})\)")
# Stars open, or close, with a letter or digit on their inner side, or with white space on the outer alone (6.2).
_STARRED = r"(?<!\*){0}(?:(?=[^\W_])|(?<![^ \n]{0})(?=\S))([^*\n]+)(?:(?<=[^\W_])|(?<=\S)(?={0}(?:[ \n]|\Z))){0}(?!\*)"
_STRONG = re.compile(_STARRED.format(r"\*\*"))
_EMPHASIS = re.compile(_STARRED.format(r"\*"))


class Outline:
    """Levels of headings without gaps, from h2: the page's h1 is the headline, whatever levels a writer chose."""

    def __init__(self) -> None:
        self._open: list[int] = []

    def place(self, level: int) -> int:
        """Return the level to print for the next heading."""
        while self._open and self._open[-1] >= level:
            self._open.pop()
        self._open.append(level)
        return min(len(self._open) + 1, 6)


class _NotPlainError(Exception):
    """A block is of another kind, or may be."""


def render_plain(body: str, inline: Inline) -> str | None:
    """Return the HTML of a plain body, None where one of its blocks is not plain."""
    if any(sign in body for sign in _NOT_PLAIN):
        return None
    try:
        return "".join(_blocks(body, inline))
    except _NotPlainError:
        return None


def _blocks(body: str, inline: Inline) -> Iterator[str]:
    outline, before = Outline(), ""
    for chunk in body.split("\n\n"):
        block = chunk.strip("\n")
        if not block:
            continue
        if block[0] == "#":
            yield _crosshead(block, outline, inline)
        elif block[0] == "-" and before != "-":  # two lists would be one, with paragraphs in its items (5.3)
            yield _list(block, inline)
        elif block[0] == ">":
            yield _quotation(block, inline)
        else:
            yield f"<p>{_text(block, inline)}</p>\n"
        before = block[0]


def _crosshead(block: str, outline: Outline, inline: Inline) -> str:
    match = _CROSSHEAD.fullmatch(block)
    if not match:
        raise _NotPlainError
    tag = f"h{outline.place(len(match[1]))}"
    return f"<{tag}>{render_text(match[2], inline)}</{tag}>\n"


def _list(block: str, inline: Inline) -> str:
    items = (f"<li>{_text(line, inline)}</li>\n" for line in _behind("- ", block))
    return f"<ul>\n{''.join(items)}</ul>\n"


def _quotation(block: str, inline: Inline) -> str:
    lines = _behind("> ", block.replace("\n>\n", "\n> \n"))
    paragraphs = (f"<p>{_text(text, inline)}</p>\n" for text in "\n".join(lines).split("\n\n"))
    return f"<blockquote>\n{''.join(paragraphs)}</blockquote>\n"


def _behind(sign: str, block: str) -> Iterator[str]:
    for line in block.split("\n"):
        if not line.startswith(sign):
            raise _NotPlainError
        yield line[len(sign) :]


def _text(text: str, inline: Inline) -> str:
    for line in text.split("\n"):
        if not line or line[-1].isspace() or (not line[0].isalpha() and _BEGINS_BLOCK.match(line)):
            raise _NotPlainError
    return render_text(text, inline)


def render_text(text: str, inline: Inline) -> str:
    """Return the HTML of a block's text, whose lines begin and end without white space, as its parser would."""
    # One after the other they are found faster than by a pattern or a loop.
    if "\\" in text or "`" in text or "_" in text or "<" in text or ("&" in text and _REFERENCE.search(text)):
        return inline(text)
    html = text.replace("&", "&amp;").replace(">", "&gt;").replace('"', "&quot;")
    if "[" in html:
        html = _LINK.sub(r'<a href="\2">\1</a>', html)
    if "*" in html:
        html = _EMPHASIS.sub(r"<em>\1</em>", _STRONG.sub(r"<strong>\1</strong>", html))
    return inline(text) if "*" in html or "[" in html or "]" in html else html
