"""Builds for the preview, each by a process that reads settings and templates anew.

Most of a small build is to import what it needs. So one process imports that once, and forks for each build: the child
finds all in memory and leaves nothing behind. Where that cannot be, each build is a program of its own.
"""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

from .problem import Problem
from .wanted import Account, Wanted

PACKAGE = __name__.rpartition(".preview.")[0]
ONCE = f"from {PACKAGE}.commands.preview_builds import main; main()"
STANDING_BY = f"from {PACKAGE}.commands.preview_builds import stand_by; stand_by()"
# Windows has no fork, and libraries of macOS do not stand it.
FORKS = hasattr(os, "fork") and sys.platform != "darwin"


class Builder:
    """Builds the digest in a folder; to be closed after use."""

    def __init__(self, root: Path, *, forks: bool = FORKS) -> None:
        self._root, self._forks = root, forks
        self._warm: Warm | None = None

    def build(self, wanted: Wanted) -> Account:
        """Import and build, and return the account."""
        if not self._forks:
            return build_afresh(self._root, wanted)
        self._warm = self._warm or Warm(self._root)
        account = self._warm.build(wanted)
        if account is None:  # it was killed
            self.renew()
            return build_afresh(self._root, wanted)
        return account

    def renew(self) -> None:
        """Have the next build made with the code as it is by then."""
        if self._warm:
            self._warm.close()
            self._warm = None

    close = renew


class Warm:
    """The process that forks for each build; it ends when nobody wants anything of it any more."""

    def __init__(self, root: Path) -> None:
        reading, writing = os.pipe()
        self._process = subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, "-c", STANDING_BY, str(writing)],
            env=environment(),
            cwd=root,
            stdin=subprocess.PIPE,
            pass_fds=[writing],
        )
        os.close(writing)
        self._accounts: IO[bytes] = os.fdopen(reading, "rb")

    def build(self, wanted: Wanted) -> Account | None:
        """Return the account of a build; None where the process is no more."""
        with suppress(OSError, ValueError):
            if self._process.stdin:
                self._process.stdin.write(f"{wanted.as_json()}\n".encode())
                self._process.stdin.flush()
                return Account.from_json(self._accounts.readline().decode())
        return None

    def close(self) -> None:
        """End it; a build that it is at is waited for."""
        with suppress(OSError):
            if self._process.stdin:
                self._process.stdin.close()
        self._process.wait()
        self._accounts.close()


def build_afresh(root: Path, wanted: Wanted) -> Account:
    """Import and build in a folder by a process of its own, and return its account."""
    with TemporaryDirectory(prefix="digest-account-") as scratch:
        account = Path(scratch, "account.json")
        command = [sys.executable, "-c", ONCE, wanted.as_json(), str(account)]
        done = subprocess.run(command, env=environment(), cwd=root, check=False)  # noqa: S603 - our own program
        try:
            return Account.from_json(account.read_text("utf-8"))
        except (OSError, ValueError):
            return broken_off(done.returncode)


def broken_off(status: int) -> Account:
    """Return the account of a build that could give none."""
    how = f"was ended by signal {-status}" if status < 0 else f"ended with status {status}"
    return Account(ok=False, problems=(Problem(f"The build {how}. The terminal may tell more."),))


def environment() -> dict[str, str]:
    """Return the environment of a process that finds our package, as this one has."""
    # In a clone it is found by the settings file alone, which the new process reads too late.
    package_root = str(Path(__file__).parents[2])
    inherited = os.environ.get("PYTHONPATH")
    return os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, (package_root, inherited)))}
