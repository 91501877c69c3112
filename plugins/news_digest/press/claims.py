"""Two pages that want one file are found before anything is written."""

from __future__ import annotations

import os
from collections.abc import Iterable
from posixpath import normpath

from .errors import DoubleClaimError, OutsideOutputError
from .page import Claim


def refuse_double_claims(claims: Iterable[Claim]) -> None:
    """Raise `DoubleClaimError` where two claims name one file, `OutsideOutputError` where one leaves the folder."""
    owners: dict[str, Claim] = {}
    folders: dict[str, Claim] = {}
    for claim in claims:
        path = safe_path(claim)
        first = owners.setdefault(path, claim)
        if first is not claim:
            raise DoubleClaimError(path, first.origin, claim.origin)
        for folder in _folders(path):
            folders.setdefault(folder, claim)
    for path in owners.keys() & folders.keys():
        raise DoubleClaimError(path, owners[path].origin, folders[path].origin)


def safe_path(claim: Claim) -> str:
    """Return the path within the output folder in its plain form; raises `OutsideOutputError`."""
    path = normpath(claim.save_as.replace("\\", "/"))
    if path.startswith(("/", "../")) or path in {"..", "."} or "\0" in path:
        raise OutsideOutputError(claim.save_as, claim.origin)
    return path


def files_within(names: object) -> set[str]:
    """Return the names of files of the output folder in a list that may be damaged: nothing else in it is any."""
    return {name for name in names if _is_file_within(name)} if isinstance(names, list) else set()


def _is_file_within(name: object) -> bool:
    if not isinstance(name, str):
        return False
    try:
        os.fsencode(safe_path(Claim(name, "")))
    except (OutsideOutputError, UnicodeEncodeError):
        return False
    return True


def _folders(path: str) -> Iterable[str]:
    parts = path.split("/")[:-1]
    return ("/".join(parts[: end + 1]) for end in range(len(parts)))
