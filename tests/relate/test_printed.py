"""What a capture's printed list of related stories points to."""

from __future__ import annotations

import pytest
from relate_stories import a_story

from news_digest.relate.headlines import fold_title, fold_url
from news_digest.relate.printed import StoryIndex, resolve_printed
from news_digest.story import Related, Source

WIRE, COURIER = Source("Harbour Wire", "https://wire.example/news/17"), Source("Coast Courier")

STORIES = (
    a_story("17", "Storm Closes Three Ports “For Days”", source=WIRE),
    a_story("17-coast-courier", "Choir sings without a roof", source=COURIER, extra={"printed_code": "17"}),
    a_story("20", "Herring limit agreed after two nights of talks", source=COURIER),
    a_story("21", "Day 5 of the strike in the harbour", source=COURIER),
    a_story("22", "In brief", source=Source("Harbour Wire")),
    a_story("23", "In brief", source=COURIER),
)
INDEX = StoryIndex.of(STORIES)


@pytest.mark.parametrize(
    ("related", "source", "code"),
    [
        (Related(story_code="20"), None, "20"),
        (Related(story_code="17"), "Harbour Wire", "17"),
        (Related(story_code="17"), "coast courier", "17-coast-courier"),
        (Related(story_code="17"), "Some Other Paper", None),
        (Related(title="Storm closes three ports for days", story_code="17"), "Some Other Paper", "17"),
        (Related(title="Barley harvest begins", story_code="20"), "Harbour Wire", None),
        (Related(title="Barley harvest begins", story_code="20"), "Coast Courier", "20"),
        (Related(story_code="99"), None, None),
        (Related(), None, None),
    ],
)
def test_a_code_means_the_story_of_the_same_source(related: Related, source: str | None, code: str | None) -> None:
    """Two publishers' equal codes are told apart, and a code with quite another title is another publisher's."""
    assert resolve_printed(related, INDEX, source=source) == code


@pytest.mark.parametrize(
    "url",
    [
        "https://wire.example/news/17",
        "http://www.wire.example/news/17/",
        "https://wire.example/news/17?utm_source=mail&fbclid=x#top",
        "HTTPS://WIRE.EXAMPLE/news/17",
    ],
)
def test_an_address_is_found_whatever_is_hung_on_it(url: str) -> None:
    """Scheme, www, trailing slash, fragment and tracking parameters do not make another page."""
    assert resolve_printed(Related(url=url), INDEX) == "17"


@pytest.mark.parametrize("url", ["https://courier.example/story/20", "https://courier.example/s?id=20", "/20.html#top"])
def test_a_code_in_an_address_counts_where_the_titles_are_alike(url: str) -> None:
    """The number alone may be any, with a part of the headline it is this story's."""
    assert resolve_printed(Related(title="Herring limit agreed", url=url), INDEX) == "20"
    assert resolve_printed(Related(title="Barley harvest begins", url=url), INDEX) is None
    assert resolve_printed(Related(url=url), INDEX) is None


def test_a_parameter_that_names_the_page_counts() -> None:
    """Equal paths with two ids are two pages; the order of parameters does not matter."""
    assert fold_url("https://wire.example/?id=1") != fold_url("https://wire.example/?id=2")
    assert fold_url("https://wire.example/?b=1&a=2") == fold_url("https://wire.example/?a=2&b=1")


@pytest.mark.parametrize("url", ["http://[half", "", "not an address", "http://wire.example:port/%ff"])
def test_an_address_that_is_none_resolves_to_nothing(url: str) -> None:
    """Captured text may hold anything."""
    assert resolve_printed(Related(url=url), INDEX) is None


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("STORM CLOSES THREE PORTS 'FOR DAYS'", "17"),
        ("Storm  Closes Three Ports “For Days”...", "17"),
        ("Herring limit agreed after two nights of talk", "20"),
        ("Herring limit refused", None),
        ("Day 6 of the strike in the harbour", None),
        ("In brief", None),
        ("", None),
    ],
)
def test_a_title_is_found_if_it_is_clear(title: str, code: str | None) -> None:
    """Case, quotes and a slip of the pen do not matter; another number does; two that fit are none."""
    assert resolve_printed(Related(title=title), INDEX) == code


def test_of_two_equal_titles_the_source_s_own_is_meant() -> None:
    """A paper lists its own stories."""
    assert resolve_printed(Related(title="In brief"), INDEX, source="Coast Courier") == "23"


def test_folding_keeps_the_words_of_a_title() -> None:
    """Nothing but case, marks and spaces is lost."""
    assert (
        fold_title("Ferries\N{RIGHT SINGLE QUOTATION MARK} “Last\N{NO-BREAK SPACE}Night”\N{EM DASH}a look… ")
        == "ferries last night a look"
    )
