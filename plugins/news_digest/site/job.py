"""What a build is to do, what it knows before it reads anything, and what it did."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from sqlite3 import Connection
from typing import Any

from ..press.beside import Beside
from ..press.book import Output, Shelf, facts, output_at, put_fact
from ..press.claims import files_within, safe_path
from ..press.page import Claim
from ..press.sweep import Intents
from ..stamps import Stamp
from .kept_notes import Note, notes_of
from .looking import Looked
from .progress import Show, quiet
from .settings import Settings, SiteSettings
from .window import Now, due_between, kept_window

# The whole paths of the files that alone can have changed since the last build; None where nobody knows.
Changed = Collection[str] | None


@dataclass(frozen=True, slots=True)
class Ground:
    """Where a build finds what it needs to know whether there is anything to do.

    `settings` are those that say what is read, `mark` is the fingerprint of all of them, `now` the moment of the build.
    """

    settings: Mapping[str, Any] = field(compare=False)
    shelf: Shelf
    output: Path
    mark: str
    now: Now = field(compare=False)


@dataclass(frozen=True, slots=True)
class Job:
    """What a build is to do: with how many `workers`, from nothing if `clean`; `mark` is that of the settings.

    With `forgiving` a story whose file broke since the last build keeps the page it had. `tell` takes a line for the
    user, `show` is told how far a long build is. `now` is the moment at which stories are due or not. `only` are
    the files that can have changed since the last build.
    """

    settings: Settings
    site: SiteSettings
    shelf: Shelf
    output: Path
    workers: int
    clean: bool
    forgiving: bool
    mark: str
    now: Now
    tell: Callable[[str], None]
    show: Show = quiet
    only: Changed = None

    @property
    def ground(self) -> Ground:
        """Return what a build needs to know whether there is anything to do."""
        return Ground(self.settings, self.shelf, self.output, self.mark, self.now)


@dataclass(slots=True)
class Outcome:
    """What a build did: files written and removed, what there is to say, and why each page was printed.

    `due` says what is due next, `copies` how many of the stories that came or changed have the text of others
    since.
    """

    written: int = 0
    removed: int = 0
    files: int = 0
    stories: int = 0
    notes: list[Note] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    reasons: list[tuple[str, str]] = field(default_factory=list)
    due: str = ""
    copies: int = 0

    @property
    def told(self) -> str:
        """What was done, in a line; in others how many new copies there are, and what is due next, if anything is."""
        return "\n".join(filter(None, (self._done, self._copied, self.due)))

    @property
    def _copied(self) -> str:
        if not self.copies:
            return ""
        have = "story has" if self.copies == 1 else "stories have"
        return f"New copies: {self.copies} {have} the text of others (`digest copies` lists all)."

    @property
    def _done(self) -> str:
        have = f"{self.stories} {'story' if self.stories == 1 else 'stories'}, {self.files} files"
        if not self.written and not self.removed:
            return f"Done: nothing to write ({have})."
        removed = f", {self.removed} removed" if self.removed else ""
        return f"Done: {self.written} files written{removed} ({have})."


@dataclass(slots=True)
class Announced:
    """The names of the files that a build in Pelican's own way makes, each announced before it is made."""

    intents: Intents
    names: set[str] = field(default_factory=set)

    def announce(self, names: Iterable[str]) -> None:
        """Tell of files about to be made; those outside the output folder are not ours. Raises `WriteError`."""
        within = files_within(list(names))
        new = {safe_path(Claim(name, "")) for name in within} - self.names
        if new:
            self.intents.announce(sorted(new))
            self.names |= new


@dataclass(frozen=True, slots=True)
class Found:
    """What a build knows before it reads anything; `book` is None where all is to be made anew, for a `reason`.

    `left_over` are files that an interrupted build may have made. `stamps` are those of what the last build read, in
    groups; `watch` finds the files of ours that are not as it left them. `now` is the moment of this build.
    """

    book: Connection | None
    looked: Looked
    now_ns: int
    left_over: frozenset[str] | None
    now: Now
    stamps: Mapping[str, Mapping[str, Stamp]] = field(default_factory=dict)
    watch: Beside[list[str]] | None = None
    reason: str = "many stories changed"
    _changed: dict[str, set[str]] = field(default_factory=dict)

    @property
    def fresh(self) -> dict[str, list[str]]:
        """The files of which the last build could not know that their stamps would tell."""
        return fresh_of(self.book) if self.book else {}

    @property
    def due(self) -> set[str]:
        """The story files of which something is due between the moment of the last build and this one."""
        window = kept_window(self.book) if self.book else None
        if self.book is None or window is None or window.holds(self.now):
            return set()
        return set(due_between(self.book, window.now, self.now.at))

    def changed(self, group: str) -> set[str]:
        """Return the paths of a group that came, went or changed since the last build."""
        if group not in self._changed:
            self._changed[group] = self.looked.changed(group, self.stamps)
        return self._changed[group]

    def with_linked(self, content: Path, linked: Iterable[str]) -> Found:
        """Return the same with the stamps of what bodies link to by now, which a page may show the size of."""
        changed = {group: paths for group, paths in self._changed.items() if group != "linked"}
        return replace(self, looked=self.looked.with_linked(content, linked), _changed=changed)

    def with_fonts(self, fonts: Iterable[str]) -> Found:
        """Return the same with the stamps of the fonts that cards are drawn with."""
        changed = {group: paths for group, paths in self._changed.items() if group != "fonts"}
        return replace(self, looked=self.looked.with_fonts(fonts), _changed=changed)

    def altered(self) -> list[Output]:
        """Return the files that are not as the last build left them, to be asked before any is touched."""
        if self.book is None or self.watch is None:
            return []
        book = self.book
        return [output for name in self.watch.result() if (output := output_at(book, name))]

    @property
    def nothing_changed(self) -> bool:
        """Whether the site stands as the last build left it, and would be built the same."""
        if self.book is None or self.left_over is not None or any(self.fresh.values()):
            return False
        window = kept_window(self.book)
        if window is None or not window.holds(self.now):
            return False
        same_groups = self.stamps.keys() == self.looked.groups.keys()
        return same_groups and not any(map(self.changed, self.stamps)) and not self.altered()


def recalled(book: Connection) -> Outcome:
    """Return the outcome of a build that had nothing to do: what the last one said is said again."""
    counts = _dict(facts(book, "counts"))
    notes = list(notes_of(str(facts(book, "notes") or "[]")))
    refused = [str(reason) for reason in _list(facts(book, "refused"))]
    due = str(facts(book, "due") or "")
    files, stories = counts.get("files", 0), counts.get("stories", 0)
    return Outcome(files=files, stories=stories, notes=notes, refused=refused, due=due)


def fresh_of(book: Connection) -> dict[str, list[str]]:
    """Return the files, by groups, of which the last build could not know that their stamps would tell."""
    return _dict(facts(book, "fresh"))


def count_of(book: Connection) -> int:
    """Return how many files the last build left."""
    count: int = _dict(facts(book, "counts")).get("files", 0)
    return count


def remember(book: Connection, outcome: Outcome) -> None:
    """Keep what `recalled` needs."""
    put_fact(book, "counts", {"files": outcome.files, "stories": outcome.stories})
    put_fact(book, "notes", json.dumps(outcome.notes))
    put_fact(book, "refused", outcome.refused)
    put_fact(book, "due", outcome.due)


def _dict(value: object) -> dict[Any, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
