"""Sidecars: a strict file beside a capture."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from news_digest.capture.containers import Declared
from news_digest.capture.sidecars import Sidecar, joined, read_sidecar
from news_digest.errors import SettingsError
from news_digest.story import Source

FULL = """
url = "https://harbourwire.example/1"
captured = 2024-03-05T14:06:00Z
title = "Ferries Return"
date = 2024-03-05
story_code = "846706"
source = "Harbour Wire"
source_url = "https://harbourwire.example/wire/1"
authors = ["Nora Vik", "Anders Holm", "Nora Vik"]
tags = ["Sea"]
summary = "The first boat sails."
rights = "CC BY 4.0"
lang = "en"
"""


def test_a_sidecar_says_what_the_page_does_not() -> None:
    """Its keys are those of a story file, and the capture's own."""
    assert read_sidecar(FULL.encode(), name="a.txt.toml") == Sidecar(
        "a.txt.toml",
        "https://harbourwire.example/1",
        datetime(2024, 3, 5, 14, 6, tzinfo=UTC),
        Declared(
            headline="Ferries Return",
            date=date(2024, 3, 5),
            story_code="846706",
            source=Source("Harbour Wire", "https://harbourwire.example/wire/1"),
            authors=("Nora Vik", "Anders Holm"),
            tags=("Sea",),
            deck="The first boat sails.",
            rights="CC BY 4.0",
            lang="en",
        ),
    )


def test_dates_may_be_texts() -> None:
    """As in a story file."""
    assert read_sidecar(b'date = "2024-03-05T14:06"', name="a").story.date == datetime(2024, 3, 5, 14, 6)  # noqa: DTZ001


WRONG = {
    'titel = "A"': "unknown key 'titel'",
    "title = 3": "title is no text",
    'title = " "': "title is no text",
    'tags = "Sea"': "tags is no list",
    "tags = [1]": "tags is no text",
    'url = "harbourwire.example"': "is no address",
    'url = "javascript:alert(1)"': "is no address",
    'date = "yesterday"': "is no date",
    "captured = 2024-03-05": "has no time",
    'source_url = "https://a.example/"': "source_url stands without source",
    "title": "no TOML",
    "a = " + "[" * 5000: "no TOML",
}


@pytest.mark.parametrize("text", WRONG)
def test_what_is_wrong_is_named_with_file_and_key(text: str) -> None:
    """And what to write instead."""
    with pytest.raises(SettingsError, match=WRONG[text]) as caught:
        read_sidecar(text.encode(), name="harbour/a.txt.toml")
    assert caught.value.name == "harbour/a.txt.toml"
    assert caught.value.remedy


def test_a_sidecar_that_is_no_utf8_says_so() -> None:
    """Editors on old machines write other encodings."""
    with pytest.raises(SettingsError, match="UTF-8"):
        read_sidecar(b'title = "\xe9"', name="a")


@pytest.mark.parametrize("key", ["title", "url", "story_code"])
def test_a_folder_cannot_share_what_one_story_has(key: str) -> None:
    """Two stories of one address would be one."""
    with pytest.raises(SettingsError, match="belongs to one story"):
        read_sidecar(f'{key} = "https://a.example/1"'.encode(), name="_folder.toml", of_many=True)


def test_the_nearest_sidecar_holds_key_by_key() -> None:
    """What it does not say stays."""
    outer = read_sidecar(b'source = "North Post"\nrights = "all"\ntags = ["Sea"]', name="_folder.toml", of_many=True)
    inner = read_sidecar(b'rights = "none"\nurl = "https://a.example/1"', name="a.txt.toml")
    both = joined([outer, inner])
    assert both
    assert (both.story.rights, both.story.tags, both.url) == ("none", ("Sea",), "https://a.example/1")
    assert joined([]) is None
