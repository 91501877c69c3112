"""Copies that are kept and followed through changes: always those that a look at all stories would give."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from news_digest.relate import copy_store
from news_digest.relate.copy_store import CopyStore
from news_digest.relate.copy_words import Said
from news_digest.relate.copying import is_copy, leads_of
from news_digest.relate.shingles import TextPrint, text_print
from news_digest.story import Source, Story

CODES = "abcdefghij"
# Paragraphs that texts are put together from, so that many share some, and by degrees.
PARAGRAPHS = [
    " ".join(f"{word}{number}" for word in ("pier", "gale", "keeper", "herring", "bishop", "barley", "quay", "tide"))
    for number in range(8)
]
# Codes that stories had; more than one may have had the same.
FORMERS = ("x", "y")
SAID = st.builds(
    Said,
    st.none() | st.sampled_from((*CODES[:6], *FORMERS)),
    st.lists(st.sampled_from((*CODES[:6], *FORMERS)), max_size=2).map(tuple),
    st.lists(st.sampled_from(FORMERS), max_size=1).map(tuple),
)
BARE_PRINTS = st.builds(
    lambda some, carrier, credited, moment: text_print(
        Story("A Headline", source=Source(credited or carrier), publisher=carrier, body="\n\n".join(some)), moment
    ),
    some=st.lists(st.sampled_from(PARAGRAPHS), min_size=3, max_size=8, unique=True).map(sorted),
    carrier=st.sampled_from(["Harbour Wire", "Coast Courier", "North Post", "Evening Bell"]),
    credited=st.sampled_from(["", "", "Harbour Wire", "North Post"]),
    moment=st.integers(0, 3),
)
PRINTS = BARE_PRINTS | st.builds(lambda text, said: replace(text, said=said), BARE_PRINTS, SAID)
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
    ways, denied = said_of(prints)
    for code, way in ways.items():
        copies[code].update(way)
        for each in way:
            copies[each].add(code)
    for one, two in denied:
        copies[one].discard(two)
        copies[two].discard(one)
    leads = leads_of(prints, copies, {code: way[-1] for code, way in ways.items() if way and way[-1] in copies[code]})
    return {
        code: (sorted(copies[code], key=lambda each: (each != leads[code], prints[each].moment, each)), leads.get(code))
        for code in prints
    }


def said_of(prints: Prints) -> tuple[dict[str, list[str]], set[tuple[str, str]]]:
    """Return what each story is said to be a copy of, the nearest first, and which two are said to be none."""

    def find(name: str | None) -> str | None:
        had = [code for code, text in prints.items() if text.said and name in text.said.formers]
        return name if name in prints else min(had, default=None)

    said = {code: text.said for code, text in prints.items() if text.said}
    pairs = {(code, found) for code, each in said.items() for name in each.not_copy_of if (found := find(name))}
    denied = pairs | {(two, one) for one, two in pairs}
    named = {code: find(each.copy_of) for code, each in said.items()}
    leads = {code: lead for code, lead in named.items() if lead and lead != code and (code, lead) not in denied}
    ways = {code: way_from(code, leads) for code in prints}
    straight = {code: lead for code, lead in leads.items() if code not in ways[code]}
    return {code: list(dict.fromkeys(way_from(code, straight))) for code in prints}, denied


def way_from(code: str, leads: Mapping[str, str]) -> list[str]:
    """Return where a story's lead leads to, step by step, also round and round."""
    way = [code]
    for _ in CODES:
        way += [leads[way[-1]]] if way[-1] in leads else []
    return way[1:]


def listed(store: CopyStore, code: str) -> tuple[object, ...]:
    """Return what lists say of a story: what leads it, else which copies it leads."""
    lead = store.lead_of(code)
    return (lead, *store.copies_in_order(code)) if lead == code else (lead,)


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
            before, lists = expected(prints, most), {code: listed(store, code) for code in prints}
            prints = {code: text for code, text in {**prints, **changes}.items() if text}
            after = expected(prints, most)
            moved = store.replace(changes)
            assert shown(store, prints) == after
            assert moved.codes >= {code for code in after if after[code] != before.get(code, ([], None))}
            assert moved.codes <= prints.keys()
            other = {code for code in prints if listed(store, code) != lists.get(code, (None,))}
            assert moved.led | moved.leading >= other
            assert moved.led == {code for code in prints if after[code][1] != before.get(code, ([], None))[1]}
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
    assert store.replace({"c": a_text(4, 5, 6, 7, carrier="Evening Bell")}) == (set(), set(), set())
    assert store.replace({"c": None}) == (set(), set(), set())


