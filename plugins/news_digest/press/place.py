"""Files come to the output folder whole or not at all, and keep their time where their bytes did not change."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from io import FileIO
from typing import NamedTuple

from .errors import WriteError

# Its leading dot hides a half-written file from web servers and file listings.
ASIDE = ".digest-part"

StrPath = str | os.PathLike[str]

_PIECE = 1 << 20
_BINARY = getattr(os, "O_BINARY", 0)  # Windows alone has it, and would translate line ends without
_READ = os.O_RDONLY | _BINARY
_WRITE = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | _BINARY


class Placed(NamedTuple):
    """A file as it stands after it was placed: whether it was written, its bytes, its mtime in nanoseconds."""

    changed: bool
    size: int
    mtime_ns: int


def place_text(path: StrPath, text: str) -> Placed:
    """Write the text as UTF-8 if the file differs; raises `WriteError`."""
    return place_bytes(path, text.encode("utf-8", "replace"))


def place_bytes(path: StrPath, data: bytes) -> Placed:
    """Write the bytes if the file differs, aside and then renamed; raises `WriteError`."""
    place = os.fspath(path)
    try:
        return _standing(place, data) or _replace(place, lambda file: _write(file, data))
    except OSError as error:
        raise WriteError(place, error.strerror or str(error)) from error


def putter(output: StrPath) -> Callable[[str, bytes], Placed]:
    """Return what writes below a folder as `place_bytes` does; in an empty one it need not look what stands there."""
    with suppress(FileNotFoundError), os.scandir(output) as found:
        if next(found, None):
            return place_bytes
    folders: set[str] = set()

    def put(place: str, data: bytes) -> Placed:
        folder = os.path.dirname(place)  # noqa: PTH120 - called for every file
        try:
            if folder not in folders:
                _make_folder(folder)
                folders.add(folder)
            return _replace(place, lambda file: _write(file, data))
        except OSError as error:
            raise WriteError(place, error.strerror or str(error)) from error

    return put


def place_copy(source: StrPath, path: StrPath) -> Placed:
    """Copy the file's bytes if the copy differs, however large it is; raises `WriteError`."""
    place = os.fspath(path)
    try:
        origin = FileIO(source)
    except OSError as error:
        raise WriteError(place, f"{os.fspath(source)} cannot be read: {error.strerror}") from error
    try:
        with origin:
            return _standing_copy(place, origin) or _replace(place, lambda file: _copy(file, origin))
    except OSError as error:
        raise WriteError(place, error.strerror or str(error)) from error


def _standing(place: str, data: bytes) -> Placed | None:
    try:
        file = os.open(place, _READ)
    except FileNotFoundError:
        return None
    try:
        found = os.fstat(file)
        # The length spares reading most files that differ; a file that grows meanwhile is read one byte too far.
        same = found.st_size == len(data) and os.read(file, len(data) + 1) == data
    finally:
        os.close(file)
    return Placed(changed=False, size=len(data), mtime_ns=found.st_mtime_ns) if same else None


def _standing_copy(place: str, origin: FileIO) -> Placed | None:
    try:
        copy = FileIO(place)
    except FileNotFoundError:
        return None
    with copy:
        found = os.fstat(copy.fileno())
        if found.st_size != os.fstat(origin.fileno()).st_size or not _equal(copy, origin):
            return None
    return Placed(changed=False, size=found.st_size, mtime_ns=found.st_mtime_ns)


def _equal(one: FileIO, other: FileIO) -> bool:
    while (piece := one.read(_PIECE)) == other.read(_PIECE):
        if not piece:
            return True
    return False


def _replace(place: str, fill: Callable[[int], None]) -> Placed:
    aside = os.path.join(os.path.dirname(place), f"{ASIDE}{os.getpid()}")  # noqa: PTH118, PTH120 - called for every file
    try:
        file = _created(aside)
        try:
            fill(file)
            found = os.fstat(file)
        finally:
            os.close(file)
        os.replace(aside, place)  # noqa: PTH105 - likewise
    except BaseException:  # an interrupted build leaves nothing half-written either
        with suppress(FileNotFoundError):
            os.unlink(aside)  # noqa: PTH108 - likewise
        raise
    return Placed(changed=True, size=found.st_size, mtime_ns=found.st_mtime_ns)


def _created(path: str) -> int:
    # Most folders are there already, and asking for each would cost more than writing.
    try:
        return os.open(path, _WRITE, 0o666)
    except FileNotFoundError:
        _make_folder(os.path.dirname(path))  # noqa: PTH120 - likewise
        return os.open(path, _WRITE, 0o666)


def _make_folder(path: str) -> None:
    # Its parent is mostly there.
    try:
        os.mkdir(path)  # noqa: PTH102 - called for nearly every page of a new site
    except OSError:
        os.makedirs(path, exist_ok=True)  # noqa: PTH103 - as above


def _write(file: int, data: bytes) -> None:
    written = os.write(file, data)
    while written < len(data):  # a disk that is nearly full takes a part before it says so
        written += os.write(file, memoryview(data)[written:])


def _copy(file: int, origin: FileIO) -> None:
    origin.seek(0)
    while piece := origin.read(_PIECE):
        _write(file, piece)
