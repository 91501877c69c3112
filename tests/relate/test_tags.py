"""The tags of a story: what an editor would choose, and no noise."""

from __future__ import annotations

from dataclasses import replace

import pytest
from relate_stories import GERMAN, RUSSIAN, TREATY, a_story

from news_digest.relate.tags import suggest_tags
from news_digest.relate.terms import compared_terms
from news_digest.relate.vocabulary import Vocabulary, read_vocabulary
from news_digest.story import Source, Story

NONE = Vocabulary()


def test_names_that_matter_are_found_and_noise_is_not() -> None:
    """Full names, variants and quoted names come; weekdays, titles, adjectives and a name far down do not."""
    assert set(suggest_tags(TREATY, NONE)) == {
        "Ada Lindqvist",
        "Jon Tarrow",
        "Ostrava Bay",
        "Tidal League",
        "Treaty of the Long Tides",
        "Veldland",
    }


@pytest.mark.parametrize(
    ("body", "tags"),
    [
        ("Ada Lindqvist spoke. Lindqvist left, and Lindqvist's party cheered.", {"Ada Lindqvist"}),
        ("They saw Torveneh in town. Later Torvenah left, and Torvenah slept.", {"Torvenah"}),
        ("Fish came to the Amber Strip. In Amber the price of fish in Amber fell.", {"Amber Strip"}),
        ("A Norwegian ship met Norwegian and Swedish boats. Norwegian crews of Norwegian ports sang.", {"Norway"}),
        ("The US and the U.S. said that America waits.", {"United States"}),
        ("The board of Marrow and Finch met. Shares in Marrow and Finch rose.", {"Marrow and Finch"}),
        ("The anti-Larkin vote and the Larkin-led list met Larkin.", {"Larkin"}),
        ("A road from Larkin to Orme: the Larkin-Orme road joins Larkin and Orme.", {"Larkin", "Orme"}),
        ("On Monday, in March, the Prime Minister and the President met. A Minister left on Friday in March.", set()),
        ("Fishermen left. Fishermen came. Nobody saw fishermen again. However it was. However long.", set()),
        ("The mayor said “we will not go”, and again “we will not go”.", set()),
    ],
)
def test_spellings_of_one_thing_are_one_tag(body: str, tags: set[str]) -> None:
    """Short for full, one letter apart, adjective for country, halves of a compound."""
    assert set(suggest_tags(Story(headline="What was seen and said", lang="en", body=body), NONE)) == tags


def test_capitals_of_a_headline_in_title_case_are_no_names() -> None:
    """A headline's style is not evidence; the body is."""
    story = Story(headline="Quiet Morning Brings Good News To Harbour Town", body="The morning was quiet in the town.")
    assert suggest_tags(story, NONE) == ()


def test_in_german_a_capital_alone_is_no_name() -> None:
    """People, places and countries are found among capitalised nouns, the nouns are not."""
    assert set(suggest_tags(GERMAN, NONE)) == {"Greta Holm", "Kappeln", "Deutschland"}


def test_an_inflected_name_is_one_name_in_its_shortest_form() -> None:
    """Cases of a Russian name and country meet in one tag."""
    assert set(suggest_tags(RUSSIAN, NONE)) == {"Иван Берегов", "Норвегия"}


def test_printed_tags_come_first_by_their_canonical_names_and_once() -> None:
    """Aliases and case make no second tag, a hidden one is left out, and there are eight at most."""
    vocabulary = read_vocabulary(
        '[[tag]]\nname = "Ferries"\naliases = ["ferry"]\n[[tag]]\nname = "News"\nhidden = true', name="tags.toml"
    )
    printed = ("ferry", "FERRIES", "news", "#Ports", "ports", "a", "b", "c", "d", "e", "f", "g")
    story = a_story("1", "A day", tags=printed)
    assert suggest_tags(story, vocabulary) == ("Ferries", "Ports", "a", "b", "c", "d", "e", "f")


