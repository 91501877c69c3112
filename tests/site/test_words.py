"""Days, months, clocks, numbers and lists of names as languages write them."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest
from babel import Locale
from babel.localedata import locale_identifiers

from news_digest.relate.likeness import Reason
from news_digest.site.cldr import ZEROS
from news_digest.site.related import reason_text
from news_digest.site.translations import words_of
from news_digest.site.words import ENGLISH

SHIPPED = [str(Path(__file__).parents[2] / "theme" / "translations")]
DAY = date(2024, 3, 5)


def test_english_days_are_as_they_were() -> None:
    """No locale of the machine has a say."""
    assert (ENGLISH.day(DAY), ENGLISH.month(DAY), ENGLISH.clock(time(4, 6))) == ("5 March 2024", "March 2024", "04:06")


@pytest.mark.parametrize(
    ("lang", "day", "month"),
    [
        ("de", "5. März 2024", "März 2024"),
        ("fr", "5 mars 2024", "mars 2024"),
        ("es", "5 de marzo de 2024", "marzo de 2024"),
        ("ar-EG", "٥ مارس ٢٠٢٤", "مارس ٢٠٢٤"),
        ("ar", "5 مارس 2024", "مارس 2024"),
        ("fa", "۵ مارس ۲۰۲۴", "مارس ۲۰۲۴"),
        ("ja", "2024年3月5日", "2024年3月"),
        ("ru", "5 марта 2024\u202fг.", "март 2024\u202fг."),
        ("en-ZA", "5 March 2024", "March 2024"),
        ("sv", "5 mars 2024", "mars 2024"),
        ("tlh", "5 March 2024", "March 2024"),
    ],
)
def test_days_and_months_are_as_the_language_has_them(lang: str, day: str, month: str) -> None:
    """A day in the case that it needs there, a month as a heading; what CLDR does not know is English."""
    words = words_of(lang, SHIPPED)
    assert (words.day(DAY), words.month(DAY)) == (day, month)


def test_clocks_and_numbers_have_the_languages_digits() -> None:
    """The regions of Arabic differ in them, as CLDR says."""
    egyptian, moroccan = words_of("ar-EG", SHIPPED), words_of("ar-MA", SHIPPED)
    assert (egyptian.clock(time(14, 6)), egyptian.numeral(1250)) == ("١٤:٠٦", "١٢٥٠")
    assert (moroccan.clock(time(14, 6)), moroccan.numeral(1250)) == ("14:06", "1250")


@pytest.mark.parametrize(
    ("lang", "listed"),
    [("en", "A, B and C"), ("de", "A, B und C"), ("ar", "A، B وC"), ("ja", "A、B、C"), ("zh", "A、B和C")],
)
def test_names_are_listed_as_the_language_lists_them(lang: str, listed: str) -> None:
    """With its own commas and its own conjunction."""
    assert words_of(lang, SHIPPED).listed(("A", "B", "C")) == listed


def test_a_single_name_is_no_list() -> None:
    """Nothing is put before or after it."""
    assert ENGLISH.listed(("A",)) == "A"


@pytest.mark.parametrize(
    ("reason", "english", "german"),
    [
        (Reason("event"), "same event, other source", "dasselbe Ereignis, andere Quelle"),
        (Reason("tags", ("A", "B", "C")), "shares A, B and C", "gemeinsam: A, B und C"),
        (Reason("wording"), "similar wording", "ähnlicher Wortlaut"),
    ],
)
def test_why_a_story_is_related_is_said_in_a_short_phrase(reason: Reason, english: str, german: str) -> None:
    """Tags are named as they are, whatever the language."""
    assert reason_text(reason, ENGLISH) == english
    assert reason_text(reason, words_of("de", SHIPPED)) == german


def test_every_numbering_system_that_is_some_languages_own_is_known() -> None:
    """None would be printed in digits that its readers do not use."""
    systems = {Locale.parse(name).default_numbering_system for name in locale_identifiers()}
    assert systems - {"latn"} == ZEROS.keys()
