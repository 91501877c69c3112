"""The order in which characters of both directions stand in a line (Unicode Standard Annex 9).

Of the algorithm all is here but explicit embeddings, overrides and isolates, which are left out of what is set.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import Protocol, TypeVar
from unicodedata import bidirectional

Item = TypeVar("Item", bound="Levelled")

STRONG = frozenset({"L", "R"})
NUMBERS = frozenset({"EN", "AN"})
NEUTRAL = frozenset({"B", "S", "WS", "ON", "BN", "ES", "ET", "CS", ""})
# Those that print has in pairs; the standard has some more.
BRACKETS = dict(zip("([{«‹（「『〈《【", ")]}»›）」』〉》】", strict=True))
CLOSING = {closing: opening for opening, closing in BRACKETS.items()}


class Levelled(Protocol):
    """What stands in a line: odd levels read from right to left."""

    @property
    def level(self) -> int:
        """The depth of embedding."""
        ...


def levels(text: str, *, rtl: bool) -> list[int]:
    """Return the level of each character of a paragraph that reads in this direction as a whole."""
    base = "R" if rtl else "L"
    kinds = [bidirectional(character) or "L" for character in text]
    for rule in (_marks, _numbers, _separators):
        rule(kinds, base)
    _brackets(text, kinds, base)
    _neutrals(kinds, base)
    return [_level(kind, odd=rtl) for kind in kinds]


def in_visual_order(items: Sequence[Item]) -> list[Item]:
    """Return the runs of a line from left to right (rule L2)."""
    ordered = list(items)
    highest = max((item.level for item in ordered), default=0)
    lowest_odd = min((item.level for item in ordered if item.level % 2), default=highest + 1)
    for level in range(highest, lowest_odd - 1, -1):
        ordered = list(_turned(ordered, level))
    return ordered


def _turned(items: Sequence[Item], level: int) -> Iterator[Item]:
    for turns, group in groupby(items, key=lambda item: item.level >= level):
        run = list(group)
        yield from reversed(run) if turns else run


def _level(kind: str, *, odd: bool) -> int:
    if odd:
        return 2 if kind == "L" or kind in NUMBERS else 1
    return 1 if kind == "R" else 2 if kind in NUMBERS else 0


def _marks(kinds: list[str], base: str) -> None:
    """Let marks be what they stand on (W1)."""
    before = base
    for place, kind in enumerate(kinds):
        before = kinds[place] = before if kind == "NSM" else kind


def _numbers(kinds: list[str], base: str) -> None:
    """Tell numbers among Arabic letters (W2, W3)."""
    strong = base
    for place, kind in enumerate(kinds):
        if kind in {"L", "R", "AL"}:
            strong = kind
            kinds[place] = "R" if kind == "AL" else kind
        elif kind == "EN" and strong == "AL":
            kinds[place] = "AN"


def _separators(kinds: list[str], base: str) -> None:
    """Let signs within and beside numbers be part of them, and numbers after Latin letters Latin (W4 to W7)."""
    for place in range(1, len(kinds) - 1):
        before, kind, after = kinds[place - 1 : place + 2]
        if before == after and ((kind == "CS" and before in NUMBERS) or (kind == "ES" and before == "EN")):
            kinds[place] = before
    for start, end, beside in _runs(kinds, lambda kind: kind == "ET"):
        if beside and "EN" in (*kinds[max(0, start - 1) : start], *kinds[end : end + 1]):
            kinds[start:end] = ["EN"] * (end - start)
    strong = base
    for place, kind in enumerate(kinds):
        strong = kind if kind in STRONG else strong
        if kind == "EN" and strong == "L":
            kinds[place] = "L"


def _brackets(text: str, kinds: list[str], base: str) -> None:
    """Give both brackets of a pair one direction: that of the text, or that of what is within and before (N0)."""
    for start, end in _pairs(text):
        within = {_strong(kind) for kind in kinds[start + 1 : end]} & STRONG
        if not within:
            continue
        before = next((found for kind in reversed(kinds[:start]) if (found := _strong(kind)) in STRONG), base)
        kinds[start] = kinds[end] = base if base in within else before


def _pairs(text: str) -> list[tuple[int, int]]:
    opened: list[int] = []
    pairs = []
    for place, character in enumerate(text):
        if character in BRACKETS:
            opened.append(place)
        elif character in CLOSING:
            fits = next((at for at in reversed(opened) if text[at] == CLOSING[character]), None)
            if fits is not None:
                pairs.append((fits, place))
                del opened[opened.index(fits) :]
    return sorted(pairs)


def _neutrals(kinds: list[str], base: str) -> None:
    """Let what has no direction have that of both its neighbours, else that of the text (N1, N2)."""
    for start, end, neutral in _runs(kinds, NEUTRAL.__contains__):
        if neutral:
            before = _strong(kinds[start - 1]) if start else base
            after = _strong(kinds[end]) if end < len(kinds) else base
            kinds[start:end] = [before if before == after else base] * (end - start)


def _strong(kind: str) -> str:
    return "R" if kind in NUMBERS else kind


def _runs(kinds: list[str], told: Callable[[str], bool]) -> list[tuple[int, int, bool]]:
    runs, start = [], 0
    for value, group in groupby(list(kinds), key=told):
        end = start + len(list(group))
        runs.append((start, end, value))
        start = end
    return runs
