"""Values of the editor's own keys: YAML's types, but only where every YAML reader agrees on them."""

from __future__ import annotations

import re

from ..capture.characters import tidy_text
from ..errors import StoryFileError
from . import yamltree as tree
from .dates import read_date

_INT = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,99})")
_FLOAT = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,99})\.[0-9]{1,99}(?:[eE][-+][0-9]{1,3})?")
_CONSTANTS: dict[str, object] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    ".inf": float("inf"),
    "-.inf": float("-inf"),
    ".nan": float("nan"),
}


def read_value(node: tree.Node, name: str, key: str) -> object:
    """Return text, number, true, false, date, list or dict; refuses what YAML readers differ on."""
    if isinstance(node, tree.Sequence):
        return [read_value(item, name, key) for item in node.items]
    if isinstance(node, tree.Mapping):
        return {tidy_text(k.text): read_value(value, name, f"{key}.{k.text}") for k, value in node.pairs}
    if not node.plain or (tree.yaml_type(node.text) is None and node.text):
        return tidy_text(node.text)
    return _read_plain(node, name, key)


def _read_plain(node: tree.Scalar, name: str, key: str) -> object:
    text = node.text
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if _INT.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text):
        return float(text)
    moment = read_date(text)
    if moment is not None:
        return moment
    raise StoryFileError(name, node.line, key, f"YAML readers differ on what {text[:60]} means", f'write "{text[:60]}"')
