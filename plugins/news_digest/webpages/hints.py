"""What blocks are by their names and tags: the words of hints.toml, checked and looked up."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path

from .pieces import Frame

# Tags that say themselves what they hold.
_TAGS = {
    "aside": "box beside the text", "button": "button", "caption": "caption", "dialog": "notice", "fieldset": "form",
    "figcaption": "caption", "figure": "caption", "footer": "footer", "form": "form", "label": "form", "menu": "menu",
    "nav": "menu",
}  # fmt: skip


@cache
def _boxes() -> Mapping[str, tuple[frozenset[str], ...]]:
    table = tomllib.loads(Path(__file__).with_name("hints.toml").read_text("utf-8"))
    return {reason: tuple(frozenset(entry.split()) for entry in entries) for reason, entries in table["boxes"].items()}


@lru_cache(maxsize=8192)
def _named(words: frozenset[str]) -> str:
    for reason, entries in _boxes().items():
        if any(entry <= words for entry in entries):
            return reason
    return ""


def box_of(frame: Frame) -> str:
    """Return what a frame holds that is not the story, "" where nothing says so."""
    return _TAGS.get(frame.tag) or ("hidden text" if frame.is_hidden else _named(frame.words))
