"""`digest serve`: import, build, serve on this machine, and build again when something changes or is due."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Event, Thread

import watchfiles

from ..press.book import Shelf
from ..project import Project
from ..site.window import clock, kept_due
from .server import SiteServer, listening, shown_host

OK = 0
BUILD = """\
import sys
from {package}.cli import main
imported = main([*{flags!r}, "import"])
sys.exit(main([*{flags!r}, "build", "--keep-broken", *{options!r}]) or imported)
"""
# What only the first build does.
FIRST = ("--search=if-possible",)
PACKAGE = __name__.rpartition(".preview.")[0]
# Milliseconds in which an editor's several writes count as one change.
DEBOUNCE = 300
# So many seconds at most pass until the clock is asked again: it may be set, or the machine may have slept.
LONGEST_S = 1.0
# Endings of the files in the project's own folder that a build reads.
ROOT_FILES = frozenset({".py", ".toml"})


def serve(
    project: Project, *, port: int | None = None, bind: str = "127.0.0.1", verbosity: int = 0, now: str | None = None
) -> int:
    """Serve the digest until Ctrl-C and return the exit status.

    A build that fails prints its errors and leaves the site as far as it stood. `now` is the moment for which the site
    is built; without it that is the clock's, and the site is built again when a story comes or goes. Raises
    `PortTakenError` and `NoAddressError` before anything is built.
    """
    listener, stop = listening(bind, port), Event()
    with SiteServer(project.output, listener, bind, told=verbosity > 0) as server:
        try:
            _build_on_change(project, stop, verbosity, now, f"{shown_host(bind)}:{server.port}")
        except KeyboardInterrupt:
            _say(verbosity, "")
        finally:
            stop.set()
    return OK


def _build_on_change(project: Project, stop: Event, verbosity: int, now: str | None, host: str) -> None:
    # Watching begins before the build, so that a change made during it is not missed.
    changes: SimpleQueue[str] = SimpleQueue()
    for watcher in _watchers(project, stop, changes):
        watcher.start()
    # While one writes the index may be older than the stories: making it takes longer than all else.
    due = _build(project, verbosity, now, FIRST)
    _say(verbosity, f"The digest is at http://{host}/ (Ctrl-C ends)")
    while True:
        path = next_change(changes, due)
        _say(verbosity, "Due: a story comes or goes" if path is None else f"Changed: {_shown(path, changes, project)}")
        due = _build(project, verbosity, now)


def _build(project: Project, verbosity: int, now: str | None, options: Sequence[str] = ()) -> int | None:
    """Import and build; return when to do so again though nothing changes, None for never."""
    begun = clock()
    build_in_process_of_its_own(project, verbosity, now, options)
    return None if now else wake_at(kept_due(Shelf.of(project.root, project.output)), begun)


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


def build_in_process_of_its_own(
    project: Project, verbosity: int, now: str | None = None, options: Sequence[str] = ()
) -> bool:
    """Import and build, with settings and code read anew; says how long it took, returns whether all went well."""
    flags = {-1: ["-q"], 0: []}.get(verbosity, ["-v"])
    options = [*options, *(["--now", now] if now else [])]
    command = [sys.executable, "-c", BUILD.format(package=PACKAGE, flags=flags, options=options)]
    start = time.monotonic()
    done = subprocess.run(command, env=_environment(), cwd=project.root, check=False)  # noqa: S603 - our own program
    if done.returncode == OK:
        _say(verbosity, f"Built in {time.monotonic() - start:.1f} s")
    else:
        sys.stderr.write("Not all went well, see above: what could be built is shown. The next change tries again.\n")
    return done.returncode == OK


def _environment() -> dict[str, str]:
    # In a clone the package is found by the settings file alone, which the new process reads too late.
    package_root = str(Path(__file__).parents[2])
    inherited = os.environ.get("PYTHONPATH")
    return os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, (package_root, inherited)))}


def _watchers(project: Project, stop: Event, changes: SimpleQueue[str]) -> Iterator[Thread]:
    def watch(paths: tuple[Path, ...], *, below: bool) -> None:
        watched = Watched(project, files_only=not below)
        for burst in watchfiles.watch(
            *paths, watch_filter=watched, stop_event=stop, debounce=DEBOUNCE, recursive=below
        ):
            for path in sorted({path for _, path in burst}):
                changes.put(path)

    folders = tuple(path for path in _folders(project) if path.is_dir())
    # The project's folder may hold a virtual environment: only the files right in it are watched.
    for paths, below in ((folders, True), ((project.root,), False)):
        yield Thread(target=watch, args=(paths,), kwargs={"below": below}, daemon=True)


def _folders(project: Project) -> tuple[Path, ...]:
    return (
        project.seeds,
        project.stories.parent,
        project.layouts,
        project.root / "theme",
        project.translations,
    )


def _shown(path: str, changes: SimpleQueue[str], project: Project) -> str:
    """Name a change, and take all that came with it."""
    others: set[str] = set()
    while not changes.empty():
        others.add(changes.get())
    count = len(others - {path})
    return os.path.relpath(path, project.root) + (f" and {count} more" if count else "")


class Watched(watchfiles.DefaultFilter):
    """Lets through what a build reads: not the ledger that an import writes, not hidden files."""

    def __init__(self, project: Project, *, files_only: bool) -> None:
        super().__init__()
        self._ledger = str(project.ledger)
        self._files_only = files_only

    def __call__(self, change: watchfiles.Change, path: str) -> bool:
        """Return whether the change calls for a build."""
        name = Path(path)
        if path == self._ledger or name.name.startswith(".") or not super().__call__(change, path):
            return False
        return name.suffix in ROOT_FILES if self._files_only else True


def _say(verbosity: int, line: str) -> None:
    if verbosity >= 0:
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()
