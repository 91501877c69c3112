"""Plain front matter is read without the parser, and to the same tree."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from news_digest.capture.characters import tidy_text
from news_digest.errors import StoryFileError
from news_digest.markdown import write_story
from news_digest.markdown.plainyaml import read_plain_tree
from news_digest.markdown.yamltree import read_tree
from news_digest.story import Story

from .story_strategies import NASTY, stories

KEYS = (*("title", "date", "tags", "a", "null", "yes", "_x") * 3, "é", "a b", "1", "<<", "k" * 1100, "-", '"q"', "")
SIGNS = (
    ": ",
    ":",
    " #",
    "#",
    "- ",
    "[",
    "]",
    "{",
    "}",
    ", ",
    ",",
    '"',
    "'",
    "\\",
    "&",
    "*",
    "!",
    "|",
    ">",
    "%",
    "@",
    "?",
)
WORDS = (
    "a",
    "Word",
    "1",
    "²",
    "東京",
    "“so”",
    "(b)",
    "—",
    "€5",
    "...",
    "---",
    "2024-03-05T14:06:00+03:30",
    "http://a.example/?b=c#d",
)
SPACES = (" ", " ", "  ", "\n", "\n  ", "\t", "\xa0", "\u3000", "\ufeff", "\u200f", "😀")

words, signs = st.sampled_from(WORDS), st.sampled_from((*SIGNS, *SPACES))
texts = (
    st.tuples(words, signs, words).map("".join)
    | st.lists(words | signs, max_size=5).map("".join)
    | st.sampled_from(NASTY)
)
quoted = texts.map('"{}"'.format) | texts.map("'{}'".format)
values = texts | quoted
lists = st.lists(values, max_size=3).map(lambda items: f"[{', '.join(items)}]")
mappings = st.lists(st.tuples(st.sampled_from(KEYS), values), max_size=3).map(
    lambda pairs: "{" + ", ".join(f"{key}: {value}" for key, value in pairs) + "}"
)
blocks = st.lists(values | lists | mappings, max_size=3).map(lambda items: "".join(f"\n- {item}" for item in items))
lines = st.tuples(st.sampled_from(KEYS), values.map(" {}".format) | lists.map(" {}".format) | blocks).map(":".join)
SIMPLE = (
    *("title: A, b", "date: 2024-03-05T14:06+03:30", 'x: "a: b"', "y: 'a # b'", "z: [a, 'b', \"c d\"]", "t: a", "- b"),
    *(
        "w:\n- a\n- 'b'",
        'related:\n- {title: A b, story_code: "1"}\n- {url: x}',
        "q: http://a.example/#b",
        "u:",
        "v: “so”",
    ),
)
simple = st.lists(st.sampled_from(SIMPLE), max_size=2).map("\n".join)
fronts = st.lists(lines | texts, max_size=4).map("\n".join) | st.tuples(simple, lines, simple).map("\n".join)


@settings(max_examples=400)
@given(fronts, st.sampled_from(("", "\n")))
@example("a: b\n- c", "\n")
@example("a:\n- b\nc: d", "\n")
@example("tags: [a, 'b', \"c d\"]", "\n")
@example('related:\n- {title: A, story_code: "1"}\n- b', "\n")
@example("a: [b?c, d]", "")
def test_the_tree_is_the_parser_s(front: str, end: str) -> None:
    """Where the short way is taken, every text, its kind and its line are those of the long one."""
    text = tidy_text(front + end)
    plain = read_plain_tree(text, line=2)
    if plain is not None:
        assert plain == read_tree(text, name="story.md", line=2)


@given(stories)
def test_what_the_program_writes_is_read_alike(story: Story) -> None:
    """Whatever a story holds."""
    front = write_story(story).removeprefix("---\n").partition("---\n")[0]
    plain = read_plain_tree(front, line=2)
    assert plain is None or plain == read_tree(front, name="story.md", line=2)


def test_what_an_import_mostly_writes_is_plain() -> None:
    """Headline, dates, names, tags, related stories, addresses."""
    front = (
        'title: Harbour opens, after all\ndate: 2024-03-05T14:06:00+03:30\nstory_code: "859087"\nsource: Harbour Wire\n'
        'source_url: https://wire.example/a?b=c#d\nsummary: "It says: open"\ntags: [harbour, "12:30", Zürich]\n'
        "related:\n- {title: Before it, story_code: \"857190\"}\n- {url: 'x'}\nauthors:\n- Ann Example\n- Bo Example\n"
    )
    assert read_plain_tree(front, line=2) == read_tree(front, name="story.md", line=2) != None  # noqa: E711


@pytest.mark.parametrize(
    "front", ["title: a\ntitle: b\n", "title: *a\n", "title: a: b\n", "title: [a\n", "title: 'a\n"]
)
def test_what_is_refused_is_left_to_the_parser(front: str) -> None:
    """It has the words for it."""
    assert read_plain_tree(front, line=2) is None
    with pytest.raises(StoryFileError):
        read_tree(front, name="story.md", line=2)
