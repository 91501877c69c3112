"""Printed related lists that are kept lead where they would lead if all stories were looked through."""

from __future__ import annotations

import pickle
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from relate_stories import a_story

from news_digest.relate import printed, printed_store
from news_digest.relate.headlines import NEAR_EQUAL, SequenceMatcher, letters_of, may_be_near, near_sizes
from news_digest.relate.printed import StoryIndex, resolve_printed
from news_digest.relate.printed_store import PrintedStore, wanted
from news_digest.story import Related, Source, Story

TABLES = ("stories", "listed", "sought", "found", "words", "titles", "title_words")


def a_store() -> PrintedStore:
    """Return an empty store in memory."""
    store = PrintedStore(sqlite3.connect(":memory:"))
    store.create()
    return store


def filled(*stories: Story) -> PrintedStore:
    """Return a store with these stories."""
    store = a_store()
    store.replace({story.story_code or "": wanted(story) for story in stories})
    return store


def resolved(stories: Mapping[str, Story]) -> dict[str, tuple[str | None, ...]]:
    """Return what each story's list leads to when all are looked through."""
    index = StoryIndex.of(story for story in stories.values() if story.status == "published")
    return {
        code: tuple(resolve_printed(one, index, source=story.source and story.source.name) for one in story.related)
        for code, story in stories.items()
    }


def rows(store: PrintedStore) -> list[int]:
    """Return how many rows each table has."""
    return [store._connection.execute(f"SELECT COUNT(*) FROM printed_{name}").fetchone()[0] for name in TABLES]


@contextmanager
def small_limits(many: int) -> Iterator[None]:
    """Let words be common from three headlines on; with `many` 0 what a change touches is always searched for."""
    with (
        patch.object(printed, "RARE_IN_HEADLINES", 2),
        patch.object(printed_store, "RARE_IN_HEADLINES", 2),
        patch.object(printed_store, "MANY", many),
    ):
        yield


# Few words, codes, sources and addresses, so that they meet; titles that differ by a slip, and by a number.
WORDS = st.sampled_from(["harbour", "herring", "lighthouse", "ministry", "5", "6"])
TITLES = st.builds(
    lambda words, slip: " ".join(words) + slip,
    st.lists(WORDS, max_size=4),
    st.sampled_from(["", "", "s", "!", "\0"]),
)
CODES = st.sampled_from(["1", "2", "3", "4", "5", "6"])
SOURCES = st.none() | st.builds(
    Source, st.sampled_from(["Wire", "wire", "Courier"]), st.sampled_from([None, "http://a.example/1", "http://[half"])
)
URLS = st.sampled_from(["https://www.a.example/1/", "https://b.example/2", "?id=3", "http://[half", "//"])
RELATED = st.builds(Related, st.none() | TITLES, st.none() | CODES, st.none() | URLS)
STORIES = st.builds(
    Story,
    headline=TITLES,
    source=SOURCES,
    related=st.lists(RELATED, max_size=3).map(tuple),
    status=st.sampled_from(["published", "published", "hidden"]),
    extra=st.sampled_from([{}, {"printed_code": "2"}, {"printed_code": "4"}]),
)
CHANGES = st.lists(st.dictionaries(CODES, st.none() | STORIES, max_size=4), max_size=6)


@pytest.mark.parametrize("many", [0, printed_store.MANY])
def test_after_any_changes_the_lists_are_those_of_a_full_look_through(many: int) -> None:
    """Entries, who leads to whom, the codes that are told, and no row that a fresh store would not have."""

    @settings(deadline=None, max_examples=150)
    @given(CHANGES)
    def check(steps: list[dict[str, Story | None]]) -> None:
        stories: dict[str, Story] = {}
        store = a_store()
        for step in steps:
            before = resolved(stories)
            new = {code: story and replace(story, story_code=code) for code, story in step.items()}
            told = store.replace({c: s and wanted(s, listed=s.status == "published") for c, s in new.items()})
            stories = {code: story for code, story in {**stories, **new}.items() if story}
            after = resolved(stories)
            others = {code for code in before.keys() & after.keys() if before[code] != after[code]}
            assert others - new.keys() <= told <= others
            assert {code: store.resolved(code) for code in after} == after
            leading = {code: {each for each, found in after.items() if code in found} for code in "123456"}
            assert {code: store.leading_to(code) for code in leading} == leading
        fresh = a_store()
        fresh.replace({c: wanted(s, listed=s.status == "published") for c, s in stories.items()})
        assert rows(store) == rows(fresh)

    with small_limits(many):
        check()


