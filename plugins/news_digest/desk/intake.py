"""Which files below the seeds folder are captures, and their bytes.

Left out without a word: hidden files and folders, editors' copies (`name~`), notes called README.md, and the folder
with the parts of a page that was saved beside it (`name_files`).
Refused with a reason: what is no regular file (a pipe, a device), links that lead out of the folder, and sidecars that
belong to no capture.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..capture.sidecars import FOLDER_FILE, SUFFIX
from ..errors import CaptureError
from .besides import Beside, pair_up

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping
    from pathlib import Path

NOTES = frozenset({"readme.md"})
# A percent sign that reads as an escape, spaces that a story file would tidy away, and all but plain ASCII.
_ESCAPED = re.compile(r"%(?=[0-9A-Fa-f]{2})|^ | (?= |$)|[^ -~]")
_ESCAPE = re.compile(rb"%([0-9A-Fa-f]{2})")


# As browsers name the folder with a saved page's parts, in some languages.
_PARTS = ("_files", "_file", "-Dateien", "_fichiers", "_archivos", "_arquivos", "_bestanden", "-filer")
_PARTS_OF_PAGE = re.compile(rf"(?P<name>.+)(?:{'|'.join(_PARTS)})")
_PAGE = re.compile(r"(?P<name>.+)\.html?")


@dataclass(frozen=True, slots=True)
class Seed:
    """A capture's file: its name in ledger and messages, its path as the system has it, its sidecars, nearest last."""

    name: str
    path: str
    besides: tuple[Beside, ...] = ()


@dataclass(frozen=True, slots=True)
class Intake:
    """The seeds by name, and what was refused."""

    seeds: tuple[Seed, ...]
    refused: tuple[CaptureError, ...]


def find_seeds(root: Path) -> Intake:
    """Return every capture below `root`, sorted by name; nothing where there is no such folder."""
    seeds: list[Seed] = []
    refused: list[CaptureError] = []
    top = os.fspath(root)
    folders: list[tuple[str, tuple[Beside, ...]]] = [(top, ())] if root.is_dir() else []
    while folders:
        folder, besides = folders.pop()
        try:
            entries = [entry for entry in os.scandir(folder) if not _is_left_out(entry.name)]
        except OSError as error:
            refused.append(CaptureError(seed_name(folder, top), f"the folder cannot be read: {error.strerror}"))
            continue
        subfolders, files = _sorted_out(entries, top, refused)
        if FOLDER_FILE in files:
            besides = (*besides, Beside(seed_name(files[FOLDER_FILE], top), files[FOLDER_FILE], of_folder=True))
        folders += ((path, besides) for name, path in subfolders.items() if not _holds_parts_of_page(name, files))
        seeds += _seeds_among(files, besides, top, refused)
    return Intake(tuple(sorted(seeds, key=lambda seed: seed.name)), tuple(sorted(refused, key=lambda one: one.name)))


def _sorted_out(
    entries: Iterable[os.DirEntry[str]], top: str, refused: list[CaptureError]
) -> tuple[dict[str, str], dict[str, str]]:
    """Return the folders and the files, each by name, among a folder's entries; what must not be opened is refused."""
    folders: dict[str, str] = {}
    files: dict[str, str] = {}
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            folders[entry.name] = entry.path
        elif reason := _why_refused(entry, top):
            refused.append(CaptureError(seed_name(entry.path, top), *reason))
        else:
            files[entry.name] = entry.path
    return folders, files


def _seeds_among(
    files: Mapping[str, str], besides: tuple[Beside, ...], top: str, refused: list[CaptureError]
) -> Iterator[Seed]:
    owned, orphans = pair_up(files)
    refused += (CaptureError(seed_name(files[name], top), *reason) for name, *reason in orphans)
    for name, path in files.items():
        if not name.endswith(SUFFIX):
            own = files[owned[name]] if name in owned else None
            nearest = (Beside(seed_name(own, top), own),) if own else ()
            yield Seed(seed_name(path, top), path, (*besides, *nearest))


def _is_left_out(name: str) -> bool:
    return name.startswith(".") or name.endswith("~") or name.casefold() in NOTES


def _why_refused(entry: os.DirEntry[str], top: str) -> tuple[str, str] | None:
    """Return reason and remedy where an entry is no regular file, or a link that must not be followed."""
    try:
        return _why_no_file(entry, top)
    except OSError as error:
        return f"it cannot be looked at: {error.strerror}", "put the file itself in its place"


def _why_no_file(entry: os.DirEntry[str], top: str) -> tuple[str, str] | None:
    if entry.is_symlink():
        target, inside = os.path.realpath(entry.path), os.path.realpath(top)
        if not target.startswith(inside + os.sep):
            return "the link leads out of the seeds folder", "put a copy of the file in its place"
        if not entry.is_file():
            return "the link leads to no file", "put the file itself in its place"
        return None
    if not entry.is_file():
        return "it is a pipe, a socket or a device", "captures are plain files"
    return None


def _holds_parts_of_page(name: str, names: Container[str]) -> bool:
    """Return whether a folder holds the pictures and scripts of a page saved beside it; `names` stand beside it."""
    page = _PARTS_OF_PAGE.fullmatch(name)
    return page is not None and (f"{page['name']}.html" in names or f"{page['name']}.htm" in names)


def folders_of_parts(name: str) -> tuple[str, ...]:
    """Return the names that a folder with the parts of a page saved under this name may have."""
    page = _PAGE.fullmatch(name)
    return tuple(f"{page['name']}{end}" for end in _PARTS) if page else ()


def seed_name(path: str, top: str) -> str:
    """Return a path below `top` with slashes, in which each character that cannot be printed is written as %0A.

    No two paths share a name, `seed_path` leads back, and a story file holds the name as it is.
    """
    # Mostly it was listed below `top`; part by part this would take the longest of all that is done here.
    below = path.removeprefix(top + os.sep)
    name = below if below != path and "/." not in f"/{below}" else os.path.relpath(path, top)
    return _ESCAPED.sub(_escape, name.replace(os.sep, "/"))


def _escape(match: re.Match[str]) -> str:
    char = match[0]
    if char.isprintable() and not char.isascii():
        return char
    return "".join(f"%{byte:02X}" for byte in char.encode("utf-8", "surrogateescape"))


def seed_path(name: str, top: str) -> str:
    """Return the path below `top` that `seed_name` named."""
    raw = _ESCAPE.sub(lambda match: bytes([int(match[1], 16)]), name.encode("utf-8"))
    return os.path.join(top, *os.fsdecode(raw).split("/"))  # noqa: PTH118 - a name that is not UTF-8 goes through as it is
