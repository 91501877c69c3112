"""What has to leave the output folder: files of pages that are gone, and what a build that was cut short began."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from .claims import files_within, safe_path
from .errors import RemoveError, WriteError
from .page import Claim
from .place import ASIDE

# Why a folder is not removed although a file of it was: something else is in it, or it is no folder, or a disk's root.
_STAYS = frozenset({errno.ENOTEMPTY, errno.EEXIST, errno.ENOTDIR, errno.EBUSY})


@dataclass(frozen=True, slots=True)
class Intents:
    """The files that a build is about to make, told in the file `path` before the first of them is made.

    That file is there only while a build is at work, or after one that did not come to its end.
    """

    path: Path

    def announce(self, names: Iterable[str]) -> None:
        """Tell further `save_as` names, which may then be made; raises `WriteError`.

        What was announced before stays until `over`, so a build that repairs may itself be cut short.
        """
        # A line whose end is missing was cut short, so none of its files was made. The line feed before each keeps the
        # next from being joined to such a one.
        line = f"\n{json.dumps(list(names))}\n"
        with _as_write_error(self.path):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self.path.open("a", encoding="ascii") as file:
                file.write(line)

    def over(self) -> None:
        """Tell that all that was announced is made and recorded; raises `WriteError`."""
        with _as_write_error(self.path):
            self.path.unlink(missing_ok=True)


def left_over(path: Path) -> frozenset[str] | None:
    """Return what the builds announced that had no end, or None where the last build came to its end."""
    try:
        lines = path.read_text("ascii", "replace").split("\n")
    except FileNotFoundError:
        return None
    except OSError:  # it is there, so there was no end
        return frozenset()
    return frozenset(name for line in lines for name in _names(line))


def remove_files(output: Path, save_as: Iterable[str]) -> int:
    """Remove these files, then the folders that are empty without them; returns how many of the files were there.

    The output folder stays, and so does a folder in the place of a file and all that a link leads to outside. Raises
    `RemoveError`, and `OutsideOutputError` for a name that is outside by itself.
    """
    root = os.path.realpath(output)
    folders: dict[str, str] = {}
    removed = 0
    for name in save_as:
        folder, _, file = safe_path(Claim(name, "a page of an earlier build")).rpartition("/")
        if folder not in folders:
            folders[folder] = os.path.realpath(os.path.join(root, folder))  # noqa: PTH118 - called for every page
        if _is_within(folders[folder], root):
            removed += _remove(os.path.join(folders[folder], file))  # noqa: PTH118 - likewise
    for folder in folders.values():
        if _is_within(folder, root):
            _remove_empty(folder, root)
    return removed


def sweep_asides(output: Path) -> int:
    """Remove the half-written files of a build that was cut short; returns their number, raises `RemoveError`."""
    # No other program names files so; what a link leads to is not looked into.
    asides = (
        os.path.join(folder, name)  # noqa: PTH118 - called for every page
        for folder, _, names in os.walk(output)
        for name in names
        if name.startswith(ASIDE) and name.removeprefix(ASIDE).isdecimal()
    )
    return sum(map(_remove, asides))


def _names(line: str) -> set[str]:
    try:
        return files_within(json.loads(line))
    except ValueError:
        return set()


@contextmanager
def _as_write_error(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise WriteError(str(path), error.strerror or str(error)) from error


def _is_within(path: str, root: str) -> bool:
    return path == root or path.startswith(root + os.sep)


def _remove(path: str) -> bool:
    try:
        os.unlink(path)  # noqa: PTH108 - called for every page
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as error:
        if os.path.isdir(path):  # noqa: PTH112 - likewise
            return False
        raise RemoveError(path, error.strerror or str(error)) from error
    return True


def _remove_empty(folder: str, root: str) -> None:
    # A folder that is gone already may have been removed by a build that was cut short before it came to the next.
    while folder != root:
        try:
            with suppress(FileNotFoundError):
                os.rmdir(folder)  # noqa: PTH106 - called for every folder
        except OSError as error:
            if error.errno in _STAYS:
                return
            raise RemoveError(folder, error.strerror or str(error)) from error
        folder = os.path.dirname(folder)  # noqa: PTH120 - likewise