def test_a_new_story_is_found_by_those_that_name_it() -> None:
    """By a near title too; none is told twice, and the story itself is not told."""
    first = a_story("1", "Barley harvest begins", related=(Related("Herring limit agreed at nigth", None, None),))
    store = filled(first, a_story("2", "Choir sings without a roof"))
    assert store.resolved("1") == (None,)
    assert store.replace({"3": wanted(a_story("3", "Herring limit agreed at night"))}) == {"1"}
    assert store.resolved("1") == ("3",)
    assert store.leading_to("3") == {"1"}
    assert store.replace({"3": None}) == {"1"}
    assert store.resolved("1") == (None,)
    assert store.leading_to("3") == set()


def test_a_word_that_becomes_common_leads_nowhere() -> None:
    """A near headline counts only as long as one of its words is rare, and again when it is."""
    naming = a_story("1", "Barley", related=(Related("Harbour herring limit agreed nov"),))
    more = {code: wanted(a_story(code, "Harbour herring limit agreed")) for code in ("3", "4")}
    with small_limits(many=0):
        store = filled(naming, a_story("2", "Harbour herring limit agreed now"))
        assert store.resolved("1") == ("2",)
        assert store.replace(more) == {"1"}
        assert store.resolved("1") == (None,)
        assert store.replace(dict.fromkeys(more)) == {"1"}
        assert store.resolved("1") == ("2",)


def test_a_word_becomes_common_while_the_story_it_led_to_changes_its_own_list() -> None:
    """Both in one build: the headline is the same, so it is found by the word alone."""
    naming = a_story("1", "Barley", related=(Related("Harbour herring limit agreed nov"),))
    found = a_story("2", "Harbour herring limit agreed now")
    more = {code: wanted(a_story(code, "Harbour herring limit agreed")) for code in ("3", "4")}
    with small_limits(many=0):
        store = filled(naming, found)
        assert store.replace({"2": wanted(replace(found, related=(Related(story_code="1"),))), **more}) == {"1"}
        assert (store.resolved("1"), store.resolved("2")) == ((None,), ("1",))


def test_a_story_that_is_as_it_was_costs_nothing() -> None:
    """A change of the body is none of what leads to a story."""
    story = a_story("1", "Barley harvest begins", related=(Related(story_code="1"),))
    store = filled(story)
    changes = store._connection.total_changes
    assert store.replace({"1": wanted(replace(story, body="New words."))}) == set()
    assert store._connection.total_changes == changes


def test_an_unlisted_story_leads_but_is_not_led_to() -> None:
    """A hidden story prints its list; no other's list names it."""
    store = filled(a_story("1", "Barley harvest begins", related=(Related(story_code="2"),)))
    store.replace({"2": wanted(a_story("2", "Choir sings", related=(Related(story_code="1"),)), listed=False)})
    assert (store.resolved("1"), store.resolved("2")) == ((None,), ("1",))


def test_a_story_without_a_code_or_that_is_not_there_leads_nowhere() -> None:
    """Nobody can ask for more than what is kept."""
    store = a_store()
    store.replace({"slug": wanted(Story(headline="Barley", related=(Related("Choir"),)))})
    assert store.resolved("slug") == (None,)
    assert store.resolved("absent") == ()
    assert store.leading_to("slug") == set()
    assert store.replace({"absent": None}) == set()


def test_what_is_kept_of_a_story_travels_between_processes() -> None:
    """It is made where the story is read."""
    kept = wanted(a_story("1", "Barley harvest begins", related=(Related("Choir", "2", "https://a.example/2"),)))
    assert pickle.loads(pickle.dumps(kept)) == kept


@given(st.text("abcdefgh ä北", max_size=40), st.text("abcdefgh ä北", max_size=40), st.integers(0, 40))
def test_no_near_title_is_passed_over(title: str, other: str, cut: int) -> None:
    """Lengths and counts of letters leave out only what the comparison itself would."""
    mixed = title[:cut] + other[cut : cut + 3] + title[cut:]
    for one, two in ((title, other), (title, mixed), (mixed, title)):
        if SequenceMatcher(None, one, two).ratio() >= NEAR_EQUAL:
            least, most = near_sizes(len(one))
            assert least <= len(two) <= most
            assert may_be_near(letters_of(one), letters_of(two), len(one) + len(two))
