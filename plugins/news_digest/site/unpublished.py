"""Whether a build shows what is not published yet, as it will appear: the preview alone asks for that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from ..story import Story

# Of one build; it is no setting of a digest.
SETTING = "DIGEST_UNPUBLISHED_WISH"


@dataclass(frozen=True, slots=True)
class UnpublishedWish:
    """That drafts, and stories under embargo, are to be shown. No settings file can say so: it names no such object."""

    @property
    def settings(self) -> dict[str, object]:
        """The settings of such a build that differ."""
        return {SETTING: self, "WITH_FUTURE_DATES": True}


def wants_unpublished(settings: Mapping[str, Any]) -> bool:
    """Return whether a build with these settings shows what is not published yet."""
    return isinstance(settings.get(SETTING), UnpublishedWish)


def is_unpublished(story: Story) -> bool:
    """Return whether a story is a draft, or has an embargo, be it over or not."""
    return story.status == "draft" or story.embargo is not None


def as_published(story: Story) -> Story:
    """Return a story as it will be once it is published."""
    return replace(story, status="published" if story.status == "draft" else story.status, embargo=None)
