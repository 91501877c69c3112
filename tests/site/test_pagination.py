"""Numbered pages do not move when a story comes, and hardly when one goes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from news_digest.site.pagination import Leaf, _latest, leaf_at, numbers, paginate

counts = st.integers(min_value=0, max_value=90)
sizes = st.integers(min_value=1, max_value=12)


def newest_first(count: int) -> tuple[str, ...]:
    """Return the codes of so many stories."""
    return tuple(f"{800_000 + 7 * number}" for number in range(count - 1, -1, -1))


def leaves(count: int, size: int) -> list[Leaf]:
    """Return the pages of so many stories."""
    return list(paginate(newest_first(count), size))


@given(counts, sizes)
def test_every_story_is_on_one_page_and_newer_ones_come_first(count: int, size: int) -> None:
    """Read one after the other, the pages are the list."""
    assert tuple(code for leaf in leaves(count, size) for code in leaf.items) == newest_first(count)


@given(counts, sizes)
def test_a_new_story_changes_no_numbered_page_but_the_newest(count: int, size: int) -> None:
    """The landing page takes it; when it overflows, one page is added and its neighbour learns of it."""
    before = {leaf.number: leaf for leaf in leaves(count, size) if leaf.number}
    after = {leaf.number: leaf for leaf in leaves(count + 1, size) if leaf.number}
    changed = [number for number, leaf in after.items() if before.get(number) != leaf]
    assert len(changed) <= 2
    assert all(after[number].items == leaf.items for number, leaf in before.items())


@given(counts, sizes)
def test_pages_are_about_as_long_as_asked_for(count: int, size: int) -> None:
    """The landing page holds the open page and the full one before it."""
    landing, *older = leaves(count, size)
    assert landing.number == 0
    least, most = size - size // 3, size + size // 3
    assert all(least <= len(leaf.items) <= most for leaf in older)
    assert len(landing.items) < 2 * most
    assert not older or len(landing.items) >= least


@given(st.lists(st.sets(st.integers(min_value=0, max_value=60)), max_size=6), sizes)
def test_pages_are_the_same_whatever_lists_were_asked_for_before(lists: list[set[int]], size: int) -> None:
    """What lists that begin alike have in common is worked out once."""
    for codes in lists:
        items = tuple(map(str, sorted(codes, reverse=True)))
        _latest.clear()
        alone = list(paginate(tuple(items), size))
        for others in lists:
            list(paginate(tuple(map(str, sorted(others, reverse=True))), size))
        assert list(paginate(items, size)) == alone


@given(counts, sizes)
def test_the_pages_form_a_chain(count: int, size: int) -> None:
    """Older leads down to page 1 and newer back to the landing page, which is 0 in a chain."""
    found = leaves(count, size)
    names = [leaf.number for leaf in found]
    assert names == list(numbers(newest_first(count), size))
    assert [leaf.older for leaf in found] == [*names[1:], None]
    assert [leaf.newer for leaf in found] == [None, *names[:-1]]
    assert found == [leaf_at(newest_first(count), size, number) for number in names]


def test_a_story_that_goes_leaves_nearly_all_pages_as_they_are() -> None:
    """Wherever it stood: of 3,000 stories on about 100 pages, a tenth of all removals renumber any of them."""
    codes = newest_first(3000)
    before = {leaf.number: leaf.items for leaf in paginate(codes, 30)}
    changed = []
    for gone in range(0, len(codes), 7):
        after = paginate(codes[:gone] + codes[gone + 1 :], 30)
        changed.append(sum(before.get(leaf.number) != leaf.items for leaf in after))
    assert sorted(changed)[len(changed) * 8 // 10] <= 3
