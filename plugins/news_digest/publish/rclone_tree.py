"""A place that rclone reaches: a bucket of any S3-compatible store, or any other of its remotes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from .programs import Program, program
from .targets import RcloneTarget

# https://rclone.org/docs/#exit-code
_NO_FOLDER = 3
_LIST = ("--files-from-raw", "-")


@dataclass(frozen=True, slots=True)
class RcloneTree:
    """A place `to` of a remote."""

    rclone: Program
    to: str

    def read(self, names: Sequence[str]) -> Mapping[str, bytes]:
        """Return the bytes of those of these files that are there."""
        chosen = [f"--include=/{name}" for name in names]
        with TemporaryDirectory(prefix="digest-") as folder:
            self.rclone("copy", *chosen, "--retries=1", "--", self.to, folder, bears=[_NO_FOLDER])
            return {path.name: path.read_bytes() for path in Path(folder).iterdir()}

    def names(self) -> Iterable[str]:
        """Return the names of all files there."""
        printed = self.rclone("lsf", "-R", "--files-only", "--retries=1", "--", self.to, bears=[_NO_FOLDER]).out
        return [name for name in printed.decode("utf-8", "surrogateescape").split("\n") if name]

    def send(self, folder: Path, names: Sequence[str]) -> None:
        """Send files, several at a time."""
        # What differs is known, so rclone need not compare.
        self.rclone("copy", *_LIST, "--no-traverse", "--ignore-times", "--", str(folder), self.to, given=_list(names))

    def remove(self, names: Sequence[str]) -> None:
        """Remove files, then the folders that are empty, where the remote has folders."""
        self.rclone("delete", *_LIST, "--", self.to, given=_list(names))
        if any("/" in name for name in names):
            self.rclone("rmdirs", "--leave-root", "--", self.to)

    def tidy(self, *, cut: bool) -> None:
        """Do nothing: rclone leaves nothing half-sent in a bucket."""


def rclone_tree(where: str, target: RcloneTarget, root: Path) -> RcloneTree:
    """Return the place of a target; rclone runs in the folder `root`."""
    return RcloneTree(program(where, "rclone", *target.options, folder=root), target.to)


def _list(names: Sequence[str]) -> bytes:
    return "".join(f"{name}\n" for name in names).encode("utf-8", "surrogateescape")
