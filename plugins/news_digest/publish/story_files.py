"""A story file that was read, as the checks look at it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..story import Story


@dataclass(frozen=True, slots=True)
class StoryFile:
    """A story without its text, and the file that it stands in, as a reader would name it.

    `is_silent` tells that its text shows a picture without words for those who cannot see it.
    """

    name: str
    story: Story
    is_silent: bool
