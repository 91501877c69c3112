"""A file read piece by piece, plain or gzipped: never more of it in memory than is asked for."""

from __future__ import annotations

import re
import zlib
from io import SEEK_END
from typing import BinaryIO

from ...errors import CaptureError

BLOCK = 65_536
MAGIC = b"\x1f\x8b\x08"
RECORD = b"WARC/"
GZIP, ZLIB, DEFLATE = 16 + zlib.MAX_WBITS, zlib.MAX_WBITS, -zlib.MAX_WBITS
"""What zlib calls its formats."""

_MEMBER = re.compile(re.escape(MAGIC) + rb"[\x00-\x1f]")
_HEAD = 512


class Damaged(Exception):  # noqa: N818 - a state of the file; it never leaves this room
    """The file cannot be read on from where it is; its text says why."""


class Source:
    """A seekable stream of bytes; what was read and not yet asked for is at most a block and a line.

    `members` counts those of a gzip file that were read to their end and found whole.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._ready = b""
        self._at = 0
        self._offset = stream.tell()
        self._end = stream.seek(0, SEEK_END)
        stream.seek(self._offset)
        # How much may be read a second time: damage that was made on purpose must not cost more than the file is long.
        self._again = self._end - self._offset
        self.members = 0
        self.within = False
        """Whether a record's text is being read, in which no other record may begin."""

    def offset(self) -> int:
        """Return where in the file we are, as exactly as that is known."""
        return self._offset - len(self._ready) + self._at

    def begin_of(self, line: bytes) -> int:
        """Return from where in the file a line can be read again that was read last."""
        return max(0, self.offset() - len(line))

    def read(self, size: int) -> bytes:
        """Return so many bytes, fewer only at the end; raises `Damaged`."""
        parts = []
        while size > 0 and (self._at < len(self._ready) or self._fill()):
            part = self._ready[self._at : self._at + size]
            self._at += len(part)
            size -= len(part)
            parts.append(part)
        return b"".join(parts)

    def skip(self, size: int) -> int:
        """Read over so many bytes and return how many there were; raises `Damaged`."""
        left = size
        while left > 0 and (part := self.read(min(left, BLOCK))):
            left -= len(part)
        return size - left

    def readline(self, limit: int = BLOCK) -> bytes:
        """Return a line with its end, or as much of it as the limit allows; raises `Damaged`."""
        parts: list[bytes] = []
        size = 0
        while self._at < len(self._ready) or self._fill():
            end = self._ready.find(b"\n", self._at, self._at + limit - size) + 1
            part = self._ready[self._at : end or self._at + limit - size]
            self._at += len(part)
            size += len(part)
            parts.append(part)
            if end or size >= limit:
                break
        return b"".join(parts)

    def unread(self, line: bytes) -> None:
        """Put a line back that was read last."""
        self._ready, self._at = line + self._ready[self._at :], 0

    def ends_here(self) -> bool:
        """Return whether a record can end where we are, as far as the file's form tells."""
        return True

    def ends_before(self, size: int) -> bool:
        """Return whether the file is known to have fewer bytes left than so many."""
        return self._end - self.offset() < size

    def go_back(self, offset: int) -> None:
        """Read on from a place before, as long as not too much is read again."""
        if self._may_read_again(offset):
            self._stream.seek(offset)
            self._ready, self._at, self._offset = b"", 0, offset

    def _may_read_again(self, offset: int) -> bool:
        self._again -= self._offset - offset
        return self._again >= 0

    def skip_damage(self) -> bool:
        """Go on behind what cannot be read, and say whether that is possible."""
        return False

    def _fill(self) -> bool:
        self._ready, self._at = self._more(), 0
        return bool(self._ready)

    def _more(self) -> bytes:
        block = self._stream.read(BLOCK)
        self._offset += len(block)
        return block


