"""The pages of a list do not move when a story comes, nor when one goes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from unittest import mock

from hypothesis import given
from hypothesis import strategies as st

from news_digest.site.lists import Listing
from news_digest.site.pagination import LANDING, Leaf, _kept, changed_pages, first_day, leaf_at, leaf_names, pages_with

counts = st.integers(min_value=0, max_value=90)
sizes = st.integers(min_value=1, max_value=12)
numbers = st.integers(min_value=0, max_value=90)
FIRST = date(2024, 3, 1).toordinal()
# Until an end falls on one of the old ends again; with names, the links of two neighbours.
MOST_AROUND = 14


def newest_first(count: int, days: int = 3) -> Listing:
    """Return the list of so many stories, of which so many stand under one day."""
    numbers = range(count - 1, -1, -1)
    return Listing(tuple(f"{800_000 + 7 * n}" for n in numbers), tuple(FIRST + n // days for n in numbers))


def without(listing: Listing, gone: int) -> Listing:
    """Return the list without one of its stories."""
    return Listing(*((*each[:gone], *each[gone + 1 :]) for each in (listing.codes, listing.days)))


def leaves(count: int, size: int, days: int = 3) -> list[Leaf]:
    """Return the pages of so many stories."""
    return list(paginate(newest_first(count, days), size))


@given(counts, sizes)
def test_every_story_is_on_one_page_and_newer_ones_come_first(count: int, size: int) -> None:
    """Read one after the other, the pages are the list."""
    assert tuple(code for leaf in leaves(count, size) for code in leaf.items) == newest_first(count).codes


@given(counts, sizes, sizes)
def test_a_new_story_changes_no_page_but_the_newest(count: int, size: int, days: int) -> None:
    """The landing page takes it; when it overflows, one page is added and its neighbour learns of it."""
    before = {leaf.name: leaf for leaf in leaves(count, size, days) if leaf.name}
    after = {leaf.name: leaf for leaf in leaves(count + 1, size, days) if leaf.name}
    changed = [name for name, leaf in after.items() if before.get(name) != leaf]
    assert len(changed) <= 2
    assert all(after[name].items == leaf.items for name, leaf in before.items())


@given(counts, sizes)
def test_pages_are_about_as_long_as_asked_for(count: int, size: int) -> None:
    """The landing page holds the open page and the full one before it."""
    landing, *older = leaves(count, size)
    assert landing.name == LANDING
    least, most = size - size // 3, size + size // 3
    assert all(least <= len(leaf.items) <= most for leaf in older)
    assert len(landing.items) < 2 * most
    assert not older or len(landing.items) >= least


@given(counts, sizes, sizes)
def test_a_page_is_named_by_the_day_of_its_oldest_story(count: int, size: int, days: int) -> None:
    """No two pages of a list have one name; pages that begin on one day are counted."""
    listing = newest_first(count, days)
    day_of = dict(zip(listing.codes, listing.days, strict=True))
    named = [(*first_day(leaf.name), leaf) for leaf in leaves(count, size, days) if leaf.name]
    assert all(day.toordinal() == day_of[leaf.items[-1]] for day, _, leaf in named)
    assert len({leaf.name for *_, leaf in named}) == len(named)
    for day in {day for day, *_ in named}:
        counted = [count for each, count, _ in reversed(named) if each == day]
        assert counted == list(range(1, len(counted) + 1))


@given(st.lists(st.sets(st.integers(min_value=0, max_value=60)), max_size=6), sizes)
def test_pages_are_the_same_whatever_lists_were_asked_for_before(lists: list[set[int]], size: int) -> None:
    """What lists that begin alike have in common is worked out once."""
    for codes in lists:
        listing = of_numbers(codes)
        _kept.clear()
        alone = list(paginate(of_numbers(codes), size))
        with mock.patch("news_digest.site.pagination._SHORT", 0):
            for others in lists:
                list(paginate(of_numbers(others), size))
            assert list(paginate(listing, size)) == alone


def of_numbers(numbers: set[int]) -> Listing:
    """Return a list of stories that have these codes."""
    order = sorted(numbers, reverse=True)
    return Listing(tuple(map(str, order)), tuple(FIRST + number // 7 for number in order))


@given(st.sets(numbers), st.sets(numbers), st.dictionaries(numbers, st.just(40)), sizes)
def test_pages_of_two_lists_are_compared_without_looking_at_all(
    one: set[int], other: set[int], redated: dict[int, int], size: int
) -> None:
    """What is found is what a comparison of every page finds, also where a story has another day but no other place."""
    old, new = of_numbers(one | other), of_numbers(one)
    days = (FIRST + redated.get(int(code), int(code)) // 7 for code in new.codes)
    new = Listing(new.codes, tuple(sorted(days, reverse=True)))
    before, after = ({leaf.name: leaf for leaf in paginate(listing, size)} for listing in (old, new))
    changed = [name for name, leaf in after.items() if before.get(name) != leaf]
    assert changed_pages(old, new, size) == (changed, before.keys() - after.keys())


@given(st.sets(numbers), st.sets(numbers), sizes)
def test_the_pages_of_stories_are_found(all_stories: set[int], some: set[int], size: int) -> None:
    """Each page that shows any of them is found, with the newest of those."""
    listing, codes = of_numbers(all_stories), set(map(str, some))
    shown = {leaf.name: [code for code in leaf.items if code in codes] for leaf in paginate(listing, size)}
    assert pages_with(listing, size, codes) == {name: found[0] for name, found in shown.items() if found}


def paginate(listing: Listing, size: int) -> Iterator[Leaf]:
    """Yield the pages of a list, the landing page first."""
    return (leaf_at(listing, size, name) for name in leaf_names(listing, size))


@given(counts, sizes)
def test_the_pages_form_a_chain(count: int, size: int) -> None:
    """Older leads down to the oldest page and newer back to the landing page."""
    found = leaves(count, size)
    names = [leaf.name for leaf in found]
    assert names == list(leaf_names(newest_first(count), size))
    assert [leaf.older for leaf in found] == [*names[1:], None]
    assert [leaf.newer for leaf in found] == [None, *names[:-1]]
    assert found == [leaf_at(newest_first(count), size, name) for name in names]


@given(st.integers(min_value=0, max_value=599), st.sampled_from([1, 3, 20]))
def test_a_story_that_goes_leaves_all_pages_but_those_around_it_as_they_are(gone: int, days: int) -> None:
    """Wherever it stood: where a page more or less comes about, the newer ones keep their names."""
    listing = newest_first(600, days)
    before = {leaf.name: leaf for leaf in paginate(listing, 30)}
    after = {leaf.name: leaf for leaf in paginate(without(listing, gone), 30)}
    differ = [name for name in before.keys() | after.keys() if before.get(name) != after.get(name)]
    assert len(differ) <= MOST_AROUND
