"""Files come to the output folder whole or not at all, and keep their time where their bytes did not change."""

from __future__ import annotations

import os
from pathlib import Path

from .errors import WriteError

# Its leading dot hides a half-written file from web servers and file listings.
ASIDE = ".digest-part"


def place_text(path: Path, text: str) -> bool:
    """Write the text as UTF-8 if the file differs; returns whether it was written, raises `WriteError`."""
    return place_bytes(path, text.encode("utf-8", "replace"))


def place_copy(source: Path, path: Path) -> bool:
    """Copy the file's bytes if the copy differs; returns whether it was written, raises `WriteError`."""
    try:
        data = source.read_bytes()
    except OSError as error:
        raise WriteError(str(path), f"{source} cannot be read: {error.strerror}") from error
    return place_bytes(path, data)


def place_bytes(path: Path, data: bytes) -> bool:
    """Write the bytes if the file differs, aside and then renamed; returns whether it was written."""
    try:
        if _holds(path, data):
            return False
        _replace(path, data)
    except OSError as error:
        raise WriteError(str(path), error.strerror or str(error)) from error
    return True


def _holds(path: Path, data: bytes) -> bool:
    try:
        # The length spares reading most files that differ.
        return path.stat().st_size == len(data) and path.read_bytes() == data
    except FileNotFoundError:
        return False


def _replace(path: Path, data: bytes) -> None:
    aside = path.with_name(f"{ASIDE}{os.getpid()}")
    try:
        _write(aside, data)
        aside.replace(path)
    except BaseException:  # an interrupted build leaves nothing half-written either
        aside.unlink(missing_ok=True)
        raise


def _write(path: Path, data: bytes) -> None:
    # Most folders are there already, and asking for each would cost more than writing.
    try:
        path.write_bytes(data)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
