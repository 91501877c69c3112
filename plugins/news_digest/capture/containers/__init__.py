"""Seed files that hold something else than one plain text: their content tells what they are, not their name."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import BinaryIO

from ...errors import CaptureError
from .kinds import HEAD_BYTES, ContainerKind, kind_of
from .shapes import NOTHING, Declared, Document, part_name
from .unpacking import first_bytes, holds_record, unpack_file

__all__ = [
    "MAX_BYTES", "NOTHING", "Declared", "Document", "holds_records", "holds_several", "open_documents", "part_name",
]  # fmt: skip

MAX_BYTES = 50_000_000
"""What is read whole: anything but a web archive."""

_SEVERAL = frozenset({"archive", "feed", "json"})


def open_documents(stream: BinaryIO, name: str) -> Iterator[Document | CaptureError]:
    """Yield the documents of a seed file, one at a time, and an error for each part that cannot be read.

    `stream` can seek; `name` is for messages. Raises `CaptureError` where the file as a whole cannot be read. A text or
    a page is one document, as it is: whether it is a capture is for its reader to say.
    """
    kind = _kind(stream)
    if kind == "archive":
        from .archives import read_archive  # noqa: PLC0415 - most seeds are no archive

        return read_archive(stream, name)
    return _read_whole(stream, name, kind)


def holds_several(stream: BinaryIO) -> bool:
    """Return whether a seed file is of a kind that holds several stories."""
    begin = stream.tell()
    kind = _kind(stream)
    if kind == "gzip":
        kind = kind_of(first_bytes(stream.read(HEAD_BYTES)))
        stream.seek(begin)
    return kind in _SEVERAL


def holds_records(stream: BinaryIO) -> bool:
    """Return whether a seed file is a web archive."""
    return _kind(stream) == "archive"


def _kind(stream: BinaryIO) -> ContainerKind:
    """Return the kind of a file without moving in it; a gzipped archive is an archive."""
    begin = stream.tell()
    head = stream.read(HEAD_BYTES)
    stream.seek(begin)
    kind = kind_of(head)
    return "archive" if kind == "gzip" and holds_record(head) else kind


def _read_whole(stream: BinaryIO, name: str, kind: ContainerKind) -> Iterator[Document | CaptureError]:
    if kind == "gzip":
        inner = BytesIO(unpack_file(stream, name, MAX_BYTES))
        kind = _kind(inner)
        if kind in {"gzip", "archive"}:
            raise CaptureError(name, "it is compressed (gzip) more than once", "unpack it")
        stream = inner
    data = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise CaptureError(name, f"it is larger than {MAX_BYTES // 1_000_000} MB", "keep one story in a file")
    yield from _documents(data, name, kind)


def _documents(data: bytes, name: str, kind: ContainerKind) -> Iterator[Document | CaptureError]:
    if kind in {"feed", "json"}:
        from .feeds import read_feed, read_json_feed  # noqa: PLC0415 - as above

        yield from (read_feed if kind == "feed" else read_json_feed)(data, name)
    elif kind in {"mhtml", "letter"}:
        from .letters import read_letter, read_mhtml  # noqa: PLC0415 - as above

        yield from (read_mhtml if kind == "mhtml" else read_letter)(data, name)
    else:
        yield Document(name, "", data, "unknown")
