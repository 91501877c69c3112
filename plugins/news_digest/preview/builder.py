"""Builds for the preview, each by a process that reads settings and code anew."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from .problem import Problem
from .wanted import Account, Wanted

PACKAGE = __name__.rpartition(".preview.")[0]
PROGRAM = f"from {PACKAGE}.commands.preview_builds import main; main()"


def build_afresh(root: Path, wanted: Wanted) -> Account:
    """Import and build in a folder by a process of its own, and return its account."""
    with TemporaryDirectory(prefix="digest-account-") as scratch:
        account = Path(scratch, "account.json")
        command = [sys.executable, "-c", PROGRAM, wanted.as_json(), str(account)]
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
