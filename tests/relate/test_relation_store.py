"""Related stories that are kept and followed through changes: always those that a look at all stories would give."""

from __future__ import annotations

import pickle
import sqlite3
from collections.abc import Iterator, Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from relate_stories import a_story

from news_digest.relate.related import RelatedStory, Relations
from news_digest.relate.relation_store import RelationStore
from news_digest.relate.terms import ComparedTerms, compared_terms
from news_digest.story import Source, Story

Lists = Mapping[str, tuple[RelatedStory, ...]]

# Few words, tags, days and sources, so that most stories share some and counts pass their powers of two.
NOUNS = ["Pier", "Gale", "Keeper", "Herring", "Bishop", "Barley", "Requiem", "Divers", "Ledger", "Turbine", "Quay"]
STORIES = st.builds(
    lambda code, nouns, tags, day, source, lang: a_story(
        code, " ".join(nouns), tags=tuple(tags), day=f"2024-03-{day:02}", source=source, lang=lang
    ),
    code=st.sampled_from("abcdefghijklmnopqrst"),
    nouns=st.lists(st.sampled_from(NOUNS), min_size=1, max_size=7),
    tags=st.lists(st.sampled_from(["Orme", "Chess", "orme", "Storm Ulla"]), max_size=2),
    day=st.sampled_from([1, 2, 3, 9, 28]),
    source=st.sampled_from([Source("Harbour Wire"), Source("Coast Courier"), None]),
    lang=st.sampled_from(["en", "en", "en", "nl"]),
)
CHANGES = st.lists(STORIES | st.sampled_from("abcdefghijklmnopqrst"), min_size=1, max_size=12)


@pytest.fixture
def store() -> Iterator[RelationStore]:
    """Return an empty store."""
    connection = sqlite3.connect(":memory:")
    yield an_empty_store(connection)
    connection.close()


def an_empty_store(connection: sqlite3.Connection) -> RelationStore:
    """Return a store in a new file."""
    store = RelationStore(connection)
    store.create()
    return store


def terms_of(*stories: Story) -> dict[str, ComparedTerms | None]:
    """Return the terms of stories by their code."""
    return {str(story.story_code): compared_terms(story) for story in stories}


def expected(stories: Mapping[str, Story]) -> Lists:
    """Return all lists as they are made of all stories at once."""
    relations = Relations.of(stories.values())
    return {code: relations.related(code) for code in stories}


def as_read(related: tuple[RelatedStory, ...]) -> list[tuple[str, str]]:
    """Return what a page shows of a list."""
    return [(found.story_code, found.reason) for found in related]


def follow(store: RelationStore, stories: dict[str, Story], changes: list[Story | str]) -> None:
    """Take changes over into the store and into `stories`: a story comes or becomes another, a code goes."""
    last = {change if isinstance(change, str) else str(change.story_code): change for change in changes}
    before = expected(stories)
    for code, change in last.items():
        if isinstance(change, Story):
            stories[code] = change
        else:
            stories.pop(code, None)
    terms = {code: compared_terms(change) if isinstance(change, Story) else None for code, change in last.items()}
    after = expected(stories)
    assert store.replace(terms) == {code for code in after if as_read(after[code]) != as_read(before.get(code, ()))}
    assert {code: store.related(code) for code in last.keys() | after.keys()} == dict.fromkeys(last, ()) | after
    for code in last.keys() | after.keys():
        naming = {other for other in after if code in {found.story_code for found in after[other]}}
        assert store.leading_to(code) == naming


@settings(deadline=None, max_examples=150)
@given(st.lists(CHANGES, min_size=1, max_size=12))
def test_after_any_changes_the_lists_are_those_of_all_stories(steps: list[list[Story | str]]) -> None:
    """Whatever comes, goes or becomes another, in whatever steps: the lists, the changed ones, and who names whom."""
    connection = sqlite3.connect(":memory:")
    store = an_empty_store(connection)
    stories: dict[str, Story] = {}
    for changes in steps:
        follow(store, stories, changes)
    connection.close()


@settings(deadline=None, max_examples=15)
@given(st.lists(STORIES, min_size=50, max_size=80), st.lists(CHANGES.map(lambda some: some[:2]), max_size=8))
def test_few_changes_among_many_stories_are_followed(many: list[Story], steps: list[list[Story | str]]) -> None:
    """Also where only a part of the stories is read, and where a term passes the count beyond which it says nothing."""
    connection = sqlite3.connect(":memory:")
    store = an_empty_store(connection)
    stories = {f"{place}": a_story(f"{place}", one.headline, tags=one.tags) for place, one in enumerate(many)}
    store.replace(terms_of(*stories.values()))
    for changes in steps:
        follow(store, stories, changes)
    connection.close()


