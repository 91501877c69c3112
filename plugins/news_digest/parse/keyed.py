"""A head of keys and values between two lines of three dashes, as writing systems put before a text (YAML)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .labels import Context, Finding, read_value
from .marks import Mark
from .rows import fold

_EDGE = "---"
_REACH = 60
_KEY = re.compile(r"(?P<key>[^\W\d][\w-]{0,40}):(?:\s+(?P<value>.*))?")
_RULE = "key of the head"


def _plain(value: str) -> str:
    """Return the value without the quotes around it."""
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1].replace('\\"', '"').replace("''", "'") if quoted else value.strip("[]")


def _values(marks: Sequence[Mark]) -> Iterator[tuple[int, str, list[str]]]:
    """Yield each key with the index of its line and its values: the one beside it, or those listed below it."""
    current: tuple[int, str, list[str]] | None = None
    for index, mark in enumerate(marks):
        line = mark.row.raw.strip()
        found = _KEY.fullmatch(line)
        if found:
            if current:
                yield current
            current = (index, found["key"], [found["value"]] if found["value"] else [])
        elif current and line.startswith("- "):
            current[2].append(line[2:].strip())
    if current:
        yield current


def _told(key: str, values: Sequence[str], context: Context) -> tuple[Finding, ...]:
    field = context.words.labels.get(fold(re.sub(r"[_-]", " ", key)))
    value = "; ".join(_plain(one.strip()) for one in values)
    found = read_value(field, value, _RULE, context, 1.0) if field and field != "ignored" else None
    return (found,) if found else ()


def read_keyed_head(marks: Sequence[Mark], context: Context) -> tuple[Mark, ...]:
    """Return the marks with a keyed head made facts; all as it was where the capture does not begin with one."""
    edges = [index for index, mark in enumerate(marks[:_REACH]) if mark.row.raw.strip() == _EDGE]
    if len(edges) < len("ab") or edges[0] != 0:
        return tuple(marks)
    inside = marks[1 : edges[1]]
    told = {index: _told(key, values, context) for index, key, values in _values(inside)}
    head = [Mark(mark.row, "facts", _RULE, told.get(index, ())) for index, mark in enumerate(inside)]
    edge = Mark(marks[0].row, "furniture", "edge of the head")
    return (edge, *head, Mark(marks[edges[1]].row, "furniture", "edge of the head"), *marks[edges[1] + 1 :])
