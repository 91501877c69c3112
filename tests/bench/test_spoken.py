"""Invented stories in many scripts."""

from __future__ import annotations

from spoken import spoken_story, tongues

from news_digest.markdown import read_story, write_story


def test_languages_take_turns() -> None:
    """As many stories as there are languages have each once, with what each story needs."""
    stories = [spoken_story(index) for index in range(len(tongues()))]
    assert [story.lang for story in stories] == [tongue.lang for tongue in tongues()]
    assert all(story.headline and story.body and story.tags and story.source for story in stories)


def test_a_story_is_always_the_same_and_a_story_file_holds_it() -> None:
    """Whatever was made before it."""
    story = spoken_story(77)
    assert story == spoken_story(77)
    assert read_story(write_story(story), name="a").headline == story.headline
