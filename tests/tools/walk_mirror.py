"""An incremental build without any skill: all is built elsewhere and what differs is copied. And the same with flaws.

It shows that a walk finds nothing wrong where nothing is, and each flaw where there is one.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from newsroom import Run
from walk_trees import ASIDE, Tree
from warm_builds import Started, WarmBuilds


@dataclass(slots=True)
class MirrorBuilds:
    """Stands in for the builds of one folder; a build into another folder is the real one."""

    real: WarmBuilds
    flaw: str = ""
    done: Run = Run(0, "", "")  # noqa: RUF009 - a frozen value

    def start(self, folder: Path, *arguments: str, fuse: int | None = None) -> Started:
        """Build at once, and to its end; what may be killed is a command that does nothing."""
        self.done = self.run(folder, *arguments, fuse=fuse)
        return self.real.start(folder, "--version")

    def wait(self, started: Started) -> Run:
        """Return what came of it."""
        self.real.wait(started)
        return self.done

    def run_fresh(self, folder: Path, *arguments: str, under: tuple[str, ...] = ()) -> Run:
        """Build as always."""
        del under
        return self.run(folder, *arguments)

    def run(self, folder: Path, *arguments: str, fuse: int | None = None) -> Run:
        """Build."""
        del fuse
        if arguments[:1] != ("build",) or "--clean" in arguments:
            return self.real.run(folder, *arguments)
        made = folder.with_name("mirrored")
        shutil.rmtree(made, ignore_errors=True)
        run = self.real.run(folder, "build", "--clean", "--output", str(made))
        if (made / "index.html").is_file():
            _mirror(made, folder, self.flaw)
        if self.flaw == "warns for nothing":
            return replace(run, err=f"{run.err}WARNING: nothing\n")
        return replace(run, status=1) if self.flaw == "fails for nothing" else run


def _mirror(made: Path, folder: Path, flaw: str) -> None:
    output, record = folder / "output", folder / ".mirrored"
    ours = set(json.loads(record.read_text("utf-8"))) if record.is_file() else set()
    new, old = Tree.below(made).files, Tree.below(output).files
    gone = (old.keys() if flaw == "removes what is not its own" else ours & old.keys()) - new.keys()
    if flaw != "keeps what is gone":
        _remove(output, gone, keep_folders=flaw == "keeps folders of what is gone")
    for name, file in new.items():
        blind = flaw == "does not see tags" and name.startswith("tags/") and name in old
        same = name in old and old[name].data == file.data
        if not blind and (not same or flaw == "writes everything again"):
            (output / name).parent.mkdir(parents=True, exist_ok=True)
            (output / name).write_bytes(file.data)
    if flaw == "leaves half a file":
        (output / f"{ASIDE}1").write_bytes(b"")
    record.write_text(json.dumps(sorted(new)), "utf-8")


def _remove(output: Path, names: set[str], *, keep_folders: bool) -> None:
    for name in names:
        (output / name).unlink()
        for folder in () if keep_folders else _folders(output, name):
            if not any(folder.iterdir()):
                folder.rmdir()


def _folders(output: Path, name: str) -> Iterator[Path]:
    return (output / folder for folder in Path(name).parents if folder != Path())
