"""Pelican's own header, `Key: value` lines up to a blank line, as Python-Markdown's meta extension reads it.

https://docs.getpelican.com/en/stable/content.html#file-metadata,
https://python-markdown.github.io/extensions/meta_data/
"""

from __future__ import annotations

import re

from ..errors import StoryFileError
from . import yamltree as tree
from .keys import KEYS, OTHER_NAMES

_KEY = re.compile(r" {0,3}([A-Za-z0-9_-]+):[ \t]*(.*)")
_MORE = re.compile(r" {4,}(.*)")


def begins_header(line: str) -> bool:
    """Tell whether a file's first line is a line of Pelican's header."""
    return _KEY.match(line) is not None


def read_header(lines: list[str], *, name: str) -> tuple[tree.Mapping, int]:
    """Return the header as a tree of texts and lists of texts, and the index of the first line after it."""
    values: dict[str, list[tree.Scalar]] = {}
    keys: dict[str, tree.Scalar] = {}
    last, end = "", len(lines)
    for index, line in enumerate(lines):
        match, more = _KEY.match(line), _MORE.match(line)
        if match:
            last = match[1].lower()
            keys.setdefault(last, tree.Scalar(index + 1, last, plain=False))
            _refuse_second(last, keys[last], index + 1, name)
            values.setdefault(last, []).append(tree.Scalar(index + 1, match[2].strip(), plain=False))
        elif more and last:
            before = values[last].pop()
            values[last].append(tree.Scalar(before.line, f"{before.text}\n{more[1].strip()}", plain=False))
        else:
            end = index
            break
    pairs = tuple((keys[key], _one_or_list(found)) for key, found in values.items())
    return tree.Mapping(1, pairs), end


def _refuse_second(key: str, first: tree.Scalar, line: int, name: str) -> None:
    if line != first.line and (key in KEYS or key in OTHER_NAMES):
        raise StoryFileError(name, line, key, f"it says the same as line {first.line}", "keep one of them")


def _one_or_list(found: list[tree.Scalar]) -> tree.Node:
    return found[0] if len(found) == 1 else tree.Sequence(found[0].line, tuple(found))
