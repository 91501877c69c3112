"""A folder as a target: each file is written aside and renamed, so whoever reads it finds the old or the new one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from ..press.place import place_copy
from ..press.sweep import remove_files, sweep_asides
from .errors import PublishError
from .links import list_files


@dataclass(frozen=True, slots=True)
class FolderTree:
    """A folder of this machine."""

    root: Path

    def read(self, names: Sequence[str]) -> Mapping[str, bytes]:
        """Return the bytes of those of these files that are there."""
        found = {}
        for name in names:
            with suppress(FileNotFoundError):
                found[name] = (self.root / name).read_bytes()
        return found

    def names(self) -> Iterable[str]:
        """Return the names of all files below the folder."""
        return list_files(self.root)

    def send(self, folder: Path, names: Sequence[str]) -> None:
        """Copy files in this order; raises `WriteError`."""
        for name in names:
            place_copy(folder / name, self.root / name)

    def remove(self, names: Sequence[str]) -> None:
        """Remove files; raises `RemoveError`."""
        remove_files(self.root, names)

    def tidy(self, *, cut: bool) -> None:  # noqa: ARG002 - looking costs little here
        """Remove what was written aside by a copy that was cut short."""
        sweep_asides(self.root)


def folder_tree(to: Path, output: Path, name: str) -> FolderTree:
    """Return the folder `to`; raises `PublishError` where it is none, or lies in the site or around it."""
    here, there = output.resolve(), to.resolve()
    if here == there or here in there.parents or there in here.parents:
        raise PublishError(name, f"{to} and the built site {output} lie in one another", "choose another folder")
    if there.exists() and not there.is_dir():
        raise PublishError(name, f"{to} is no folder", "choose another folder")
    return FolderTree(there)
