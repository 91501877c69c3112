"""A story file that was read, as the checks look at it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..story import Story


@dataclass(frozen=True, slots=True)
class StoryFile:
    """A story and the file that it stands in, as a reader would name it."""

    name: str
    story: Story
