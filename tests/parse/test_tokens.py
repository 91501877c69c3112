"""The words of Western texts, found without a regular expression, are those that one finds."""

from __future__ import annotations

import re

from hypothesis import example, given
from hypothesis import strategies as st

from news_digest.parse.tokens import western_joints, western_letters, western_words

_TEXTS = st.text(alphabet="aZ09ñßÿµª²¼_ .,–—“’…€\x85\xa0\n", max_size=30)


@given(_TEXTS)
@example("Fähre 12 – “später”, l’été…")
def test_western_words_are_what_a_pattern_finds(text: str) -> None:
    """Runs of letters and digits are found, whatever signs part them."""
    assert western_words(text) == re.findall(r"[^\W_]+", text)


@given(_TEXTS)
def test_western_letters_are_what_a_pattern_finds(text: str) -> None:
    """Runs of letters are found without the digits beside them."""
    letters = "".join(char for char in map(chr, range(ord("A"), 0x100)) if char.isalnum())
    assert western_letters(text) == re.findall(f"[{letters}]+", text)


@given(_TEXTS)
@example("NewsSportÉté ªA ºA µA")
def test_western_joints_are_what_a_pattern_finds(text: str) -> None:
    """Capitals right behind small letters are counted; signs that only look like letters are none."""
    assert western_joints(text) == len(re.findall("[a-zß-öø-ÿ][A-ZÀ-ÖØ-Þ]", text))


def test_other_alphabets_are_left_to_the_pattern() -> None:
    """A letter of more than one byte, such as a Polish one, would be lost."""
    assert western_words("łódź") is None
    assert western_letters("паром") is None
