"""Copies that are kept and followed through changes: always those that a look at all stories would give."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from news_digest.relate import copy_store
from news_digest.relate.copy_store import CopyStore
from news_digest.relate.copying import is_copy, leads_of
from news_digest.relate.shingles import TextPrint, text_print
from news_digest.story import Source, Story

CODES = "abcdefghij"
# Paragraphs that texts are put together from, so that many share some, and by degrees.
PARAGRAPHS = [
    " ".join(f"{word}{number}" for word in ("pier", "gale", "keeper", "herring", "bishop", "barley", "quay", "tide"))
    for number in range(8)
]
PRINTS = st.builds(
    lambda some, carrier, credited, moment: text_print(
        Story("A Headline", source=Source(credited or carrier), publisher=carrier, body="\n\n".join(some)), moment
    ),
    some=st.lists(st.sampled_from(PARAGRAPHS), min_size=3, max_size=8, unique=True).map(sorted),
    carrier=st.sampled_from(["Harbour Wire", "Coast Courier", "North Post", "Evening Bell"]),
    credited=st.sampled_from(["", "", "Harbour Wire", "North Post"]),
    moment=st.integers(0, 3),
)
CHANGES = st.dictionaries(st.sampled_from(CODES), st.none() | PRINTS, min_size=1, max_size=5)

Prints = dict[str, TextPrint]
Shown = Mapping[str, tuple[list[str], str | None]]


@pytest.fixture
def store() -> Iterator[CopyStore]:
    """Return an empty store."""
    connection = sqlite3.connect(":memory:")
    store = CopyStore(connection)
    store.create()
    yield store
    connection.close()


def expected(prints: Prints, most: int) -> Shown:
    """Return what each story's page is to show, found by comparing all with all."""
    held = [text.sought_by() for text in prints.values()]
    common = {key for keys in held for key in keys if sum(key in others for others in held) > most}
    copies: dict[str, set[str]] = {code: set() for code in prints}
    for one, two in combinations(prints, 2):
        met = prints[one].sought_by() & prints[two].sought_by() - common
        if met and is_copy(prints[one], prints[two]):
            copies[one].add(two)
            copies[two].add(one)
    leads = leads_of(prints, copies)
    return {
        code: (sorted(copies[code], key=lambda each: (each != leads[code], prints[each].moment, each)), leads.get(code))
        for code in prints
    }


def shown(store: CopyStore, codes: Prints) -> Shown:
    """Return what the store says."""
    return {code: (store.copies_in_order(code), store.lead_of(code)) for code in codes}


@settings(deadline=None, max_examples=150)
@given(
    first=st.dictionaries(st.sampled_from(CODES), PRINTS),
    steps=st.lists(CHANGES, max_size=8),
    most=st.sampled_from([2, 3, 64]),
)
def test_after_any_changes_the_copies_are_those_of_all_stories(
    first: Prints, steps: list[dict[str, TextPrint | None]], most: int
) -> None:
    """Whatever comes, goes or becomes another: the copies, what leads them, and whose page is to be made again."""
    connection = sqlite3.connect(":memory:")
    store = CopyStore(connection)
    store.create()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(copy_store, "MOST_HOLDERS", most)
        store.put(first)
        store.settle()
        prints = dict(first)
        assert shown(store, prints) == expected(prints, most)
        for changes in steps:
            before = expected(prints, most)
            prints = {code: text for code, text in {**prints, **changes}.items() if text}
            after = expected(prints, most)
            renewed = store.replace(changes)
            assert shown(store, prints) == after
            assert renewed >= {code for code in after if after[code] != before.get(code, ([], None))}
            assert renewed <= prints.keys()
    connection.close()


def a_text(*paragraphs: int, carrier: str = "Harbour Wire", moment: int = 0) -> TextPrint:
    """Return the print of a text of these paragraphs."""
    body = "\n\n".join(PARAGRAPHS[number] for number in paragraphs)
    return text_print(Story("A Headline", source=Source(carrier), body=body), moment)


def test_stories_that_come_in_parts_find_each_other(store: CopyStore) -> None:
    """As a build reads them."""
    store.put({"a": a_text(0, 1, 2, 3)})
    store.put({"b": a_text(0, 1, 2, 3, carrier="North Post"), "c": a_text(4, 5, 6, 7)})
    store.settle()
    assert store.every_pair() == {"a": {"b"}, "b": {"a"}}
    assert (store.lead_of("a"), store.lead_of("b"), store.lead_of("c")) == ("a", "a", None)


def test_a_story_that_nobody_copies_changes_no_page(store: CopyStore) -> None:
    """Neither as it comes nor as it goes."""
    store.replace({"a": a_text(0, 1, 2, 3), "b": a_text(0, 1, 2, 3, carrier="North Post")})
    assert store.replace({"c": a_text(4, 5, 6, 7, carrier="Evening Bell")}) == set()
    assert store.replace({"c": None}) == set()


def test_another_date_puts_the_copies_in_another_order(store: CopyStore) -> None:
    """So the pages of a story's copies are to be made again, though no pair was made or parted."""
    papers = {"a": "Harbour Wire", "b": "North Post", "c": "Evening Bell"}
    store.replace({code: a_text(0, 1, 2, 3, carrier=name, moment=ord(code)) for code, name in papers.items()})
    assert store.copies_in_order("a") == ["b", "c"]
    assert store.replace({"c": a_text(0, 1, 2, 3, carrier="Evening Bell", moment=ord("a"))}) == {"a", "b"}
    assert store.copies_in_order("a") == ["c", "b"]


def test_a_closing_line_of_many_stories_brings_nobody_together(store: CopyStore) -> None:
    """Beyond the limit a shingle leads to nobody, and below it again to all."""
    stories = {f"{at}": a_text(0, 1, 2, 3, carrier=f"Paper {at}") for at in range(copy_store.MOST_HOLDERS)}
    store.replace(stories)
    assert len(store.copies_of("0")) == copy_store.MOST_HOLDERS - 1
    store.replace({"more": a_text(0, 1, 2, 3, carrier="Another")})
    assert store.copies_of("0") == frozenset()
    store.replace({"1": None})
    assert len(store.copies_of("0")) == copy_store.MOST_HOLDERS - 1
