"""Saved HTML pages to stories: what a page declares and what it shows propose candidates, the best of a field wins."""

from __future__ import annotations

from .story import parse_page

__all__ = ["parse_page"]
