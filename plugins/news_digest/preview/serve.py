"""`digest serve`: import, build, serve on this machine, and build again when something changes or is due."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from queue import Empty, SimpleQueue
from threading import Event

from ..project import Project
from ..site.window import clock, kept_due
from .builder import Builder
from .live import Live
from .panel import Panel
from .problem import Problem
from .server import SiteServer, listening, shown_host
from .sites import Switch
from .wanted import Wanted
from .watch import asks_for_import, code_changed, shows_at_once, watchers

OK = 0
# So many seconds at most pass until the clock is asked again: it may be set, or the machine may have slept.
LONGEST_S = 1.0
NOT_WELL = "Not all went well, see above: what could be built is shown. The next change tries again."
DUE = "Due: a story comes or goes"


def serve(
    project: Project, *, port: int | None = None, bind: str = "127.0.0.1", verbosity: int = 0, now: str | None = None
) -> int:
    """Serve the digest until Ctrl-C and return the exit status.

    A build that fails prints its errors and leaves the site as far as it stood. `now` is the moment for which the site
    is built; without it that is the clock's, and the site is built again when a story comes or goes. Raises
    `PortTakenError` and `NoAddressError` before anything is built.
    """
    listener, stop, live = listening(bind, port), Event(), Live()
    builder, changes = Builder(project.root), SimpleQueue[str]()
    switch = Switch(project, changes.put)
    preview = Preview(project, live, builder, switch, Wanted(now=now, verbosity=verbosity))
    panel = Panel(switch, live)
    with SiteServer(project.output, listener, bind, live, panel, told=verbosity > 0) as server, closing(builder):
        try:
            _build_on_change(preview, changes, stop, f"{shown_host(bind)}:{server.port}")
        except KeyboardInterrupt:
            _say(verbosity, "")
        finally:
            stop.set()
    return OK


def _build_on_change(preview: Preview, changes: SimpleQueue[str], stop: Event, host: str) -> None:
    # Watching begins before the build, so that a change made during it is not missed.
    for watcher in watchers(preview.project, stop, changes):
        watcher.start()
    due = preview.build(first=True)
    _say(preview.wanted.verbosity, f"The digest is at http://{host}/ (Ctrl-C ends)")
    while True:
        path = next_change(changes, due)
        paths = [path, *_all_else(changes)] if path else []
        _say(preview.wanted.verbosity, f"Changed: {_shown(paths, preview.project)}" if paths else DUE)
        due = preview.build(paths)


@dataclass(slots=True)
class Preview:
    """Builds the digest, and tells open pages what came of it.

    `switch` says which of its two sites; `wanted` is what each build has in common.
    """

    project: Project
    live: Live
    builder: Builder
    switch: Switch
    wanted: Wanted
    spiked: tuple[Problem, ...] = ()

    def build(self, changed: Sequence[str] = (), *, first: bool = False) -> int | None:
        """Import and build; return when to do so again though nothing changes, None for never."""
        begun, start = clock(), time.monotonic()
        if code_changed(changed):
            self.builder.renew()
        imports = self.project.seeds.is_dir() and (first or asks_for_import(self.project, changed))
        unpublished = self.switch.wanted
        shelf = self.switch.shelf(unpublished=unpublished)
        wanted = replace(self.wanted, imports=imports, first=first, changed=tuple(changed), unpublished=unpublished)
        account = self.builder.build(wanted)
        # Where nothing could be built of it, the other site stays.
        shown = self.switch.shown = unpublished and self.project.unpublished.is_dir()
        if account.spiked is not None:
            self.spiked = account.spiked
        problems = sorted((*account.problems, *self.spiked), key=lambda problem: not problem.grave)
        self.live.tell(problems, account.story, assets=shows_at_once(changed), unpublished=shown)
        if account.ok and not account.spiked:
            _say(wanted.verbosity, f"Built in {time.monotonic() - start:.2f} s")
        else:
            sys.stderr.write(
                "Not all went well, see above: what could be built is shown. The next change tries again.\n"
            )
        return None if wanted.now else wake_at(kept_due(shelf), begun)


def wake_at(due: int | None, begun: int) -> int | None:
    """Return the moment to build at again, of what a build that `begun` then left as due next.

    What was due before it began was left by another: it failed, or the settings fix its moment.
    """
    return due if due is not None and due > begun else None


def next_change(changes: SimpleQueue[str], due: int | None, clock: Callable[[], int] = clock) -> str | None:
    """Wait for a change and return its path, or None as soon as it is the moment at which something is due."""
    if due is None:
        return changes.get()
    while (left := due - clock()) > 0:
        with suppress(Empty):
            return changes.get(timeout=min(left / 1_000_000, LONGEST_S))
    return None


def _all_else(changes: SimpleQueue[str]) -> list[str]:
    """Take all changes that are there."""
    found = []
    with suppress(Empty):
        while True:
            found.append(changes.get_nowait())
    return found


def _shown(paths: Sequence[str], project: Project) -> str:
    count = len(set(paths)) - 1
    return os.path.relpath(paths[0], project.root) + (f" and {count} more" if count else "")


def _say(verbosity: int, line: str) -> None:
    if verbosity >= 0:
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()
