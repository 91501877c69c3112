"""Lists over several pages whose numbers do not move: page 1 holds the oldest stories."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Leaf(Generic[Item]):
    """One page of a list, newest item first; its number is 0 for the landing page.

    `newer` and `older` are the numbers of its neighbours, None where it has none.
    """

    number: int
    items: tuple[Item, ...]
    newer: int | None
    older: int | None


def numbers(count: int, size: int) -> Iterator[int]:
    """Return the numbers of the pages of a list of `count` items: 0, then the full pages from the newest to page 1."""
    yield 0
    yield from range(_full(count, size), 0, -1)


def leaf_at(newest_first: Sequence[Item], size: int, number: int) -> Leaf[Item]:
    """Return one page of a list; raises `IndexError` for a number it does not have.

    The landing page holds the page being filled and the full one before it, so it is never nearly empty, and a new
    item touches the landing page alone; each `size` items one more page leaves it for good.
    """
    count = len(newest_first)
    full = _full(count, size)
    if not 0 <= number <= full:
        raise IndexError(number)
    if number == 0:
        return Leaf(0, tuple(newest_first[: count - full * size]), None, full or None)
    start = count - number * size
    newer = 0 if number == full else number + 1
    return Leaf(number, tuple(newest_first[start : start + size]), newer, number - 1 or None)


def paginate(newest_first: Sequence[Item], size: int) -> Iterator[Leaf[Item]]:
    """Return the landing page, then the full older pages from the newest to the oldest, each of `size` items."""
    return (leaf_at(newest_first, size, number) for number in numbers(len(newest_first), size))


def _full(count: int, size: int) -> int:
    return max(count // size - 1, 0)
