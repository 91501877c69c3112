"""What a build reads, seen without opening it: a stamp for every file below a folder."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from .errors import UnreadableFolderError

# When the bytes last changed (mtime, ns), when anything of the file did (ctime, ns), its bytes, its inode. Ctime and
# inode tell a file that came in another's place with its time kept, as from `cp -p`, `mv` or rsync.
Stamp = tuple[int, int, int, int]

# A name is found faster from an open folder than from the root of the file system.
_FROM_OPEN_FOLDERS = os.scandir in os.supports_fd

# A folder's path, the prefix of its files' names, and the identities of the folders it stands in.
_Folder = tuple[str, str, frozenset[tuple[int, int]]]


def stamps_below(
    root: str | os.PathLike[str], keep: Callable[[str], bool], skip: Callable[[str], bool]
) -> dict[str, Stamp]:
    """Return the stamps of the files below `root` by their path from there, with slashes, in no order.

    `keep` is asked for the name of each file, `skip` for that of each folder. Links are followed, but not in rings; one
    that leads nowhere has a stamp of its own, so that who reads it can say so. A root that is no folder has no files.
    Raises `UnreadableFolderError`.
    """
    stamps: dict[str, Stamp] = {}
    waiting: list[_Folder] = [(os.fspath(root), "", frozenset())]
    while waiting:
        folder = waiting.pop()
        try:
            waiting += _visit(folder, keep, skip, stamps)
        except (FileNotFoundError, NotADirectoryError):
            continue  # it went after it was listed
        except OSError as error:
            raise UnreadableFolderError(folder[0], error.strerror or str(error)) from error
    return stamps


def stamp_of(path: str | os.PathLike[str]) -> Stamp | None:
    """Return the stamp of one file, its links followed, or None where there is none; raises `OSError`."""
    try:
        return _as_stamp(os.stat(path))  # noqa: PTH116 - called for thousands of files
    except (FileNotFoundError, NotADirectoryError):
        return None


def _visit(
    folder: _Folder, keep: Callable[[str], bool], skip: Callable[[str], bool], stamps: dict[str, Stamp]
) -> list[_Folder]:
    path, prefix, above = folder
    below: list[_Folder] = []
    with _opened(path) as place, os.scandir(place) as entries:
        within = above | {_identity(place)}
        if len(within) == len(above):
            return below  # a link led back to a folder that it stands in
        for entry in entries:
            name = entry.name
            try:
                if entry.is_dir():
                    if not skip(name):
                        below.append((f"{path}/{name}", f"{prefix}{name}/", within))
                elif keep(name):
                    found = entry.stat()
                    stamps[prefix + name] = found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino
            except OSError:  # a link to nowhere or to itself
                if keep(name) and (stamp := _link_stamp(entry)):
                    stamps[prefix + name] = stamp
    return below


@contextmanager
def _opened(path: str) -> Iterator[int | str]:
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
        return _as_stamp(entry.stat(follow_symlinks=False))
    except FileNotFoundError:
        return None


def _as_stamp(found: os.stat_result) -> Stamp:
    return found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino
