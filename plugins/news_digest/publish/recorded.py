"""A target that is a tree of files, with the record of what was published hidden in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

from .packing import Packer
from .record import RECORD, SENDING, Marks, in_doubt, mark_of, read_record, record_text


class Tree(Protocol):
    """A tree of files somewhere; each method raises `PublishError` where it cannot be reached."""

    def read(self, names: Sequence[str]) -> Mapping[str, bytes]:
        """Return the bytes of those of these files at its root that are there."""

    def names(self) -> Iterable[str]:
        """Return the names of all files there."""

    def send(self, folder: Path, names: Sequence[str]) -> None:
        """Send files of a folder to the same names, in this order where that can be."""

    def remove(self, names: Sequence[str]) -> None:
        """Remove files, be they there or not, and folders that are empty without them."""

    def tidy(self, *, cut: bool) -> None:
        """Remove what a publish left half-sent; `cut` where one is known to have been cut short."""


@dataclass(slots=True)
class RecordedHost:
    """A tree as a host; `output` is the site, `where` what errors call the target.

    `packer` makes compressed copies, which are files of the site there. `doubted` are the files of which a publish that
    was cut short left open what stands there.
    """

    tree: Tree
    output: Path
    where: str
    packer: Packer
    packed: frozenset[str] = frozenset()
    doubted: Marks = field(default_factory=dict)

    def standing(self) -> Marks:
        """Return what the record says, less what a publish that was cut short may have changed."""
        found = self.tree.read((RECORD, SENDING))
        self.doubted = read_record(found.get(SENDING), self.where)
        return {**read_record(found.get(RECORD), self.where), **self.doubted}

    def names(self) -> Iterable[str]:
        """Return the names of all files of the tree."""
        return self.tree.names()

    def begin(self, names: Sequence[str]) -> None:
        """Note what is about to change, and what an earlier publish was about to."""
        self.tree.tidy(cut=bool(self.doubted))
        self._keep(SENDING, {**self.doubted, **in_doubt(names)})

    def marks(self, names: Sequence[str]) -> dict[str, str]:
        """Return the marks of files of the site, and of their compressed copies."""
        marks = {name: mark_of((self.output / name).read_bytes()) for name in names}
        self.packed = frozenset(self.packer.pack(self.output, marks))
        return marks | {name: mark_of((self.packer.folder / name).read_bytes()) for name in self.packed}

    def send(self, names: Sequence[str]) -> None:
        """Send files of the site, compressed copies after all others."""
        for folder, packed in ((self.output, False), (self.packer.folder, True)):
            chosen = [name for name in names if (name in self.packed) is packed]
            if chosen:
                self.tree.send(folder, chosen)

    def remove(self, names: Sequence[str]) -> None:
        """Remove files."""
        self.tree.remove(names)

    def finish(self, marks: Marks) -> None:
        """Write the record; from then on nothing is in doubt."""
        self._keep(RECORD, marks)
        self.tree.remove((SENDING,))

    def _keep(self, name: str, marks: Marks) -> None:
        with TemporaryDirectory(prefix="digest-") as folder:
            (Path(folder) / name).write_bytes(record_text(marks))
            self.tree.send(Path(folder), (name,))
