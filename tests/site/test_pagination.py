"""Numbered pages do not move when a story comes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from news_digest.site.pagination import Leaf, paginate

counts = st.integers(min_value=0, max_value=60)
sizes = st.integers(min_value=1, max_value=9)


def leaves(count: int, size: int) -> list[Leaf[int]]:
    """Return the pages of the numbers below `count`, the highest being the newest."""
    return list(paginate(range(count - 1, -1, -1), size))


@given(counts, sizes)
def test_every_item_is_on_one_page_and_newer_ones_come_first(count: int, size: int) -> None:
    """Read one after the other, the pages are the list."""
    assert [item for leaf in leaves(count, size) for item in leaf.items] == list(range(count - 1, -1, -1))


@given(counts, sizes)
def test_a_new_item_changes_no_numbered_page_but_the_newest(count: int, size: int) -> None:
    """The landing page takes it; when it overflows, one page is added and its neighbour learns of it."""
    before = {leaf.number: leaf for leaf in leaves(count, size) if leaf.number}
    after = {leaf.number: leaf for leaf in leaves(count + 1, size) if leaf.number}
    changed = [number for number, leaf in after.items() if before.get(number) != leaf]
    assert len(changed) <= 2
    assert all(after[number].items == leaf.items for number, leaf in before.items())


@given(counts, sizes)
def test_the_landing_page_is_never_nearly_empty(count: int, size: int) -> None:
    """It holds the open page and the full one before it."""
    landing, *older = leaves(count, size)
    assert landing.number == 0
    assert len(landing.items) == count if not older else size <= len(landing.items) < 2 * size
    assert all(len(leaf.items) == size for leaf in older)


@given(counts, sizes)
def test_the_pages_form_a_chain(count: int, size: int) -> None:
    """Older leads down to page 1 and newer back to the landing page, which is 0 in a chain."""
    found = leaves(count, size)
    names = [leaf.number for leaf in found]
    assert [leaf.older for leaf in found] == [*names[1:], None]
    assert [leaf.newer for leaf in found] == [None, *names[:-1]]
