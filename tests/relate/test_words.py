"""The word lists: every shipped one is valid, mistakes are named, languages are told apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from news_digest.errors import SettingsError
from news_digest.relate.words import FLAGS, LISTS, TABLES, all_words, detect_language, read_words, words_for

TEXTS = {
    "en": "The ferry has not been able to leave the harbour since the storm, and the island waits for it.",
    "de": "Die Fähre hat den Hafen seit dem Sturm nicht verlassen, und die Insel wartet auf sie.",
    "fr": "Le bac n'a pas quitté le port depuis la tempête, et l'île attend avec ses habitants.",
    "es": "El barco no ha salido del puerto desde la tormenta y la isla lo espera con los suyos.",
    "nl": "De veerboot heeft de haven sinds de storm niet verlaten en het eiland wacht op haar.",
    "sv": "Färjan har inte lämnat hamnen sedan stormen och ön väntar på den.",
    "pl": "Prom nie opuścił portu od czasu burzy i wyspa na niego czeka, ale już nie jest sama.",
    "tr": "Gemi limanda bekliyor ve ada bir gün daha onu bekliyor, ama çok uzak değil.",
    "ja": "フェリーは嵐のあと港を出ていない。",
    "ko": "연락선은 폭풍 이후 항구를 떠나지 못했다.",
    "ar": "لم تغادر العبارة الميناء منذ العاصفة والجزيرة تنتظرها.",
    "": "Xyzzy plugh.",
}


def test_every_word_list_is_valid_and_has_countries() -> None:
    """The shipped files load; each knows the countries in its language."""
    assert {"ar", "de", "en", "fa", "ja", "ru"} <= all_words().keys()
    assert all(len(set(words.countries.values())) > 150 for words in all_words().values())


def test_the_documentation_names_every_key() -> None:
    """Whoever teaches a language finds each key and what it holds."""
    told = (Path(__file__).parents[2] / "docs" / "how-to" / "tags.md").read_text(encoding="utf-8")
    assert [key for key in (*LISTS, *FLAGS, *TABLES) if f"`{key}`" not in told] == []


@pytest.mark.parametrize(("language", "text"), list(TEXTS.items()))
def test_a_text_shows_its_language(language: str, text: str) -> None:
    """Function words tell it, or the script."""
    assert detect_language(text) == language


@pytest.mark.parametrize(
    ("tag", "language"), [("en-GB", "en"), ("pt_BR", "pt"), ("no", "nb"), ("nn-NO", "nb"), ("xx", "xx")]
)
def test_a_language_tag_finds_its_list(tag: str, language: str) -> None:
    """Regions do not matter, and a language without a list has an empty one."""
    assert words_for(tag).language == language


@pytest.mark.parametrize(
    ("text", "mistake"),
    [
        ("language = 'xx'\nfunctions = 'a'", 'unknown key "functions"'),
        ("language = 'xx'\nfunction = ['a']", '"function" is of the wrong type'),
        ("function = 'a'", '"language" is missing'),
        ("language = 'xx'\ncountries = 'Norway; = Sweden'", "a country without a name"),
        ("language = 'xx'\ncountries = 'Norway'\ndemonyms = 'Sweden = Swedish'", '"Sweden" is no country'),
        ("language", "is not TOML"),
    ],
)
def test_a_mistake_in_a_word_list_is_named(text: str, mistake: str) -> None:
    """Whoever adds a language reads what is wrong in which file."""
    with pytest.raises(SettingsError, match=r"xx\.toml") as caught:
        read_words(text, name="xx.toml")
    assert mistake in str(caught.value)
