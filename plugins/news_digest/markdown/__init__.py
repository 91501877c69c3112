"""Story to file text and back, blocks to Markdown, Markdown to HTML."""

from __future__ import annotations

from .normal import normalised
from .render import render_markdown
from .storyfile import read_story, read_story_bytes, write_story

__all__ = ["normalised", "read_story", "read_story_bytes", "render_markdown", "write_story"]
