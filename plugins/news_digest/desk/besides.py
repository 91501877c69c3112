"""Which sidecar belongs to which capture, and what the sidecars of a seed say together."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..capture.sidecars import FOLDER_FILE, MAX_BYTES, SUFFIX, Sidecar, joined, read_sidecar
from ..errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

Refused = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Beside:
    """A sidecar's file: its name in messages, its path, and whether it holds for a whole folder."""

    name: str
    path: str
    of_folder: bool = False


def pair_up(files: Collection[str]) -> tuple[Mapping[str, str], tuple[Refused, ...]]:
    """Return the sidecar of each capture among the files of one folder, and those that belong to none, with reasons."""
    captures = {name for name in files if not name.endswith(SUFFIX)}
    if len(captures) == len(files):
        return {}, ()
    by_stem: defaultdict[str, list[str]] = defaultdict(list)
    for name in captures:
        by_stem[name.rpartition(".")[0]].append(name)
    owned: dict[str, str] = {}
    refused: list[Refused] = []
    # A capture's whole name comes before its stem: the longer of two sidecars is the plainer one.
    for sidecar in sorted(set(files) - captures - {FOLDER_FILE}, key=lambda name: (-len(name), name)):
        stem = sidecar.removesuffix(SUFFIX)
        found = [stem] if stem in captures else sorted(by_stem.get(stem, ()))
        if reason := _why_refused(found, owned):
            refused.append((sidecar, *reason))
        else:
            owned[found[0]] = sidecar
    return owned, tuple(refused)


def _why_refused(found: list[str], owned: Mapping[str, str]) -> tuple[str, str] | None:
    if not found:
        return "it is a sidecar that belongs to no capture here", "name it as its capture with .toml, or remove it"
    if len(found) > 1:
        return f"it may belong to {' or '.join(found)}", f"name it {found[0]}{SUFFIX}"
    if found[0] in owned:
        return f"{found[0]} has a sidecar already, {owned[found[0]]}", "keep one of the two"
    return None


def read_besides(besides: Collection[Beside], *, several: bool) -> Sidecar | None:
    """Return what the sidecars of a seed say together; `several` tells that the seed holds several stories.

    Raises `SettingsError` where one is wrong and `OSError` where it cannot be read.
    """
    return joined(_read(beside, of_many=several or beside.of_folder) for beside in besides)


def _read(beside: Beside, *, of_many: bool) -> Sidecar:
    with open(beside.path, "rb") as file:  # noqa: PTH123 - a name that is not UTF-8 goes through as it is
        data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise SettingsError(beside.name, f"it is larger than {MAX_BYTES // 1000} kB", "it should hold a few lines")
    return read_sidecar(data, name=beside.name, of_many=of_many)
