"""Two builds take turns, and one that is killed does not stand in the way."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from code_map import PACKAGE

from news_digest.errors import NoLockError
from news_digest.lock import held

# Holds the lock, says so, and ends when its input does; with "fork", a child stays for a second.
HOLDER = """
import os, sys, time
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from news_digest.lock import held
with held(Path(sys.argv[2]), lambda line: print(line, flush=True)):
    if "fork" in sys.argv and not os.fork():
        os.close(0), os.close(1)
        time.sleep(1)
        os._exit(0)
    print("held", flush=True)
    sys.stdin.read()
"""


@contextmanager
def a_holder(lock: Path, *words: str) -> Iterator[subprocess.Popen[str]]:
    """Run another process that asks for the lock."""
    command = [sys.executable, "-c", HOLDER, str(PACKAGE.parent), str(lock), *words]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def line(process: subprocess.Popen[str]) -> str:
    """Return the next line that a process prints."""
    assert process.stdout
    return process.stdout.readline().rstrip("\n")


def refuse(message: str) -> None:
    """Take no waiting."""
    pytest.fail(f"waited: {message}")


def test_a_free_lock_is_had_at_once(tmp_path: Path) -> None:
    """Time after time; its folder is made."""
    for _ in range(2):
        with held(tmp_path / "record" / "lock", refuse):
            pass


def test_a_second_build_waits_and_says_for_whom(tmp_path: Path) -> None:
    """One line, with the process's number; then it goes on."""
    lock = tmp_path / "lock"
    with a_holder(lock) as first:
        assert line(first) == "held"
        with a_holder(lock) as second:
            assert line(second) == (
                f"another build of this digest is at work (process {first.pid}); this one waits until it ends"
            )
            first.stdin.close()
            assert line(second) == "held"


def test_a_build_that_fails_gives_the_lock_back(tmp_path: Path) -> None:
    """Its error goes on."""
    with pytest.raises(KeyError), held(tmp_path / "lock", refuse):
        raise KeyError
    with held(tmp_path / "lock", refuse):
        pass


def test_a_build_that_is_killed_gives_the_lock_back(tmp_path: Path) -> None:
    """The file stays, and means nothing."""
    with a_holder(tmp_path / "lock") as holder:
        assert line(holder) == "held"
        holder.send_signal(signal.SIGKILL)
        holder.wait()
        with held(tmp_path / "lock", refuse):
            pass


def test_a_worker_that_outlives_its_build_keeps_the_next_waiting(tmp_path: Path) -> None:
    """It may be writing a file still."""
    told: list[str] = []
    with a_holder(tmp_path / "lock", "fork") as holder:
        assert line(holder) == "held"
        begun = time.monotonic()
        holder.send_signal(signal.SIGKILL)
        holder.wait()
        with held(tmp_path / "lock", told.append):
            assert time.monotonic() - begun > 0.3
    assert len(told) == 1


def test_whoever_waits_can_be_interrupted(tmp_path: Path) -> None:
    """Ctrl-C ends the waiting."""
    with a_holder(tmp_path / "lock") as holder:
        assert line(holder) == "held"
        with a_holder(tmp_path / "lock") as waiter:
            assert "waits" in line(waiter)
            waiter.send_signal(signal.SIGINT)
            assert waiter.wait(5) == -signal.SIGINT


def test_a_lock_that_cannot_be_had_is_named(tmp_path: Path) -> None:
    """With the reason."""
    with pytest.raises(NoLockError, match="cannot be locked: Is a directory"), held(tmp_path, refuse):
        pass


def test_the_lock_names_its_holder(tmp_path: Path) -> None:
    """Also where an earlier one had a longer number."""
    lock = tmp_path / "lock"
    lock.write_text("99999999999999999999")
    with held(lock, refuse):
        assert lock.read_text().strip() == str(os.getpid())
