"""What a web server answered, as an archive holds it (RFC 9112): its status, its head, its content made whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO

from .codings import unpacked
from .records import Record, read_fields
from .unpacking import MAGIC, PackedSource, inflate

_HEAD_BYTES = 65_536
_LONGEST_SIZE_LINE = 1000


@dataclass(frozen=True, slots=True)
class Answer:
    """A server's answer: `first` is the beginning of its content, the rest is still in the record."""

    status: str
    fields: Mapping[str, str]
    first: bytes

    @property
    def media_type(self) -> str:
        """Return the type of the content in small letters, without its parameters."""
        return self.fields.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def charset(self) -> str | None:
        """Return the encoding that the head names."""
        return charset_of(self.fields.get("content-type", ""))


def charset_of(content_type: str) -> str | None:
    """Return the charset parameter of a media type."""
    for parameter in content_type.split(";")[1:]:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            return value.strip(" \t\"'") or None
    return None


def read_answer(record: Record) -> Answer | None:
    """Return the answer that a record begins with, None where it is no answer of the web."""
    block = record.read(_HEAD_BYTES)
    ends = [(at, end) for end in (b"\r\n\r\n", b"\n\n") if (at := block.find(end)) >= 0]
    if not block.startswith(b"HTTP/") or not ends:
        return None
    at, end = min(ends)
    status, *lines = block[:at].splitlines()
    parts = status.split(None, 2)
    code = parts[1].decode("ascii", "replace") if len(parts) > 1 else ""
    return Answer(code, read_fields(iter(lines)), block[at + len(end) :])


def content_of(answer: Answer, raw: bytes, limit: int) -> bytes:
    """Return the content as its page was, but not many more bytes than `limit`; raises `Damaged` where it cannot be."""
    if "chunked" in answer.fields.get("transfer-encoding", "").lower():
        raw = _joined(raw)
    coding = answer.fields.get("content-encoding", "").strip().lower()
    # Many archives hold the page unpacked and say still that it is packed.
    if coding in {"gzip", "x-gzip"}:
        return PackedSource(BytesIO(raw)).read(limit + 1) if raw.startswith(MAGIC) else raw
    if coding == "deflate":
        return inflate(raw, limit + 1) if not raw.lstrip().startswith(b"<") else raw
    if coding not in {"", "identity", "utf-8"} and not raw.lstrip().startswith(b"<"):
        return unpacked(coding, raw, limit + 1)
    return raw


def _joined(raw: bytes) -> bytes:
    """Return the chunks put together; as it is what has none, since many archives hold it joined."""
    parts: list[bytes] = []
    stream = BytesIO(raw)
    while True:
        line = stream.readline(_LONGEST_SIZE_LINE)
        size = _size(line)
        if size is None:
            return b"".join(parts) if parts else raw
        if size == 0:
            return b"".join(parts)
        parts.append(stream.read(size))
        stream.readline(2)


def _size(line: bytes) -> int | None:
    digits = line.partition(b";")[0].strip()
    try:
        return int(digits, 16) if digits and line.endswith(b"\n") and digits.isalnum() else None
    except ValueError:
        return None
