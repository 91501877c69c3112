"""A folder as it stood at a moment, and what is wrong with it beside what it should be."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

# The beginning of the name of a half-written file.
ASIDE = ".digest-part"
MISSING = "is missing"


@dataclass(frozen=True, slots=True)
class File:
    """A file's bytes, and what changes when it is written again."""

    data: bytes
    inode: int
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class Tree:
    """The files and the empty folders below a folder, by their paths there."""

    files: Mapping[str, File]
    empty: frozenset[str]

    @classmethod
    def below(cls, root: Path) -> Tree:
        """Read a folder; one that is not there is empty."""
        files, empty = {}, set()
        for folder, folders, names in os.walk(root):
            if not folders and not names and folder != str(root):
                empty.add(os.path.relpath(folder, root))
            for name in names:
                path = os.path.join(folder, name)  # noqa: PTH118 - a tree is read at every step
                if file := _file(path):
                    files[os.path.relpath(path, root)] = file
        return cls(files, frozenset(empty))

    def without(self, names: Collection[str]) -> Tree:
        """Return the tree as if there were no files of these names."""
        return replace(self, files={name: file for name, file in self.files.items() if name not in names})


def _file(path: str) -> File | None:
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - as above
            data, known = file.read(), os.fstat(file.fileno())
    except FileNotFoundError:  # workers of a build that was killed may still be at it
        return None
    return File(data, known.st_ino, known.st_mtime_ns)


def faults_of_build(before: Tree, after: Tree, wanted: Tree, foreign: Collection[str]) -> list[str]:
    """Return what a build did wrong that came upon `before`, left `after` and should have made `wanted`.

    `foreign` are the files that are not the build's, which must stand as they stood.
    """
    ours = {name: file for name, file in after.files.items() if name not in foreign}
    return [
        *differences(ours, wanted.files),
        *_rewritten(before, after),
        *(f"{name}: a foreign file is gone" for name in sorted(foreign) if name not in after.files),
        *(f"{name}: a foreign file was changed" for name in sorted(foreign) if _changed(name, before, after)),
        *(f"{name}/: an empty folder was left" for name in sorted(after.empty - before.empty)),
        *_litter(after),
    ]


def faults_of_failure(before: Tree, after: Tree) -> list[str]:
    """Return what a build did that should have refused to do anything; to sweep up after another is no fault."""
    return [*differences(_whole(after), _whole(before)), *_rewritten(before, after)]


def faults_of_death(before: Tree, after: Tree, wanted: Tree) -> list[str]:
    """Return which files are neither the old nor the new ones after a build that was killed."""
    return [
        f"{name}: a killed build left neither the old file nor the new one"
        for name, file in sorted(_whole(after).items())
        if file.data not in (_data(before, name), _data(wanted, name))
    ]


def differences(files: Mapping[str, File], wanted: Mapping[str, File]) -> Iterator[str]:
    """Yield each file that is missing, too many or different, with the place where its bytes begin to differ."""
    for name in sorted(files.keys() | wanted.keys()):
        if name not in files:
            yield f"{name}: {MISSING}"
        elif name not in wanted:
            yield f"{name}: should not be there"
        elif files[name].data != wanted[name].data:
            yield f"{name}: {first_difference(files[name].data, wanted[name].data)}"


def first_difference(data: bytes, wanted: bytes) -> str:
    """Return in words where two byte strings part."""
    at = next((i for i, (a, b) in enumerate(zip(data, wanted, strict=False)) if a != b), min(len(data), len(wanted)))
    piece = slice(max(0, at - 30), at + 50)
    return f"differs at byte {at}: {data[piece]!r}, wanted {wanted[piece]!r}"


def _rewritten(before: Tree, after: Tree) -> Iterator[str]:
    for name, file in sorted(after.files.items()):
        old = before.files.get(name)
        if old and old.data == file.data and old != file:
            yield f"{name}: was written again with the same bytes"


def _changed(name: str, before: Tree, after: Tree) -> bool:
    return name in before.files and name in after.files and before.files[name] != after.files[name]


def _litter(after: Tree) -> Iterator[str]:
    yield from (f"{name}: half-written" for name in sorted(after.files.keys() - _whole(after).keys()))


def _whole(tree: Tree) -> Mapping[str, File]:
    return {name: file for name, file in tree.files.items() if not Path(name).name.startswith(ASIDE)}


def _data(tree: Tree, name: str) -> bytes | None:
    return tree.files[name].data if name in tree.files else None
