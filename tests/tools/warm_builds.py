"""The command `digest` run in children of one process that has imported all it needs: a fresh process's work, sooner.

A child inherits imported modules and nothing that a build made: the first one tells which modules it imported, and the
process that all later children come from then imports the same.
"""

from __future__ import annotations

import importlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, NoReturn

from newsroom import BIN, Run

# What a build does to files; a fuse counts these (https://docs.python.org/3/library/audit_events.html).
FILE_OPERATIONS = frozenset({"os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.truncate", "os.utime", "os.link"})
# Seconds after which a command is ended: it waits for what never comes.
LONGEST = 120
WRITING = os.O_WRONLY | os.O_RDWR


@dataclass(frozen=True, slots=True)
class Started:
    """A command that runs: the process that leads its group, and where its output goes."""

    pid: int
    said: Path

    def end(self, how: signal.Signals = signal.SIGKILL, *, group: bool = True) -> None:
        """Send a signal to the command, by default with all its workers; one that is over is left alone."""
        try:
            (os.killpg if group else os.kill)(self.pid, how)
        except ProcessLookupError:
            return


class WarmBuilds:
    """Starts commands as children of the warm process and waits for them; to be closed after use."""

    def __init__(self, scratch: Path) -> None:
        self._scratch = scratch
        self._count = 0
        self._process = subprocess.Popen(
            [sys.executable, __file__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    def start(self, folder: Path, *arguments: str, fuse: int | None = None) -> Started:
        """Start `digest` in a folder; at file operation number `fuse` of one process it is killed with its workers."""
        self._count += 1
        said = self._scratch / f"said-{self._count}"
        said.touch()  # one that is killed at once says nothing
        pid = self._ask({"folder": str(folder), "arguments": arguments, "fuse": fuse, "said": str(said)})
        return Started(pid, said)

    def wait(self, started: Started) -> Run:
        """Return what came of a command when it is over; its status is negative where a signal ended it."""
        status = self._ask({"wait": started.pid})
        said = started.said.read_text("utf-8", "replace")
        started.said.unlink()
        return Run(status, said, "")

    def run(self, folder: Path, *arguments: str, fuse: int | None = None) -> Run:
        """Run `digest` in a folder to its end."""
        return self.wait(self.start(folder, *arguments, fuse=fuse))

    def run_fresh(self, folder: Path, *arguments: str, under: tuple[str, ...] = ()) -> Run:
        """Run `digest`, `under` another program, as a process of its own with another order of hashes each time."""
        done = subprocess.run(
            [*under, str(BIN / "digest"), *arguments],
            cwd=folder,
            env={**os.environ, "PYTHONHASHSEED": "random"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
            timeout=LONGEST,
        )
        return Run(done.returncode, done.stdout.decode("utf-8", "replace"), "")

    def close(self) -> None:
        """End the warm process."""
        for stream in (self._process.stdin, self._process.stdout):
            if stream:
                stream.close()
        self._process.wait()

    def _ask(self, question: Mapping[str, object]) -> int:
        stdin, stdout = self._process.stdin, self._process.stdout
        if stdin is None or stdout is None:
            raise RuntimeError("the warm process was started without pipes")
        stdin.write(json.dumps(question) + "\n")
        stdin.flush()
        return int(stdout.readline())


@contextmanager
def warm_builds() -> Iterator[WarmBuilds]:
    """Yield the warm process; it ends with the block."""
    with tempfile.TemporaryDirectory(prefix="digest-said-") as scratch:
        builds = WarmBuilds(Path(scratch))
        try:
            yield builds
        finally:
            builds.close()


def main() -> None:
    """Be the warm process: start a child or wait for one, a line of JSON each, until there are no more lines."""
    for line in sys.stdin:
        question = json.loads(line)
        answer = _waited(question["wait"]) if "wait" in question else _started(question)
        sys.stdout.write(f"{answer}\n")
        sys.stdout.flush()


def _started(question: Mapping[str, object]) -> int:
    with tempfile.TemporaryFile("w+") as told:
        pid = os.fork()
        if pid == 0:
            _be_the_command(question, told)
        if "news_digest.cli" not in sys.modules:
            _waited_to_end(pid)
            told.seek(0)
            _import_all(told.read().split())
        return pid


def _waited(pid: int) -> int:
    _, status = os.waitpid(pid, 0)
    return os.waitstatus_to_exitcode(status)


def _waited_to_end(pid: int) -> None:
    # Without reaping it: who started it asks for its status later.
    os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)


def _be_the_command(question: Mapping[str, object], told: IO[str]) -> NoReturn:
    status = 1
    try:
        os.setsid()
        signal.alarm(LONGEST)
        _redirect(str(question["said"]))
        os.chdir(str(question["folder"]))
        status = _run(question)
        told.write("\n".join(_importable()))
        told.flush()
    except BaseException:  # noqa: BLE001 - whatever it is, it must end here and not in the code of the parent
        sys.excepthook(*sys.exc_info())
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


def _run(question: Mapping[str, object]) -> int:
    from news_digest.cli import main as digest  # noqa: PLC0415 - the first child finds out what there is to import

    fuse, arguments = question["fuse"], question["arguments"]
    if isinstance(fuse, int):
        light(fuse)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        return digest([str(argument) for argument in arguments] if isinstance(arguments, list) else [])
    except SystemExit as error:
        return error.code if isinstance(error.code, int) else 1
    finally:
        # What comes too late to interrupt the command must not interrupt what tells of it.
        signal.signal(signal.SIGINT, signal.SIG_IGN)


def _redirect(said: str) -> None:
    file = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    for stream in (1, 2):
        os.dup2(file, stream)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)


def _importable() -> list[str]:
    """Return the names of all modules that the environment has; what the digest's own folder has is its own."""
    homes = (sys.base_prefix, sys.prefix, str(Path(sys.modules["news_digest"].__file__ or "").parent))
    return [
        name
        for name, module in list(sys.modules.items())
        if name != "__main__" and (getattr(module, "__file__", None) or "").startswith(homes)
    ]


def _import_all(names: Sequence[str]) -> None:
    for name in names:
        importlib.import_module(name)


def light(fuse: int) -> None:
    """Kill this process and its group when it is about to do its file operation number `fuse`."""
    left = fuse

    def burn(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal left
        if event in FILE_OPERATIONS or (event == "open" and _writes(arguments)):
            left -= 1
            if left < 0:
                os.killpg(0, signal.SIGKILL)
                time.sleep(60)  # the signal is on its way

    sys.addaudithook(burn)


def _writes(arguments: tuple[object, ...]) -> bool:
    flags = arguments[2]
    return isinstance(flags, int) and bool(flags & WRITING)


if __name__ == "__main__":
    main()