def test_another_date_puts_the_copies_in_another_order(store: CopyStore) -> None:
    """So the pages of a story's copies are to be made again, though no pair was made or parted."""
    papers = {"a": "Harbour Wire", "b": "North Post", "c": "Evening Bell"}
    store.replace({code: a_text(0, 1, 2, 3, carrier=name, moment=ord(code)) for code, name in papers.items()})
    assert store.copies_in_order("a") == ["b", "c"]
    moved = store.replace({"c": a_text(0, 1, 2, 3, carrier="Evening Bell", moment=ord("a"))})
    assert moved == ({"a", "b"}, set(), {"a"})
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


def told(text: TextPrint, copy_of: str | None = None, *not_copy_of: str, formers: tuple[str, ...] = ()) -> TextPrint:
    """Return the print of a story of which an editor says something."""
    return replace(text, said=Said(copy_of, not_copy_of, formers))


def test_an_editor_says_what_leads(store: CopyStore) -> None:
    """Whatever date and credit say: with that one key the story leads all of its copies."""
    papers = {"a": "Harbour Wire", "b": "North Post", "c": "Evening Bell"}
    texts = {code: a_text(0, 1, 2, 3, carrier=name, moment=ord(code)) for code, name in papers.items()}
    store.replace({**texts, "a": told(texts["a"], "b")})
    assert {code: store.lead_of(code) for code in "abc"} == {"a": "b", "b": "b", "c": "b"}
    assert store.replace({"a": texts["a"]}).led == {"a", "b", "c"}


def test_a_copy_of_a_copy_is_led_by_the_last(store: CopyStore) -> None:
    """However unlike the texts are; a code that is not here leads to nothing."""
    texts = {code: a_text(*(at, at + 1), carrier=code) for at, code in enumerate("abc")}
    store.replace({"a": told(texts["a"], "b"), "b": told(texts["b"], "c"), "d": told(texts["a"], "z")})
    assert store.lead_of("a") == "b"
    assert store.replace({"c": texts["c"]}) == ({"a", "b", "c"}, {"a", "b", "c"}, set())
    assert (store.lead_of("a"), store.copies_in_order("a")) == ("c", ["c", "b"])
    assert store.copies_of("d") == frozenset()


def test_a_former_code_leads_to_the_story_until_another_has_it(store: CopyStore) -> None:
    """As everywhere."""
    one, other = a_text(0, 1), a_text(2, 3)
    store.replace({"a": told(one, "x"), "b": told(other, formers=("x",))})
    assert store.lead_of("a") == "b"
    store.replace({"x": a_text(4, 5)})
    assert (store.lead_of("a"), store.lead_of("b")) == ("x", None)


def test_what_goes_round_in_a_circle_counts_for_nothing(store: CopyStore) -> None:
    """Only who leads into the circle is led by what it names."""
    texts = [a_text(at, at + 1, carrier=str(at)) for at in range(3)]
    store.replace({"a": told(texts[0], "b"), "b": told(texts[1], "a"), "c": told(texts[2], "a")})
    assert (store.lead_of("c"), store.copies_of("a"), store.copies_of("b")) == ("a", {"c"}, frozenset())


def test_who_denies_a_copy_has_the_last_word(store: CopyStore) -> None:
    """Also of a pair that another file says is one."""
    texts = {code: a_text(0, 1, 2, 3, carrier=code) for code in "ab"}
    store.put({"a": told(texts["a"], None, "b"), "b": told(texts["b"], "a")})
    store.settle()
    assert store.every_pair() == {}
    store.replace({"a": texts["a"]})
    assert store.lead_of("b") == "a"
