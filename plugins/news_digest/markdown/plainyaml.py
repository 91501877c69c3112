"""Front matter of the kind that nearly all is, read at a fraction of the parser's cost and to the same tree.

Plain is a line `key: value`, whose value is a text on that line, with or without quotes, or a list of such texts in
[ ]; and a key alone above lines that begin with a hyphen, each with a text, or with a mapping of such texts in { }.
Whatever may be something else makes it a case for the parser: that costs time alone, while a wrong guess would change
a story. Section numbers follow YAML 1.1 (https://yaml.org/spec/1.1/).
"""

from __future__ import annotations

from .yamltree import Mapping, Node, Scalar, Sequence

# What counts as white space here and there, or is refused (5.1).
_NOT_PLAIN = ("\t", "\ufeff")
# What a text without quotes may begin with besides letters and digits: no sign of YAML's (5.3, 9.1.3).
_BEGINS_TEXT = frozenset("“‘„«‹(–—…¡¿$€£")
# What ends a text without quotes in [ ] or { } (9.1.3).
_ENDS_ITEM = frozenset(",[]{}:#?")
# Longer ones are not taken for keys (7.2).
_LONGEST_KEY = 100

_ITEM = "- "
_PLAIN, _QUOTED = True, False


class _NotPlainError(Exception):
    """A line is of another kind, or may be."""


def read_plain_tree(text: str, *, line: int) -> Mapping | None:
    """Return what `read_tree` returns for a plain text of tidy characters, None where one of its lines is not plain."""
    if not text or any(sign in text for sign in _NOT_PLAIN):
        return None
    try:
        return _mapping(text.removesuffix("\n").split("\n"), line)
    except _NotPlainError:
        return None


def _mapping(lines: list[str], first: int) -> Mapping:
    pairs: dict[str, tuple[Scalar, Node]] = {}
    at = 0
    while at < len(lines):
        name, colon, value = lines[at].partition(": ")
        if colon:
            node, after = _value(value, first + at), at + 1
        else:
            node, after = _items(lines, at, first)
            name = lines[at][:-1]
        _put(pairs, name, node, first + at)
        at = after
    return Mapping(first, tuple(pairs.values()))


def _put(pairs: dict[str, tuple[Scalar, Node]], name: str, node: Node, line: int) -> None:
    if not (name.isidentifier() and name.isascii()) or len(name) > _LONGEST_KEY or name in pairs:
        raise _NotPlainError
    pairs[name] = Scalar(line, name, _PLAIN), node


def _value(text: str, line: int) -> Node:
    if text[:1] != "[":
        return _text(text, line)
    return Sequence(line, tuple(_within(item, line) for item in _divided(text, "]")))


def _items(lines: list[str], at: int, first: int) -> tuple[Sequence, int]:
    """Return the list below a key that stands alone, and the index of the line after it."""
    end = at + 1
    while end < len(lines) and lines[end].startswith(_ITEM):
        end += 1
    if end == at + 1 or not lines[at].endswith(":"):
        raise _NotPlainError
    items = (_item(lines[index][len(_ITEM) :], first + index) for index in range(at + 1, end))
    return Sequence(first + at + 1, tuple(items)), end


def _item(text: str, line: int) -> Node:
    if text[:1] != "{":
        return _text(text, line)
    pairs: dict[str, tuple[Scalar, Node]] = {}
    for item in _divided(text, "}"):
        name, _, value = item.partition(": ")
        _put(pairs, name, _within(value, line), line)
    return Mapping(line, tuple(pairs.values()))


def _divided(text: str, closing: str) -> list[str]:
    if text[-1] != closing:
        raise _NotPlainError
    return text[1:-1].split(", ")


def _within(text: str, line: int) -> Scalar:
    """Return a text in [ ] or { }; one in quotes was divided at its commas, and is then none."""
    scalar = _text(text, line)
    if scalar.plain and not _ENDS_ITEM.isdisjoint(text):
        raise _NotPlainError
    return scalar


def _text(text: str, line: int) -> Scalar:
    first, last = text[:1], text[-1:]
    if first in {'"', "'"}:
        inner = text[1:-1]
        if last != first or len(text) == 1 or first in inner or "\\" in inner:
            raise _NotPlainError
        return Scalar(line, inner, _QUOTED)
    begins = first.isalnum() or first in _BEGINS_TEXT
    if not begins or last == ":" or last.isspace() or ": " in text or " #" in text:
        raise _NotPlainError
    return Scalar(line, text, _PLAIN)
