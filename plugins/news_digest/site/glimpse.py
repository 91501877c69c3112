"""A look at some files alone, where it is known that no other changed since the last build."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from stat import S_ISDIR
from typing import Any, NamedTuple

from ..stamps import Stamp, as_stamp
from .looking import Looked, Root, roots_of

# With more files than these a look at all is as good.
MANY_PATHS = 100
# Stands in a path for what is no text.
NO_TEXT = "\N{REPLACEMENT CHARACTER}"
# Groups whose files are named by their path from the content folder.
OF_CONTENT = frozenset({"stories", "pages", "static", "editions", "linked"})

Roots = Mapping[str, Iterable[Root]]
Seen = dict[str, dict[str, Stamp | None]]


class FolderError(Exception):
    """A folder came or went, or may have: what else changed by that is not told by its path."""


class Amended(Mapping[str, Stamp]):
    """Stamps that were kept, but for those that were seen since; None is what is gone."""

    def __init__(self, kept: Mapping[str, Stamp], seen: Mapping[str, Stamp | None]) -> None:
        self._kept, self._seen = kept, seen

    def __getitem__(self, path: str) -> Stamp:
        """Return the stamp of a path; raises `KeyError`."""
        stamp = self._seen[path] if path in self._seen else self._kept[path]
        if stamp is None:
            raise KeyError(path)
        return stamp

    def __iter__(self) -> Iterator[str]:
        """Yield all paths."""
        yield from (path for path in self._kept if path not in self._seen)
        yield from (path for path, stamp in self._seen.items() if stamp is not None)

    def __len__(self) -> int:
        """Return how many there are."""
        return sum(1 for _ in self)


class Last(NamedTuple):
    """What the last build left: the stamps by groups, those that it could not be sure of, what it knew by name."""

    kept: Mapping[str, Mapping[str, Stamp]]
    fresh: Mapping[str, Iterable[str]]
    linked: Collection[str]
    fonts: Collection[str]


def glimpse(settings: Mapping[str, Any], last: Last, paths: Collection[str]) -> Looked | None:
    """Return what `look` returns where nothing but these files changed since then, given by their whole paths.

    None is returned where the files alone do not tell it.
    """
    roots, content = roots_of(settings), os.path.abspath(str(settings["PATH"]))  # noqa: PTH100 - as a string
    known = last.kept.keys() == {*roots, "linked", "fonts", "nameless"} and not last.fresh.get("nameless")
    if not known or len(paths) > MANY_PATHS:
        return None
    seen: Seen = defaultdict(dict)
    try:
        for path in map(os.path.abspath, paths):
            if NO_TEXT in path or any(_is_within(path, font) for font in last.fonts):
                return None
            names = {*_linked_names(path, content, last.linked), *_names(path, roots)}
            if not names and not _is_known(path, content, roots):
                return None
            _see(path, names, last.kept, seen)
        for group, fresh in last.fresh.items():
            for name in fresh:
                seen[group][name] = _stamp_of(f"{content}/{name}" if group in OF_CONTENT else name, group)
    except (FolderError, OSError):
        return None
    groups = {group: Amended(stamps, seen.get(group, {})) for group, stamps in last.kept.items()}
    return Looked(groups, {group: found.keys() for group, found in seen.items()})


def _linked_names(path: str, content: str, linked: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield the name of a file that bodies link to; raises `FolderError` for a folder of such, and a file in one."""
    name = os.path.relpath(path, content).replace(os.sep, "/")
    if name in linked:
        yield "linked", name
    elif any(other.startswith(f"{name}/") or name.startswith(f"{other}/") for other in linked):
        raise FolderError


def _names(path: str, roots: Roots) -> Iterator[tuple[str, str]]:
    """Yield the group, and the name in it, for each group in which a file is; raises `FolderError` for a root."""
    for group, root, top in _tops(roots):
        if _is_within(top, path):
            raise FolderError
        if _is_below(path, top) and (name := root.name_of(path)):
            yield group, name


def _is_known(path: str, content: str, roots: Roots) -> bool:
    """Return whether it can be told that a file is no input: it lies among the content, or is left out."""
    return _is_below(path, content) or any(_is_below(path, top) for _, _, top in _tops(roots))


def _tops(roots: Roots) -> Iterator[tuple[str, Root, str]]:
    for group, found in roots.items():
        yield from ((group, root, os.path.abspath(root.path)) for root in found)  # noqa: PTH100 - as a string


def _see(path: str, names: Collection[tuple[str, str]], kept: Mapping[str, Mapping[str, Stamp]], seen: Seen) -> None:
    """Note the stamp of a file in each of its groups; raises `FolderError` where it is, or may have been, a folder."""
    for group, name in names:
        stamp = _stamp_of(path, group)
        gone = stamp is None and name not in kept[group]
        # An editor's file for a moment, or a folder with all that was in it.
        if gone and any(other.startswith(f"{name}/") for other in kept[group]):
            raise FolderError
        seen[group][name] = stamp


def _stamp_of(path: str, group: str) -> Stamp | None:
    """Return the stamp of a file as `look` has it; raises `FolderError`, and `OSError`."""
    try:
        found = os.stat(path)  # noqa: PTH116 - as a string
    except OSError:  # not there, or a link to nowhere or to itself, which are seen in folders alone
        try:
            found = os.lstat(path)
        except (FileNotFoundError, NotADirectoryError):
            return None
        return as_stamp(found) if group != "linked" else None
    if S_ISDIR(found.st_mode):
        raise FolderError
    return as_stamp(found)


def _is_below(path: str, folder: str) -> bool:
    return path.startswith(folder.rstrip(os.sep) + os.sep)


def _is_within(path: str, folder: str) -> bool:
    return path == folder or _is_below(path, folder)
