"""An index as Pagefind makes it of stories."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from news_digest.search.errors import NoPagefindError, SearchIndexError
from news_digest.search.index import Found, Hit, make_index, stemmed
from news_digest.search.place import about_index, indexed_marks, place_index
from news_digest.search.service import VARIABLE, has_pagefind

pytestmark = pytest.mark.skipif(not has_pagefind(), reason="Pagefind is not installed")


def a_story(number: int, text: str = "The boats came in.", lang: str = "en") -> Found:
    """Return a story with tags of its own."""
    hit = Hit(f"Café {number} — 항구", f"c-{number}", "2024-03-05", "5 March 2024", lang, "ltr", "Wire", "", text)
    tags = tuple(f"Tag {one}" for one in range(number % 7))
    moment = f"2024-03-05T00:{number:02}:00+00:00"
    return Found(f"stories/{number}/", hit, "2024-03-05", moment, (f"c-{number}",), f"Wire {number % 5}", tags)


STORIES = [a_story(number, "Les cafés, les cafes. 서울의 항구로 돌아온 배. 船が港に戻る。") for number in range(40)]


def files(folder: Path) -> dict[str, bytes]:
    """Return the bytes of every file below a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_same_stories_give_the_same_bytes(tmp_path: Path) -> None:
    """Pagefind itself orders the values of filters by chance."""
    made = []
    for number in range(4):
        make_index(STORIES, "en", tmp_path / str(number))
        made.append(files(tmp_path / str(number)))
    assert made[0] == made[1] == made[2] == made[3]


def test_an_index_is_brought_whole_and_an_older_one_taken_away(tmp_path: Path) -> None:
    """Nothing of the old one stays but what others put there; what did not change is not written."""
    output = tmp_path / "output"
    make_index(STORIES, "en", tmp_path / "one")
    assert place_index(tmp_path / "one", output, {"mark": "1"}, {"stories/1/": "1"}) > 40
    (output / "pagefind" / "mine.txt").write_text("mine", "utf-8")
    before = files(output)
    assert place_index(tmp_path / "one", output, {"mark": "1"}, {"stories/1/": "1"}) == 0
    assert files(output) == before
    make_index(STORIES[:1], "en", tmp_path / "two")
    place_index(tmp_path / "two", output, {"mark": "2"}, {"stories/1/": "2"})
    assert about_index(output) == {"mark": "2"}
    assert indexed_marks(output) == {"stories/1/": "2"}
    place_index(tmp_path / "two", tmp_path / "fresh", {"mark": "2"}, {"stories/1/": "2"})
    assert files(output) == files(tmp_path / "fresh") | {"pagefind/mine.txt": b"mine"}
    assert not [name for name in files(output) if "-ui." in name]


def test_no_story_makes_an_index_too(tmp_path: Path) -> None:
    """A digest begins empty, and its search page works."""
    make_index([], "en", tmp_path / "none")
    place_index(tmp_path / "none", tmp_path / "output", {"mark": "0"}, {"stories/1/": "0"})
    assert about_index(tmp_path / "output") == {"mark": "0"}


@pytest.mark.parametrize("text", ["___PAGEFIND_WEIGHT___9 ___", "", "\0\ud800", "a" * 100_000, "," * 5000])
def test_any_text_can_be_indexed(tmp_path: Path, text: str) -> None:
    """Whatever a capture holds, signs that Pagefind itself uses included."""
    make_index([a_story(1, text), a_story(2)], "en", tmp_path / "any")
    assert len(list((tmp_path / "any" / "fragment").iterdir())) == 2


def test_a_language_without_stems_is_searched_as_written() -> None:
    """One index serves all languages of a site, by the stems of its own."""
    assert (stemmed("en-GB"), stemmed("pt_BR"), stemmed("ja"), stemmed("fa")) == ("en", "pt", "unknown", "unknown")


def test_without_pagefind_its_name_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And how to install it."""
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setattr("news_digest.search.service.PACKAGES", ())
    assert not has_pagefind()
    with pytest.raises(NoPagefindError, match=r"\[search\]"):
        make_index(STORIES, "en", tmp_path)


@pytest.mark.skipif(os.name != "posix", reason="writes a shell script")
@pytest.mark.parametrize("script", ["exit 0", "printf '!!!,'; sleep 9", "printf 'e30=,'; sleep 9"])
def test_another_program_in_its_place_is_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """One that ends at once, or says what cannot be read."""
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    program.chmod(0o700)
    monkeypatch.setenv(VARIABLE, str(program))
    with pytest.raises(SearchIndexError, match="search index cannot be made"):
        make_index(STORIES, "en", tmp_path / "index")


def test_a_program_that_is_not_there_is_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By its path."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "nowhere"))
    with pytest.raises(SearchIndexError, match="nowhere"):
        make_index(STORIES, "en", tmp_path / "index")