class PackedSource(Source):
    """The same for gzip: members one after the other (RFC 1952, 2.2)."""

    def __init__(self, stream: BinaryIO) -> None:
        super().__init__(stream)
        self._member: zlib._Decompress | None = None
        self._raw = b""
        self._begin = self._offset

    def offset(self) -> int:
        """Return where the member begins that is being read."""
        return self._begin

    def begin_of(self, line: bytes) -> int:
        """Return where the line's member begins, from which alone it can be read again."""
        del line
        return self._begin

    def ends_here(self) -> bool:
        """Return whether a member ended here that was found whole."""
        return self._member is None and self._at >= len(self._ready)

    def ends_before(self, size: int) -> bool:
        """Return False: how much is packed shows when it is unpacked."""
        del size
        return False

    def go_back(self, offset: int) -> None:
        """Do nothing: members end where their records do, so a wrong length leads no further."""

    def skip_damage(self) -> bool:
        """Go on with the next member of an archive; one that is damaged may have run on into those behind it."""
        again = self._begin + 1
        found = self._next_member(again if self._may_read_again(again) else self._offset)
        if found is not None:
            self._member, self._raw, self._ready, self._at = None, b"", b"", 0
            self._begin = self._offset = self._stream.seek(found)
        return found is not None

    def _next_member(self, offset: int) -> int | None:
        """Return where the first gzip member from this place begins that holds a record."""
        while self._stream.seek(offset) >= 0 and len(block := self._stream.read(BLOCK)) > len(MAGIC):
            for match in _MEMBER.finditer(block, 0, max(len(block) - _HEAD, 1)):
                if first_bytes(block[match.start() : match.start() + _HEAD]).startswith(RECORD):
                    return offset + match.start()
            offset += max(len(block) - _HEAD, 1)
        return None

    def _fill(self) -> bool:
        opens = self._member is None
        found = super()._fill()
        if opens and self.within and self._ready.startswith(RECORD):
            raise Damaged("its length is wrong")
        return found

    def _more(self) -> bytes:
        while self._member is not None or self._open():
            if block := self._inflate():
                return block
        return b""

    def _open(self) -> bool:
        self._raw = self._raw or super()._more()
        self._begin = self._offset - len(self._raw)
        if self._raw and not self._raw.startswith(MAGIC[:1]):
            # Tapes fill their last block with zero bytes.
            if self._raw.strip(b"\0"):
                raise Damaged("what follows is not compressed")
            self._raw = b""
            return self._open()
        self._member = zlib.decompressobj(GZIP) if self._raw else None
        return self._member is not None

    def _inflate(self) -> bytes:
        member = self._member or zlib.decompressobj(GZIP)
        try:
            block = member.decompress(self._raw, BLOCK)
        except zlib.error as error:
            raise Damaged("its compressed bytes are damaged") from error
        if member.eof:
            self._member, self._raw = None, member.unused_data
            self.members += 1
        else:
            self._raw = member.unconsumed_tail
            if not block and not self._raw:
                self._raw = super()._more()
                if not self._raw:
                    raise Damaged("the file ends within it")
        return block


def first_bytes(head: bytes, limit: int = BLOCK) -> bytes:
    """Return what the beginning of a gzip file unpacks to, as far as the limit; nothing where it is damaged."""
    try:
        return zlib.decompressobj(GZIP).decompress(head, limit)
    except zlib.error:
        return b""


def holds_record(head: bytes) -> bool:
    """Return whether a gzip file begins with members of a web archive, the first of which may be damaged."""
    members = (head[match.start() : match.start() + _HEAD] for match in _MEMBER.finditer(head))
    return any(first_bytes(member, len(RECORD)) == RECORD for member in members)


def inflate(data: bytes, limit: int) -> bytes:
    """Return bytes that were sent as "deflate", with zlib's head or without it, but not more than `limit`.

    Raises `Damaged`. A text that was cut gives what there is of it.
    """
    for wbits in (ZLIB, DEFLATE):
        try:
            return zlib.decompressobj(wbits).decompress(data, limit)
        except zlib.error:
            continue
    raise Damaged("its compressed bytes are damaged")


def unpack_file(stream: BinaryIO, name: str, limit: int) -> bytes:
    """Return the bytes of a gzip file; raises `CaptureError` where they are damaged, cut or too many."""
    try:
        found = PackedSource(stream).read(limit + 1)
    except Damaged as error:
        raise CaptureError(name, f"it is compressed (gzip), and {error}", "save or copy it again") from error
    if len(found) > limit:
        raise CaptureError(name, f"it unpacks to more than {limit // 1_000_000} MB", "keep one story in a file")
    return found
