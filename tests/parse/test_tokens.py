"""The words of Western texts, found without a regular expression, are those that one finds in any text."""

from __future__ import annotations

import re

from hypothesis import example, given
from hypothesis import strategies as st

from news_digest.parse.tokens import joints_of, letters_of, words_of

# Western alone, or with letters of other alphabets among them.
_WESTERN = "aZ09ñßÿµª²¼_ .,–—“’…€\x85\xa0\n"
_TEXTS = st.text(alphabet=_WESTERN, max_size=30) | st.text(alphabet=f"{_WESTERN}łŹșпЖي٣新", max_size=30)


@given(_TEXTS)
@example("Fähre 12 – “später”, l’été…")
@example("łódź 7")
def test_words_are_what_a_pattern_finds(text: str) -> None:
    """Runs of letters and digits are found, whatever signs part them."""
    assert words_of(text) == re.findall(r"[^\W_]+", text)


@given(_TEXTS)
@example("паром 7")
@example("łódź 7")
def test_letters_are_what_a_pattern_finds(text: str) -> None:
    """Runs of letters are found without the digits beside them."""
    assert letters_of(text) == re.findall(r"[^\W\d_]+", text)


@given(_TEXTS)
@example("NewsSportÉté ªA ºA µA")
@example("НовостиСпорт")
def test_joints_are_what_a_pattern_finds(text: str) -> None:
    """Capitals right behind small letters are counted; signs that only look like letters are none."""
    assert joints_of(text) == len(re.findall("[a-zß-öø-ÿа-яё][A-ZÀ-ÖØ-ÞА-ЯЁ]", text))
