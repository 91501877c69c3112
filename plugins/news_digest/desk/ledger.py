"""The ledger: what was imported from which bytes by which rules, one JSON object a line, sorted by seed and part.

The first line names the format: 1, or 2 where seeds have several stories or addresses are known, which format 1 had no
keys for. The file is in git and no clock reaches it, so two people who import the same
seeds write the same ledger.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING

from ..capture.containers.shapes import part_name
from ..errors import SettingsError
from .codes import code_key
from .filing import read_if_there, write_aside

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

FORMAT = 2
# Raised by one when the same capture would make another story file than before: every seed is then read again.
RULES = 5

# After so many stories, or a tenth of all: saving costs as much as there is.
_OFTEN = 500
FORMAT_BEFORE = 1
_LATER = frozenset({"part", "url", "extent", "captured"})
"""Keys of format 2, left out where they are empty."""

_RESTORE = "take the last good one from git (git checkout -- {name}), or make it again with digest ledger --rebuild"


@dataclass(frozen=True, slots=True)
class Entry:
    """One seed, or one part of a seed, that became a story.

    `sha256` and `size` are those of the seed's bytes, `rules` the version that read them, `printed_code` the code as
    the capture prints it, `publisher` whose code it is; `file` is relative to the stories folder, with slashes;
    `written` is the fingerprint of the file as the import left it. `part` names the story in a seed that has several,
    `url` is the address of the captured page where it is known, `extent` is "summary" where the capture is no more,
    `captured` is when its archive says that it was captured (ISO 8601, in UTC).
    """

    seed: str
    sha256: str
    size: int
    rules: int
    story_code: str
    printed_code: str | None
    publisher: str | None
    slug: str
    guid: str
    file: str
    written: str
    part: str = ""
    url: str | None = None
    extent: str | None = None
    captured: str | None = None

    @property
    def name(self) -> str:
        """Return the story's name in messages and story files."""
        return part_name(self.seed, self.part)


_KEYS = tuple(field.name for field in fields(Entry))


def parts_by_seed(entries: Iterable[Entry]) -> Mapping[str, list[Entry]]:
    """Return the stories of seeds that have several."""
    found: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.part:
            found[entry.seed].append(entry)
    return found


def fingerprint(file: bytes | str) -> str:
    """Return the SHA-256 of a story file; line ends do not count, as git may change them."""
    data = file.encode("utf-8") if isinstance(file, str) else file
    return hashlib.sha256(data.replace(b"\r\n", b"\n")).hexdigest()


