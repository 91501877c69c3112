"""Builds of a small digest that are compared: with the one before, and with one that makes everything anew."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import pytest
from small_digest import SmallDigest

from news_digest.project import Project
from news_digest.site.build import Wishes, build

# What the lines begin with that say what was done.
SAID = ("Done: ", "New copies: ", "Due next: ")


class Built(NamedTuple):
    """What a build did: its exit status, what it printed, and the files that it wrote or removed."""

    status: int
    out: str
    err: str
    written: frozenset[str]
    removed: frozenset[str]

    @property
    def reasons(self) -> dict[str, str]:
        """Return why each file was made, as `--explain` prints it."""
        return dict(line.split(": ", 1) for line in self.out.splitlines() if not line.startswith(SAID))


class Print(NamedTuple):
    """A file of the output folder."""

    data: bytes
    mtime_ns: int
    inode: int


@dataclass(slots=True)
class Rebuilder:
    """Builds a digest in this process, and holds each build to what it may do."""

    digest: SmallDigest
    capture: pytest.CaptureFixture[str]
    conf: Path | None = None
    cold_root: Path = field(init=False)

    def __post_init__(self) -> None:
        """Find a place for builds from nothing."""
        self.cold_root = self.digest.root.parent / f"{self.digest.root.name}-cold"

    def build(self, *, fatal: str = "warnings", output: Path | None = None, **wishes: bool | int | str | None) -> Built:
        """Build and return what was done; a file whose bytes are the same must not have been written."""
        folder = output or self.digest.output
        before = prints(folder)
        self.capture.readouterr()
        chosen = Wishes(output=output, **wishes)  # type: ignore[arg-type]  # the switches that a test names
        status = build(Project.at(self.digest.root), self.conf, chosen, fatal=fatal)
        said = self.capture.readouterr()
        after = prints(folder)
        touched = {name for name, found in after.items() if found != before.get(name)}
        alike = {name for name in touched if name in before and before[name].data == after[name].data}
        assert not alike, "files were written although their bytes did not change"
        return Built(status, said.out, said.err, frozenset(touched), frozenset(before.keys() - after.keys()))

    def right(self, *, foreign: set[str] = frozenset(), fatal: str = "warnings", **wishes: bool | int | str) -> Built:  # type: ignore[assignment]
        """Build what changed; the tree is then that of a build from nothing, beside `foreign` files."""
        done = self.build(fatal=fatal, explain=True, **wishes)
        cold = self.cold(fatal=fatal, now=wishes.get("now"))
        assert (done.status, sorted(done.err.splitlines())) == (cold.status, sorted(cold.err.splitlines()))
        found = {name: each.data for name, each in prints(self.digest.output).items() if name not in foreign}
        assert found == {name: each.data for name, each in prints(self.cold_root).items()}
        assert not empty_folders(self.digest.output)
        return done

    def cold(self, fatal: str = "warnings", **wishes: bool | int | str | None) -> Built:
        """Build everything into another, empty folder."""
        shutil.rmtree(self.cold_root, ignore_errors=True)
        return self.build(fatal=fatal, output=self.cold_root, clean=True, **wishes)


def prints(folder: Path) -> dict[str, Print]:
    """Return every file of a folder by its name."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): _print(path) for path in found}


def empty_folders(folder: Path) -> list[str]:
    """Return the folders with nothing in them."""
    return [above for above, folders, files in os.walk(folder) if not folders and not files]


def _print(path: Path) -> Print:
    stat = path.stat()
    return Print(path.read_bytes(), stat.st_mtime_ns, stat.st_ino)
