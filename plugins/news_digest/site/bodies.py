"""The bodies of stories, as HTML: kept for the length of a build, or read from their files again."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from ..press.errors import WriteError
from .reading import StoryFiles
from .records import Record


class Spooled(NamedTuple):
    """Where a body lies: which spool file, from which byte, how many."""

    number: int
    start: int
    length: int


@dataclass(slots=True)
class Spool:
    """Files in which the workers of one build leave bodies for each other; one file a process, whose number it has.

    Bodies are too many for the memory of a large digest.
    """

    folder: Path
    name: str
    _files: dict[int, int] = field(default_factory=dict)
    _end: int = 0

    def put(self, body: str) -> Spooled:
        """Leave a body; raises `WriteError`."""
        data = body.encode("utf-8", "surrogatepass")
        number = os.getpid()
        if number not in self._files:
            self._files, self._end = {number: self._open(number, os.O_RDWR | os.O_CREAT | os.O_TRUNC)}, 0
        try:
            written = os.write(self._files[number], data)
            while written < len(data):  # a disk that is nearly full takes a part before it says so
                written += os.write(self._files[number], data[written:])
        except OSError as error:
            raise WriteError(self._path(number), error.strerror or str(error)) from error
        self._end += len(data)
        return Spooled(number, self._end - len(data), len(data))

    def get(self, where: Spooled) -> str:
        """Return a body that some process left."""
        if where.number not in self._files:
            self._files[where.number] = self._open(where.number, os.O_RDONLY)
        data = os.pread(self._files[where.number], where.length, where.start)
        return data.decode("utf-8", "surrogatepass")

    def clear(self) -> None:
        """Remove what this build and interrupted ones left."""
        for file in self._files.values():
            os.close(file)
        self._files.clear()
        for leftover in self.folder.glob(f"{self.name}*"):
            with suppress(OSError):  # it will do no harm
                leftover.unlink()

    def _open(self, number: int, flags: int) -> int:
        try:
            return os.open(self._path(number), flags, 0o600)
        except OSError as error:
            raise WriteError(self._path(number), error.strerror or str(error)) from error

    def _path(self, number: int) -> str:
        return str(self.folder / f"{self.name}{number}")


@dataclass(frozen=True, slots=True)
class Bodies:
    """Returns the body of a story: from the spool, from those just read, or from its file."""

    files: StoryFiles
    spool: Spool
    spooled: Mapping[str, Spooled]
    read: Mapping[str, str]

    def __call__(self, record: Record) -> str:
        """Return the body as printed, its links resolved."""
        if record.links:
            return self.files.body(record)
        if record.code in self.read:
            return self.read[record.code]
        where = self.spooled.get(record.code)
        return self.spool.get(where) if where else self.files.read(record.origin)[1]
