"""Pelican's own header, `Key: value` lines up to a blank line, as Python-Markdown's meta extension reads it.

https://docs.getpelican.com/en/stable/content.html#file-metadata,
https://python-markdown.github.io/extensions/meta_data/
"""

from __future__ import annotations

import re
from typing import NamedTuple

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
    entries: list[_Entry] = []
    end = len(lines)
    for index, line in enumerate(lines):
        match, more = _KEY.match(line), _MORE.match(line)
        if match:
            entries.append(_Entry(match[1].lower(), index + 1, [match[2].strip()]))
        elif more and entries:
            entries[-1].lines.append(more[1].strip())
        else:
            end = index
            break
    return _grouped(entries, name), end


class _Entry(NamedTuple):
    key: str
    line: int
    lines: list[str]


def _grouped(entries: list[_Entry], name: str) -> tree.Mapping:
    values: dict[str, list[tree.Scalar]] = {}
    for entry in entries:
        found = values.setdefault(entry.key, [])
        found.append(tree.Scalar(entry.line, "\n".join(entry.lines), plain=False))
        _refuse_second(entry, found[0], name)
    pairs = ((tree.Scalar(found[0].line, key, plain=False), _one_or_list(found)) for key, found in values.items())
    return tree.Mapping(1, tuple(pairs))


def _refuse_second(entry: _Entry, first: tree.Scalar, name: str) -> None:
    if entry.line != first.line and (entry.key in KEYS or entry.key in OTHER_NAMES):
        reason = f"it says the same as line {first.line}"
        raise StoryFileError(name, entry.line, entry.key, reason, "keep one of them")


def _one_or_list(found: list[tree.Scalar]) -> tree.Node:
    return found[0] if len(found) == 1 else tree.Sequence(found[0].line, tuple(found))
