"""From a capture's bytes to its Reading, whatever kind of capture it is: the one way that all who read captures go."""

from __future__ import annotations

from collections.abc import Sequence

from .capture.reading import AnyCapture, open_capture
from .capture.shapes import PageCapture
from .layouts import Layout
from .parse import Reading, parse_capture


def read_seed_story(data: bytes, *, name: str, url: str | None = None, layouts: Sequence[Layout] = ()) -> Reading:
    """Return what a capture's bytes tell, with every candidate; `url` is the page's address if known.

    Raises `CaptureError` where the bytes are no capture and `ParseError` where they hold no story.
    """
    return understand(open_capture(data, name=name, url=url), layouts)


def understand(capture: AnyCapture, layouts: Sequence[Layout] = ()) -> Reading:
    """Return what a capture tells; raises `ParseError` where it holds no story."""
    if isinstance(capture, PageCapture):
        # lxml is loaded where there is a page to read.
        from .webpages import parse_page  # noqa: PLC0415

        return parse_page(capture, layouts)
    return parse_capture(capture, layouts)
