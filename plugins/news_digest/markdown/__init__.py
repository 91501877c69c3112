"""Story to file text and back, blocks to Markdown, Markdown to HTML."""

from __future__ import annotations

from .blocks import write_blocks
from .render import render_markdown
from .storyfile import read_story, write_story

__all__ = ["read_story", "render_markdown", "write_blocks", "write_story"]
