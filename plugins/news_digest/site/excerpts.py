"""The first words of a text, cut between words, and how many there are."""

from __future__ import annotations

import re
from html import unescape

EXCERPT_LENGTH = 220

_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_LAST_WORD = re.compile(r"\s+\S*$")


def plain_text(html: str) -> str:
    """Return the text of HTML on one line."""
    return " ".join(unescape(_TAG.sub("", html)).split())


def excerpt(body: str, length: int = EXCERPT_LENGTH) -> str:
    """Return the first words of the first paragraph as plain text, at most `length` characters, cut between words."""
    match = _PARAGRAPH.search(body)
    return cut(plain_text(match[1]) if match else "", length)


def word_count(html: str) -> int:
    """Return how many words HTML shows, as far as spaces part them; our renderer ends each block with its line."""
    # Most bodies are paragraphs and crossheads of plain text: there the signs between words are counted, which takes no
    # time.
    if html.count("<") == 2 * (html.count("<p>") + html.count("<h2>")) and "  " not in html:
        return html.count(" ") + html.count("\n")
    return len(_TAG.sub("", html).split())


def sign_count(html: str) -> int:
    """Return how many characters HTML shows, white space not counted."""
    return len("".join(unescape(_TAG.sub("", html)).split()))


def cut(text: str, length: int) -> str:
    """Return the text cut after a word, with an ellipsis, if it is longer than `length` characters."""
    if len(text) <= length:
        return text
    head = text[:length]
    # Japanese or Chinese has no spaces; what follows the last one is then no word.
    at_word = head if text[length].isspace() else _LAST_WORD.sub("", head)
    return (at_word if len(at_word) > length // 2 else head).rstrip(" ,;:\N{EN DASH}\N{EM DASH}-") + "…"
