"""What a page declares of itself as linked data (JSON-LD, https://www.w3.org/TR/json-ld11/, https://schema.org/Article)."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from .tree import Element, squeeze

Node = Mapping[str, Any]

ARTICLES = frozenset({
    "newsarticle", "article", "reportagenewsarticle", "analysisnewsarticle", "opinionnewsarticle", "blogposting",
    "backgroundnewsarticle", "reviewnewsarticle", "askpublicnewsarticle", "liveblogposting", "report", "techarticle",
    "satiricalarticle", "advertisercontentarticle", "scholarlyarticle", "socialmediaposting", "medicalscholarlyarticle",
})  # fmt: skip
"""Types, in small letters, that are the story itself."""

# Where a node of a page holds further nodes about the page itself; lists of other stories stand elsewhere.
_CONTAINERS = ("@graph", "mainEntity", "mainEntityOfPage", "about")
_MOST_NODES = 2_000
# Some systems escape what is escaped already.
_ESCAPED_TIMES = 2
_WRAPPING = re.compile(
    r"^\s*(?:<!--|/\*\s*<!\[CDATA\[\s*\*/|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|/\*\s*\]\]>\s*\*/|//\s*\]\]>|\]\]>)\s*$"
)
_TRAILING_COMMA = re.compile(r",(?=\s*[}\]])")
_PARAGRAPHS = re.compile(r"\n+|<(?:br|/?p|/?div|/?h[1-6]|/?li|/?ul|/?ol|/?blockquote)\b[^<>]{0,500}>", re.IGNORECASE)
_TAGS = re.compile(r"<[a-zA-Z/][^<>]{0,500}>")


def read_linked_data(root: Element) -> tuple[Node, ...]:
    """Return the nodes that a page's JSON-LD scripts declare, outermost first; broken ones are mended or left out."""
    found: list[Node] = []
    for script in root.iter("script"):
        if (script.get("type") or "").strip().casefold().startswith("application/ld+json"):
            found += _nodes(_values(script.text or ""))
    return tuple(found[:_MOST_NODES])


def _values(text: str) -> list[Any]:
    """Return the JSON values of a script, which should be one; mended where it is none."""
    bare = _WRAPPING.sub("", _WRAPPING.sub("", text)).strip().rstrip(";")
    for attempt in (bare, _TRAILING_COMMA.sub("", bare), html.unescape(bare)):
        if values := _decoded(attempt):
            return values
    return []


def _decoded(text: str) -> list[Any]:
    """Return the JSON values that stand one after the other; what follows a broken one is lost."""
    decoder, position = json.JSONDecoder(strict=False), 0
    values: list[Any] = []
    while position < len(text) and len(values) < _MOST_NODES:
        try:
            value, position = decoder.raw_decode(text, position)
        except (ValueError, RecursionError):
            break
        values.append(value)
        while position < len(text) and text[position] in " \t\r\n,;":
            position += 1
    return values


def _nodes(values: Sequence[Any]) -> Iterator[Node]:
    queue = list(values)
    for value in queue:
        if len(queue) > _MOST_NODES:
            return
        if isinstance(value, list):
            queue += value
        elif isinstance(value, dict):
            yield value
            queue += [value[key] for key in _CONTAINERS if isinstance(value.get(key), dict | list)]


def types_of(node: Node) -> frozenset[str]:
    """Return a node's types in small letters without their vocabulary's address."""
    return frozenset(name.rsplit("/", 1)[-1].rsplit(":", 1)[-1].casefold() for name in texts_of(node.get("@type")))


def is_article(node: Node) -> bool:
    """Return whether a node is a story."""
    return not ARTICLES.isdisjoint(types_of(node))


def texts_of(value: object) -> tuple[str, ...]:
    """Return the texts of a value that may be one, a list of them, or nodes with a name."""
    queue, found = [value], []
    for one in queue:
        if isinstance(one, str):
            found.append(plain(one))
        elif isinstance(one, bool) or one is None:
            continue
        elif isinstance(one, int | float):
            found.append(str(one))
        elif isinstance(one, list) and len(queue) < _MOST_NODES:
            queue += one
        elif isinstance(one, dict):
            queue += [one[key] for key in ("@value", "name", "value") if key in one][:1]
    return tuple(text for text in found if text)


def text_in(node: Node, *keys: str) -> str:
    """Return the first text that a node has under one of the keys, "" where it has none."""
    return next((text for key in keys for text in texts_of(node.get(key))), "")


def plain(text: str) -> str:
    """Return a declared text as it is read: without tags and references to characters, on one line."""
    for _ in range(_ESCAPED_TIMES):
        text = html.unescape(_TAGS.sub(" ", text))
    return squeeze(_TAGS.sub(" ", text))


def lines_of(text: object) -> list[str]:
    """Return the paragraphs of a declared text: its lines, and what tags of blocks part."""
    if not isinstance(text, str):
        return []
    return list(filter(None, map(plain, _PARAGRAPHS.split(text))))
