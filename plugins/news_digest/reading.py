"""From a capture's bytes to its Reading, whatever kind of capture it is: the one way that all who read captures go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from itertools import islice

from .capture.containers import Document, open_documents
from .capture.encoding import decode
from .capture.page import is_page, read_page
from .capture.reading import AnyCapture, open_capture
from .capture.shapes import Enclosed, PageCapture
from .errors import CaptureError, ParseError
from .layouts import Layout, with_shipped
from .parse import Reading, parse_capture
from .parse.declared import with_declared


def understand(capture: AnyCapture, layouts: Sequence[Layout] = (), enclosed: tuple[Enclosed, ...] = ()) -> Reading:
    """Return what a capture tells, `enclosed` being what came with a page; raises `ParseError` where it is no story."""
    if isinstance(capture, PageCapture):
        capture = replace(capture, enclosed=enclosed)
        # lxml is loaded where there is a page to read.
        from .webpages import parse_page  # noqa: PLC0415

        return parse_page(capture, layouts)
    return parse_capture(capture, layouts)


def read_document(document: Document, layouts: Sequence[Layout] = ()) -> Reading:
    """Return what one document of a seed file tells, together with what its container and its sidecar declare of it.

    `layouts` come before those of well-known formats, which ship with the package. It depends on nothing but its
    arguments and the package, so it may run anywhere. Raises `CaptureError` and `ParseError`.
    """
    return open_and_read(document, layouts)[1]


def open_and_read(document: Document, layouts: Sequence[Layout] = ()) -> tuple[AnyCapture, Reading]:
    """Return the capture as it was read, and what `read_document` returns; raises as it does."""
    layouts = with_shipped(layouts)
    try:
        capture, reading = _read_as(document, document.data, layouts)
    except ParseError as error:
        headline = document.beside.headline or document.declared.headline
        if error.missing != "headline" or headline is None or is_page(document.data):
            raise
        text = f"{headline}\n\n{decode(document.data).text}"
        capture, reading = _read_as(document, text.encode("utf-8", "replace"), layouts)
    return capture, with_declared(reading, document)


def only_document(data: bytes, *, name: str, url: str | None = None) -> Document:
    """Return the one document that a seed's bytes hold; `url` is its page's address if known.

    Raises `CaptureError` where they hold several, or none that can be read.
    """
    found = list(islice(open_documents(BytesIO(data), name), len("ab")))
    if len(found) > 1:
        raise CaptureError(name, "it holds several stories", "take them one by one, by open_documents")
    for document in found:
        if isinstance(document, CaptureError):
            raise document
        return replace(document, url=url or document.url)
    raise CaptureError(name, "it holds no story", "save it again")


def _read_as(document: Document, data: bytes, layouts: Sequence[Layout]) -> tuple[AnyCapture, Reading]:
    read = read_page if document.media == "html" else open_capture
    capture = read(data, name=document.name, url=document.url)
    return capture, understand(capture, layouts, document.enclosed)
