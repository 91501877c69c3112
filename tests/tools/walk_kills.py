"""Ways in which a build ends before its time."""

from __future__ import annotations

import math
import os
import shutil
import signal
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Protocol

from newsroom import Run
from warm_builds import Started

INTERRUPTED = 130
# What a build and SQLite do to files; before one of these, of any process, strace(1) sends the signal.
CALLS = "write,pwrite64,rename,unlink,rmdir,mkdir,ftruncate,fdatasync"


class Startable(Protocol):
    """Starts `digest` and waits for it."""

    def start(self, folder: Path, *arguments: str, fuse: int | None = None) -> Started:
        """Start a command in a folder; at file operation number `fuse` it is killed with its workers."""

    def wait(self, started: Started) -> Run:
        """Return what came of it."""

    def run_fresh(self, folder: Path, *arguments: str, under: tuple[str, ...] = ()) -> Run:
        """Run a command to its end as a process of its own, `under` another program."""


@dataclass(frozen=True, slots=True)
class Victim:
    """A build that is about to begin in a folder by a command; the last whole one took `seconds`."""

    builds: Startable
    folder: Path
    command: tuple[str, ...]
    seconds: float


@dataclass(frozen=True, slots=True)
class Death:
    """How a build ended; `killed` is False where it was done before."""

    run: Run
    killed: bool


def before_a_file_operation(victim: Victim, rng: Random) -> Death:
    """Kill the build with its workers just before it writes, renames or removes something."""
    # Most builds do few such things, a cold one some hundreds.
    fuse = int(math.exp(rng.uniform(0, math.log(400)))) - 1
    return _death(victim.builds.wait(victim.builds.start(victim.folder, *victim.command, fuse=fuse)))


def at_a_moment(victim: Victim, rng: Random) -> Death:
    """Kill the build with its workers at some moment, as a machine that goes down does."""
    return _stopped(victim, rng, signal.SIGKILL, group=True)


def alone(victim: Victim, rng: Random) -> Death:
    """Kill the build's first process and leave its workers to themselves, as `kill -9` does."""
    return _stopped(victim, rng, signal.SIGKILL, group=False)


def by_a_request(victim: Victim, rng: Random) -> Death:
    """Ask the build's first process to end, as `kill` and service managers do."""
    return _stopped(victim, rng, signal.SIGTERM, group=False)


def by_ctrl_c(victim: Victim, rng: Random) -> Death:
    """Interrupt the build and its workers, as a terminal does."""
    return _stopped(victim, rng, signal.SIGINT, group=True)


def before_a_system_call(victim: Victim, rng: Random) -> Death:
    """Kill a process of the build before it writes, also where SQLite does; without strace at a moment."""
    strace = shutil.which("strace")
    if strace is None or not sys.platform.startswith("linux"):
        return at_a_moment(victim, rng)
    when = int(math.exp(rng.uniform(0, math.log(300))))
    inject = ("-e", f"trace={CALLS}", "-e", f"inject={CALLS}:signal=KILL:when={when}")
    return _death(
        victim.builds.run_fresh(victim.folder, *victim.command, under=(strace, "-f", "-o", os.devnull, *inject))
    )


WAYS: Mapping[Callable[[Victim, Random], Death], int] = {
    before_a_file_operation: 45,
    at_a_moment: 25,
    alone: 12,
    by_a_request: 6,
    by_ctrl_c: 6,
    before_a_system_call: 6,
}


def killed(victim: Victim, rng: Random) -> tuple[str, Death]:
    """Begin a build and have it killed in one of the ways; returns the way in words and what came of it."""
    way = rng.choices(tuple(WAYS), tuple(WAYS.values()))[0]
    return way.__name__.replace("_", " "), way(victim, rng)


def _stopped(victim: Victim, rng: Random, how: signal.Signals, *, group: bool) -> Death:
    started = victim.builds.start(victim.folder, *victim.command)
    time.sleep(rng.random() * victim.seconds)
    started.end(how, group=group)
    return _death(victim.builds.wait(started))


def _death(run: Run) -> Death:
    return Death(run, run.status < 0 or run.status == INTERRUPTED)
