"""Programs that bring files to a target: their own words are told on failure, and what to do, but no secrets.

None is asked for a password but by ssh, which speaks with the terminal itself, if there is one.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from .errors import PublishError
from .remedies import ELSE, remedy_for
from .secrets import hide

_TOLD_LINES = 3
# A password that nobody can type must fail, not wait.
_QUIET = {"GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}


@dataclass(frozen=True, slots=True)
class Done:
    """What a program that ended printed, and how it ended."""

    status: int
    out: bytes
    err: str

    @property
    def told(self) -> str:
        """Its last words, in a line."""
        lines = [line.strip() for line in self.err.splitlines() if line.strip()]
        return "; ".join(lines[-_TOLD_LINES:]) or f"exit status {self.status}"


@dataclass(frozen=True, slots=True)
class Program:
    """A program with the arguments that each call has; `where` is what errors call the target."""

    where: str
    command: tuple[str, ...]
    folder: Path
    environment: Mapping[str, str]

    def __call__(self, *arguments: str, given: bytes = b"", bears: Sequence[int] = ()) -> Done:
        """Run it; raises `PublishError` unless it ends with 0 or a status that the caller `bears`."""
        done = self._run(arguments, given)
        if done.status and done.status not in bears:
            raise self._failure(done, arguments)
        return done

    def _failure(self, done: Done, arguments: Sequence[str]) -> PublishError:
        known = remedy_for(done.err)
        told = hide(known.line if known else done.told, (*self.command, *arguments))
        return PublishError(self.where, f"{self.command[0]} failed: {told}", known.what if known else ELSE)

    def _run(self, arguments: Sequence[str], given: bytes) -> Done:
        environment = {**os.environ, **_QUIET, **self.environment}
        try:
            ended = subprocess.run(  # noqa: S603 - git, rsync and rclone, as the settings name their targets
                [*self.command, *arguments],
                cwd=self.folder,
                env=environment,
                input=given,
                capture_output=True,
                check=False,
            )
        except FileNotFoundError as error:
            if not self.folder.is_dir():
                raise PublishError(self.where, f"no folder {self.folder}", "correct the target") from error
            name = self.command[0]
            remedy = f"install it, as with apt-get install {name}, or choose a target of another kind"
            raise PublishError(self.where, f"{name} is not installed", remedy) from error
        return Done(ended.returncode, ended.stdout, ended.stderr.decode("utf-8", "replace"))


def program(where: str, *command: str, folder: Path, environment: Mapping[str, str] | None = None) -> Program:
    """Return a program that runs in a folder."""
    return Program(where, command, folder, environment or {})
