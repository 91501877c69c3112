"""Blocks of plain text to CommonMark that renders to the same words.

White space is folded like this and no further: spaces and tabs at the ends of a line go; blank lines within a
paragraph, an item or a table go, within a quotation they divide its paragraphs; a crosshead is one line. Line ends are
line feeds then. Preformatted text keeps every space. Characters that no page may carry go as `capture.characters` says.
A block without text gives nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby
from operator import itemgetter

from ..capture.characters import tidy_text
from ..story import Block, BlockKind, Figure
from .escape import escape_alt, escape_definition, escape_inline, escape_line_start, escape_title, keep_outer_spaces
from .links import mark_links, write_links

_JOINED: dict[BlockKind, str] = {"item": "\n", "quote": "\n>\n"}
"""Kinds whose neighbours belong together, with what stands between them: the items of a list, paragraphs quoted."""

_LINKING: frozenset[BlockKind] = frozenset({"paragraph", "item", "quote"})


def write_blocks(blocks: Iterable[Block | Figure]) -> str:
    """Return CommonMark (with tables) for the blocks, without a line feed at the end."""
    groups = groupby((pair for pair in map(_written, blocks) if pair[1]), key=itemgetter(0))
    return "\n\n".join(_JOINED.get(kind, "\n\n").join(text for _, text in group) for kind, group in groups)


def _written(block: Block | Figure) -> tuple[BlockKind, str]:
    if isinstance(block, Figure):
        return "paragraph", _write_figure(block)
    text, write = tidy_text(block.text), WRITERS[block.kind]
    if block.links and block.kind in _LINKING:
        marked, addresses = mark_links(text, block.links)
        return block.kind, write_links(write(marked), addresses)
    return block.kind, write(text)


def _write_figure(figure: Figure) -> str:
    """Return an image that is a paragraph of its own: what stands below it is the image's title."""
    alt = escape_alt(_one_line(figure.alt))
    below = " ".join(
        filter(None, (_one_line(figure.caption), f"({credit})" if (credit := _one_line(figure.credit)) else ""))
    )
    title = f' "{escape_title(below)}"' if below else ""
    return f"![{alt}]({figure.address}{title})"


def _one_line(text: str) -> str:
    return " ".join(tidy_text(text).split())


def _lines(text: str) -> list[str]:
    return [line for raw in text.split("\n") if (line := raw.strip(" \t"))]


def _write_paragraph(text: str) -> str:
    inline = escape_definition(escape_inline("\n".join(_lines(text))))
    lines = [escape_line_start(line, first=number == 0) for number, line in enumerate(inline.split("\n"))]
    return keep_outer_spaces("\n".join(lines))


_CLOSING_HASHES = re.compile(r"(?:(?<=[ \t])|\A)(?=#+\Z)")


def _write_crosshead(text: str) -> str:
    line = escape_inline(" ".join(_lines(text)))
    return f"## {keep_outer_spaces(_CLOSING_HASHES.sub(_BACKSLASH, line, count=1))}" if line else ""


_BACKSLASH = r"\\"


# Behind a bullet even "--" would make a thematic break.
_DASHES = re.compile(r"-[- \t]*(?:\n|\Z)")


def _write_item(text: str) -> str:
    paragraph = _write_paragraph(text)
    if _DASHES.match(paragraph):
        paragraph = f"\\{paragraph}"
    return "- " + paragraph.replace("\n", "\n  ") if paragraph else ""


_BLANK_LINES = re.compile(r"\n[ \t]*\n[ \t\n]*")


def _write_quote(text: str) -> str:
    paragraphs = filter(None, map(_write_paragraph, _BLANK_LINES.split(text)))
    return "\n>\n".join("> " + paragraph.replace("\n", "\n> ") for paragraph in paragraphs)


def _write_table(text: str) -> str:
    rows = [[_write_cell(cell) for cell in row.split("\t")] for row in text.split("\n") if row.strip(" \t")]
    if not rows:
        return ""
    width = max(map(len, rows))
    head, *body = [row + [""] * (width - len(row)) for row in rows]
    return "\n".join(f"| {' | '.join(row)} |" for row in [head, ["---"] * width, *body])


def _write_cell(text: str) -> str:
    return keep_outer_spaces(escape_inline(text.strip(" ")).replace("|", "\\|"))


_BACKTICKS = re.compile("`+")


def _write_preformatted(text: str) -> str:
    if not text.strip():
        return ""
    fence = "`" * max(3, 1 + max(map(len, _BACKTICKS.findall(text)), default=0))
    return f"{fence}\n{text}\n{fence}"


WRITERS = {
    "paragraph": _write_paragraph,
    "crosshead": _write_crosshead,
    "item": _write_item,
    "quote": _write_quote,
    "table": _write_table,
    "preformatted": _write_preformatted,
}
