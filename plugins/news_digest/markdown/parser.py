"""The Markdown parser: CommonMark and tables, no raw HTML, only addresses that lead somewhere harmless."""

from __future__ import annotations

import re
from collections.abc import MutableMapping, Sequence
from typing import Any
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import OptionsDict

from .plain import Outline

SCHEMES = frozenset({"http", "https", "ftp", "mailto", "tel"})
"""What a link may start with if it names a scheme at all."""

_SCHEME = re.compile(r"([^/?#]*):")
"""What stands before a colon in an address's first part; RFC 3986 allows nothing but a scheme there (section 4.2)."""

_PLACEHOLDER = re.compile(r"[{|](?:filename|static|attach|index|(tag|category|author))[}|]")
"""Pelican's links into the site, the last three to a name
(https://docs.getpelican.com/en/stable/content.html#linking-to-internal-content)."""

_DISGUISED = re.compile(r"%7[BbCc]\w+%7[DdCc]")
"""A placeholder percent-encoded by its writer: a later program may decode it, and nobody needs it."""


class _Parser(MarkdownIt):
    """CommonMark with our rules for addresses."""

    def normalizeLink(self, url: str) -> str:  # noqa: N802 - markdown-it-py's name
        """Percent-encode an address, but leave the braces of a placeholder, and the name behind it as it is spoken."""
        match = _PLACEHOLDER.match(url)
        if match is None:
            return super().normalizeLink(url)
        rest = url[match.end() :]
        return match[0] + (unquote(rest) if match[1] else super().normalizeLink(rest))

    def validateLink(self, url: str) -> bool:  # noqa: N802 - markdown-it-py's name
        """Tell whether an address is relative, a placeholder, or of a known scheme."""
        placeholder = _PLACEHOLDER.match(url)
        scheme = _SCHEME.match(url, placeholder.end() if placeholder else 0)
        if placeholder or _DISGUISED.match(url):
            # Pelican keeps a scheme that follows a placeholder: {tag}javascript:x would become javascript:<address>.
            return placeholder is not None and scheme is None
        return scheme is None or scheme[1].lower() in SCHEMES


def _level_headings(state: StateCore) -> None:
    outline = Outline()
    for opening, closing in zip(state.tokens, state.tokens[2:], strict=False):
        if opening.type == "heading_open":
            opening.tag = closing.tag = f"h{outline.place(int(opening.tag[1:]))}"


def _align_by_class(state: StateCore) -> None:
    # The site's Content-Security-Policy allows no inline style.
    for token in state.tokens:
        if token.type in {"th_open", "td_open"} and (style := token.attrs.pop("style", None)):
            token.attrSet("class", "align-" + str(style).removeprefix("text-align:"))


def _name_no_empty_header(state: StateCore) -> None:
    # A header cell without text announces nothing; it is a plain cell.
    for opening, inline, closing in zip(state.tokens, state.tokens[1:], state.tokens[2:], strict=False):
        if opening.type == "th_open" and not inline.content:
            opening.tag = closing.tag = "td"


def _set_figures(state: StateCore) -> None:
    """Make a figure of an image that is a paragraph of its own; its title becomes the caption."""
    for opening, inline, closing in zip(state.tokens, state.tokens[1:], state.tokens[2:], strict=False):
        children = inline.children or []
        if opening.type != "paragraph_open" or opening.hidden or [child.type for child in children] != ["image"]:
            continue
        opening.tag = closing.tag = "figure"
        children[0].attrSet("loading", "lazy")
        caption = str(children[0].attrs.pop("title", ""))
        if caption:
            children.append(Token("figcaption", "figcaption", 0, content=caption))


class _Renderer(RendererHTML):
    """HTML in which wide tables and code can be scrolled with the keyboard."""

    def figcaption(self, tokens: Sequence[Token], idx: int, *_: object) -> str:
        """Show what stands below a picture."""
        return f"\n<figcaption>{escapeHtml(tokens[idx].content)}</figcaption>"

    def table_open(self, *_: object) -> str:
        """Open a table in a group that takes the focus."""
        return '<div class="table-scroll" role="group" tabindex="0">\n<table>\n'

    def table_close(self, *_: object) -> str:
        """Close the table and its group."""
        return "</table>\n</div>\n"

    def fence(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: MutableMapping[str, Any]) -> str:
        """Show code that takes the focus."""
        return super().fence(tokens, idx, options, env).replace("<pre>", '<pre tabindex="0">', 1)

    def code_block(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: MutableMapping[str, Any]) -> str:
        """Show indented code that takes the focus."""
        return super().code_block(tokens, idx, options, env).replace("<pre>", '<pre tabindex="0">', 1)


# What is nested deeper than maxNesting is left out, so it is above what anyone writes and below what Python can nest.
OPTIONS = {"html": False, "xhtmlOut": False, "maxNesting": 40}


def _parser() -> MarkdownIt:
    parser = _Parser("commonmark", OPTIONS, renderer_cls=_Renderer).enable("table")
    for rule in (_level_headings, _align_by_class, _name_no_empty_header, _set_figures):
        parser.core.ruler.push(rule.__name__.strip("_"), rule)
    return parser


PARSER = _parser()
