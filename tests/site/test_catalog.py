"""The catalog answers for lists, days, tags and sources, however its stories came into it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date

import pytest
from filed_stories import empty_catalog, filed, put, site_settings
from hypothesis import given
from hypothesis import strategies as st

from news_digest.press.book import connect
from news_digest.site.catalog import Catalog
from news_digest.site.filed import Filed, rows_of
from news_digest.site.lists import DuplicateCodeError, ListName


@pytest.fixture
def catalog() -> Iterator[Catalog]:
    """Return an empty catalog."""
    with empty_catalog() as found:
        yield found


def test_a_story_comes_back_as_it_was_filed(catalog: Catalog) -> None:
    """By its path and by its code; what is not there is none."""
    story = filed("1", tags=("Storm",), source="Wire")
    put(catalog, story)
    assert catalog.filed(story.path) == story
    assert catalog.record("1") == story.record
    assert catalog.filed("stories/2.md") is None
    with pytest.raises(sqlite3.DatabaseError):
        catalog.record("2")


def test_lists_have_the_newest_first(catalog: Catalog) -> None:
    """Of one moment the higher code first; feeds have so many as they may."""
    put(catalog, filed("a", hours=1), filed("b", hours=30), filed("d", hours=2), filed("c", hours=2))
    assert catalog.codes("all", "") == ("b", "d", "c", "a")
    assert catalog.newest("all", "", 3) == ("b", "d", "c")
    assert catalog.newest("all", "", None) == ("b", "d", "c", "a")
    assert catalog.codes_of_day(date(2024, 1, 1)) == ("d", "c", "a")
    assert len(catalog.codes("all", "")) == 4


def test_days_know_their_neighbours(catalog: Catalog) -> None:
    """Those with stories, whether the day itself has one or not."""
    put(catalog, filed("a"), filed("b", hours=48), filed("c", hours=96))
    assert catalog.days() == [date(2024, 1, day) for day in (5, 3, 1)]
    assert catalog.days_beside(date(2024, 1, 3)) == (date(2024, 1, 5), date(2024, 1, 1))
    assert catalog.days_beside(date(2024, 1, 4)) == (date(2024, 1, 5), date(2024, 1, 3))
    assert catalog.days_beside(date(2024, 1, 1)) == (date(2024, 1, 3), None)


def test_a_tag_has_the_name_that_most_print(catalog: Catalog) -> None:
    """Of two as frequent the first in order; it is counted where its stories are listed."""
    put(
        catalog, filed("a", tags=("storm",)), filed("b", tags=("Storm",)), filed("c", tags=("STORM",), state="unlisted")
    )
    group = catalog.group("tag", "storm")
    assert group
    assert (group.name, group.count) == ("Storm", 2)
    catalog.put([rows_of(filed("d", hours=24, tags=("storm",)))])
    catalog.regroup([ListName("tag", "storm")])
    group = catalog.group("tag", "storm")
    assert group
    assert (group.name, group.count, group.newest) == ("storm", 3, date(2024, 1, 2))
    for code in ("a", "b", "d"):
        story = catalog.filed(f"stories/{code}.md")
        assert story
        catalog.drop(story)
    catalog.regroup([ListName("tag", "storm")])
    assert catalog.group("tag", "storm") is None
    assert catalog.groups("tag") == []


def test_a_story_that_stands_in_no_list_has_a_page_all_the_same(catalog: Catalog) -> None:
    """One that was refused or skipped has none."""
    refused = Filed("stories/bad.md", "refused", b"", notes=((40, "bad"),))
    put(catalog, filed("a"), filed("b", state="unlisted"), refused, Filed("stories/skip.md", "skipped", b""))
    assert catalog.every_code() == ["a", "b"]
    assert catalog.codes("all", "") == ("a",)
    assert (catalog.is_listed("a"), catalog.is_listed("b")) == (True, False)
    assert {code: url for code, _, url, *_ in catalog.places()} == {"a": "stories/a/", "b": None}
    assert list(catalog.notes()) == [("stories/bad.md", "refused", ((40, "bad"),))]


def test_two_files_with_one_code_are_refused_by_name(catalog: Catalog) -> None:
    """The second in the order of paths is to be changed; it may be asked of some codes alone."""
    put(catalog, filed("a", path="stories/x.md"), filed("a", path="stories/b.md"), filed("c"))
    for codes in (None, ["c", "a"]):
        with pytest.raises(DuplicateCodeError, match=r"stories/x\.md: story_code 'a' is already that of stories/b"):
            catalog.refuse_double_codes(codes)
    catalog.refuse_double_codes(["b", "c"])


def test_a_dropped_story_is_in_no_answer(catalog: Catalog) -> None:
    """Also in none that was given before."""
    story = filed("a", tags=("Storm",), source="Wire")
    put(catalog, story)
    assert catalog.entries(catalog.codes("all", ""))
    catalog.drop(story)
    catalog.regroup([ListName("tag", "storm"), ListName("source", "wire")])
    assert (catalog.codes("all", ""), catalog.days(), catalog.groups("tag"), catalog.groups("source")) == (
        (),
        [],
        [],
        [],
    )
    assert catalog.every_code() == []
    with pytest.raises(sqlite3.DatabaseError):
        catalog.record("a")


steps = st.lists(st.tuples(st.sampled_from("abcdef"), st.integers(0, 60), st.sampled_from(("X", "Y"))), max_size=12)


@given(steps)
def test_a_list_that_was_asked_for_follows_what_comes_and_goes(steps: list[tuple[str, int, str]]) -> None:
    """Stories come, move to other days and tags, and go; a catalog that is asked for the first time says the same."""
    with closing(connect(":memory:")) as book:
        catalog = Catalog(book, site_settings())
        catalog.create()
        for code, hours, tag in steps:
            story, before = filed(code, hours=hours, tags=(tag,)), catalog.filed(f"stories/{code}.md")
            if before:
                catalog.drop(before)
            if before != story:
                catalog.put([rows_of(story)])
            anew = Catalog(book, site_settings())
            for name in (("all", ""), ("tag", "x"), ("tag", "y")):
                assert catalog.listing(*name) == anew.listing(*name)
