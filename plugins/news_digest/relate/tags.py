"""Suggest tags."""

from __future__ import annotations

from ..story import Story
from .vocabulary import Vocabulary

MOST_TAGS = 8


def suggest_tags(story: Story, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Stub."""
    return tuple(dict.fromkeys(vocabulary.canonical(tag) for tag in story.tags))[:MOST_TAGS]
