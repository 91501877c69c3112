"""A disk that is full: a limit on file sizes that works anywhere, and a small real one where mounting is allowed."""

from __future__ import annotations

import os
import resource
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


def limit_files() -> None:
    """Let no file of this process grow over 512 bytes (RLIMIT_FSIZE, setrlimit(2)); to be run in a child."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (512, 512))


@contextmanager
def small_disk(folder: Path, size: str) -> Iterator[Callable[[], None]]:
    """Mount an empty disk of a size such as "64k" at a folder; yields a function that makes it large."""
    folder.mkdir(parents=True, exist_ok=True)
    _mount("-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder))
    try:
        yield lambda: _mount("-o", "remount,size=64m", str(folder))
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def can_mount() -> bool:
    """Return whether this user on this machine may mount a disk; containers mostly forbid it."""
    if os.geteuid() != 0:
        return False
    with tempfile.TemporaryDirectory() as folder:
        try:
            with small_disk(Path(folder), "64k"):
                return True
        except (OSError, subprocess.CalledProcessError):
            return False


def _mount(*arguments: str) -> None:
    subprocess.run(["mount", *arguments], check=True, capture_output=True)
