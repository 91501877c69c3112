"""Front matter of the kind that nearly all is, written at a fraction of the emitter's cost and to the same line.

Plain is a text, number or date that stands without quotes, a text of such characters in double quotes that were asked
for, and a list of plain texts in [ ]. Whatever may need more is left to the emitter: that costs time alone. Section
numbers follow YAML 1.1 (https://yaml.org/spec/1.1/).
"""

from __future__ import annotations

import re

from yaml import Node, ScalarNode, SequenceNode

from .yamltree import yaml_type

_PREFIX = "tag:yaml.org,2002:"
# Letters, and signs that mean nothing to YAML wherever they stand but at the beginning (5.3, 9.1.3).
_LETTER = "0-9A-Za-z\xc0-\u024f\u0370-\u058f\u0900-\u0dff\u3041-\u30ff\u4e00-\u9fff\uac00-\ud7a3"
_SIGN = r"$%()*+./;=_~'’‘“”„«»–—…!&@\-"
_ITEM = re.compile(rf"[{_LETTER}](?:[{_LETTER}{_SIGN} ]*[{_LETTER}{_SIGN}])?")
# Outside [ ] and { } commas, question marks and colons before no blank mean nothing either.
_TEXT = re.compile(rf"[{_LETTER}](?:(?:[{_LETTER}{_SIGN} ,?]|:(?! ))*[{_LETTER}{_SIGN},?])?")


def plain_line(key: str, node: Node) -> str | None:
    """Return the line of a key without a sign in it and a node, None where the node is not plain."""
    if not (key.isidentifier() and key.isascii()) or yaml_type(key):
        return None
    value = _list(node) if isinstance(node, SequenceNode) else _scalar(node, _TEXT)
    return None if value is None else f"{key}: {value}\n"


def _scalar(node: Node, plain: re.Pattern[str]) -> str | None:
    if not isinstance(node, ScalarNode) or not plain.fullmatch(node.value):
        return None
    if node.style is None and node.tag == _PREFIX + (yaml_type(node.value) or "str"):
        return str(node.value)
    return f'"{node.value}"' if node.style == '"' and node.tag == f"{_PREFIX}str" else None


def _list(node: SequenceNode) -> str | None:
    items = [_scalar(item, _ITEM) for item in node.value] if node.flow_style else []
    known = [item for item in items if item is not None]
    return f"[{', '.join(known)}]" if known and len(known) == len(items) else None
