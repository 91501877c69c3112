"""What other programs may import: the two steps from a capture's bytes to a story file's text."""

from __future__ import annotations

from collections.abc import Sequence

from .capture.containers import Document, open_documents
from .layouts import Layout, load_layouts
from .markdown import read_story, write_story
from .parse import Reading
from .reading import only_document, read_document
from .story import Related, Source, Story

__all__ = [
    "Document",
    "Layout",
    "Reading",
    "Related",
    "Source",
    "Story",
    "convert_capture",
    "load_layouts",
    "open_documents",
    "read_capture_story",
    "read_document",
    "read_story",
    "write_story",
]


def convert_capture(data: bytes, *, name: str, url: str | None = None, layouts: Sequence[Layout] = ()) -> Story:
    """Return the story that a capture's bytes tell; `name` is used in messages, `url` is the page's address if known.

    They may be a text, a page, a letter or a page saved as one file; what holds several stories is for `open_documents`
    and `read_document`. `layouts` are publishers' own (see `load_layouts`), to choose from before those that ship
    with the package. Raises `CaptureError` where the bytes are no capture and `ParseError` where no headline or body is
    found.
    """
    return read_capture_story(data, name=name, url=url, layouts=layouts).story


def read_capture_story(data: bytes, *, name: str, url: str | None = None, layouts: Sequence[Layout] = ()) -> Reading:
    """Return the story together with every candidate of every field; raises as `convert_capture` does."""
    return read_document(only_document(data, name=name, url=url), layouts)
