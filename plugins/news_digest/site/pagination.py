"""Lists over several pages whose numbers do not move: page 1 holds the oldest stories."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Leaf(Generic[Item]):
    """One page of a list, newest item first; `number` is None for the landing page, `newer` and `older` name leaves.

    0 stands for the landing page in `newer` and `older`, None for no such page.
    """

    number: int | None
    items: tuple[Item, ...]
    newer: int | None
    older: int | None


def paginate(newest_first: Sequence[Item], size: int) -> Iterator[Leaf[Item]]:
    """Return the landing page, then the full older pages from the newest to the oldest, each of `size` items.

    The landing page holds the page being filled and the full one before it, so it is never nearly empty, and a new
    item touches the landing page alone; each `size` items one more page leaves it for good.
    """
    count = len(newest_first)
    kept = max(count // size - 1, 0)
    at_landing = count - kept * size
    yield Leaf(None, tuple(newest_first[:at_landing]), None, kept or None)
    for number in range(kept, 0, -1):
        start = count - number * size
        newer = 0 if number == kept else number + 1
        yield Leaf(number, tuple(newest_first[start : start + size]), newer, number - 1 or None)
