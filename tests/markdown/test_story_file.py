"""Story files: written to be read by people, read exactly, refused with line, key and remedy."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from types import MappingProxyType

import pytest
import yaml
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from story_strategies import DAY, MORNING, bodies, stories, texts

from news_digest.errors import StoryFileError
from news_digest.markdown import normalised, read_story, read_story_bytes, write_story, yamltree
from news_digest.story import Related, Source, Story


@settings(max_examples=200, deadline=None)
@given(stories)
@example(Story("A", extra=MappingProxyType({"cover": "\n"})))
@example(Story("A", extra=MappingProxyType({"cover": "a\n b\n\n", "notes": {"a": " a\nb", "b": "\ta\n"}})))
def test_a_written_story_reads_the_same(story: Story) -> None:
    """Nothing that a valid story holds is lost or changed by its file."""
    story = normalised(story)
    assume(story.headline)
    assert read_story(write_story(story), name="story.md") == story


@settings(max_examples=200, deadline=None)
@given(stories)
def test_writing_normalises_once(story: Story) -> None:
    """The normal form of a story is its own normal form."""
    assert normalised(normalised(story)) == normalised(story)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        texts | bodies | st.sampled_from(["---\n", "title: a\n", "\n", "- ", "  ", ": ", "tags:\n"]), max_size=8
    ).map("".join)
)
def test_any_text_is_read_or_refused(text: str) -> None:
    """Whatever stands in a file, our own error is the only one."""
    for beginning in ("", "---\n", "---\ntitle: a\n", "Title: a\n"):
        with suppress(StoryFileError):
            read_story(beginning + text, name="story.md")


SHOWN = Story(
    headline="Ferries Return to the Northern Islands",
    date=MORNING,
    story_code="846706",
    slug="ferries-return-to-the-northern-islands",
    source=Source("Harbour Wire", "https://harbourwire.example/news/846706?lang=en#top"),
    authors=("Nora Vik", "B. O'Neill"),
    deck="The first boat sails before noon: nobody knows who pays.",
    tags=("Ferries", "Northern Islands", "12:30"),
    related=(Related("Storm Closes Three Ports", "846655"), Related("“No code”, it says")),
    lang="no",
    status="draft",
    seed="harbour/846706.txt",
    body="First paragraph.\n\n## A crosshead\n\nSecond.",
    extra=MappingProxyType({"cover": "ferry.jpg", "rating": 4, "lat": 62.5, "seen": None, "days": [DAY, DAY]}),
)
TEXT_SHOWN = """\
---
title: Ferries Return to the Northern Islands
date: 2024-03-05T14:06:00+03:30
story_code: "846706"
slug: ferries-return-to-the-northern-islands
source: Harbour Wire
source_url: https://harbourwire.example/news/846706?lang=en#top
authors: [Nora Vik, B. O'Neill]
summary: "The first boat sails before noon: nobody knows who pays."
tags: [Ferries, Northern Islands, "12:30"]
related:
- {title: Storm Closes Three Ports, story_code: "846655"}
- {title: "“No code”, it says"}
lang: "no"
status: draft
seed: harbour/846706.txt
cover: ferry.jpg
rating: 4
lat: 62.5
seen: null
days: [2024-03-05, 2024-03-05]
---

First paragraph.

## A crosshead

Second.
"""


def test_a_file_is_what_a_person_would_write() -> None:
    """Keys in their order, few quotes, Unicode as it is, tags on a line, a related story a line, a blank line."""
    assert write_story(SHOWN) == TEXT_SHOWN
    assert read_story(TEXT_SHOWN, name="story.md") == SHOWN


@pytest.mark.parametrize("text", ["1e3", "0o17", "y", "N", "1.2.3", "12:30", "no"])
def test_what_other_yaml_readers_take_for_no_text_is_quoted(text: str) -> None:
    """A story file means the same to every program."""
    assert f'title: "{text}"\n' in write_story(Story(text))


def test_many_tags_stand_below_each_other() -> None:
    """A list that would be longer than a line has a line for each name."""
    tags = tuple(f"A rather long name {number}" for number in range(8))
    text = write_story(Story("A", tags=tags))
    assert "tags:\n- A rather long name 0\n- A rather long name 1\n" in text


def test_a_line_break_in_a_headline_cannot_start_a_new_key() -> None:
    """A headline stays on its line, whatever the publisher put in it."""
    story = read_story(write_story(Story("Flood\nstatus: hidden\r\n---\x07")), name="story.md")
    assert (story.headline, story.status) == ("Flood status: hidden ---", "published")


@settings(max_examples=200, deadline=None)
@given(stories)
def test_both_yaml_parsers_read_the_same(story: Story) -> None:
    """Where PyYAML has no libyaml, its own parser reads the same, only slower."""
    front_matter = write_story(story).split("\n---\n")[0].removeprefix("---\n") + "\n"
    fast = yamltree.read_tree(front_matter, name="story.md", line=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yamltree, "_LOADER", yaml.SafeLoader)
        assert yamltree.read_tree(front_matter, name="story.md", line=1) == fast


WRITTEN_DATES = (
    ("2024-03-05", DAY),
    ("2024-3-5", DAY),
    ("2024/03/05", DAY),
    ("2024-03-05 14:06", datetime(2024, 3, 5, 14, 6)),  # noqa: DTZ001 - the file shows no zone
    ("2010-12-03_10:20", datetime(2010, 12, 3, 10, 20)),  # noqa: DTZ001 - likewise
    ("2024-03-05T14:06:00+03:30", MORNING),
    ("2024-03-05 14:06 +0330", MORNING),
    ('"2024-03-05T14:06+03:30"', MORNING),
    ("2024-03-05T10:36Z", MORNING),
    ("2024-03-05T14:06:07.5+03:30", MORNING.replace(second=7, microsecond=500_000)),
)


@pytest.mark.parametrize(("written", "date"), WRITTEN_DATES, ids=[row[0] for row in WRITTEN_DATES])
def test_dates_are_read_as_people_write_them(written: str, date: object) -> None:
    """ISO 8601 with a T or a space, with or without seconds and zone."""
    story = read_story(f"---\ntitle: A\ndate: {written}\n---\n", name="story.md")
    assert story.date == date
    assert type(story.date) is type(date)


def test_keys_of_pelican_users_come_along() -> None:
    """Author, lists in a text, capitals, and Pelican's own keys mean what they mean there."""
    text = (
        "---\nTitle: A\nauthor: Nora Vik\ntags: Ferries, Islands\nCategory: Sea\nStatus: Draft\nsave_as: a.html\n"
        'url: a/\ntemplate: wide\ntranslation: "true"\nsubtitle: More\nsummary:\n---\nBody\n'
    )
    story = read_story(text, name="story.md")
    assert story == Story(
        "A", authors=("Nora Vik",), tags=("Ferries", "Islands"), category="Sea", status="draft", body="Body",
        extra={"save_as": "a.html", "url": "a/", "template": "wide", "translation": "true", "subtitle": "More"},
    )  # fmt: skip


def test_names_with_commas_are_divided_at_semicolons() -> None:
    """Pelican divides a list without a semicolon at its commas."""
    story = read_story('---\ntitle: A\nauthors: "Vik, Nora; O\'Neill, B."\n---\n', name="story.md")
    assert story.authors == ("Vik, Nora", "O'Neill, B.")


PELICAN_HEADER = """\
Title: 12:30: Ferries return
Date: 2010-12-03 10:20
Modified: 2010-12-05 19:30
Category: Sea
Tags: ferries, 0123
Slug: ferries
Authors: Vik, Nora; O'Neill, B.
Summary: Short version
    that goes on
Story_code: 0123
Cover: one.jpg
Cover: two.jpg

This is the body: no key.
"""


def test_pelicans_own_header_is_read() -> None:
    """Lines of Key: value up to a blank line, all of them text, continued by indented lines."""
    assert read_story(PELICAN_HEADER, name="story.md") == Story(
        "12:30: Ferries return",
        date=datetime(2010, 12, 3, 10, 20),  # noqa: DTZ001 - the file shows no zone
        modified=datetime(2010, 12, 5, 19, 30),  # noqa: DTZ001 - likewise
        story_code="0123",
        slug="ferries",
        authors=("Vik, Nora", "O'Neill, B."),
        deck="Short version that goes on",
        category="Sea",
        tags=("ferries", "0123"),
        body="This is the body: no key.",
        extra={"cover": ["one.jpg", "two.jpg"]},
    )


SAVED_ELSEWHERE = ("Title: A", "\ufeffTitle: A\r\n\r\n", "---\r\ntitle: A\r\n---\r\n", "\ufeff---\ntitle: A\n...")


@pytest.mark.parametrize("text", SAVED_ELSEWHERE)
def test_line_ends_and_byte_order_marks_do_not_matter(text: str) -> None:
    """Editors on other systems may save a file."""
    assert read_story(text, name="story.md") == Story("A")


def test_bytes_that_are_no_utf8_are_refused_with_their_line() -> None:
    """A file saved in an old encoding is not read wrongly."""
    with pytest.raises(StoryFileError, match=r"story\.md:2: it is not UTF-8"):
        read_story_bytes(b"---\ntitle: caf\xe9\n---\n", name="story.md")
    assert read_story_bytes("---\ntitle: café\n---\n".encode(), name="story.md") == Story("café")
