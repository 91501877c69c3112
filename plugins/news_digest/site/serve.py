"""`digest serve`: import, build, serve on this machine, and build again when something changes."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from queue import SimpleQueue
from threading import Event, Thread

import watchfiles

from ..project import Project
from .server import SiteServer, listen

OK = 0
BUILD = """\
import sys
from {package}.cli import main
imported = main([*sys.argv[1:], "import"])
sys.exit(main([*sys.argv[1:], "build", "--keep-broken"]) or imported)
"""
PACKAGE = __name__.rpartition(".site.")[0]
# Milliseconds in which an editor's several writes count as one change.
DEBOUNCE = 300
# Endings of the files in the project's own folder that a build reads.
ROOT_FILES = frozenset({".py", ".toml"})


def serve(project: Project, *, port: int = 8000, bind: str = "127.0.0.1", verbosity: int = 0) -> int:
    """Serve the digest until Ctrl-C and return the exit status; raises `PortTakenError` before anything is built.

    A build that fails prints its errors and leaves the site as far as it stood.
    """
    server = listen(project.output, bind, port)
    stop = Event()
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        _build_on_change(project, stop, verbosity, _host(server))
    except KeyboardInterrupt:
        _say(verbosity, "")
    finally:
        stop.set()
        server.shutdown()
        server.server_close()
    return OK


def _build_on_change(project: Project, stop: Event, verbosity: int, host: str) -> None:
    # Watching begins before the build, so that a change made during it is not missed.
    changes: SimpleQueue[str] = SimpleQueue()
    for watcher in _watchers(project, stop, changes):
        watcher.start()
    build_in_process_of_its_own(project, verbosity)
    _say(verbosity, f"The digest is at http://{host}/ (Ctrl-C ends)")
    while True:
        _say(verbosity, f"Changed: {_shown(changes, project)}")
        build_in_process_of_its_own(project, verbosity)


def build_in_process_of_its_own(project: Project, verbosity: int) -> bool:
    """Import and build, with settings and code read anew; says how long it took, returns whether all went well."""
    flags = {-1: ["-q"], 0: []}.get(verbosity, ["-v"])
    command = [sys.executable, "-c", BUILD.format(package=PACKAGE), *flags]
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


def _shown(changes: SimpleQueue[str], project: Project) -> str:
    """Wait for a change, take all that is there, and name the first."""
    paths = [changes.get()]
    while not changes.empty():
        paths.append(changes.get())
    others = len(set(paths)) - 1
    return os.path.relpath(paths[0], project.root) + (f" and {others} more" if others else "")


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


def _host(server: SiteServer) -> str:
    host, port = server.server_address[:2]
    return f"{host!s}:{port}"


def _say(verbosity: int, line: str) -> None:
    if verbosity >= 0:
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()
