"""The record of what was published: it lies hidden beside the site, so that only what we published is ever removed.

It stands where anybody may read it. So it has hashes of files' names: who finds it learns no address.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import blake2b

from .errors import PublishError

RECORD = ".digest-published"
# Files that a publish is about to send or remove: what stands there is not known until it came to its end.
SENDING = ".digest-sending"
HIDDEN = frozenset({RECORD, SENDING})

UNKNOWN = "-"
_HEAD = "digest-published 1"

Marks = Mapping[str, str]  # by the keys of files: a hash of their bytes, or UNKNOWN


def key_of(name: str) -> str:
    """Return what stands for a file's name."""
    return blake2b(name.encode("utf-8", "surrogateescape"), digest_size=12).hexdigest()


def mark_of(data: bytes) -> str:
    """Return what stands for a file's bytes."""
    return blake2b(data, digest_size=12).hexdigest()


def record_text(marks: Marks) -> bytes:
    """Return the text of a record; what did not change keeps its place in it."""
    return "".join((f"{_HEAD}\n", *(f"{key} {marks[key]}\n" for key in sorted(marks)))).encode("ascii")


def read_record(data: bytes | None, where: str) -> dict[str, str]:
    """Return the marks of a record, none where there is no file; raises `PublishError`."""
    if data is None:
        return {}
    head, *lines = data.decode("ascii", "replace").splitlines() or [""]
    pairs = [line.split(" ") for line in lines]
    if head != _HEAD or any(len(pair) != 2 for pair in pairs):  # noqa: PLR2004 - a key and a mark
        remedy = "remove that file, and say with --adopt that what stands there was published by you"
        raise PublishError(where, f"{RECORD} is damaged, so it is not known which files are ours", remedy)
    return {key: mark for key, mark in pairs}  # noqa: C416 - mypy: a list is no pair


def in_doubt(names: Iterable[str]) -> dict[str, str]:
    """Return the marks of files of which it is not known what stands at the target."""
    return {key_of(name): UNKNOWN for name in names}
