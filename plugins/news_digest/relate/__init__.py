"""Vocabulary and tags, related stories, and what a capture's printed list of related stories points to."""

from __future__ import annotations

from .printed import StoryIndex, resolve_printed
from .related import RelatedStory, Relations, relate
from .tags import MOST_TAGS, suggest_tags
from .vocabulary import Tag, Vocabulary, load_vocabulary, read_vocabulary

__all__ = [
    "MOST_TAGS",
    "RelatedStory",
    "Relations",
    "StoryIndex",
    "Tag",
    "Vocabulary",
    "load_vocabulary",
    "read_vocabulary",
    "relate",
    "resolve_printed",
    "suggest_tags",
]
