"""Files and folders written whole or not at all."""

from __future__ import annotations

import os
import re
import secrets
import shutil
from contextlib import contextmanager, suppress
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


# How a file is named until it comes to its place: hidden, and like no file of a person's.
_ASIDE = re.compile(r"\.[0-9a-f]{16}\.tmp")


def write_aside(path: Path, data: bytes) -> None:
    """Put `data` at `path` in one step: written beside it, made durable, renamed; raises `OSError`.

    Whatever happens, the path has its old content or the new, and no other file is left.
    """
    with set_aside(path, data) as aside:
        aside.replace(path)


@contextmanager
def set_aside(path: Path, data: bytes) -> Iterator[Path]:
    """Yield a durable file beside `path` that holds `data` and is to be moved there; raises `OSError`, named for it.

    If anything goes wrong until the end of the block, the file is removed.
    """
    aside = _aside(path)
    try:
        # Created by the umask like any file of the user's; tempfile would make it private.
        descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        yield aside
    except BaseException as error:  # also an interruption leaves nothing behind; it is raised on
        with suppress(OSError):
            aside.unlink(missing_ok=True)
        if isinstance(error, OSError):
            error.filename = os.fspath(path)
        raise


def is_aside(name: str) -> bool:
    """Return whether a file has the name of one that has not come to its place."""
    return _ASIDE.fullmatch(name) is not None


def _aside(path: Path) -> Path:
    return path.with_name(f".{secrets.token_hex(8)}.tmp")


def sweep(folders: Iterable[Path], alone: Iterable[Path]) -> None:
    """Remove what a killed run left aside below `folders`, and right in those of `alone`; nobody may be writing there.

    What cannot be removed stays: it is hidden, and stands in nobody's way.
    """
    waiting = [(os.fspath(folder), True) for folder in folders] + [(os.fspath(folder), False) for folder in alone]
    while waiting:
        folder, deep = waiting.pop()
        with suppress(OSError), os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting += [(entry.path, True)] if deep else []
                elif entry.name[0] == "." and is_aside(entry.name):
                    Path(entry.path).unlink(missing_ok=True)


def write_folder_aside(folder: Path, files: Mapping[str, bytes]) -> None:
    """Put a new folder in its place in one step, with files by their paths in it; raises `OSError`.

    Where that is cut short by anything but a kill, nothing is left; by a kill, a folder with a hidden name.
    """
    aside = _aside(folder)
    try:
        for name, data in files.items():
            (aside / name).parent.mkdir(parents=True, exist_ok=True)
            write_aside(aside / name, data)
        aside.rename(folder)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def read_if_there(path: Path) -> bytes | None:
    """Return a file's bytes, None where there is none; raises `OSError` where it cannot be read."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def write_sealed(path: Path, text: str) -> None:
    """Write a text under a line with its hash, so that damage is known when it is read; raises `OSError`."""
    data = text.encode("utf-8", "surrogatepass")
    path.parent.mkdir(parents=True, exist_ok=True)
    write_aside(path, _seal(data) + b"\n" + data)


def read_sealed(path: Path) -> bytes:
    """Return what `write_sealed` wrote; raises `OSError`, and `ValueError` where it is damaged."""
    seal, _, data = path.read_bytes().partition(b"\n")
    if seal != _seal(data):
        raise ValueError("the file is not as it was written")
    return data


def _seal(data: bytes) -> bytes:
    return blake2b(data, digest_size=20).hexdigest().encode("ascii")
