"""Two runs of one kind take turns: two builds of one output folder, two imports of one digest."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows has no such locks; there runs do not wait for each other
    fcntl = None  # type: ignore[assignment]

from .errors import NoLockError


@contextmanager
def held(path: Path, tell: Callable[[str], None], what: str = "build") -> Iterator[None]:
    """Hold the lock of which `path` is the file, which stays; waits while another process does, and tells so once.

    `what` names the kind of run that takes turns.

    The system gives the lock up when all that hold it have ended, however they ended: this process, and workers that it
    forked meanwhile, which thus cannot write into the next run. Raises `NoLockError`.
    """
    file = _opened(path)
    try:
        _take(file, path, tell, what)
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


def _take(file: int, path: Path, tell: Callable[[str], None], what: str) -> None:
    if fcntl is None:
        return
    try:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            tell(f"another {what} of this digest is at work (process {_signature(file)}); this one waits until it ends")
            fcntl.flock(file, fcntl.LOCK_EX)
    except OSError as error:
        raise NoLockError(str(path), error.strerror or str(error)) from error


def _sign(file: int) -> None:
    # Of one length, and in one call, so that who waits never reads a half of it. A full disk stands in nobody's way.
    with suppress(OSError):
        os.lseek(file, 0, os.SEEK_SET)
        os.write(file, b"%-20d" % os.getpid())


def _signature(file: int) -> str:
    return os.read(file, 20).decode("ascii", "replace").strip() or "unknown"
