"""Where a digest can be published: the setting DIGEST_TARGETS, read once into frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from typing import Any, TypeAlias, get_type_hints

from ..errors import SettingsError
from .secrets import hide

SETTING = "DIGEST_TARGETS"


@dataclass(frozen=True, slots=True)
class FolderTarget:
    """A folder of this machine, or one that is mounted; a relative one starts at the digest's folder.

    `compress` are the forms in which text is published besides, for servers that send it so: gz, br.
    """

    to: str
    compress: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RsyncTarget:
    """A folder that rsync reaches: `user@host:/folder/`, `rsync://host/module/`; `options` are given to rsync."""

    to: str
    options: tuple[str, ...] = ()
    compress: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GitTarget:
    """A branch of a remote, by its name or address; the commit is made in `repository`, a folder."""

    branch: str
    remote: str = "origin"
    repository: str = "."


@dataclass(frozen=True, slots=True)
class RcloneTarget:
    """A place that rclone reaches: `remote:bucket/path`; `options` are given to rclone."""

    to: str
    options: tuple[str, ...] = ()
    compress: tuple[str, ...] = ()


TreeTarget: TypeAlias = FolderTarget | RsyncTarget | RcloneTarget
Target: TypeAlias = TreeTarget | GitTarget
KINDS: Mapping[str, type[Target]] = {
    "folder": FolderTarget,
    "rsync": RsyncTarget,
    "git": GitTarget,
    "rclone": RcloneTarget,
}
_EXAMPLE = '{"web": {"kind": "rsync", "to": "editor@host.example:/var/www/digest/"}}'


def target_called(name: str, settings: Mapping[str, object], file: str) -> Target:
    """Return the target of this name; raises `SettingsError` in the settings `file` if it is not there or wrong."""
    targets = settings.get(SETTING) or {}
    if not isinstance(targets, Mapping):
        raise SettingsError(file, f"{SETTING} is {hide(repr(targets))}", f"write targets by name: {_EXAMPLE}")
    if name not in targets:
        there = f"there are: {', '.join(map(str, targets))}" if targets else f"{SETTING} has none"
        raise SettingsError(file, f"no target is called {name}; {there}", f"{SETTING} takes targets such as {_EXAMPLE}")
    return _read(targets[name], _Where(file, f"{SETTING}[{name!r}]"))


@dataclass(frozen=True, slots=True)
class _Where:
    """The place of a target in the settings, and what is wrong there."""

    file: str
    place: str

    def wrong(self, what: str, remedy: str) -> SettingsError:
        return SettingsError(self.file, f"{self.place} {hide(what)}", remedy)


def _read(given: object, where: _Where) -> Target:
    if not isinstance(given, Mapping):
        raise where.wrong(f"is {given!r}", f"write a target as in {_EXAMPLE}")
    values = dict(given)
    kind = values.pop("kind", None)
    if not isinstance(kind, str) or kind not in KINDS:
        raise where.wrong(f"has the kind {kind!r}", f"write one of {', '.join(KINDS)}")
    target = KINDS[kind]
    keys = {field.name: field.default is MISSING for field in fields(target)}
    for key in values.keys() - keys.keys():
        raise where.wrong(f"has a key {key!r}", f"one of kind {kind} takes {', '.join(keys)}")
    for key in (key for key, needed in keys.items() if needed and key not in values):
        raise where.wrong(f"has no {key!r}", f"add it, as docs/how-to/publish.md shows for the kind {kind}")
    hints = get_type_hints(target)
    read: dict[str, Any] = {key: _value(key, values[key], where, many=hints[key] is not str) for key in values}
    return target(**read)


def _value(key: str, value: object, where: _Where, *, many: bool) -> str | tuple[str, ...]:
    if not many:
        if isinstance(value, str) and value and not value.startswith("-"):
            return value
        raise where.wrong(f"has {value!r} as {key!r}", "write a text that does not begin with a dash")
    if isinstance(value, (list, tuple)) and all(isinstance(each, str) for each in value):
        return tuple(value)
    raise where.wrong(f"has {value!r} as {key!r}", "write a list of texts")
