"""Text as the words of the index."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news_digest.search.folding import code_word, words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Cafés in Łódź, STRAẞE", "cafes in lodz strasse"),
        ("Ferries’ return—north-east; 3.5", "ferries return north-east 3-5"),
        ("Ёлка", "елка"),
        ("ＦＵＬＬ ｗｉｄｔｈ", "full width"),
        ("أُوكرانيا مدرسة علـى ٢٠٢٤", "اوكرانيا مدرسه علي 2024"),
        ("كتابی کتابي", "كتابي كتابي"),
        ("می‌خواهم", "مي-خواهم"),
        ("שָׁלוֹם", "ש-לומ"),
    ],
)
def test_letters_that_are_the_same_are_brought_together(text: str, words: str) -> None:
    """Case, accents, points of vowels, width and forms of letters do not matter; a joiner may be left out."""
    assert words_of(text) == words


def test_an_article_is_found_with_its_word_and_without() -> None:
    """What joins on to the next word is parted by a hyphen, which the index takes for one word and its parts."""
    assert words_of("والوزير الطاقة") == "وال-وزير ال-طاقه"


def test_each_sign_of_an_unspaced_script_is_a_word() -> None:
    """So any part of a text is found, however a dictionary would cut it; vowels above the line count."""
    assert words_of("新幹線2024年").split() == ["u26032x", "u24185x", "u32218x", "2024", "u24180x"]
    assert words_of("กิน") != words_of("กน")
    assert words_of("か") != words_of("が")


def test_the_vowels_of_indian_scripts_count() -> None:
    """They are marks, but no accents."""
    assert words_of("कि") != words_of("का")


def test_a_code_has_one_word_of_its_own_whatever_its_signs() -> None:
    """Case and width aside, two codes have two."""
    codes = ["846706", "SJ-240409-017", "SJ240409017", "A/1:2", "№ 5", "記事7", "..."]
    assert len({code_word(code) for code in codes}) == len(codes)
    assert all(code_word(code).isalnum() for code in codes)
    assert code_word("sj-240409-017 ") == code_word("SJ-240409-017")


@given(st.text())
def test_any_text_has_words_that_pagefind_leaves_alone(text: str) -> None:
    """They are letters, digits and single hyphens between them, and fold to themselves."""
    for word in words_of(text).split():
        assert all(part.isalnum() for part in word.split("-"))
        assert word == word.lower()
