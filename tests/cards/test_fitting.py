"""Headlines in lines, measured by letters that are all half as wide as they are high."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news_digest.cards.fitting import MOST_LINES, SIZES, Fitted, Frame, fit
from news_digest.cards.texts import cleaned

FRAME = Frame(width=1000, height=400, leading=1.2, scale=1.0)


class Pen:
    """Measures without fonts."""

    def width(self, text: str, size: int) -> float:
        """Return half the size for each letter."""
        return len(text) * size / 2

    def extent(self, text: str, size: int) -> tuple[float, float]:
        """Return what letters with long strokes take."""
        del text
        return size * 0.8, size * 0.2


def fitted(text: str, *, cut: bool = False) -> Fitted:
    """Return a text as it fits."""
    return fit(text, FRAME, Pen(), cut=cut)


def test_a_short_headline_is_large() -> None:
    """It has one line in the largest size."""
    assert fitted("Ferries return") == Fitted(("Ferries return",), SIZES[0], (SIZES[0] * 0.8,))


def test_lines_are_of_about_one_length() -> None:
    """No word is left alone in the last line where it can have company."""
    lines = fitted("Three lists agree to make her mayor").lines
    assert lines == ("Three lists agree", "to make her mayor")


def test_a_word_without_room_is_broken() -> None:
    """At its letters, and the rest of the headline is not made small for it."""
    found = fitted("w" * 60 + " ends")
    assert found.size >= 52
    assert "".join(found.lines).replace(" ", "") == "w" * 60 + "ends"


@pytest.mark.parametrize("cut", [False, True])
def test_what_is_too_long_ends_in_dots(cut: bool) -> None:  # noqa: FBT001 - a row of a table
    """In the smallest size; so does what was cut before."""
    found = fitted("word " * (20 if cut else 400), cut=cut)
    assert found.size == SIZES[-1]
    assert found.lines[-1].endswith("…")


@given(st.text(min_size=1, max_size=600).map(cleaned).filter(bool))
def test_nothing_is_outside_of_its_frame(text: str) -> None:
    """Whatever the text is."""
    found = fitted(text)
    assert 1 <= len(found.lines) <= MOST_LINES
    assert all(Pen().width(line, found.size) <= FRAME.width for line in found.lines)
    assert found.heights[0] >= found.size * 0.8
    assert found.heights[-1] + found.size * 0.2 <= FRAME.height
