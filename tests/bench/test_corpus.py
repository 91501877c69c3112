"""The invented stories, and the files that each peer reads."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from corpora import CorpusError, load_corpus
from corpus import story
from formats import eleventy_text, hugo_text, pelican_text

from news_digest.markdown import read_story, write_story

OTHER = """
from dataclasses import dataclass
from datetime import datetime

@dataclass
class Story:
    index: int
    code: int
    title: str = "Ferry Late"
    date: datetime = datetime(2020, 1, 2, 3, 4)
    source: str = "Harbour Wire"
    tags: tuple = ("ferries",)
    related: tuple = (7,)
    summary: str = "Again."

    def markdown(self):
        return "See [it](/story/7/).\\n"

def story(index):
    return Story(index, 7 + index)
"""


@pytest.mark.parametrize("index", [0, 1, 777])
def test_a_story_is_always_the_same_and_a_valid_story_file(index: int) -> None:
    """Whatever was made before it."""
    assert story(index) == story(index)
    assert read_story(write_story(story(index)), name="story").story_code == story(index).story_code


def test_stories_are_told_apart() -> None:
    """By code, and each is newer than the one before."""
    stories = [story(index) for index in range(300)]
    assert len({one.story_code for one in stories}) == 300
    dates = [one.date for one in stories if one.date]
    assert dates == sorted(dates)


def test_related_stories_are_older_ones() -> None:
    """So one story more changes none that is there."""
    codes = [int(related.story_code or 0) for index in range(50) for related in story(index).related]
    assert codes
    assert max(codes) < int(story(50).story_code or 0)


@pytest.mark.parametrize("text", [hugo_text, eleventy_text])
def test_front_matter_of_the_peers_is_yaml(text: object) -> None:
    """With every fact of the story."""
    assert callable(text)
    _, head, body = text(story(40)).split("---\n")
    facts = yaml.safe_load(head)
    assert facts["title"] == story(40).headline
    assert (facts.get("tag") or facts.get("topics")) == list(story(40).tags)
    assert body.count("\n## ") == story(40).body.count("\n## ")


def test_stock_pelican_is_told_the_same() -> None:
    """In its own header."""
    head = pelican_text(story(40)).partition("\n\n")[0]
    assert f"Title: {story(40).headline}" in head
    assert f"Tags: {', '.join(story(40).tags)}" in head


def test_another_corpus_is_taken_as_story_files(tmp_path: Path) -> None:
    """Links between its stories lead to where ours are."""
    (tmp_path / "corpus.py").write_text(OTHER, "utf-8")
    one = load_corpus(tmp_path)(3)
    assert (one.story_code, one.headline) == ("10", "Ferry Late")
    assert one.body == "See [it](/stories/7/)."
    assert "(/story/7/)" in hugo_text(one)


def test_a_folder_without_a_corpus_is_refused(tmp_path: Path) -> None:
    """By the file that was sought."""
    with pytest.raises(CorpusError, match=r"corpus\.py"):
        load_corpus(tmp_path)
