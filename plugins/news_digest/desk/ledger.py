"""The ledger: what was imported from which bytes by which rules, one JSON object a line, sorted by seed and part.

The first line names the earliest format that has keys for all that is in it: 1, or 2 where seeds have several stories
or addresses are known, or 3 where a story was captured again. The file is in git and no clock reaches it, so two people
who import the same seeds one after the other write the same ledger.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from ..errors import SettingsError
from .codes import code_key
from .entry import LATER, damaged, entry_of, line_of
from .filing import read_if_there, write_aside

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from .entry import Entry

FORMAT = 3
# Raised by one when the same capture would make another story file than before: every seed is then read again.
RULES = 5

# After so many stories, or a tenth of all: saving costs as much as there is.
_OFTEN = 500


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
            raise damaged(path.name, None, "it is not UTF-8") from error

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

    def with_own_code(self, code: str) -> Entry | None:
        """Return the entry of the story that was imported with this code."""
        key = code_key(code)
        return next((entry for entry in self if code_key(entry.story_code) == key), None)

    def with_code(self, code: str) -> Entry | None:
        """Return the entry that has this story code, or whose capture prints it."""
        key = code_key(code)
        printed = (entry for entry in self if entry.printed_code and code_key(entry.printed_code) == key)
        return self.with_own_code(code) or next(printed, None)

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
        lines = [self._lines.get((entry.seed, entry.part)) or text_of(entry) for entry in self]
        needed = (number for key, number in LATER.items() if any(getattr(entry, key) for entry in self))
        return "\n".join([_ENCODED({"ledger": max(needed, default=1)}), *lines, ""])


_ENCODED, _DECODED = json.JSONEncoder(ensure_ascii=False).encode, json.JSONDecoder().decode


def text_of(entry: Entry) -> str:
    """Return an entry as a line of the file, without its end."""
    return _ENCODED(line_of(entry))


def _parse(name: str, text: str) -> Iterator[tuple[Entry, str]]:
    """Yield the entries with their lines."""
    lines = enumerate(text.removesuffix("\n").split("\n") if text else (), start=1)
    for number, line in lines:
        _check_format(name, number, _object(name, number, line))
        break
    seen: set[tuple[str, str]] = set()
    for number, line in lines:
        entry = entry_of(name, number, _object(name, number, line))
        if (entry.seed, entry.part) in seen:
            raise damaged(name, number, f"the seed {entry.name} stands here a second time")
        seen.add((entry.seed, entry.part))
        yield entry, line


def readable_entries(data: bytes) -> tuple[Entry, ...]:
    """Return what can be read of a ledger that may be damaged; where two lines tell of one story, neither counts."""
    entries: dict[tuple[str, str], set[Entry]] = {}
    for line in data.split(b"\n"):
        with suppress(SettingsError, UnicodeDecodeError, RecursionError):
            entry = entry_of("", 0, _object("", 0, line.decode("utf-8").removesuffix("\r")))
            entries.setdefault((entry.seed, entry.part), set()).add(entry)
    return tuple(same.pop() for same in entries.values() if len(same) == 1)


def _check_format(name: str, number: int, head: dict[str, object]) -> None:
    found = head.get("ledger")
    if not isinstance(found, int):
        raise damaged(name, number, 'it does not begin with {"ledger": 1}')
    if found > FORMAT:
        raise SettingsError(name, f"it was written by a newer version (format {found})", "update pelican-news-digest")


def _object(name: str, number: int, line: str) -> dict[str, object]:
    try:
        found = _DECODED(line)
    except ValueError as error:
        raise damaged(name, number, "this is no JSON object" + _conflict_hint(line)) from error
    if not isinstance(found, dict):
        raise damaged(name, number, "this is no JSON object")
    return found


def _conflict_hint(line: str) -> str:
    return (
        ", but the mark of a merge: keep the lines of both sides"
        if line[:7] in {"<<<<<<<", "=======", ">>>>>>>"}
        else ""
    )
