"""The word lists are checked as they are read."""

from __future__ import annotations

from importlib.resources import files

import pytest

from news_digest.errors import SettingsError
from news_digest.parse.words import load_words, merge_word_lists, read_word_list


def test_every_list_that_ships_is_valid() -> None:
    """Loading them all raises nothing, and each language says how it calls itself."""
    words = load_words()
    folder = files("news_digest.parse").joinpath("words")
    languages = {item.name.removesuffix(".toml") for item in folder.iterdir()} - {"symbols"}
    assert languages <= set(words.functions)
    assert {"en", "de", "fr", "es", "ru", "uk", "ar", "fa", "he", "ja", "zh", "ko"} <= languages


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[labels]\ncolour = []", "labels.colour"),
        ("[colours]\nred = []", "colours"),
        ('[labels]\nsource = "Quelle"', "labels.source"),
        ('[labels]\nsource = ["Quelle"]\ndate = ["QUELLE"]', "both source and date"),
        ('[lines]\nstarts = ["a"]', "one letter"),
        ("[labels", "no TOML"),
    ],
)
def test_a_wrong_list_is_refused_with_file_and_key(text: str, reason: str) -> None:
    """The error names what is wrong."""
    with pytest.raises(SettingsError, match=reason) as caught:
        merge_word_lists([read_word_list(text, name="xx.toml")])
    assert caught.value.name == "xx.toml"


def test_phrases_that_begin_a_text_are_told_in_the_order_of_the_list() -> None:
    """Of the phrases of a list those are told that a text begins with, in the list's order."""
    text = 'language = "xx"\n[lines]\ncredits = ["photo", "photo by", "picture"]\nends = ["to read on"]\n'
    words = merge_word_lists([read_word_list(text, name="xx.toml")])
    assert words.begins("photo by ada lind", "credits") == ("photo", "photo by")
    assert words.begins("a photo by ada lind", "credits") == ()
    assert words.ends_so("click to read on", "ends")
    assert not words.ends_so("click to read", "ends")
