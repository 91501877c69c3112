"""Story files: written to be read by people, read exactly, refused with line, key and remedy."""

from __future__ import annotations

from contextlib import suppress

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from story_strategies import bodies, stories, texts

from news_digest.errors import StoryFileError
from news_digest.markdown import read_story, write_story
from news_digest.markdown.normal import normalised
from news_digest.story import Story


@settings(max_examples=1500, deadline=None)
@given(stories)
def test_a_written_story_reads_the_same(story: Story) -> None:
    """Nothing that a valid story holds is lost or changed by its file."""
    story = normalised(story)
    assume(story.headline)
    assert read_story(write_story(story), name="story.md") == story


@settings(max_examples=300, deadline=None)
@given(stories)
def test_writing_normalises_once(story: Story) -> None:
    """The normal form of a story is its own normal form."""
    assert normalised(normalised(story)) == normalised(story)


@settings(max_examples=800, deadline=None)
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
