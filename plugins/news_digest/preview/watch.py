"""What calls for a build, and what of one: the files that a digest is made of, watched."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from mimetypes import guess_type
from pathlib import Path
from queue import SimpleQueue
from threading import Event, Thread

import watchfiles

from ..codemark import PACKAGE
from ..project import Project

# An editor's several writes are over after so many milliseconds without one, and are waited for no longer than that.
STEP, DEBOUNCE = 20, 200
# Endings of the files in the project's own folder that a build reads.
ROOT_FILES = frozenset({".py", ".toml"})
# Types of files that pages show under the name that they had.
SHOWN = ("image/", "audio/", "video/", "font/", "text/css", "text/javascript")


def watchers(project: Project, stop: Event, changes: SimpleQueue[str]) -> Iterator[Thread]:
    """Yield threads that put the path of what changed into a queue."""

    def watch(paths: tuple[Path, ...], *, below: bool) -> None:
        watched = Watched(project, files_only=not below)
        for burst in watchfiles.watch(
            *paths, watch_filter=watched, stop_event=stop, debounce=DEBOUNCE, step=STEP, recursive=below
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
        PACKAGE,
    )


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
