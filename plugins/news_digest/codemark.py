"""The code that a run is made with, in one short text: our own, and the packages it runs on."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import blake2b
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
# Bytecode follows from the source, and a theme is an input of the build like any other.
NO_CODE = frozenset({"__pycache__", "theme"})
METADATA = (".dist-info", ".egg-info")
LENGTH = 16


@cache
def code_fingerprint() -> str:
    """Return a short text that changes with our package's files, with Python, and with any installed package's version.

    It is of the code as it was when first asked: a process goes on running what it has loaded.
    """
    digest = blake2b("\n".join((sys.version, *_installed(sys.path), "")).encode("utf-8", "replace"), digest_size=LENGTH)
    for name, data in _files(str(PACKAGE)):
        digest.update(b"%d:%b%d:" % (len(name), name.encode(), len(data)) + data)
    return digest.hexdigest()


def _installed(folders: Iterable[str]) -> Iterator[str]:
    """Yield the names of the folders of metadata, which hold the versions of all that may read or render for us."""
    for folder in folders:
        try:
            with os.scandir(folder or os.curdir) as listing:
                yield from sorted(entry.name for entry in listing if entry.name.endswith(METADATA))
        except OSError:  # sys.path may name archives and folders that are not there
            continue


def _files(folder: str, within: str = "") -> Iterator[tuple[str, bytes]]:
    with os.scandir(folder) as listing:
        entries = sorted((entry for entry in listing if entry.name not in NO_CODE), key=lambda entry: entry.name)
    for entry in entries:
        if entry.is_dir():
            yield from _files(entry.path, f"{within}{entry.name}/")
        else:
            yield within + entry.name, _data(entry.path)


def _data(path: str) -> bytes:
    # Path.read_bytes takes twice as long for a small file, and there are many.
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123
        return file.read()
