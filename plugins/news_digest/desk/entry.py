"""What the ledger keeps of a story, and how it stands on a line."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from functools import lru_cache

from ..capture.containers.shapes import part_name
from ..errors import SettingsError

LATER = {"part": 2, "url": 2, "extent": 2, "captured": 2, "history": 3}
"""The formats that later keys came with; they are left out where they are empty."""

_RESTORE = "take the last good one from git (git checkout -- {name}), or make it again with digest ledger --rebuild"


@dataclass(frozen=True, slots=True)
class EarlierCapture:
    """A capture that a story was made of before a later one: its name, the SHA-256 of its bytes, and when, if known."""

    name: str
    sha256: str
    captured: str | None = None


@dataclass(frozen=True, slots=True)
class Identity:
    """A story's lasting names: `printed_code` is the code as the capture prints it, `publisher` whose code it is.

    `file` is relative to the stories folder, with slashes.
    """

    story_code: str
    printed_code: str | None
    publisher: str | None
    slug: str
    guid: str
    file: str


@dataclass(frozen=True, slots=True)
class Entry(Identity):
    """One seed, or one part of a seed, that became a story.

    `sha256` and `size` are those of the seed's bytes, `rules` the version that read them, `written` is the
    fingerprint of the file as the import left it. `part` names the story in a seed that has several,
    `url` is the address of the captured page where it is known, `extent` is "summary" where the capture is no more,
    `captured` is when its archive says that it was captured (ISO 8601, in UTC). `history` has the captures that the
    story was made of before, the oldest first.
    """

    seed: str
    sha256: str
    size: int
    rules: int
    written: str
    part: str = ""
    url: str | None = None
    extent: str | None = None
    captured: str | None = None
    history: tuple[EarlierCapture, ...] = ()

    @property
    def name(self) -> str:
        """Return the story's name in messages and story files."""
        return part_name(self.seed, self.part)

    def history_with(self, sha256: str) -> tuple[EarlierCapture, ...]:
        """Return the history of the story once a capture of this sum is taken for it."""
        if not self.sha256 or sha256 == self.sha256:
            return self.history
        return (*self.history, EarlierCapture(self.name, self.sha256, self.captured))

    def handed_to(self, seed: str, part: str, sha256: str) -> Entry:
        """Return the story as that of another seed, or of a part of it, which is still to be read."""
        return replace(self, seed=seed, part=part, rules=0, sha256=sha256, history=self.history_with(sha256))


_NAMES = tuple(field.name for field in fields(Identity))
_KEYS = ("seed", "sha256", "size", "rules", *_NAMES, "written", *LATER)
"""The keys of a line, in their order."""


def line_of(entry: Entry) -> dict[str, object]:
    """Return the object that tells an entry on its line."""
    # As `asdict` does, which would copy each value.
    line = {key: value for key in _KEYS if (value := getattr(entry, key)) or key not in LATER}
    if entry.history:
        line["history"] = [[one.name, one.sha256, one.captured] for one in entry.history]
    return line


_TYPES: dict[str, type | tuple[type, ...]] = {
    **{field.name: {"int": int, "str": str}.get(str(field.type), (str, type(None))) for field in fields(Entry)},
    "history": list,
}


def entry_of(name: str, number: int, found: dict[str, object]) -> Entry:
    """Return the entry that an object on a line of the file `name` tells; raises `SettingsError`."""
    reason = _why_wrong(tuple(found), tuple(map(type, found.values())))
    if reason:
        raise damaged(name, number, reason)
    if "history" in found:
        found["history"] = tuple(_earlier(name, number, one) for one in found["history"])  # type: ignore[attr-defined]
    entry = Entry(**found)  # type: ignore[arg-type]  # each key's type was checked just now
    if entry.file.startswith("/") or (".." in entry.file and ".." in entry.file.split("/")):
        raise damaged(name, number, f"the file {entry.file} lies outside the stories folder")
    return entry


@lru_cache(maxsize=100)
def _why_wrong(keys: tuple[str, ...], types: tuple[type, ...]) -> str:
    """Return why a line with these keys and types of values is none of ours, "" where it is: most lines are alike."""
    wrong = sorted((set(keys) ^ _TYPES.keys()) - (LATER.keys() - set(keys)))
    if wrong:
        return f"missing or unknown: {', '.join(wrong)}"
    misfits = (key for key, kind in zip(keys, types, strict=True) if not issubclass(kind, _TYPES[key]))
    return next((f"{key} has the wrong type" for key in misfits), "")


def _earlier(name: str, number: int, found: object) -> EarlierCapture:
    match found:
        case [str(seed), str(sha256), str() | None as captured]:
            return EarlierCapture(seed, sha256, captured)
    raise damaged(name, number, "history is no list of captures, each with name, sum and time")


def damaged(name: str, number: int | None, reason: str) -> SettingsError:
    """Return the error of a ledger that is damaged, in this line where it is known."""
    return SettingsError(name if number is None else f"{name}:{number}", reason, _RESTORE.format(name=name))
