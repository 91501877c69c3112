"""The table by which letters are brought together."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

TABLE = "letters.toml"
Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Prefixes:
    """Beginnings of words of one script, whose code points are between two; the longest come first."""

    script: Range
    signs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Letters:
    """What each part means is told in the table itself; `plain` is all of it, as JSON can hold it."""

    unspaced: tuple[Range, ...]
    kept_marks: tuple[Range, ...]
    joiners: frozenset[str]
    unseen: frozenset[str]
    letters: Mapping[str, str]
    prefixes: tuple[Prefixes, ...]
    plain: Mapping[str, Any]


@cache
def shipped_letters() -> Letters:
    """Return the table that is part of the package."""
    table = tomllib.loads(files(__package__).joinpath(TABLE).read_text("utf-8"))
    prefixes = table["prefixes"]
    return Letters(
        unspaced=_ranges(table["unspaced"]),
        kept_marks=_ranges(table["kept_marks"]),
        joiners=frozenset(table["joiners"]),
        unseen=frozenset(table["unseen"]),
        letters=MappingProxyType(table["letters"]),
        prefixes=tuple(Prefixes(tuple(one["script"]), tuple(one["signs"])) for one in prefixes),
        plain=MappingProxyType(table),
    )


def _ranges(pairs: list[list[int]]) -> tuple[Range, ...]:
    return tuple((first, last) for first, last in pairs)


def is_within(sign: str, ranges: tuple[Range, ...]) -> bool:
    """Return whether a sign's code point is in one of the ranges."""
    point = ord(sign)
    return any(first <= point <= last for first, last in ranges)
