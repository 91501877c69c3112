"""Front matter of the kind that nearly all is, written at a fraction of the emitter's cost and to the same lines.

Plain are texts, numbers and dates of letters and a few signs, in double quotes where such signs need them; lists of
these in [ ]; and lists with a mapping of these in { } on every line. Whatever may need more is left to the emitter:
that costs time alone. Section numbers follow YAML 1.1 (https://yaml.org/spec/1.1/).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from yaml import MappingNode, Node, ScalarNode, SequenceNode

from .yamltree import yaml_type

_PREFIX = "tag:yaml.org,2002:"
_LETTER = "0-9A-Za-z\xc0-\u024f\u0370-\u058f\u0900-\u0dff\u3041-\u30ff\u4e00-\u9fff\uac00-\ud7a3"
# Signs that mean nothing to YAML wherever they stand but at the beginning (5.3, 9.1.3).
_SIGN = r"$%()*+./;=_~'’‘“”„«»–—…!&@-"
_ENDS = re.escape(f"{_SIGN},?")
_SAFE = re.compile(rf"[{_LETTER}„“‘«](?:[{_LETTER}{_ENDS}: ]*[{_LETTER}{_ENDS}])?")
# In [ ] and { } these need quotes (9.1.3); elsewhere a colon does before a blank.
_ENDS_ITEM = frozenset(",?:")


def plain_line(key: str, node: Node) -> str | None:
    """Return what the emitter writes for a key and its node, None where they are not plain."""
    if not (key.isidentifier() and key.isascii()) or yaml_type(key):
        return None
    if isinstance(node, SequenceNode) and not node.flow_style:
        items = _every(_mapping(item) for item in node.value)
        return "\n- ".join([f"{key}:", *items]) + "\n" if items else None
    value = _list(node) if isinstance(node, SequenceNode) else _scalar(node)
    return None if value is None else f"{key}: {value}\n"


def _scalar(node: Node, *, within: bool = False) -> str | None:
    """Return a plain scalar; `within` says that it stands in [ ] or { }."""
    if not isinstance(node, ScalarNode) or not _SAFE.fullmatch(node.value):
        return None
    value: str = node.value
    parts = not _ENDS_ITEM.isdisjoint(value) if within else ": " in value
    if node.style is None and not parts:
        return value if node.tag == _PREFIX + (yaml_type(value) or "str") else None
    return f'"{value}"' if node.style in {None, '"'} and node.tag == f"{_PREFIX}str" else None


def _list(node: SequenceNode) -> str | None:
    items = _every(_scalar(item, within=True) for item in node.value)
    return f"[{', '.join(items)}]" if items else None


def _mapping(node: Node) -> str | None:
    if not isinstance(node, MappingNode) or not node.flow_style:
        return None
    names = _every(_scalar(key, within=True) for key, _ in node.value)
    values = _every(_scalar(value, within=True) for _, value in node.value)
    pairs = [f"{name}: {value}" for name, value in zip(names, values, strict=False)]
    return "{" + ", ".join(pairs) + "}" if pairs and all(map(str.isidentifier, names)) else None


def _every(items: Iterable[str | None]) -> list[str]:
    """Return the items, none at all where one of them is not plain."""
    found = list(items)
    return [] if None in found else [item for item in found if item is not None]