class Ledger:
    """The entries of one digest, in memory; `save` writes them where they changed."""

    def __init__(self, path: Path, text: str = "") -> None:
        """Read the ledger's text; raises `SettingsError` with the line where it is damaged or newer than we are."""
        self.path = path
        self._text = text
        self._unsaved, self._changed = 0, False
        self._in_order: tuple[Entry, ...] | None = None
        # As it is spelt: what nobody changes costs nothing to write.
        self._lines: dict[tuple[str, str], str] = {}
        self._entries: dict[tuple[str, str], Entry] = {}
        for entry, line in _parse(path.name, text):
            key = (entry.seed, entry.part)
            self._entries[key], self._lines[key] = entry, line

    @classmethod
    def load(cls, path: Path) -> Ledger:
        """Return the ledger kept at `path`, empty where there is none yet."""
        try:
            return cls(path, path.read_text("utf-8"))
        except FileNotFoundError:
            return cls(path)
        except UnicodeDecodeError as error:
            raise _damaged(path.name, None, "it is not UTF-8") from error

    @classmethod
    def of(cls, path: Path, entries: Iterable[Entry]) -> Ledger:
        """Return a ledger of these entries, which is not yet written."""
        made = cls(path)
        for entry in entries:
            made.put(entry)
        return made

    def __iter__(self) -> Iterator[Entry]:
        """Iterate over the entries by seed and part."""
        if self._in_order is None:
            self._in_order = tuple(self._entries[key] for key in sorted(self._entries))
        return iter(self._in_order)

    def __len__(self) -> int:
        """Return the number of entries."""
        return len(self._entries)

    def get(self, seed: str, part: str = "") -> Entry | None:
        """Return what became of the seed of this name, or of this part of it."""
        return self._entries.get((seed, part))

    def put(self, entry: Entry) -> None:
        """Remember an entry in place of the seed's former one."""
        key = (entry.seed, entry.part)
        if self._entries.get(key) != entry:
            self._changed, self._in_order = True, None
            self._lines.pop(key, None)
            self._entries[key] = entry
        self._unsaved += 1

    def forget(self, entry: Entry) -> None:
        """Drop an entry."""
        key = (entry.seed, entry.part)
        del self._entries[key]
        self._lines.pop(key, None)
        self._changed, self._in_order = True, None

    def __contains__(self, name: str) -> bool:
        """Return whether a story has this name: a seed's, or a seed's and a part's."""
        seed, _, part = name.partition("#")
        return (name, "") in self._entries or (seed, part) in self._entries

    def follow_renamed(self, seeds: Mapping[str, str]) -> None:
        """Give the entry of a seed that is gone to the new seed with the same bytes; it is read again for its name.

        `seeds` are the sums of the seeds that are there.
        """
        gone = {entry.sha256: entry for entry in self if not entry.part and entry.seed not in seeds}
        for name, sha256 in seeds.items():
            former = gone.pop(sha256, None) if self.get(name) is None else None
            if former is not None:
                self.forget(former)
                self.put(replace(former, seed=name, rules=0))

    def with_code(self, code: str) -> Entry | None:
        """Return the entry that has this story code, or whose capture prints it."""
        key = code_key(code)
        own = (entry for entry in self if code_key(entry.story_code) == key)
        printed = (entry for entry in self if entry.printed_code and code_key(entry.printed_code) == key)
        return next(own, None) or next(printed, None)

    def has_grown(self) -> bool:
        """Return whether so much was put into it that it should be saved in the middle of a long import."""
        return self._unsaved >= max(_OFTEN, len(self) // 10)

    def is_unsaved(self) -> bool:
        """Return whether an entry was put in or dropped since it was read or saved."""
        return self._changed

    def is_on_disk(self) -> bool:
        """Return whether the file says what this ledger says; raises `OSError` where it cannot be read."""
        return not self._changed and (read_if_there(self.path) or b"") == self._text.encode("utf-8")

    def save(self) -> bool:
        """Write the ledger if it changed and say whether it did; raises `OSError`."""
        text, self._unsaved = self.as_text(), 0
        if text == self._text or not self._entries:
            self._changed = self._changed and text != self._text
            return False
        self.path.parent.mkdir(parents=True, exist_ok=True)
        write_aside(self.path, text.encode("utf-8"))
        self._text, self._changed = text, False
        return True

    def as_text(self) -> str:
        """Return the file's text."""
        lines = [self._lines.get((entry.seed, entry.part)) or line_of(entry) for entry in self]
        has_more = any(entry.part or entry.url or entry.extent or entry.captured for entry in self)
        return "\n".join([_ENCODED({"ledger": FORMAT if has_more else FORMAT_BEFORE}), *lines, ""])


def line_of(entry: Entry) -> str:
    """Return an entry as a line of the file, without its end."""
    values = zip(_KEYS, _VALUES(entry), strict=True)
    return _ENCODED({key: value for key, value in values if value or key not in _LATER})


_ENCODED, _DECODED = json.JSONEncoder(ensure_ascii=False).encode, json.JSONDecoder().decode
_VALUES = attrgetter(*_KEYS)


def _parse(name: str, text: str) -> Iterator[tuple[Entry, str]]:
    """Yield the entries with their lines."""
    lines = enumerate(text.removesuffix("\n").split("\n") if text else (), start=1)
    for number, line in lines:
        _check_format(name, number, _object(name, number, line))
        break
    seen: set[tuple[str, str]] = set()
    for number, line in lines:
        entry = _entry(name, number, _object(name, number, line))
        if (entry.seed, entry.part) in seen:
            raise _damaged(name, number, f"the seed {entry.name} stands here a second time")
        seen.add((entry.seed, entry.part))
        yield entry, line


def readable_entries(data: bytes) -> tuple[Entry, ...]:
    """Return what can be read of a ledger that may be damaged; where two lines tell of one story, neither counts."""
    entries: dict[tuple[str, str], set[Entry]] = {}
    for line in data.split(b"\n"):
        with suppress(SettingsError, UnicodeDecodeError, RecursionError):
            entry = _entry("", 0, _object("", 0, line.decode("utf-8").removesuffix("\r")))
            entries.setdefault((entry.seed, entry.part), set()).add(entry)
    return tuple(same.pop() for same in entries.values() if len(same) == 1)


def _check_format(name: str, number: int, head: dict[str, object]) -> None:
    found = head.get("ledger")
    if not isinstance(found, int):
        raise _damaged(name, number, 'it does not begin with {"ledger": 1}')
    if found > FORMAT:
        raise SettingsError(name, f"it was written by a newer version (format {found})", "update pelican-news-digest")


def _object(name: str, number: int, line: str) -> dict[str, object]:
    try:
        found = _DECODED(line)
    except ValueError as error:
        raise _damaged(name, number, "this is no JSON object" + _conflict_hint(line)) from error
    if not isinstance(found, dict):
        raise _damaged(name, number, "this is no JSON object")
    return found


def _conflict_hint(line: str) -> str:
    return (
        ", but the mark of a merge: keep the lines of both sides"
        if line[:7] in {"<<<<<<<", "=======", ">>>>>>>"}
        else ""
    )


_TYPES: dict[str, type | tuple[type, ...]] = {
    field.name: {"int": int, "str": str}.get(str(field.type), (str, type(None))) for field in fields(Entry)
}


def _entry(name: str, number: int, found: dict[str, object]) -> Entry:
    reason = _why_wrong(tuple(found), tuple(map(type, found.values())))
    if reason:
        raise _damaged(name, number, reason)
    entry = Entry(**found)  # type: ignore[arg-type]  # each key's type was checked just now
    if entry.file.startswith("/") or (".." in entry.file and ".." in entry.file.split("/")):
        raise _damaged(name, number, f"the file {entry.file} lies outside the stories folder")
    return entry


@lru_cache(maxsize=100)
def _why_wrong(keys: tuple[str, ...], types: tuple[type, ...]) -> str:
    """Return why a line with these keys and types of values is none of ours, "" where it is: most lines are alike."""
    wrong = sorted((set(keys) ^ _TYPES.keys()) - (_LATER - set(keys)))
    if wrong:
        return f"missing or unknown: {', '.join(wrong)}"
    misfits = (key for key, kind in zip(keys, types, strict=True) if not issubclass(kind, _TYPES[key]))
    return next((f"{key} has the wrong type" for key in misfits), "")


def _damaged(name: str, number: int | None, reason: str) -> SettingsError:
    return SettingsError(name if number is None else f"{name}:{number}", reason, _RESTORE.format(name=name))
