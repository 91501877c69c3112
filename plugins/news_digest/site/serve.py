"""`digest serve`: import, build, serve on this machine, and build again when something changes."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread

import watchfiles

from ..project import Project
from .server import SiteServer, listen

OK = 0
BUILD = """\
import sys
from {package}.cli import main
imported = main([*sys.argv[1:], "import"])
sys.exit(main([*sys.argv[1:], "build"]) or imported)
"""
PACKAGE = __name__.rpartition(".site.")[0]
# Names in the project's own folder that a build reads; its folders are watched besides.
ROOT_FILES = frozenset({".py", ".toml"})


def serve(project: Project, *, port: int = 8000, bind: str = "127.0.0.1", verbosity: int = 0) -> int:
    """Serve the digest until Ctrl-C and return the exit status; raises `PortTakenError` before anything is built.

    A build that fails prints its errors and leaves the site as far as it stood.
    """
    server = listen(project.output, bind, port)
    stop = Event()
    builder = Builder(project, verbosity)
    try:
        builder.build()
        Thread(target=server.serve_forever, daemon=True).start()
        _say(verbosity, f"The digest is at http://{_host(server)}/ (Ctrl-C ends)")
        for changed in _changes(project, stop):
            _say(verbosity, f"Changed: {changed}")
            builder.build()
    except KeyboardInterrupt:
        _say(verbosity, "")
    finally:
        stop.set()
        server.shutdown()
        server.server_close()
    return OK


@dataclass(frozen=True, slots=True)
class Builder:
    """Imports and builds in a process of its own, so that changed settings and code are read anew."""

    project: Project
    verbosity: int

    def build(self) -> bool:
        """Build and say how long it took; returns whether all went well."""
        start = time.monotonic()
        done = subprocess.run(
            [sys.executable, "-c", BUILD.format(package=PACKAGE), *self._flags()],
            env=_environment(),
            cwd=self.project.root,
            check=False,
        )  # noqa: S603 E501 - our own program
        seconds = time.monotonic() - start
        if done.returncode == OK:
            _say(self.verbosity, f"Built in {seconds:.1f} s")
        else:
            sys.stderr.write(
                "The build failed; the site shows what was built before. It is tried again on the next change.\n"
            )
        return done.returncode == OK

    def _flags(self) -> list[str]:
        return {-1: ["-q"], 0: [], 1: ["-v"]}.get(self.verbosity, ["-v"])


def _environment() -> dict[str, str]:
    # In a clone the package is found by the settings file alone, which the new process reads too late.
    package_root = str(Path(__file__).parents[2])
    inherited = os.environ.get("PYTHONPATH")
    return os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, (package_root, inherited)))}


def _changes(project: Project, stop: Event) -> Iterator[str]:
    """Yield, for each burst of changes, the first changed file by its path within the project."""
    folders = [path for path in _folders(project) if path.is_dir()]
    for changes in watchfiles.watch(
        *folders, project.root, watch_filter=Watched(project), stop_event=stop, raise_interrupt=True, debounce=400
    ):
        changed = sorted(path for _, path in changes)
        yield os.path.relpath(changed[0], project.root) + (f" and {len(changed) - 1} more" if changed[1:] else "")


def _folders(project: Project) -> tuple[Path, ...]:
    return (project.seeds, project.stories.parent, project.layouts, project.root / "theme")


class Watched(watchfiles.DefaultFilter):
    """Lets through what a build reads: not its output, not the ledger that an import writes."""

    def __init__(self, project: Project) -> None:
        super().__init__()
        self._project = project
        self._folders = tuple(f"{folder}{os.sep}" for folder in _folders(project))

    def __call__(self, change: watchfiles.Change, path: str) -> bool:
        """Return whether the change calls for a build."""
        if path == str(self._project.ledger) or not super().__call__(change, path):
            return False
        return path.startswith(self._folders) or self._is_of_the_root(Path(path))

    def _is_of_the_root(self, path: Path) -> bool:
        return path.parent == self._project.root and path.suffix in ROOT_FILES


def _host(server: SiteServer) -> str:
    host, port = server.server_address[:2]
    return f"{host!s}:{port}"


def _say(verbosity: int, line: str) -> None:
    if verbosity >= 0:
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()
