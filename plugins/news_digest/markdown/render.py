"""Markdown to HTML; most bodies need no parser, which takes longer to load than such a body to render."""

from __future__ import annotations

from .plain import render_plain


def render_markdown(text: str) -> str:
    """Return the HTML of a body: headings from h2 without gaps, tables and code that a keyboard can scroll."""
    plain = render_plain(text, _parsed_inline)
    return parsed_markdown(text) if plain is None else plain


def parsed_markdown(text: str) -> str:
    """Return the same by the parser alone, whatever the body is."""
    from .parser import PARSER  # noqa: PLC0415 - seldom needed

    html: str = PARSER.render(text)
    return html


def _parsed_inline(text: str) -> str:
    from .parser import PARSER  # noqa: PLC0415 - likewise

    html: str = PARSER.renderInline(text)
    return html
