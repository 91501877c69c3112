"""Lists over several pages whose numbers do not move: page 1 holds the oldest stories.

Where a page ends is decided by the code of the story at its end, not by counting from the beginning: so a story that
comes or goes anywhere in the list moves no others from page to page, but for those around it (content-defined chunking,
as in A. Muthitacharoen, B. Chen, D. Mazieres, "A Low-bandwidth Network File System", 2001).
"""

from __future__ import annotations

from bisect import bisect_right
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from zlib import crc32


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page of a list of story codes, the newest first; its number is 0 for the landing page.

    `newer` and `older` are the numbers of its neighbours, None where it has none.
    """

    number: int
    items: tuple[str, ...]
    newer: int | None
    older: int | None


def numbers(newest_first: Sequence[str], size: int) -> Iterator[int]:
    """Return the numbers of the pages of a list: 0, then the full pages from the newest to page 1."""
    yield 0
    yield from range(_pages_of(newest_first, size).full, 0, -1)


def leaf_at(newest_first: Sequence[str], size: int, number: int) -> Leaf:
    """Return one page of a list of stories, of about `size`; raises `IndexError` for a number it does not have.

    The landing page holds the page being filled and the full one before it, so it is never nearly empty, and a new
    story touches the landing page alone; now and then one more page leaves it for good.
    """
    return _pages_of(newest_first, size).leaf(number)


def paginate(newest_first: Sequence[str], size: int) -> Iterator[Leaf]:
    """Return the landing page, then the full older pages from the newest to the oldest."""
    pages = _pages_of(newest_first, size)
    return map(pages.leaf, numbers(newest_first, size))


@dataclass(frozen=True, slots=True)
class _Pages:
    """Where the pages of a list end: `ends` counts stories from the oldest."""

    items: Sequence[str]
    size: int
    ends: tuple[int, ...]

    @property
    def full(self) -> int:
        """How many pages have left the landing page."""
        return max(len(self.ends) - 1, 0)

    def leaf(self, number: int) -> Leaf:
        """Return a page; raises `IndexError`."""
        full, count = self.full, len(self.items)
        if not 0 <= number <= full:
            raise IndexError(number)
        if number == 0:
            start = count - (self.ends[full - 1] if full else 0)
            return Leaf(0, tuple(self.items[:start]), None, full or None)
        start, end = count - self.ends[number - 1], count - (self.ends[number - 2] if number > 1 else 0)
        return Leaf(number, tuple(self.items[start:end]), 0 if number == full else number + 1, number - 1 or None)


_latest: deque[_Pages] = deque(maxlen=8)


def _pages_of(newest_first: Sequence[str], size: int) -> _Pages:
    # The pages of one list are asked for one after the other, and those of a few come in turns.
    for pages in _latest:
        if pages.items is newest_first and pages.size == size:
            return pages
    known = max((_shared_ends(pages, newest_first) for pages in _latest if pages.size == size), key=len, default=())
    pages = _Pages(newest_first, size, (*known, *_ends(newest_first, size, known[-1] if known else 0)))
    _latest.appendleft(pages)
    return pages


def _shared_ends(pages: _Pages, newest_first: Sequence[str]) -> tuple[int, ...]:
    """Return the ends that a list has as well because its oldest stories are the same: mostly it is the same list."""
    return pages.ends[: bisect_right(pages.ends, _same_at_the_end(pages.items, newest_first))]


def _same_at_the_end(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many items two sequences have in common at their ends."""
    same, differs = 0, min(len(one), len(other)) + 1
    if differs == 1 or one[-1] != other[-1]:
        return 0
    while differs - same > 1:
        middle = (same + differs) // 2
        equal = one[len(one) - middle : len(one) - same] == other[len(other) - middle : len(other) - same]
        same, differs = (middle, differs) if equal else (same, middle)
    return same


def _ends(newest_first: Sequence[str], size: int, start: int = 0) -> Iterator[int]:
    """Yield how many of the oldest stories stand on page 1, on pages 1 and 2, and so on, after the page's end `start`.

    A page has two to four thirds of `size`; from two thirds on it ends at the first story whose code is told by its
    checksum to end one. So an end follows from the stories up to it.
    """
    third = size // 3
    least, most = max(size - third, 1), size + third
    count = len(newest_first)
    while start + least <= count:
        nearest, farthest = start + least, min(start + most, count)
        end = nearest
        while end <= farthest and not _ends_page(newest_first[count - end], third):
            end += 1
        end = end if end <= farthest else start + most
        if end > count:
            return
        yield end
        start = end


def _ends_page(code: str, one_in: int) -> bool:
    return one_in <= 1 or crc32(code.encode("utf-8", "surrogatepass")) % one_in == 0
