"""How all that an import reads stands, told by stamps; opened is only what is so young that stamps prove nothing.

A file that cannot be looked at, or a link to a folder, is a doubt: nothing is said, and an import goes the full way.
"""

from __future__ import annotations

import hashlib
import os
import stat
import struct
import sys
import time
from dataclasses import dataclass, field
from operator import attrgetter
from typing import TYPE_CHECKING

from ..capture.pictures import FOLDER
from ..codemark import code_fingerprint
from ..stamps import TICK_NS, as_stamp, opened_folder
from .conflicts import conflicts_of
from .journal import journal_of
from .ledger import RULES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from ..project import Project

MEMORY = ".digest"
"""The folder, in the project's, of what may be deleted at any time."""

LOCK = "import.lock"
"""The file there that is locked while seeds are imported."""

# What the desk keeps there and goes by.
_KEPT = ("archives.json", "desk.db", "desk.db-wal")
# Of more, which all changed in the last two seconds, an import may read the sums itself.
_MOST_YOUNG = 20_000
_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True, slots=True)
class Seen:
    """A hash of stamps, and the files that are so young that their stamps prove nothing.

    `files` are the paths of all plain files in folders, where they are wished for.
    """

    mark: str
    young: tuple[str, ...]
    files: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Standing:
    """How all stands: what an import reads and never writes (seeds, layouts, tags), and what it writes as well."""

    inputs: Seen
    outputs: Seen

    @property
    def mark(self) -> str:
        """Both hashes."""
        return f"{self.inputs.mark} {self.outputs.mark}"

    @property
    def young(self) -> tuple[str, ...]:
        """The young files of both."""
        return (*self.inputs.young, *self.outputs.young)


class DoubtError(Exception):
    """It cannot be told by stamps alone how things stand."""


@dataclass(slots=True)
class _Walk:
    """Looks at files and folders in a fixed order and puts all that it sees into one hash."""

    since_ns: int
    hash: hashlib.blake2b = field(default_factory=lambda: hashlib.blake2b(digest_size=20))
    young: list[str] = field(default_factory=list)
    files: set[str] | None = None

    def all_below(self, root: str) -> None:
        """Take in a folder with all that is in it; one that is not there is empty."""
        waiting = [root] if os.path.isdir(root) else []  # noqa: PTH112 - of a string
        while waiting:
            folder = waiting.pop()
            with opened_folder(folder) as place, os.scandir(place) as entries:
                waiting += self._listed(folder, sorted(entries, key=attrgetter("name")))

    def _listed(self, folder: str, entries: Iterable[os.DirEntry[str]]) -> list[str]:
        """Take in the files of a folder and return the folders in it; asked of hundreds of thousands of files."""
        since, young = self.since_ns, self.young
        names, numbers, below = [folder], [0], []
        for entry in entries:
            name = entry.name
            if entry.is_file(follow_symlinks=False):
                found = entry.stat(follow_symlinks=False)
                mtime, ctime = found.st_mtime_ns, found.st_ctime_ns
                names.append(name)
                numbers += (mtime, ctime, found.st_size, found.st_ino)
                if mtime > since or ctime > since:
                    young.append(f"{folder}/{name}")
            elif entry.is_dir(follow_symlinks=False):
                below.append(f"{folder}/{name}")
            else:
                self.alone(f"{folder}/{name}")
        if self.files is not None:
            self.files.update([f"{folder}/{name}" for name in names[1:]])
        # No name holds a zero byte, so no two folders give the same bytes.
        self.hash.update(b"/%d\0%b\0%b" % (len(names), os.fsencode("\0".join(names)), _packed(numbers)))
        return below[::-1]

    def alone(self, path: str) -> None:
        """Take in one file, or that it is not there."""
        try:
            found = self._file(path, os.lstat(path))
        except (FileNotFoundError, NotADirectoryError):
            found = b"-"
        self.hash.update(b"|%b\0%b" % (os.fsencode(path), found))

    def _file(self, path: str, found: os.stat_result) -> bytes:
        if stat.S_ISLNK(found.st_mode):
            return self._link(path, found)
        if not stat.S_ISREG(found.st_mode):
            raise DoubtError  # a pipe, a device: nobody knows what comes out of it
        if max(found.st_mtime_ns, found.st_ctime_ns) > self.since_ns:
            self.young.append(path)
        return as_stamp(found)

    def _link(self, path: str, link: os.stat_result) -> bytes:
        target = os.fsencode(os.path.realpath(path))
        try:
            found = os.stat(path)  # noqa: PTH116 - a name that is not UTF-8 goes through as it is
        except FileNotFoundError:
            return as_stamp(link) + b"-" + target
        return as_stamp(link) + self._file(path, found) + target


def _packed(numbers: list[int]) -> bytes:
    try:
        return struct.pack(f">{len(numbers)}q", *numbers)
    except struct.error:  # a file's number, or a time, that some systems have
        return repr(numbers).encode("ascii")


def standing(project: Project, *, strict: bool) -> Standing | None:
    """Return how all stands that an import of these wishes reads, None where that is in doubt."""
    inputs, outputs = inputs_of(project, strict=strict), outputs_of(project)
    return None if inputs is None or outputs is None else Standing(inputs, outputs)


def inputs_of(project: Project, *, strict: bool) -> Seen | None:
    """Return how all stands that an import reads and never writes, our code and who reads it among it."""
    given = (RULES, code_fingerprint(), project, strict, _who(), sys.getfilesystemencoding(), os.name)
    return _seen((project.seeds, project.layouts), (project.vocabulary,), repr(given))


def outputs_of(project: Project, *, with_files: bool = False) -> Seen | None:
    """Return how all stands that an import reads and writes."""
    memory = (project.root / MEMORY / name for name in _KEPT)
    alone = (project.ledger, journal_of(project), conflicts_of(project), *memory)
    return _seen((project.stories, project.content / FOLDER), alone, files=set() if with_files else None)


def _seen(
    folders: Iterable[Path], alone: Iterable[Path], given: str = "", files: set[str] | None = None
) -> Seen | None:
    walk = _Walk(time.time_ns() - TICK_NS, files=files)
    walk.hash.update(given.encode("utf-8", "surrogatepass"))
    try:
        for folder in folders:
            walk.all_below(os.fspath(folder))
        for file in alone:
            walk.alone(os.fspath(file))
    except (OSError, DoubtError):
        return None
    return Seen(walk.hash.hexdigest(), tuple(walk.young), frozenset(files or ()))


def _who() -> int:
    """Return who reads, as far as the system tells: what one may read another may not."""
    return os.geteuid() if hasattr(os, "geteuid") else -1


def sums_of_files(paths: Iterable[str]) -> Mapping[str, str] | None:
    """Return the SHA-256 of files by path; None where one cannot be read or there are too many."""
    wanted = tuple(paths)
    if len(wanted) > _MOST_YOUNG:
        return None
    try:
        return {path: _sum(path) for path in wanted}
    except OSError:
        return None


def _sum(path: str) -> str:
    # Were there a pipe by now, nobody would wait for it.
    with os.fdopen(os.open(path, _READ), "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
