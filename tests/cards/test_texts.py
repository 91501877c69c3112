"""What of a headline is drawn."""

from __future__ import annotations

from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news_digest.cards.texts import MOST, UNSEEN, cleaned, is_plain


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Ferries\treturn\n to  the\x00 islands ", "Ferries return to the islands"),
        ("\u202egnirts\u202c and \u2066isolates\u2069", "gnirts and isolates"),
        ("Harvest 🎉👩‍👩‍👧🏽 begins", "Harvest begins"),
        ("Press 1\ufe0f\u20e3 now", "Press 1 now"),
        ("می\u200cشود", "می\u200cشود"),
        ("क्\u200dष", "क्\u200dष"),
        ("\u200dloose\u200c joiners", "loose joiners"),
        ("Cafe\u0301", "Café"),
        ("z" + "\u0301" * 40, "ź" + "\u0301" * 3),
        ("10\u202f000 tonnes", "10\u00a0000 tonnes"),
        ("\ufeff\u00ad", ""),
    ],
)
def test_only_what_readers_see_is_left(text: str, shown: str) -> None:
    """Controls, overrides, pictographs and piles of marks are none of that."""
    assert cleaned(text) == shown


@given(st.text(max_size=2_000))
def test_any_text_comes_out_short_and_harmless(text: str) -> None:
    """However long it is and whatever is in it."""
    found = cleaned(text)
    assert len(found) <= MOST
    assert cleaned(found) == found
    assert not {each for each in found if category(each) in {"Cc", "Cf"}} - UNSEEN


@pytest.mark.parametrize(
    "text", ["Fähren kehren zurück", "Паромы", "Τα πλοία", "北方群岛", "フェリー", "여객선", "ნავები"]
)
def test_some_scripts_need_no_shaping(text: str) -> None:
    """Their letters stay as they are, whatever stands beside them."""
    assert is_plain(text)


@pytest.mark.parametrize("text", ["سفن", "שלום", "नौका", "เรือ", "ফেরি", "z\u0301"])
def test_others_do(text: str) -> None:
    """Letters join, marks have to be placed, or the line runs from right to left."""
    assert not is_plain(text)
