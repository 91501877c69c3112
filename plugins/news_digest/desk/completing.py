"""What the desk adds to the story that a capture tells: its lasting names and its tags."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from ..relate.tags import MOST_TAGS, suggest_tags
from ..relate.vocabulary import fold_name
from .identity import PRINTED_CODE

if TYPE_CHECKING:
    from ..relate.vocabulary import Vocabulary
    from ..story import Story
    from .entry import Identity


def complete_story(story: Story, identity: Identity, seed: str, vocabulary: Vocabulary) -> Story:
    """Return the story as its file shall hold it."""
    extra = {key: value for key, value in story.extra.items() if key != PRINTED_CODE}
    if identity.printed_code not in {None, identity.story_code}:
        extra[PRINTED_CODE] = identity.printed_code
    return replace(
        story,
        story_code=identity.story_code,
        slug=identity.slug,
        guid=identity.guid,
        seed=seed,
        tags=tags_of(story, vocabulary),
        extra=MappingProxyType(extra),
    )


def tags_of(story: Story, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the printed tags by their canonical names, filled up to eight with those that the text suggests."""
    names = [vocabulary.canonical(tag) for tag in story.tags if not vocabulary.is_hidden(tag)]
    printed = {fold_name(name): name for name in names}
    return tuple(printed.values()) if len(printed) >= MOST_TAGS else suggest_tags(story, vocabulary)
