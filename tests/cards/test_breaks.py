"""Where lines of headlines may begin."""

from __future__ import annotations

import pytest

from news_digest.cards.breaks import clusters, pieces


def parts(text: str) -> list[str]:
    """Return what stays together."""
    return [text[start:end].strip(" ") for start, end in pieces(text)]


@pytest.mark.parametrize(
    ("text", "together"),
    [
        ("Ferries return – at last", ["Ferries", "return", "–", "at", "last"]),
        ("« Retour » à 10\u00a0h", ["«", "Retour", "»", "à", "10\u00a0h"]),
        ("well-known 5-4 a-b", ["well-", "known", "5-4", "a-", "b"]),
        ("北方群岛,恢复", ["北", "方", "群", "岛,", "恢", "复"]),
        ("「北の島」へのフェリーが再開、", ["「北の", "島」への", "フェリーが", "再開、"]),
        ("여객선 운항", ["여객선", "운항"]),
        ("เรือเฟอร์รี่ไป", ["เรือ", "เฟอร์รี่", "ไป"]),
        ("a\u200bb", ["a\u200b", "b"]),
    ],
)
def test_each_script_breaks_where_its_readers_expect(text: str, together: list[str]) -> None:
    """At blanks, between ideographs, at the phrases of Japanese, before leading vowels; never before a closing sign."""
    assert parts(text) == together


def test_a_long_word_is_broken_between_what_readers_see_as_letters() -> None:
    """A mark stays with its letter, and joined consonants stay joined."""
    text = "z\u0301aक्षि"
    assert [text[start:end] for start, end in clusters(text, 0, len(text))] == ["z\u0301", "a", "क्षि"]
