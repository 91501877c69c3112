"""What a run reads, seen without opening it: a stamp for every file below a folder."""

from __future__ import annotations

import os
import struct
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from .errors import UnreadableFolderError

# When the bytes last changed (mtime, ns), when anything of the file did (ctime, ns), its bytes, its inode. Ctime and
# inode tell a file that came in another's place with its time kept, as from `cp -p`, `mv` or rsync. The later of both
# times stands before all that, so that stamps are in the order in which their files changed. As bytes, for a hundred
# thousand of them are compared and kept in half the time that tuples of numbers take.
Stamp = bytes

_packed = struct.Struct(">5Q").pack
_MOST = 2**64 - 1

# A file that changes twice within a tick of the file system's clock may keep its stamp; network shares and older file
# systems tick every two seconds. What is younger than that is compared by its bytes at the next run.
TICK_NS = 2_000_000_000

# A name is found faster from an open folder than from the root of the file system.
_FROM_OPEN_FOLDERS = os.scandir in os.supports_fd

# Whether a file or folder of this name is left out, for whatever is true.
LeaveOut = Callable[[str], object]

# A folder's path, the prefix of its files' names, and the identities of the folders it stands in.
_Folder = tuple[str, str, frozenset[tuple[int, int]]]


def stamps_below(
    root: str | os.PathLike[str], leave_out: LeaveOut | None = None, start: str = "", without: tuple[str, ...] = ()
) -> dict[str, Stamp]:
    """Return the stamps of the files below `root`, in no order, by `start` and their path from there, with slashes.

    `leave_out` is asked for the name of each file and folder; what begins with one of `without`, which end in slashes,
    is left out too. Links are followed, but not in rings; one that leads nowhere has a stamp of its own, so that who
    reads it can say so. A root that is no folder has no files. Raises `UnreadableFolderError`.
    """
    stamps: dict[str, Stamp] = {}
    waiting: list[_Folder] = [(os.fspath(root), start, frozenset())]
    while waiting:
        folder = waiting.pop()
        if folder[1].startswith(without):
            continue
        try:
            waiting += _visit(folder, leave_out or _nothing, stamps)
        except (FileNotFoundError, NotADirectoryError):
            continue  # it went after it was listed
        except OSError as error:
            raise UnreadableFolderError(folder[0], error.strerror or str(error)) from error
    return stamps


def earliest_after(time_ns: int) -> Stamp:
    """Return what is less than the stamps of all files that changed after a time, and of no others."""
    return struct.pack(">Q", time_ns + 1)


def stamp_of(path: str | os.PathLike[str]) -> Stamp | None:
    """Return the stamp of one file, its links followed, or None where there is none; raises `OSError`."""
    try:
        return as_stamp(os.stat(path))  # noqa: PTH116 - called for thousands of files
    except (FileNotFoundError, NotADirectoryError):
        return None


def _nothing(name: str) -> object:
    del name
    return None


def _visit(folder: _Folder, leave_out: LeaveOut, stamps: dict[str, Stamp]) -> list[_Folder]:
    path, prefix, above = folder
    below: list[_Folder] = []
    with opened_folder(path) as place, os.scandir(place) as entries:
        within = above | {_identity(place)}
        if len(within) == len(above):
            return below  # a link led back to a folder that it stands in
        for entry in entries:
            name = entry.name
            if leave_out(name):
                continue
            try:
                if entry.is_dir():
                    below.append((f"{path}/{name}", f"{prefix}{name}/", within))
                else:
                    stamps[prefix + name] = as_stamp(entry.stat())
            except OSError:  # a link to nowhere or to itself
                if stamp := _link_stamp(entry):
                    stamps[prefix + name] = stamp
    return below


@contextmanager
def opened_folder(path: str) -> Iterator[int | str]:
    """Yield what a folder is listed by: the open folder where the system can do that, else its path."""
    if not _FROM_OPEN_FOLDERS:
        yield path
        return
    place = os.open(path, os.O_RDONLY)
    try:
        yield place
    finally:
        os.close(place)


def _identity(place: int | str) -> tuple[int, int]:
    found = os.stat(place)  # noqa: PTH116 - of an open folder
    return found.st_dev, found.st_ino


def _link_stamp(entry: os.DirEntry[str]) -> Stamp | None:
    try:
        return as_stamp(entry.stat(follow_symlinks=False))
    except FileNotFoundError:
        return None


def as_stamp(found: os.stat_result) -> Stamp:
    """Return the stamp of what the system says of a file."""
    mtime, ctime = found.st_mtime_ns, found.st_ctime_ns
    latest = mtime if mtime > ctime else ctime  # noqa: FURB136 - asked of a hundred thousand files
    numbers = latest, mtime, ctime, found.st_size, found.st_ino
    try:
        return _packed(*numbers)
    except struct.error:  # a time before 1970 or after 2554
        return _packed(*(number & _MOST for number in numbers))
