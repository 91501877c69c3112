"""Seed bytes to a capture of whatever kind they are: the content tells, not the file's name."""

from __future__ import annotations

from .page import is_page, read_page
from .shapes import Capture, PageCapture
from .text import read_capture

AnyCapture = Capture | PageCapture


def open_capture(data: bytes, *, name: str, url: str | None = None) -> AnyCapture:
    """Return what the bytes are: a saved HTML page, else a text.

    Raises `CaptureError` where they are neither, empty, or too many.
    """
    if is_page(data):
        return read_page(data, name=name, url=url)
    return read_capture(data, name=name, url=url)