def test_a_term_that_many_have_says_nothing_until_some_are_gone(store: RelationStore) -> None:
    """At 64 stories a tag counts, at 65 it does not, and at 64 again it does."""
    tags = ("Orme", "Pier", "Gale", "Quay", "Ferry", "Tide", "Wind", "Rain", "Snow", "Hail")
    stories = {f"{number:02}": a_story(f"{number:02}", "X", tags=tags) for number in range(64)}
    store.replace(terms_of(*stories.values()))
    assert len(store.related("00")) == 5
    follow(store, stories, [a_story("new", "X", tags=tags)])
    assert store.related("00") == ()
    follow(store, stories, ["01"])
    assert len(store.related("00")) == 5


def test_a_newer_story_takes_the_last_place_of_a_full_list_from_its_equal(store: RelationStore) -> None:
    """Of equal scores the newer is listed, also where it comes later than the list was made."""
    tags = ("Orme", "Pier", "Gale", "Quay")
    stories = {f"{day}": a_story(f"{day}", "X", day=f"2024-03-0{day}", tags=tags) for day in range(1, 7)}
    store.replace(terms_of(*stories.values()))
    assert [found.story_code for found in store.related("1")] == ["6", "5", "4", "3", "2"]
    follow(store, stories, [a_story("7", "X", day="2024-03-07", tags=tags)])
    assert [found.story_code for found in store.related("1")] == ["7", "6", "5", "4", "3"]


def test_the_first_lists_come_of_a_share_of_the_codes_each(store: RelationStore) -> None:
    """Whoever spreads the work gets from the shares what one call gives, without a look into the file."""
    stories = {code: a_story(code, "Pier Gale Keeper", tags=("Orme",)) for code in "abcd"}
    codes = sorted(store.admit(terms_of(*stories.values())))
    assert store.is_loaded
    lists = {**store.lists_of(codes[:1]), **store.lists_of(codes[1:])}
    assert lists == expected(stories)
    assert store.keep(lists) == set(codes)
    assert {code: store.related(code) for code in codes} == lists


def test_what_is_not_here_has_no_list(store: RelationStore) -> None:
    """An unknown code is related to nothing, may go without harm, and cannot be compared."""
    assert store.replace({"a": None}) == set()
    assert store.related("a") == ()
    assert store.leading_to("a") == set()
    with pytest.raises(KeyError):
        store.lists_of(["a"])


def test_the_lists_outlast_the_connection(tmp_path: object) -> None:
    """What was committed is there for the next build, which goes on from it."""
    stories: dict[str, Story] = {}
    for changes in ([a_story("a", "Pier", tags=("Orme",)), a_story("b", "Quay", tags=("Orme",))], ["a"]):
        connection = sqlite3.connect(f"{tmp_path}/record")
        store = an_empty_store(connection)
        follow(store, stories, list(changes))
        connection.commit()
        connection.close()


def test_the_terms_of_a_story_are_small() -> None:
    """Workers send them for each story, and a cold build holds them of all."""
    body = "\n\n".join(f"The keeper number {number} saw Lantern{number} from Quay{number}." for number in range(200))
    assert len(pickle.dumps(compared_terms(a_story("a", "Pier", body, tags=("Orme", "Storm Ulla"))))) < 1000


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.tuples(CHANGES, st.sets(st.frozensets(st.sampled_from("abcdefgh"), min_size=2, max_size=2), max_size=4)),
        max_size=8,
    )
)
def test_no_list_names_a_copy_of_its_story_or_one_text_twice(
    steps: list[tuple[list[Story | str], set[frozenset[str]]]],
) -> None:
    """Whatever comes and goes, and whichever stories are copies of each other by then."""
    connection = sqlite3.connect(":memory:")
    store = an_empty_store(connection)
    stories: dict[str, Story] = {}
    before: set[frozenset[str]] = set()
    for changes, pairs in steps:
        last = {change if isinstance(change, str) else str(change.story_code): change for change in changes}
        stories = {code: each for code, each in {**stories, **last}.items() if isinstance(each, Story)}
        terms = {code: compared_terms(change) if isinstance(change, Story) else None for code, change in last.items()}
        copies = {code: {other for pair in pairs if code in pair for other in pair - {code}} for code in "abcdefgh"}
        store.replace(terms, {code for pair in before ^ pairs for code in pair}, lambda code: copies.get(code, ()))  # noqa: B023
        before = pairs
        relations = Relations.of(stories.values())
        for code in stories:
            wanted = relations.compared.related(relations.places[code], lambda code: copies.get(code, ()))  # noqa: B023
            assert store.related(code) == wanted
    connection.close()
