"""The vocabulary file: what it says, and what is said of its mistakes."""

from __future__ import annotations

from pathlib import Path

import pytest

from news_digest.errors import SettingsError
from news_digest.relate.vocabulary import Vocabulary, load_vocabulary, read_vocabulary, tidy_name

ISLANDS = '[[tag]]\nname = "Northern Islands"\naliases = ["the Northern Isles", "N. Isles"]\n'

BROKEN = (
    ("tags = []", 'unknown key "tags"', "[[tag]]"),
    ("tag = 5", '"tag" is no list of tables', "[[tag]]"),
    ("[[tag]]\naliases = []", 'tag 1: "name" is missing', "name ="),
    ('[[tag]]\nname = "Ports"\nalias = ["Port"]', 'tag "Ports": unknown key "alias"', "aliases"),
    ('[[tag]]\nname = "Ports"\naliases = "Port"', 'tag "Ports": "aliases" is no list', "aliases = ["),
    ('[[tag]]\nname = "Ports"\nkind = "place"', 'tag "Ports": unknown kind "place"', "name or topic"),
    ('[[tag]]\nname = "Ports"\nhidden = "yes"', '"hidden" is neither', "hidden = true"),
    ('[[tag]]\nname = "Ports"\naliases = ["PORTS"]', 'alias "PORTS" is its name', "remove"),
    (ISLANDS + ISLANDS, 'tag "Northern Islands" stands twice', "keep one"),
    (
        ISLANDS + '[[tag]]\nname = "Ports"\naliases = ["n. isles"]',
        'belongs to tag "Northern Islands"',
        "one of the two",
    ),
    ("[[tag]\nname = 1", "is not TOML", "[[tag]]"),
)


@pytest.mark.parametrize(
    ("printed", "tag"),
    [
        ("the Northern Isles", "Northern Islands"),
        ("THE  NORTHERN ISLES", "Northern Islands"),
        ("#Northern_Islands", "Northern Islands"),
        ("Southern  Islands", "Southern Islands"),
    ],
)
def test_an_alias_leads_to_its_name_and_an_unknown_name_stays(printed: str, tag: str) -> None:
    """Case, hashtags and doubled spaces are no difference."""
    assert read_vocabulary(ISLANDS, name="tags.toml").canonical(printed) == tag


@pytest.mark.parametrize(("text", "mistake", "remedy"), BROKEN)
def test_a_mistake_is_named_with_file_key_and_remedy(text: str, mistake: str, remedy: str) -> None:
    """An editor reads what is wrong, where, and what to write instead."""
    with pytest.raises(SettingsError) as caught:
        read_vocabulary(text, name="tags.toml")
    assert str(caught.value).startswith("tags.toml: ")
    assert mistake in caught.value.reason
    assert remedy in caught.value.remedy


def test_a_digest_without_a_vocabulary_has_an_empty_one(tmp_path: Path) -> None:
    """The file may be missing."""
    assert load_vocabulary(tmp_path / "tags.toml") == Vocabulary()


def test_a_vocabulary_that_is_no_text_is_refused(tmp_path: Path) -> None:
    """A picture by that name is an error, not an empty vocabulary."""
    (tmp_path / "tags.toml").write_bytes(b"\x89PNG\xff\xfe")
    with pytest.raises(SettingsError, match="cannot be read"):
        load_vocabulary(tmp_path / "tags.toml")


def test_the_vocabulary_that_is_shipped_is_valid() -> None:
    """The sample's own file loads, and its aliases lead somewhere."""
    vocabulary = load_vocabulary(Path(__file__).parents[2] / "tags.toml")
    assert vocabulary.canonical("ysolde") == "Storm Ysolde"


@pytest.mark.parametrize("name", ["", "#", "  "])
def test_a_name_of_nothing_is_nothing(name: str) -> None:
    """A lone hash is no tag."""
    assert tidy_name(name) == ""
