"""What pages of tags and sources tell of all their stories follows from these, however they came into the catalog."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from filed_stories import empty_catalog, filed, put

from news_digest.site.catalog import Catalog
from news_digest.site.filed import Filed
from news_digest.site.language_names import language_link
from news_digest.site.profiles import profile_of
from news_digest.site.told_terms import MOST_COMPANIONS
from news_digest.site.views import Link


@pytest.fixture
def catalog() -> Iterator[Catalog]:
    """Return an empty catalog."""
    with empty_catalog() as found:
        yield found


def companions(catalog: Catalog, slug: str) -> list[str]:
    """Return the names of a tag's companions."""
    return [link.text for link in profile_of("tag", slug, catalog).companions]


def home(catalog: Catalog, slug: str = "wire") -> Link | None:
    """Return where a source is at home."""
    return profile_of("source", slug, catalog).home


def in_language(story: Filed, lang: str) -> Filed:
    """Return the story in another language."""
    assert story.record
    return replace(story, record=story.record._replace(lang=lang))


def from_wire(code: str, original: str | None) -> Filed:
    """Return a story of a source, with its address there."""
    return filed(code, source="Wire", original=original)


def test_companions_are_the_tags_that_most_stories_have_besides(catalog: Catalog) -> None:
    """By number, then by name; what stands beside it once is chance, what is in no list does not count."""
    put(
        catalog,
        filed("a", tags=("Storm", "Ferry", "Tide")),
        filed("b", tags=("Storm", "Ferry", "Tide")),
        filed("c", tags=("Storm", "Tide", "Boat")),
        filed("d", tags=("Storm", "Boat"), state="unlisted"),
    )
    assert companions(catalog, "storm") == ["Tide", "Ferry"]
    assert companions(catalog, "boat") == []


def test_companions_are_few(catalog: Catalog) -> None:
    """However many tags stand beside one."""
    tags = tuple(f"T{number:02}" for number in range(MOST_COMPANIONS + 3))
    put(catalog, filed("a", tags=("Storm", *tags)), filed("b", tags=("Storm", *tags)))
    assert companions(catalog, "storm") == list(tags[:MOST_COMPANIONS])


def test_what_is_dropped_counts_no_more(catalog: Catalog) -> None:
    """As if it had never been there."""
    stories = [filed(code, tags=("Storm", "Tide"), source="Wire", original="https://wire.example/1") for code in "abc"]
    put(catalog, *stories)
    for story in stories[:2]:
        catalog.drop(story)
    catalog.regroup()
    assert companions(catalog, "storm") == []
    catalog.drop(stories[2])
    assert catalog.connection.execute("SELECT COUNT(*) FROM tagged").fetchone() == (0,)
    assert catalog.connection.execute("SELECT COUNT(*) FROM homes").fetchone() == (0,)


def test_a_source_is_at_home_where_its_stories_lead(catalog: Catalog) -> None:
    """Whatever page of the host, and with a story that leads nowhere."""
    found = [from_wire(str(number), f"https://www.Wire.example/{number}") for number in range(5)]
    put(catalog, *found, from_wire("x", None))
    assert home(catalog) == Link("wire.example", "https://www.wire.example/")
    put(catalog, from_wire("y", "https://other.example/"))
    assert home(catalog) == Link("wire.example", "https://www.wire.example/")
    put(catalog, from_wire("z", "https://other.example/2"))
    assert home(catalog) is None


def test_no_name_and_password_stand_in_a_home(catalog: Catalog) -> None:
    """Only the host of an address is shown."""
    put(catalog, from_wire("a", "https://ann:secret@wire.example:8080/x"))
    assert home(catalog) == Link("wire.example", "https://wire.example:8080/")


def test_the_languages_of_a_source_are_told_where_they_are_not_the_sites(catalog: Catalog) -> None:
    """The most frequent first, each by its own name."""
    put(catalog, from_wire("a", None))
    assert profile_of("source", "wire", catalog).languages == ()
    put(catalog, *(in_language(from_wire(code, None), "ar") for code in "bc"))
    assert [link.text for link in profile_of("source", "wire", catalog).languages] == ["العربية", "English"]


def test_a_language_is_known_by_its_first_words() -> None:
    """A region says nothing that readers need; an unknown language is told by its tag."""
    assert language_link("en-GB") == Link("English", None, "en", "ltr")
    assert language_link("zh_Hant_TW").text == "繁體中文"
    assert language_link("ur").dir == "rtl"
    assert language_link("x-rune") == Link("x-rune")
