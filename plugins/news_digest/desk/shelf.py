"""The story files that are there, at a glance: what the ledger does not know of has a code, too."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import yaml

from ..errors import StoryFileError
from ..markdown import read_story_bytes
from .codes import code_key

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_HEAD_BYTES = 16_384
# The same line in YAML front matter and in Pelican's own header; enough to know a file by, `read_story` reads it.
_KEYS = ("story_code", "seed", "slug", "guid", "source", "publisher", "date")
_KEY = re.compile(rf"^({'|'.join(_KEYS)}|formerly)[ \t]*:[ \t]*(.*?)[ \t]*$", re.MULTILINE | re.IGNORECASE)
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"|\'(?:[^\']|\'\')*\'')
_END = re.compile(r"^(?:---|\.\.\.)[ \t]*$|^[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Shelved:
    """A story file: its path in the stories folder with slashes, and some of its keys.

    `formerly` are its former codes and addresses.
    """

    file: str
    story_code: str | None
    seed: str | None
    slug: str | None
    guid: str | None = None
    source: str | None = None
    publisher: str | None = None
    date: str | None = None
    formerly: tuple[str, ...] = ()


class Shelf:
    """The story files below a folder, looked at once, when first asked for."""

    def __init__(self, stories: Path) -> None:
        self._stories = stories

    @cached_property
    def files(self) -> tuple[Shelved, ...]:
        """Every story file, by path."""
        return tuple(self._glance())

    @cached_property
    def _by_code(self) -> dict[str, Shelved]:
        return {code_key(one.story_code): one for one in self.files if one.story_code}

    @cached_property
    def _by_seed(self) -> dict[str, Shelved]:
        return {one.seed: one for one in self.files if one.seed}

    @cached_property
    def _by_guid(self) -> dict[str, Shelved]:
        return {one.guid: one for one in self.files if one.guid}

    @cached_property
    def _by_former(self) -> dict[str, Shelved]:
        return {code_key(former): one for one in self.files for former in one.formerly}

    def with_code(self, code: str) -> Shelved | None:
        """Return the file that has this story code."""
        return self._by_code.get(code_key(code))

    def with_guid(self, guid: str) -> Shelved | None:
        """Return the file that has this feed id."""
        return self._by_guid.get(guid)

    def of_seed(self, seed: str) -> Shelved | None:
        """Return the file that says it was made from this seed."""
        return self._by_seed.get(seed)

    def with_former(self, former: str) -> Shelved | None:
        """Return the file that names this as a former code or address of its story."""
        return self._by_former.get(code_key(former))

    def known_as(self, code: str) -> Shelved | None:
        """Return the file of the story that has this code, or else that had it."""
        return self.with_code(code) or self.with_former(code)

    def of_story(self, code: str, seed: str, guid: str) -> Shelved | None:
        """Return the file of an imported story wherever it is now, also where an editor gave it another code."""
        found = self.with_code(code) or self.of_seed(seed) or self.with_former(code)
        return found or self.with_guid(guid)

    def _glance(self) -> Iterator[Shelved]:
        for path in sorted(self._stories.rglob("*.md")):
            name = path.relative_to(self._stories).as_posix()
            if path.is_file() and not any(part.startswith(".") for part in name.split("/")):
                # A file that cannot be read stands in nobody's way here; the check and the build name it.
                with suppress(OSError):
                    yield _shelved(name, path)


def _head(path: Path) -> str:
    with path.open("rb") as file:
        text = file.read(_HEAD_BYTES).decode("utf-8-sig", "replace").replace("\r\n", "\n")
    begin = 4 if text.startswith("---\n") else 0
    end = _END.search(text, begin)
    return text[begin : end.start()] if end else text


def _shelved(name: str, path: Path) -> Shelved:
    keys = {match[1].lower(): _unquoted(match[2]) for match in _KEY.finditer(_head(path))}
    told = {key: keys.get(key) or None for key in _KEYS}
    return Shelved(name, **told, formerly=_formers(name, path) if "formerly" in keys else ())


def _formers(name: str, path: Path) -> tuple[str, ...]:
    """Return a list, which a glance cannot tell, from the whole file; few files have one."""
    with suppress(StoryFileError):
        return read_story_bytes(path.read_bytes(), name=name).formerly
    return ()


def _unquoted(value: str) -> str:
    if not _QUOTED.fullmatch(value):
        return value
    inner = value[1:-1]
    if "\\" not in inner and value[0] not in inner:
        return inner
    try:
        return str(yaml.load(value, Loader=yaml.BaseLoader))  # noqa: S506 - one text, of which it makes no object
    except (yaml.YAMLError, ValueError, OverflowError):  # an escape that names no character
        return value
