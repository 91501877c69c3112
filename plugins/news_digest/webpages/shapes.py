"""What is known of a page when the story's fields are sought in it."""

from __future__ import annotations

from dataclasses import dataclass

from ..parse.labels import Context
from .declared import Declared
from .pieces import Layer


@dataclass(frozen=True, slots=True)
class Page:
    """A saved page taken apart: what it declares, its pieces, the words to read it by, its own address."""

    declared: Declared
    layer: Layer
    context: Context
    url: str | None = None
