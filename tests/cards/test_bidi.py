"""The order of both directions in one line, told by letters that stand for theirs: capitals read from right to left."""

from __future__ import annotations

from itertools import groupby
from typing import NamedTuple

import pytest

from news_digest.cards.bidi import in_visual_order, levels

HEBREW = {ord("A") + place: chr(0x5D0 + place) for place in range(26)}
LATIN = {hebrew: chr(letter) for letter, hebrew in ((code, ord(sign)) for code, sign in HEBREW.items())}


class Run(NamedTuple):
    """Characters of one level."""

    text: str
    level: int


def shown(text: str, *, rtl: bool) -> str:
    """Return a line as it stands on paper; signs that are mirrored are not told."""
    hebrew = text.translate(HEBREW)
    found = zip(hebrew, levels(hebrew, rtl=rtl), strict=True)
    runs = [Run("".join(sign for sign, _ in group), level) for level, group in groupby(found, key=lambda each: each[1])]
    ordered = in_visual_order(runs)
    return "".join(run.text[::-1] if run.level % 2 else run.text for run in ordered).translate(LATIN)


@pytest.mark.parametrize(
    ("text", "rtl", "paper"),
    [
        ("ferries return", False, "ferries return"),
        ("ABC DEF", True, "FED CBA"),
        ("ABC kvell DEF", True, "FED kvell CBA"),
        ("ABC kvell energy DEF", True, "FED kvell energy CBA"),
        ("meet ABC DEF here", False, "meet FED CBA here"),
        ("ABC 12 DEF", True, "FED 12 CBA"),
        ("ABC 1,234.5 DEF", True, "FED 1,234.5 CBA"),
        ("ABC 45% DEF", True, "FED 45% CBA"),
        ("ABC cop29 DEF", True, "FED cop29 CBA"),
        ("ABC!", True, "!CBA"),
        ("say ABC, DEF, now", False, "say FED ,CBA, now"),
        ("ABC kvell (ken) DEF", True, "FED kvell (ken) CBA"),
        ("ABC (12)", True, "(12( CBA"),
    ],
)
def test_lines_stand_as_the_standard_has_them(text: str, rtl: bool, paper: str) -> None:  # noqa: FBT001 - a row of a table
    """Words keep their own direction, numbers run from left to right, and signs go with what is around them."""
    assert shown(text, rtl=rtl).replace(")", "(") == paper.replace(")", "(")


def test_numbers_after_arabic_letters_keep_their_order() -> None:
    """Also where a sign parts them."""
    assert levels("سنة ٢٠٢٤", rtl=True) == [1, 1, 1, 1, 2, 2, 2, 2]
    assert levels("سنة 2024", rtl=True)[-4:] == [2, 2, 2, 2]
