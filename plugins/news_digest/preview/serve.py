"""`digest serve`: import, build, serve on this machine, and build again when something changes or is due."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from queue import Empty, SimpleQueue

from ..project import Project
from ..site.window import clock, kept_due
from ..stamps import stamp_of
from .builder import Builder
from .live import Live
from .panel import Panel
from .problem import Problem
from .server import SiteServer, listening, shown_host
from .sites import Switch
from .wanted import Account, Wanted
from .watch import Watchers, asks_for_import, code_changed, shows_at_once

OK = 0
# So many seconds at most pass until the clock is asked again: it may be set, or the machine may have slept.
LONGEST_S = 1.0
# After so many seconds without a change all files are looked at, or after so many times as many as that takes.
LULL_S, RARELY = 5.0, 20
NOT_WELL = "Not all went well, see above: what could be built is shown. The next change tries again."
DUE = "Due: a story comes or goes"


def serve(  # noqa: PLR0913 - the options of a command
    project: Project,
    folders: Sequence[str],
    *,
    port: int | None = None,
    bind: str = "127.0.0.1",
    verbosity: int = 0,
    now: str | None = None,
) -> int:
    """Serve the digest until Ctrl-C and return the exit status; `folders` are watched until a build names others.

    A build that fails prints its errors and leaves the site as far as it stood. `now` is the moment for which the site
    is built; without it that is the clock's, and the site is built again when a story comes or goes. Raises
    `PortTakenError` and `NoAddressError` before anything is built.
    """
    listener, live = listening(bind, port), Live()
    changes: SimpleQueue[str] = SimpleQueue()
    builder, watchers = Builder(project.root), Watchers(project, changes)
    switch = Switch(project, changes.put)
    preview = Preview(project, live, builder, watchers, switch, Wanted(now=now, verbosity=verbosity))
    with (
        SiteServer(project.output, listener, bind, live, Panel(switch, live), told=verbosity > 0) as server,
        closing(builder),
        closing(watchers),
    ):
        # Watching begins before the build, so that a change made during it is not missed.
        watchers.follow(folders)
        try:
            _build_on_change(preview, changes, f"{shown_host(bind)}:{server.port}")
        except KeyboardInterrupt:
            _say(verbosity, "")
    return OK


def _build_on_change(preview: Preview, changes: SimpleQueue[str], host: str) -> None:
    due = preview.build(first=True)
    _say(preview.wanted.verbosity, f"The digest is at http://{host}/ (Ctrl-C ends)")
    while True:
        path = next_change(changes, min(filter(None, (due, preview.lull_ends)), default=None))
        if path is None and (due is None or clock() < due):
            due = preview.look_at_all()
            continue
        paths = [path, *_all_else(changes)] if path else []
        _say(preview.wanted.verbosity, f"Changed: {_shown(paths, preview.project)}" if paths else DUE)
        due = preview.build(paths)


@dataclass(slots=True)
class Preview:
    """Builds the digest, and tells open pages what came of it.

    `switch` says which of its two sites; `wanted` is what each build has in common. `unseen` are the files that changed
    since a build that came to its end, None where any file may have. `lull_ends` is the moment to look at all files at,
    as a watcher may miss one; `took` is how many seconds that takes.
    """

    project: Project
    live: Live
    builder: Builder
    watchers: Watchers
    switch: Switch
    wanted: Wanted
    spiked: tuple[Problem, ...] = ()
    unseen: frozenset[str] | None = None
    lull_ends: int | None = None
    took: float = 0.0

    def look_at_all(self) -> int | None:
        """Build what the watcher missed, mostly nothing; return the same as `build`."""
        start = time.monotonic()
        due = self.build(quiet=True)
        self.took, self.lull_ends = time.monotonic() - start, None
        return due

    def build(self, changed: Sequence[str] = (), *, first: bool = False, quiet: bool = False) -> int | None:
        """Import and build; return when to do so again though nothing changes, None for never.

        All files are looked at by the first build, by one with an import, by other code or of the other site, and by a
        `quiet` one.
        """
        begun, start = clock(), time.monotonic()
        unpublished = self.switch.wanted
        other = unpublished != self.switch.shown
        if code_changed(changed):
            self.builder.renew()
            other = True
        imports = self.project.seeds.is_dir() and (first or asks_for_import(self.project, changed))
        only = None if self.unseen is None else self.unseen.union(changed)
        wanted = replace(
            self.wanted,
            verbosity=-1 if quiet else self.wanted.verbosity,
            imports=imports,
            first=first,
            changed=tuple(changed),
            unpublished=unpublished,
            only=None if only is None or first or imports or other or quiet else tuple(sorted(only)),
        )
        account = self._built(wanted, only)
        # Where nothing could be built of it, the other site stays.
        self.switch.shown = unpublished and self.project.unpublished.is_dir()
        if account.spiked is not None:
            self.spiked = account.spiked
        problems = sorted((*account.problems, *self.spiked), key=lambda problem: not problem.grave)
        self.live.tell(problems, account.story, assets=shows_at_once(changed), unpublished=self.switch.shown)
        if account.ok and not account.spiked:
            _say(wanted.verbosity, f"Built in {time.monotonic() - start:.2f} s")
        elif not quiet:
            sys.stderr.write(f"{NOT_WELL}\n")
        return None if wanted.now else wake_at(kept_due(self.switch.shelf(unpublished=unpublished)), begun)

    def _built(self, wanted: Wanted, only: frozenset[str] | None) -> Account:
        """Build, and note which files the next build has to look at."""
        seal = self.switch.shelf(unpublished=wanted.unpublished).seal
        before = stamp_of(seal)
        account = self.builder.build(wanted)
        self.watchers.follow(account.folders)
        # A build that refused a story comes to its end, one that could not go on does not.
        ended = account.ok or stamp_of(seal) != before
        self.unseen = frozenset() if ended else only
        if wanted.only is not None:
            self.lull_ends = clock() + round(max(LULL_S, RARELY * self.took) * 1_000_000)
        return account


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
