"""A story's front matter as YAML that a person wants to read: few quotes, tags on one line, a line a related story."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from datetime import date, datetime

import yaml
from yaml import MappingNode, Node, ScalarEvent, ScalarNode, SequenceNode

from ..story import Correction, Related, Story
from .plainlines import plain_line
from .yamltree import yaml_type

_PREFIX = "tag:yaml.org,2002:"
LINE_WIDTH = 100
"""A list of names that fits in this many characters stands on one line."""
CODES, LISTS_OF_CODES = frozenset({"story_code", "copy_of"}), frozenset({"formerly", "not_copy_of"})
"""Keys of which the values are codes."""


def write_front_matter(story: Story) -> str:
    """Return the YAML of a story's fields, without the lines of three dashes."""
    lines = [_line(key, node) for key, node in _pairs(story)]
    return "".join(lines) or _emitted([])


def front_matter_line(key: str, value: object) -> str:
    """Return the line of a key that is not a list, as `write_front_matter` writes it."""
    return _line(key, node_of(value))


def _line(key: str, node: Node) -> str:
    return plain_line(key, node) or _emitted([(_key(key), node)])


def _emitted(pairs: list[tuple[Node, Node]]) -> str:
    root = MappingNode(f"{_PREFIX}map", pairs, flow_style=False)
    text: str = yaml.serialize(root, Dumper=_Emitter, allow_unicode=True, width=sys.maxsize)
    return text


class _Emitter(yaml.SafeDumper):
    """The emitter in Python, not libyaml's, whose quoting differs: a file must not depend on the machine."""

    def choose_scalar_style(self) -> str:
        """Return the style that PyYAML chooses, but double quotes for single ones where they need no backslash."""
        style = super().choose_scalar_style()
        quotes = style == "'" and isinstance(self.event, ScalarEvent) and not _needs_backslash(self.event.value)
        return '"' if quotes else style


def _needs_backslash(text: str) -> bool:
    # PyYAML writes characters beyond U+FFFF as numbers within double quotes.
    return '"' in text or "\\" in text or (text != "" and max(text) > "\ufffd")


def _pairs(story: Story) -> Iterator[tuple[str, Node]]:
    for key, value in _values(story):
        if isinstance(value, tuple):
            node = _names(key, value)
        elif key in CODES:
            node = _code(value)
        else:
            node = node_of(value)
        yield key, node
    for key, value in story.extra.items():
        yield key, node_of(value)


def _values(story: Story) -> Iterator[tuple[str, object]]:
    source = story.source
    values = (
        ("title", story.headline),
        ("date", story.date),
        ("modified", story.modified),
        ("story_code", story.story_code),
        ("formerly", story.formerly),
        ("slug", story.slug),
        ("source", source and source.name),
        ("source_url", source and source.url),
        ("publisher", story.publisher),
        ("authors", story.authors),
        ("dateline", story.dateline),
        ("summary", story.deck),
        ("category", story.category),
        ("tags", story.tags),
        ("related", story.related),
        ("copy_of", story.copy_of),
        ("not_copy_of", story.not_copy_of),
        ("series", story.series),
        ("lang", story.lang),
        ("status", story.status if story.status != "published" else None),
        ("embargo", story.embargo),
        ("expires", story.expires),
        ("guid", story.guid),
        ("seed", story.seed),
        ("rights", story.rights),
        ("corrections", story.corrections),
        ("withdrawn", story.withdrawn and story.withdrawn.reason),
        ("withdrawn_date", story.withdrawn and story.withdrawn.date),
    )
    return ((key, value) for key, value in values if value)


def _names(key: str, values: tuple[object, ...]) -> Node:
    items = [_code(value) if key in LISTS_OF_CODES else _item(value) for value in values]
    width = len(key) + sum(len(str(value)) + 2 for value in values)
    flow = not isinstance(values[0], Related | Correction) and width <= LINE_WIDTH
    return SequenceNode(f"{_PREFIX}seq", items, flow_style=flow)


def _item(value: object) -> Node:
    match value:
        case Related():
            return _related(value)
        case Correction():
            return _correction(value)
        case _:
            return node_of(value)


def _correction(correction: Correction) -> Node:
    # Within { } a time stands in quotes for its colons.
    moment = correction.date
    date = _code(moment.isoformat()) if isinstance(moment, datetime) else node_of(moment)
    nodes = [(_text("date"), date), (_text("text"), node_of(correction.text))]
    return MappingNode(f"{_PREFIX}map", nodes, flow_style=True)


def _related(story: Related) -> Node:
    pairs = (("title", story.title), ("story_code", story.story_code), ("url", story.url))
    nodes = [(_text(key), _code(v) if key == "story_code" else node_of(v)) for key, v in pairs if v]
    return MappingNode(f"{_PREFIX}map", nodes, flow_style=True)


def _code(value: object) -> Node:
    # Always quoted: a code of digits today stands beside one of letters tomorrow.
    return ScalarNode(f"{_PREFIX}str", str(value), style='"')


def _key(value: str) -> Node:
    return ScalarNode(f"{_PREFIX}str", value, style='"' if "\n" in value else None)


def _text(value: str) -> Node:
    # PyYAML loses line feeds at the beginning of a block, and ends the document behind one with several at its end.
    inner = value.strip()
    block = "\n" in inner and inner == value.removesuffix("\n")
    style = '"' if _ELSEWHERE.fullmatch(value) else "|" if block else None
    return ScalarNode(f"{_PREFIX}str", value, style=style)


_ELSEWHERE = re.compile(r"[-+]?(?:[0-9.]+(?:[eE][-+]?[0-9]+)?|0[oxb][0-9a-fA-F]+)|[yYnN]")
"""Texts that PyYAML leaves alone, but YAML 1.2 or other programs take for a number, true or false."""


def node_of(value: object) -> Node:
    """Return the YAML node of a value of `extra`: text, number, true, false, None, date, list or mapping of these."""
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, Mapping):
        return MappingNode(f"{_PREFIX}map", [(_key(k), node_of(v)) for k, v in value.items()], flow_style=False)
    if isinstance(value, list | tuple):
        return SequenceNode(f"{_PREFIX}seq", [node_of(item) for item in value], flow_style=_fits_on_a_line(value))
    return _constant(value)


def _fits_on_a_line(values: list[object] | tuple[object, ...]) -> bool:
    # Within [ ] YAML wants quotes around a colon, which would make a text of a time.
    plain = all(value is None or type(value) in _SHORT for value in values)
    return plain and sum(len(str(value)) + 2 for value in values) <= LINE_WIDTH


_SHORT = frozenset({str, int, float, bool, date})


def _constant(value: object) -> Node:
    if value is None:
        text = "null"
    elif isinstance(value, bool):
        text = str(value).lower()
    elif isinstance(value, date):
        text = value.isoformat()  # with seconds, without which YAML takes it for a text
    else:
        text = _number(value)
    return ScalarNode(_PREFIX + (yaml_type(text) or "str"), text)


def _number(value: object) -> str:
    # YAML 1.1 wants a point in a number with an exponent, and has names of its own for what is none.
    text = repr(value)
    if text in _NO_NUMBERS:
        return _NO_NUMBERS[text]
    return text.replace("e", ".0e") if "e" in text and "." not in text else text


_NO_NUMBERS = {"inf": ".inf", "-inf": "-.inf", "nan": ".nan"}
