"""Patterns of lines, as layouts write them: "SOURCE {}", "Next message: *", "BC-*,{n}".

`*` stands for anything or nothing, `{}` for the value, `{n}` for a number, `{w}` for a word without blanks. All else
stands for itself, capitals told from small letters, runs of blanks as one. A star reaches no further than it must, and
what was read of a number or word is never given back, so the time to match grows with the line and not with its square.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

VALUE = "{}"
LONGEST = 20_000
"""Longer lines fit no pattern."""

_WILD = re.compile(r"(\*|\{\})")
_BOUNDED = {"{n}": "[0-9]{1,9}+", "{w}": "[^ ]{1,80}+"}
_PARTS = re.compile(r"(\{[nw]\})")


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A pattern taken apart: what stands before, between and behind the wild parts; which of these is the value."""

    start: re.Pattern[str]
    middle: tuple[re.Pattern[str], ...]
    end: re.Pattern[str] | None
    value: int | None


def tidy_line(line: str) -> str:
    """Return a line as patterns see it: trimmed, runs of blanks as one."""
    return " ".join(line.split())


@lru_cache(maxsize=1024)
def literals_of(pattern: str) -> tuple[str, ...]:
    """Return the words and parts of words that stand for themselves: a line without one of them does not fit."""
    parts = (part for whole in _WILD.split(pattern)[::2] for part in _PARTS.split(whole)[::2])
    return tuple(word for part in parts for word in part.split())


def _regex(literal: str, end: str = "") -> re.Pattern[str]:
    return re.compile("".join(_BOUNDED.get(part) or re.escape(part) for part in _PARTS.split(literal)) + end)


@lru_cache(maxsize=1024)
def _compiled(pattern: str) -> _Pattern:
    parts = _WILD.split(pattern)
    literals, wild = parts[::2], parts[1::2]
    value = wild.index(VALUE) if VALUE in wild else None
    if not wild:
        return _Pattern(_regex(literals[0], r"\Z"), (), None, value)
    middle = tuple(map(_regex, literals[1:-1]))
    return _Pattern(_regex(literals[0]), middle, _regex(literals[-1], r"\Z"), value)


def value_in(pattern: str, line: str) -> str | None:
    """Return the value that a tidied line holds by a pattern, "" by one without a value; None where it does not fit."""
    if len(line) > LONGEST:
        return None
    compiled = _compiled(pattern)
    found = compiled.start.match(line)
    gaps: list[str] = []
    for piece in (*compiled.middle, *((compiled.end,) if compiled.end else ())):
        if found is None:
            return None
        at = found.end()
        found = piece.search(line, at)
        gaps.append(line[at : found.start()] if found else "")
    if found is None:
        return None
    if compiled.value is None:
        return ""
    return gaps[compiled.value].strip() or None
