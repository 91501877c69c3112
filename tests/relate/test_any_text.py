"""Whatever a capture holds, tags and relations are made of it without harm."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from news_digest.relate.printed import StoryIndex, resolve_printed
from news_digest.relate.related import relate
from news_digest.relate.tags import suggest_tags
from news_digest.relate.vocabulary import Vocabulary, read_vocabulary
from news_digest.story import Related, Story

SOME = read_vocabulary('[[tag]]\nname = "Orme"\naliases = ["\u5317", "orme sund", "-"]\n', name="tags.toml")

# Random signs, and random sentences of words that the rules look at.
SCRAPS = """\
The Prime Minister of Norway Ada Holm and Orme Sund's U.S. anti-Holm Holm-led \u201cthe treaty of tides\u201d J. Dr.
Oslo-Bergen & I'm \u5317\u306e \u0646\u064a \u041d\u043e\u0440\u0432\u0435\u0433\u0438\u0438
\u00dcber die . , - ' ## * [x](y)
"""
WORDS = st.sampled_from([*SCRAPS.split(), "\n\n"])
TEXTS = st.text(max_size=80) | st.lists(WORDS, max_size=40).map(" ".join)
STORIES = st.builds(
    Story,
    headline=TEXTS,
    deck=st.none() | TEXTS,
    body=TEXTS,
    story_code=st.none() | st.text(min_size=1, max_size=3),
    tags=st.lists(TEXTS, max_size=3).map(tuple),
    lang=st.none() | st.sampled_from(["en", "de", "ru", "ja", "ar", "tr", "xx", ""]),
)


@settings(max_examples=300, deadline=None)
@given(STORIES)
def test_tags_are_few_and_distinct(story: Story) -> None:
    """At most eight, no two alike, none empty, each on one line."""
    for vocabulary in (Vocabulary(), SOME):
        tags = suggest_tags(story, vocabulary)
        assert len(tags) <= 8
        assert len({tag.casefold() for tag in tags}) == len(tags)
        assert all(tag == " ".join(tag.split()) != "" for tag in tags)


@settings(max_examples=100, deadline=None)
@given(st.lists(STORIES, max_size=8), STORIES)
def test_relations_lead_to_other_stories_with_a_code(stories: list[Story], more: Story) -> None:
    """Each list names stories that are there, and what is printed resolves to one of them or none."""
    related = relate([*stories, more])
    codes = {story.story_code for story in (*stories, more)}
    index = StoryIndex.of(stories)
    for code, found in related.items():
        assert code not in {other.story_code for other in found}
        assert codes >= {other.story_code for other in found}
    printed = Related(title=more.headline, story_code=more.story_code, url=more.body)
    assert resolve_printed(printed, index) in {None, *(story.story_code for story in stories)}
