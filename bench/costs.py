"""What one build costs: time, processor time, memory of all its processes, files written."""

from __future__ import annotations

import hashlib
import os
import resource
import signal
import subprocess
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

# Seconds between two looks at the memory; a look at a gigabyte takes about a fiftieth of a second.
EVERY = 0.04
# A file as it is found: inode, time of writing (ns), bytes, digest of its content (b"" where nobody asked).
Found = tuple[int, int, int, bytes]


class BuildFailedError(Exception):
    """A build ended with an error, or left processes running."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a build took: seconds, seconds of processor time, megabytes, numbers of files.

    Only a weighed build has `memory`, the peak of all processes together (shared pages counted once), and `needless`,
    how many files were written with the bytes they had before.
    """

    wall: float
    cpu: float
    written: int
    removed: int
    memory: float | None = None
    needless: int | None = None

    @property
    def touched(self) -> int:
        """Return how many files were written or removed."""
        return self.written + self.removed


def build_cost(command: Sequence[str], folder: Path, output: Path, *, cores: int | None, weigh: bool) -> Cost:
    """Run a build to its end and return its cost; raises `BuildFailedError` with the end of what it printed."""
    before = tree(output, read=weigh)
    os.sync()  # or the files of the build before are still being written
    log = folder.with_suffix(".log")
    begin = time.perf_counter()
    child = _start(command, folder, log, cores)
    scales = Scales(child.pid) if weigh else None
    used = _wait(child)
    wall = time.perf_counter() - begin
    memory = scales.peak() if scales else None
    _refuse_failure(child, log)
    after = tree(output, read=weigh)
    written = [name for name, found in after.items() if before.get(name, ())[:2] != found[:2]]
    needless = sum(1 for name in written if name in before and before[name][3] == after[name][3])
    removed = len(before.keys() - after.keys())
    return Cost(wall, used.ru_utime + used.ru_stime, len(written), removed, memory, needless if weigh else None)


def _start(command: Sequence[str], folder: Path, log: Path, cores: int | None) -> subprocess.Popen[bytes]:
    with log.open("wb") as out, _held_to(cores):
        return subprocess.Popen(  # noqa: S603 - the commands that were chosen
            command,
            cwd=folder,
            env=_environment(),
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            start_new_session=True,
        )


def _environment() -> dict[str, str]:
    # As most people have it: Python keeps what it compiled of the programs that it runs.
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


@contextmanager
def _held_to(cores: int | None) -> Iterator[None]:
    """Hold this process, and so what it starts, to so many cores."""
    every = os.sched_getaffinity(0)
    os.sched_setaffinity(0, sorted(every)[:cores])
    try:
        yield
    finally:
        os.sched_setaffinity(0, every)


def _wait(child: subprocess.Popen[bytes]) -> resource.struct_rusage:
    """Return what a process and its children have used; ends them all where somebody ends us."""
    try:
        _, status, used = os.wait4(child.pid, 0)
    except KeyboardInterrupt:
        os.killpg(child.pid, signal.SIGKILL)
        raise
    child.returncode = os.waitstatus_to_exitcode(status)
    return used


def _refuse_failure(child: subprocess.Popen[bytes], log: Path) -> None:
    left = members(child.pid)
    if child.returncode or left:
        reason = f"exit status {child.returncode}" if child.returncode else f"left processes {left}"
        end = log.read_text("utf-8", "replace")[-2000:]
        raise BuildFailedError(f"{child.args!r}: {reason}\n{end}")


class Scales:
    """Weighs a session's processes again and again, in a thread, until asked for the peak."""

    def __init__(self, session: int) -> None:
        self._session = session
        self._peak = 0.0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._weigh, daemon=True)
        self._thread.start()

    def peak(self) -> float:
        """Return the highest sum in megabytes, and weigh no more."""
        self._over.set()
        self._thread.join()
        return self._peak

    def _weigh(self) -> None:
        while not self._over.wait(EVERY):
            self._peak = max(self._peak, sum(map(weight, members(self._session))))


def members(session: int) -> list[int]:
    """Return the processes of a session, whatever became of their parents."""
    return [process for process in _processes() if _session_of(process) == session]


def _processes() -> Iterator[int]:
    return (int(name) for name in os.listdir("/proc") if name.isdigit())  # noqa: PTH208 - proc(5) has names


def _session_of(process: int) -> int | None:
    try:
        text = Path(f"/proc/{process}/stat").read_text("utf-8", "replace")
    except (FileNotFoundError, ProcessLookupError):
        return None  # ended meanwhile
    # Behind the command's name in brackets; one that ended and waits to be asked how it went (Z) runs no more.
    state, _parent, _group, session, *_ = text.rpartition(")")[2].split()
    return int(session) if state != "Z" else None


def weight(process: int) -> float:
    """Return a process's share of the memory in megabytes: a page of several processes counts as parts (Pss)."""
    try:
        text = Path(f"/proc/{process}/smaps_rollup").read_text("ascii")
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    kilobytes = [line.split()[1] for line in text.splitlines() if line.startswith("Pss:")]
    return int(kilobytes[0]) / 1024 if kilobytes else 0.0


def tree(folder: Path, *, read: bool = False) -> dict[str, Found]:
    """Return every file below a folder by its path; empty where there is no such folder."""
    found: dict[str, Found] = {}
    folders = [str(folder)] if folder.is_dir() else []
    while folders:
        with os.scandir(folders.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.path)
                else:
                    state = entry.stat()
                    stamp = (state.st_ino, state.st_mtime_ns, state.st_size)
                    found[entry.path] = (*stamp, _digest(entry.path, stamp) if read else b"")
    return found


@cache
def _digest(path: str, _stamp: tuple[int, int, int]) -> bytes:
    with open(path, "rb") as file:  # noqa: PTH123 - a hundred thousand times
        return hashlib.blake2b(file.read(), digest_size=16).digest()
