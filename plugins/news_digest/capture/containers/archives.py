"""Web archives: each page that was answered with 200 is a capture, and each text made of one (WET)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from ...errors import CaptureError
from .codings import NotRead
from .pages import charset_of, content_of, read_answer
from .records import Archive, Record
from .shapes import Document, Media, part_name
from .unpacking import Damaged
from .values import address_of, in_utf8, line_of, moment_of

MAX_PAGE_BYTES = 20_000_000
_PAGES = {"text/html": "html", "application/xhtml+xml": "html", "text/plain": "text"}
_COPY = "take the archive from where it came from once more"


def read_archive(stream: BinaryIO, name: str) -> Iterator[Document | CaptureError]:
    """Yield the pages of an archive as they come, and an error for each record that cannot be read.

    Pictures, scripts, requests, and answers other than 200 are no captures. Raises `CaptureError` where there is none.
    """
    archive = Archive(stream)
    found = False
    while True:
        offset = archive.offset()
        record = None
        try:
            record = archive.next_record()
            if record is None:
                break
            offset = record.offset
            result = _result(record, name)
            archive.finish(record)
        except Damaged as error:
            found = True
            yield _refusal(record, offset, name, error)
            if not archive.recover():
                break
            continue
        if result is not None:
            found = True
            yield result
    if not found:
        raise CaptureError(name, "the archive holds no page", "archive it again, with the pages themselves")


def _result(record: Record, name: str) -> Document | CaptureError | None:
    """Return the page or text of a record; None where it holds neither."""
    try:
        return _document(record, name)
    except CaptureError as error:
        return error


def _document(record: Record, name: str) -> Document | None:
    kind = record.fields.get("warc-type", "").lower()
    media_type = record.fields.get("content-type", "")
    media = _PAGES.get(media_type.partition(";")[0].strip().lower())
    if kind == "response":
        return _answered(record, name)
    if kind == "conversion" and media == "text":
        return _documented(record, name, record.read(MAX_PAGE_BYTES + 1), "text")
    if kind == "resource" and media == "html":
        return _documented(record, name, in_utf8(record.read(MAX_PAGE_BYTES + 1), charset_of(media_type)), "html")
    return None


def _answered(record: Record, name: str) -> Document | None:
    answer = read_answer(record)
    media = _PAGES.get(answer.media_type) if answer and answer.status == "200" else None
    if answer is None or media is None:
        return None
    raw = answer.first + record.read(MAX_PAGE_BYTES + 1)
    try:
        data = in_utf8(content_of(answer, raw, MAX_PAGE_BYTES), answer.charset)
    except Damaged as error:
        remedy = error.remedy if isinstance(error, NotRead) else _COPY
        raise CaptureError(part_name(name, _part(record)), f"the page cannot be unpacked: {error}", remedy) from error
    return _documented(record, name, data, "html" if media == "html" else "text")


def _documented(record: Record, name: str, data: bytes, media: Media) -> Document:
    part = _part(record)
    if len(data) > MAX_PAGE_BYTES:
        remedy = "save the story's page by itself"
        raise CaptureError(part_name(name, part), f"it is larger than {MAX_PAGE_BYTES // 1_000_000} MB", remedy)
    url = address_of(record.fields.get("warc-target-uri", "").strip("<>"))
    captured = moment_of(record.fields.get("warc-date"))
    return Document(part_name(name, part), part, data, media, url, captured)


def _part(record: Record) -> str:
    """Return what names a record for good: the address of its page, else its own id, else its place."""
    names = (record.fields.get(key, "").strip("<>") for key in ("warc-target-uri", "warc-record-id"))
    return next(filter(None, map(line_of, names)), None) or f"byte {record.offset}"


def _refusal(record: Record | None, offset: int, name: str, error: Damaged) -> CaptureError:
    part = _part(record) if record else f"byte {offset}"
    return CaptureError(part_name(name, part), f"this record of the archive is damaged: {error}", _COPY)
