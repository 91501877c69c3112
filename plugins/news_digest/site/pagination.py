"""Lists over several pages whose addresses do not move: a page is named by the day of its oldest story.

Where a page ends is decided by the code of the story at its end, not by counting from the beginning: so a story that
comes or goes anywhere in the list moves no others from page to page, but for those around it (content-defined chunking,
as in A. Muthitacharoen, B. Chen, D. Mazieres, "A Low-bandwidth Network File System", 2001). And since no page is
numbered by those before it, a page more or less leaves the names of all others as they are.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import compress, repeat
from zlib import crc32

from .lists import Listing

LANDING = ""


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page of a list of story codes, the newest first; its name is empty for the landing page.

    Any other is named by the day of its oldest story ("2020-03-25"), and where several begin on one day by their count
    ("2020-03-25-2"). `newer` and `older` are the names of its neighbours, None where it has none.
    """

    name: str
    items: tuple[str, ...]
    newer: str | None
    older: str | None


def leaf_names(listing: Listing, size: int) -> Iterator[str]:
    """Return the names of the pages of a list: the landing page, then the full pages from the newest to the oldest."""
    return reversed(_pages_of(listing, size).names)


def leaf_at(listing: Listing, size: int, name: str) -> Leaf:
    """Return one page of a list of stories, of about `size`; raises `KeyError` for a name that none of its pages has.

    The landing page holds the page being filled and the full one before it, so it is never nearly empty, and a new
    story touches the landing page alone; now and then one more page leaves it for good.
    """
    pages = _pages_of(listing, size)
    return pages.leaf(pages.at[name])


def changed_pages(old: Listing, new: Listing, size: int) -> tuple[list[str], set[str]]:
    """Return the names of the new list's pages that the old one has not alike, and of those that the old one alone has.

    Only what differs is looked at, so far as the oldest stories are the same.
    """
    before, after = _pages_of(old, size), _pages_of(new, size)
    same = min(_same_at_the_end(old.codes, new.codes), _same_at_the_end(old.days, new.days))
    # A page shows the names of its neighbours, and the name of the next one comes from its first story.
    alike = max(bisect_right(after.ends, same) - 2, 0)
    known = {name: index for name, index in before.at.items() if index >= alike}
    names = after.names[alike:][::-1]
    changed = [n for n in names if n not in known or before.leaf(known[n]) != after.leaf(after.at[n])]
    return changed, known.keys() - set(names)


def pages_with(listing: Listing, size: int, codes: set[str]) -> dict[str, str]:
    """Return the pages on which any of these stories stand, by name, with the newest of them on each."""
    pages, count = _pages_of(listing, size), len(listing.codes)
    found: dict[str, str] = {}
    for index in compress(range(count), map(codes.__contains__, listing.codes)):
        page = min(bisect_left(pages.ends, count - index), len(pages.names) - 1)
        found.setdefault(pages.names[page], listing.codes[index])
    return found


def first_day(name: str) -> tuple[date, int]:
    """Return the day of the oldest story on the page of this name, and which of the pages that begin on it it is."""
    return date.fromisoformat(name[:10]), int(name[11:] or 1)


@dataclass(frozen=True, slots=True)
class _Pages:
    """Where the pages of a list end, counted in stories from the oldest, and their names, the landing page's last."""

    listing: Listing
    size: int
    ends: tuple[int, ...]
    names: tuple[str, ...] = field(init=False)
    at: dict[str, int] = field(init=False)

    def __post_init__(self) -> None:
        # The last full page stands on the landing page.
        names = (*_names(self.listing.days, (0, *self.ends)[: len(self.ends[1:])]), LANDING)
        object.__setattr__(self, "names", names)
        object.__setattr__(self, "at", {name: index for index, name in enumerate(names)})

    def leaf(self, index: int) -> Leaf:
        """Return a page, counted from the oldest."""
        names, count = self.names, len(self.listing.codes)
        end = count - self.ends[index - 1] if index else count
        if index == len(names) - 1:
            return Leaf(LANDING, self.listing.codes[:end], None, names[index - 1] if index else None)
        items = self.listing.codes[count - self.ends[index] : end]
        return Leaf(names[index], items, names[index + 1], names[index - 1] if index else None)


def _names(days: Sequence[int], starts: Iterable[int]) -> Iterator[str]:
    """Yield the names of the pages that begin at these stories, counted from the oldest."""
    before, count = None, 0
    for start in starts:
        day = days[-1 - start]
        count = count + 1 if day == before else 1
        before = day
        name = date.fromordinal(day).isoformat()
        yield name if count == 1 else f"{name}-{count}"


# The pages of one list are asked for one after the other, those of a few in turns, and what a build compares it prints.
_MOST_KEPT = 32
_SHORT = 1_000
_kept: dict[tuple[int, int], _Pages] = {}


def _pages_of(listing: Listing, size: int) -> _Pages:
    key = id(listing), size
    found = _kept.get(key)
    if found and found.listing is listing:
        return found
    codes = listing.codes
    # Where a short list ends its pages is found sooner than a list that begins like it.
    alike = (pages for pages in _kept.values() if pages.size == size) if len(codes) > _SHORT else ()
    known = max((_shared_ends(pages, codes) for pages in alike), key=len, default=())
    pages = _Pages(listing, size, (*known, *_ends(codes, size, known[-1] if known else 0)))
    while len(_kept) >= _MOST_KEPT:
        del _kept[next(iter(_kept))]
    _kept[key] = pages
    return pages


def _shared_ends(pages: _Pages, newest_first: Sequence[str]) -> tuple[int, ...]:
    """Return the ends that a list has as well because its oldest stories are the same: mostly it is the same list."""
    return pages.ends[: bisect_right(pages.ends, _same_at_the_end(pages.listing.codes, newest_first))]


def _same_at_the_end(one: Sequence[object], other: Sequence[object]) -> int:
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
    told = _told_ends(newest_first, third, start)
    while start + least <= count:
        at = bisect_left(told, start + least)
        end = min(told[at] if at < len(told) else count + most, start + most)
        if end > count:
            return
        yield end
        start = end


def _told_ends(newest_first: Sequence[str], one_in: int, start: int) -> Sequence[int]:
    """Return which stories after `start`, counted from the oldest, are told by their checksum to end a page."""
    count = len(newest_first)
    if one_in <= 1:
        return range(start + 1, count + 1)
    # Of a hundred thousand codes at once, in an eighth of the time that one after the other takes.
    encoded = map(str.encode, reversed(newest_first[: count - start]), repeat("utf-8"), repeat("surrogatepass"))
    return [number for number, checksum in enumerate(map(crc32, encoded), start + 1) if not checksum % one_in]


def which_page(leaf: Leaf) -> str:
    """Return for errors which page of a list it is."""
    return f", page {leaf.name}" if leaf.name else ""
