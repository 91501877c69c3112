"""What calls for a build, and what of one: the files that a digest is made of, watched."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from mimetypes import guess_type
from pathlib import Path
from queue import SimpleQueue
from threading import Event, Thread

import watchfiles

from ..codemark import PACKAGE
from ..project import Project

# An editor's several writes are over after so many milliseconds without one, and are waited for no longer than that.
STEP, DEBOUNCE = 10, 200
# Milliseconds without a change after which it is known that watching has begun.
BEGUN = 1_000
# Endings of the files in the project's own folder that a build reads.
ROOT_FILES = frozenset({".py", ".toml"})
# Types of files that pages show under the name that they had.
SHOWN = ("image/", "audio/", "video/", "font/", "text/css", "text/javascript")


class Watchers:
    """Puts the path of all that changes into a queue; to be closed after use."""

    def __init__(self, project: Project, changes: SimpleQueue[str]) -> None:
        self._project, self._changes = project, changes
        self._folders: tuple[str, ...] = ()
        self._stop, self._stop_below = Event(), Event()
        # The project's folder may hold a virtual environment: only the files right in it are watched.
        self._start((str(project.root),), self._stop, Event(), below=False)

    def follow(self, folders: Sequence[str]) -> None:
        """Watch these folders in place of those before; without any these stay."""
        if not folders or tuple(folders) == self._folders:
            return
        self._folders, before, self._stop_below = tuple(folders), self._stop_below, Event()
        self._start(self._folders, self._stop_below, before, below=True)

    def close(self) -> None:
        """Watch no more."""
        self._stop.set()
        self._stop_below.set()

    def _start(self, paths: Sequence[str], stop: Event, before: Event, *, below: bool) -> None:
        """Watch these until they are to `stop`; as soon as that has begun, what was watched `before` is to."""
        watched = Watched(self._project, files_only=not below)
        bursts = watchfiles.watch(
            *paths,
            watch_filter=watched,
            stop_event=stop,
            debounce=DEBOUNCE,
            step=STEP,
            recursive=below,
            rust_timeout=BEGUN,
            yield_on_timeout=True,
        )
        Thread(target=self._put, args=(bursts, before), daemon=True).start()

    def _put(self, bursts: Iterator[set[watchfiles.main.FileChange]], before: Event) -> None:
        for burst in bursts:
            before.set()
            for path in sorted({path for _, path in burst}):
                self._changes.put(path)


class Watched(watchfiles.DefaultFilter):
    """Lets through what a build reads: not the ledger that an import writes, the site, hidden files."""

    def __init__(self, project: Project, *, files_only: bool) -> None:
        super().__init__()
        self._written = {str(project.ledger), str(project.output)}
        self._files_only = files_only

    def __call__(self, change: watchfiles.Change, path: str) -> bool:
        """Return whether the change calls for a build."""
        name = Path(path)
        if path in self._written or name.name.startswith(".") or not super().__call__(change, path):
            return False
        # A folder that comes may be one that is to be watched.
        came = change == watchfiles.Change.added and name.is_dir()
        return name.suffix in ROOT_FILES or came if self._files_only else True


def asks_for_import(project: Project, changed: Iterable[str]) -> bool:
    """Return whether the seeds have to be looked at: they changed, or what says how they are read did."""
    paths = [Path(path) for path in changed]
    read_by = (project.seeds, project.layouts)
    return any(path.parent == project.root or any(map(path.is_relative_to, read_by)) for path in paths)


def code_changed(changed: Iterable[str]) -> bool:
    """Return whether our own code did."""
    return any(Path(path).is_relative_to(PACKAGE) for path in changed)


def shows_at_once(changed: Iterable[str]) -> bool:
    """Return whether what pages show may have changed while they did not."""
    return any((guess_type(path)[0] or "").startswith(SHOWN) for path in changed)
