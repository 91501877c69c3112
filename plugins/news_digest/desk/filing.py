"""Files and folders written whole or not at all."""

from __future__ import annotations

import os
import secrets
import shutil
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def write_aside(path: Path, data: bytes) -> None:
    """Put `data` at `path` in one step: written beside it, made durable, renamed; raises `OSError`.

    Whatever happens, the path has its old content or the new, and no other file is left.
    """
    aside = _aside(path)
    try:
        # Created by the umask like any file of the user's; tempfile would make it private.
        descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
    except BaseException as error:  # also an interruption leaves nothing behind; it is raised on
        with suppress(OSError):
            aside.unlink(missing_ok=True)
        if isinstance(error, OSError):
            error.filename = os.fspath(path)
        raise


def _aside(path: Path) -> Path:
    return path.with_name(f".{secrets.token_hex(8)}.tmp")


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