def test_a_name_that_a_printed_tag_holds_is_not_suggested_again() -> None:
    """A printed surname stands for the person."""
    story = a_story("1", "A day", "Ada Lindqvist spoke. Lindqvist left.", tags=("Lindqvist",))
    assert suggest_tags(story, NONE) == ("Lindqvist",)


def test_the_vocabulary_finds_names_by_their_capital_and_topics_in_any_case() -> None:
    """A topic is found in small letters, a name is not, and a name within a longer name is that one."""
    vocabulary = read_vocabulary(
        '[[tag]]\nname = "Ferries"\nkind = "topic"\naliases = ["ferry"]\n'
        '[[tag]]\nname = "Reading"\n[[tag]]\nname = "Orme"\naliases = ["Ormesund"]',
        name="tags.toml",
    )
    body = "One ferry, two ferries and reading on a ferry in Ormesund. Reading is good on the Orme Hill Bank."
    assert set(suggest_tags(Story(headline="A day", lang="en", body=body), vocabulary)) == {
        "Ferries",
        "Orme",
        "Orme Hill Bank",
    }


def test_a_script_without_capitals_has_the_vocabulary_and_countries() -> None:
    """Japanese: names of the vocabulary wherever they are written, countries by whole words of katakana."""
    vocabulary = read_vocabulary('[[tag]]\nname = "Northern Islands"\naliases = ["北諸島"]', name="tags.toml")
    story = Story(
        headline="北諸島の船、ノルウェーへ", body="北諸島から船が出た。タイトルは「船」。ノルウェー政府は喜んだ。"
    )
    assert set(suggest_tags(story, vocabulary)) == {"Northern Islands", "ノルウェー"}


def test_arabic_particles_before_a_name_do_not_hide_it() -> None:
    """The vocabulary's name is found behind "and in"."""
    vocabulary = read_vocabulary('[[tag]]\nname = "Ninmar"\naliases = ["نينمار"]', name="tags.toml")
    story = Story(headline="سفينة تصل", body="وصلت السفينة إلى نينمار يوم الخميس. وبنينمار ميناء صغير.")
    assert suggest_tags(story, vocabulary) == ("Ninmar",)


def test_the_story_s_own_source_is_no_tag() -> None:
    """A paper that names itself is not what the story is about."""
    body = "Lindqvist told Harbour Wire that Harbour Wire was right. Harbour Wire thanked Lindqvist."
    assert suggest_tags(a_story("1", "A day", body, source=Source("Harbour Wire")), NONE) == ("Lindqvist",)


def test_names_in_links_and_emphasis_are_read_without_their_marks() -> None:
    """Markdown's signs and addresses are no part of a name."""
    body = "We met **Ada Lindqvist** in [Orme](https://wire.example/Some/Path_Of_Names). *Lindqvist* left Orme\\."
    assert set(suggest_tags(Story(headline="A day", lang="en", body=body), NONE)) == {"Ada Lindqvist", "Orme"}


@pytest.mark.parametrize(
    "text", ["", "!", "—", "\u2019", "1 2 3", "A", "& B & C &", "#", "'s 's", "-a-B-", "\u200f\u200f"]
)
def test_odd_texts_have_no_tags_and_do_no_harm(text: str) -> None:
    """Scraps of punctuation are read as any text."""
    assert suggest_tags(Story(headline=text, body=f"{text}\n\n{text}"), NONE) == ()


def test_words_of_pictures_give_no_tags() -> None:
    """Whoever is on a picture need not be in the story."""
    figure = '![Nils Harrow, \\[left\\]]({static}/pictures/ab/1.png "Nils Harrow at \\"Storm Point\\" (Nils Harrow)")'
    shown = replace(TREATY, body=f"{figure}\n\n{TREATY.body}\n{figure}\n")
    assert suggest_tags(shown, NONE) == suggest_tags(TREATY, NONE)
    assert compared_terms(shown) == compared_terms(TREATY)
