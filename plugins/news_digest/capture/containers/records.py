"""The records of a web archive (WARC 1.0 and 1.1, ISO 28500), one at a time, and on behind what is damaged.

Neither of the libraries for this goes on after a damaged record, and both take one that is cut for whole; so records
are taken apart here. What a record holds is read in pieces, and never more of it than its reader asks for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO

from .kinds import HEAD_BYTES
from .unpacking import MAGIC, Damaged, PackedSource, Source

_VERSION = re.compile(rb"WARC/[01]\.\d+\s*\Z")
_END = b"\r\n\r\n"
_MOST_BLANKS = 1000


@dataclass(slots=True)
class Record:
    """A record's head, by small names, and its text, which is read from the archive as it is asked for.

    `offset` and `body` are where in the file the record and its text begin, `left` is how much of it was not read yet.
    """

    offset: int
    body: int
    fields: Mapping[str, str]
    left: int
    source: Source = field(repr=False)

    def read(self, size: int) -> bytes:
        """Return so many bytes, fewer only at the record's end; raises `Damaged` where the archive ends before."""
        wanted = min(size, self.left)
        found = self.source.read(wanted)
        self.left -= len(found)
        if len(found) < wanted:
            raise Damaged("the file ends within it")
        return found

    def skip(self) -> None:
        """Read over the rest; raises `Damaged` likewise."""
        if self.source.skip(self.left) < self.left:
            raise Damaged("the file ends within it")
        self.left = 0


class Archive:
    """The records of one archive, plain or gzipped."""

    def __init__(self, stream: BinaryIO) -> None:
        begin = stream.tell()
        packed = stream.read(len(MAGIC)) == MAGIC
        stream.seek(begin)
        self._source = (PackedSource if packed else Source)(stream)

    def offset(self) -> int:
        """Return where in the file we are."""
        return self._source.offset()

    def next_record(self) -> Record | None:
        """Return the next record, None at the end; raises `Damaged` where there is none that can be read."""
        line = self._next_line()
        if not line:
            return None
        offset = self._source.begin_of(line)
        if not _VERSION.match(line):
            raise Damaged("no record begins there")
        fields = read_fields(self._lines())
        length = fields.get("content-length", "")
        if not length.isdecimal() or len(length) > len("1000000000000000"):
            raise Damaged("its length is missing")
        if self._source.ends_before(int(length)):
            raise Damaged("the file ends within it")
        self._source.within = True
        return Record(offset, self._source.offset(), fields, int(length), self._source)

    def finish(self, record: Record) -> None:
        """Read over the rest of a record; raises `Damaged` if what follows shows that its text was not all of it."""
        try:
            record.skip()
            self._source.within = False
            self._check_end()
        except Damaged:
            self._source.go_back(record.body)
            raise

    def _check_end(self) -> None:
        end = self._source.read(len(_END))
        if end == _END and self._source.ends_here():
            return
        members = self._source.members
        try:
            line = self._next_line()
        except Damaged:
            # What is damaged behind this record's own gzip member is the next record.
            if self._source.members == members:
                raise
            return
        self._source.unread(line)
        if line and end != _END and not _VERSION.match(line):
            raise Damaged("its length is wrong")

    def recover(self) -> bool:
        """Go to the next record behind damage and say whether there is one."""
        self._source.within = False
        while True:
            try:
                line = self._source.readline()
            except Damaged:
                if not self._source.skip_damage():
                    return False
                continue
            if _VERSION.match(line) or not line:
                self._source.unread(line)
                return bool(line)

    def _next_line(self) -> bytes:
        for _ in range(_MOST_BLANKS):
            line = self._source.readline()
            if line.strip() or not line:
                return line
        raise Damaged("nothing but blank lines follows")

    def _lines(self) -> Iterator[bytes]:
        """Yield the lines of a head up to the blank one; raises `Damaged` where it is longer than any."""
        size = 0
        while (line := self._source.readline()).strip():
            size += len(line)
            if size > HEAD_BYTES:
                raise Damaged("its head does not end")
            yield line
        if not line:
            raise Damaged("the file ends within it")


def read_fields(lines: Iterator[bytes]) -> dict[str, str]:
    """Return the fields of a head by small names; of two of one name the first."""
    fields: dict[str, str] = {}
    last = ""
    for line in lines:
        text = line.decode("utf-8", "replace").rstrip("\r\n")
        name, colon, value = text.partition(":")
        if text[:1] in {" ", "\t"}:
            fields[last] = f"{fields.get(last, '')} {text.strip()}"
        elif colon:
            last = name.strip().lower()
            fields.setdefault(last, value.strip())
    return fields
