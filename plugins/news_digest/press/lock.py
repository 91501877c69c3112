"""Two builds of one digest take turns."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows has no such locks; there builds do not wait for each other
    fcntl = None  # type: ignore[assignment]

from .errors import NoLockError


@contextmanager
def held(path: Path, tell: Callable[[str], None]) -> Iterator[None]:
    """Hold the lock of which `path` is the file, which stays; waits while another process does, and tells so once.

    The system gives the lock up when all that hold it have ended, however they ended: this process, and workers that it
    forked meanwhile, which thus cannot write into the next build. Raises `NoLockError`.
    """
    file = _opened(path)
    try:
        _take(file, path, tell)
        _sign(file)
        yield
    finally:
        os.close(file)


def _opened(path: Path) -> int:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        raise NoLockError(str(path), error.strerror or str(error)) from error


def _take(file: int, path: Path, tell: Callable[[str], None]) -> None:
    if fcntl is None:
        return
    try:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            tell(f"another build of this digest is at work (process {_signature(file)}); this one waits until it ends")
            fcntl.flock(file, fcntl.LOCK_EX)
    except OSError as error:
        raise NoLockError(str(path), error.strerror or str(error)) from error


def _sign(file: int) -> None:
    # Of one length, and in one call, so that who waits never reads a half of it.
    os.write(file, b"%-20d" % os.getpid())


def _signature(file: int) -> str:
    return os.read(file, 20).decode("ascii", "replace").strip() or "unknown"
