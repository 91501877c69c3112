"""An index of many names by their first letters, script by script: by what Unicode says of letters, for any language.

A letter is what is left of a name's first letter without its accents. So "Émile" stands under E, and a Korean name
under the consonant that it begins with. Where a script has more first letters than an index can have headings, as
Chinese has, neighbours stand under one heading.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from .lists import Group

# An index of fewer is read as one list.
FEW = 60
# So many letters of one script have headings of their own; of more, some stand together until they have so many names.
MOST_LETTERS = 40
FEWEST_NAMES = 25
# What begins with no letter.
NO_LETTER = ""


class Initial(NamedTuple):
    """The script that a name begins in, by its name in Unicode, and its first letter; both "" where it has none."""

    script: str
    letter: str


class Section(NamedTuple):
    """The tags or sources under one heading: those that begin with `first`, up to `last`."""

    script: str
    first: str
    last: str
    groups: tuple[Group, ...]


def lettered(groups: Iterable[Group]) -> tuple[Section, ...]:
    """Return the sections of an index: the script with the most names first, what begins with no letter at the end."""
    scripts: defaultdict[str, list[tuple[str, str, Group]]] = defaultdict(list)
    for group in groups:
        script, letter = initial_of(group.name)
        scripts[script].append((letter, _plain(group.name), group))
    order = sorted(scripts, key=lambda script: (not script, -len(scripts[script]), script))
    return tuple(section for script in order for section in _sections(script, scripts[script]))


def most_used(groups: Iterable[Group], most: int) -> list[Group]:
    """Return the tags or sources with the most stories."""
    return sorted(groups, key=lambda group: (-group.count, group.name.casefold(), group.slug))[:most]


@lru_cache(50_000)
def initial_of(name: str) -> Initial:
    """Return with what a name begins, signs left aside."""
    first = next((char for char in unicodedata.normalize("NFKD", name) if char.isalnum()), NO_LETTER)
    if not first.isalpha():
        return Initial("", NO_LETTER)
    named = unicodedata.name(first, "")
    # The consonants that syllables are made of have a form for standing alone.
    if named.startswith("HANGUL CHOSEONG "):
        first = unicodedata.normalize("NFC", _alone(named, first))
    return Initial(named.partition(" ")[0], first.upper()[0])


def _alone(named: str, letter: str) -> str:
    try:
        return unicodedata.lookup(named.replace("CHOSEONG", "LETTER"))
    except KeyError:
        return letter


@lru_cache(50_000)
def _plain(name: str) -> str:
    """Return a name as it is sorted: accents and case count only between names that are alike without."""
    return "".join(char for char in unicodedata.normalize("NFKD", name) if not unicodedata.combining(char)).casefold()


def _sections(script: str, named: list[tuple[str, str, Group]]) -> Iterator[Section]:
    named.sort(key=lambda each: (each[0], each[1], each[2].name, each[2].slug))
    letters = [(letter, tuple(each[2] for each in of)) for letter, of in groupby(named, key=lambda each: each[0])]
    if len(letters) <= MOST_LETTERS:
        yield from (Section(script, letter, letter, groups) for letter, groups in letters)
    else:
        yield from (_joined(script, together) for together in _packed(letters))


def _packed(letters: Sequence[tuple[str, tuple[Group, ...]]]) -> Iterator[list[tuple[str, tuple[Group, ...]]]]:
    together: list[tuple[str, tuple[Group, ...]]] = []
    for each in letters:
        together.append(each)
        if sum(len(groups) for _, groups in together) >= FEWEST_NAMES:
            yield together
            together = []
    if together:
        yield together


def _joined(script: str, together: Sequence[tuple[str, tuple[Group, ...]]]) -> Section:
    groups = tuple(group for _, of_letter in together for group in of_letter)
    return Section(script, together[0][0], together[-1][0], groups)
