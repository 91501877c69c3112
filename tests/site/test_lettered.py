"""A long index is parted by letters as Unicode has them, in any script."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news_digest.site.lettered import MOST_LETTERS, initial_of, lettered, most_used
from news_digest.site.lists import Group


def groups(*names: str) -> list[Group]:
    """Return tags of these names, each with a story more than the one before."""
    return [Group(f"s{number}", name, number + 1, date(2024, 1, 1)) for number, name in enumerate(names)]


@pytest.mark.parametrize(
    ("name", "script", "letter"),
    [
        ("Émile", "LATIN", "E"),
        ("“ferry”", "LATIN", "F"),
        ("ﬁsh", "LATIN", "F"),
        ("øst", "LATIN", "Ø"),
        ("ß", "LATIN", "S"),
        ("щит", "CYRILLIC", "Щ"),
        ("أرض", "ARABIC", "ا"),
        ("ガス", "KATAKANA", "カ"),
        ("부두", "HANGUL", "ㅂ"),
        ("東", "CJK", "東"),
        ("24 Hours", "", ""),
        ("...", "", ""),
        ("", "", ""),
    ],
)
def test_a_name_stands_under_its_first_letter(name: str, script: str, letter: str) -> None:
    """Without accents and signs, whatever its case."""
    assert initial_of(name) == (script, letter)


def test_scripts_stand_apart_and_names_without_letter_at_the_end() -> None:
    """The script with the most names first; accents and case part only names that are alike without."""
    found = lettered(groups("ábc", "Abd", "ABB", "яхта", "бот", "24", "مرام"))
    shown = [(each.first, [group.name for group in each.groups]) for each in found]
    assert shown == [("A", ["ABB", "ábc", "Abd"]), ("Б", ["бот"]), ("Я", ["яхта"]), ("م", ["مرام"]), ("", ["24"])]


def test_a_script_of_many_letters_has_few_headings() -> None:
    """Neighbours stand together, and nothing is lost or doubled."""
    names = [chr(0x4E00 + 7 * number) for number in range(500)]
    found = lettered(groups(*names))
    assert len(found) <= MOST_LETTERS
    assert [group.name for each in found for group in each.groups] == names
    assert (found[0].first, found[-1].last) == (names[0], names[-1])


def test_the_most_used_are_those_with_the_most_stories() -> None:
    """Of two as frequent the first by name."""
    assert [group.name for group in most_used(groups("a", "b", "c"), 2)] == ["c", "b"]


@given(st.lists(st.text(min_size=1), max_size=30, unique=True))
def test_every_name_stands_in_one_section(names: list[str]) -> None:
    """Whatever it is made of; no two sections begin with one letter."""
    found = lettered(groups(*names))
    assert sorted(group.name for each in found for group in each.groups) == sorted(names)
    assert len({(each.script, each.first) for each in found}) == len(found)
