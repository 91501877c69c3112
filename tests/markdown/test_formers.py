"""Former codes and addresses: which a story file may name, and which file answers each."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news_digest.errors import StoryFileError
from news_digest.markdown import read_story, write_story
from news_digest.markdown.formers import file_of
from news_digest.story import Story


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("/old/ferries/", "old/ferries/index.html"),
        ("/old/ferries", "old/ferries/index.html"),
        ("/old/ferries.html", "old/ferries.html"),
        ("/caf%C3%A9/", "café/index.html"),
        ("/a b/", "a b/index.html"),
        *((wrong, None) for wrong in ("/", "//a", "/a//b", "/../a", "/%2e%2e/a", "/a?b=1", "/a#b", "/%ff", "/a%00b")),
        *((wrong, None) for wrong in ("/a\\b", f"/{'a' * 141}", "/a%0Ab")),
    ],
)
def test_an_address_is_answered_by_a_file_within_the_site(address: str, file: str | None) -> None:
    """Or it is none."""
    assert file_of(address) == file


@given(st.text())
def test_no_address_leads_out_of_the_site(text: str) -> None:
    """Whatever is written there."""
    file = file_of(f"/{text}")
    assert file is None or not {"", ".", ".."} & set(file.split("/"))


def refusal(line: str) -> StoryFileError:
    """Return the error that a line of front matter raises."""
    with pytest.raises(StoryFileError) as caught:
        read_story(f'---\ntitle: A\nstory_code: "9"\n{line}\n---\n', name="a.md")
    return caught.value


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("formerly: [846706]", 'write "846706" in quotes'),
        ("formerly: [https://old.example/a]", "names a host"),
        ("formerly: [/a?b=1]", "no address that a file can answer"),
        ('formerly: ["9"]', "is the story's code now"),
        ("formerly: {a: b}", "a text is wanted"),
        ("embargo: tomorrow", "is no date"),
        ("expires: [2024-03-05]", "a date is wanted"),
        ("expire: 2024-03-05", "write expires"),
    ],
)
def test_what_cannot_be_used_is_refused_by_line_and_key(line: str, words: str) -> None:
    """With what to write instead."""
    error = refusal(line)
    assert error.line == 4
    assert words in str(error)


def test_they_are_written_as_a_list_with_codes_in_quotes() -> None:
    """A code of digits stands beside an address."""
    text = write_story(Story("A", story_code="9", formerly=("846706", "/old/ferries/")))
    assert 'formerly: ["846706", "/old/ferries/"]\n' in text
