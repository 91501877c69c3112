"""One run of the import: what to do with a seed, given the ledger, the story files and the seeds before it."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from ..capture.text import read_capture
from ..errors import CaptureError
from ..layouts import load_layouts
from ..markdown import read_story_bytes, write_story
from ..markdown.normal import normalised
from ..parse import parse_capture
from ..relate.vocabulary import load_vocabulary
from .codes import code_key
from .completing import complete_story
from .doubting import refuse_doubtful
from .filing import read_if_there, write_aside
from .identity import Identity, Registry
from .intake import read_seed
from .ledger import RULES, fingerprint
from .places import make_folder, shown_path
from .report import Item, Outcome
from .shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from ..project import Project
    from ..story import Story
    from .intake import Seed
    from .ledger import Entry, Ledger

Verdict = tuple[Outcome, Item]

_OWN_NAME = "save each capture under a file name of its own"
_CAPTURE_CHANGED = "its capture says something else now, but the story file was edited by hand"
_READ_ANEW = "it would be written otherwise now, but was edited by hand"
_KEPT = "to have the capture's text instead, undo the edit, as with git, and import again"
_GONE = "to have it again, take it from git, or remove its line from the ledger and import again"


@dataclass(frozen=True, slots=True)
class Wishes:
    """How to import: writing nothing, reading unchanged seeds as well, refusing what is read with little confidence."""

    dry_run: bool = False
    reread: bool = False
    strict: bool = False


class Batch:
    """What is known before a run and what the run adds; `ledger` grows with every story that is written."""

    def __init__(self, project: Project, ledger: Ledger, seeds: tuple[Seed, ...], wishes: Wishes) -> None:
        self.project, self.ledger = project, ledger
        self._wishes = wishes
        self._doubts: tuple[str, ...] = ()
        self._vocabulary = load_vocabulary(project.vocabulary)
        self._layouts = load_layouts(project.layouts)
        self._sha256 = dict(_hashes(seeds))
        self._follow_renamed(seeds)
        self._originals = {e.sha256: e.seed for e in ledger if self._sha256.get(e.seed) == e.sha256}

    @cached_property
    def _shelf(self) -> Shelf:
        return Shelf(self.project.stories)

    @cached_property
    def _registry(self) -> Registry:
        return Registry(self.project.stories, self.ledger, self._shelf)

    def take(self, seed: Seed) -> Verdict:
        """Return what became of a seed; raises `NewsDigestError` and `OSError` where it is refused."""
        self._doubts = ()
        sha256, entry = self._sha256.get(seed.name), self.ledger.get(seed.name)
        if entry is not None:
            return self._take_known(seed, entry, sha256)
        original = self._originals.get(sha256 or "")
        if original is not None:
            return "duplicates", Item(seed.name, reason=f"the same bytes as {original}")
        return self._take_new(seed)

    def _take_known(self, seed: Seed, entry: Entry, sha256: str | None) -> Verdict:
        located = self._located(entry)
        if located is None:
            return self._verdict("withdrawn", entry, "its story file was deleted", _GONE)
        if sha256 == entry.sha256 and entry.rules == RULES and not self._wishes.reread:
            return self._verdict("unchanged", located)
        return self._take_again(seed, located)

    def _located(self, entry: Entry) -> Entry | None:
        """Return the entry with its file as it is named now, None where there is none any more."""
        if (self.project.stories / entry.file).exists():
            return entry
        moved = self._shelf.with_code(entry.story_code)
        if moved is None:
            return None
        found = replace(entry, file=moved.file)
        self.ledger.put(found)
        return found

    def _take_again(self, seed: Seed, entry: Entry) -> Verdict:
        data = read_seed(seed.path)
        story = self._read(seed, data)
        _refuse_another_code(seed, entry, story)
        text = self._text(story, Identity.of(entry), seed)
        new = replace(entry, sha256=_sha256(data), size=len(data), rules=RULES, written=fingerprint(text))
        on_disk = (self.project.stories / entry.file).read_bytes()
        if new.written in {entry.written, fingerprint(on_disk)}:
            self.ledger.put(new)
            return self._verdict("unchanged", new)
        if fingerprint(on_disk) != entry.written:
            return self._keep(entry, new)
        _refuse_another_story(seed, story, read_story_bytes(on_disk, name=entry.file))
        self._write(new, text)
        return self._verdict("changed", new)

    def _keep(self, entry: Entry, new: Entry) -> Verdict:
        """Leave an edited file alone; a seed that changed is not noted as read, so it is reported until settled."""
        if new.sha256 != entry.sha256:
            return self._verdict("kept", entry, _CAPTURE_CHANGED, _KEPT)
        self.ledger.put(replace(entry, rules=RULES))
        return self._verdict("kept", entry, _READ_ANEW, _KEPT)

    def _take_new(self, seed: Seed) -> Verdict:
        data = read_seed(seed.path)
        sha256, story = _sha256(data), self._read(seed, data)
        lost = self._registry.own_file(seed.name)
        identity = self._found(lost, story, sha256) if lost else self._new(seed, story, sha256)
        text = self._text(story, identity, seed)
        entry = identity.entry(seed=seed.name, sha256=sha256, size=len(data), rules=RULES, written=fingerprint(text))
        on_disk = read_if_there(self.project.stories / entry.file)
        if on_disk is None:
            self._write(entry, text)
        elif lost is None:
            raise CaptureError(
                seed.name, f"{entry.file} is there already, and no import made it", "move or rename that file"
            )
        else:
            self._note(entry)
        if on_disk is not None and fingerprint(on_disk) != entry.written:
            return self._verdict(
                "kept", entry, "the ledger had lost this story; its file was edited by hand since", _KEPT
            )
        return self._verdict("imported", entry)

    def _read(self, seed: Seed, data: bytes) -> Story:
        reading = parse_capture(read_capture(data, name=seed.name), self._layouts)
        if self._wishes.strict:
            refuse_doubtful(seed.name, reading)
        self._doubts = reading.doubts
        return normalised(reading.story)

    def _new(self, seed: Seed, story: Story, sha256: str) -> Identity:
        return self._registry.identify(story, seed.name, sha256, _day(seed, story))

    def _found(self, file: str, story: Story, sha256: str) -> Identity:
        """Return the names that a story has in its file, which the ledger has lost."""
        edited = read_story_bytes((self.project.stories / file).read_bytes(), name=file)
        return Identity.of_file(edited, file, story, sha256)

    def _text(self, story: Story, identity: Identity, seed: Seed) -> str:
        return write_story(complete_story(story, identity, seed.name, self._vocabulary))

    def _verdict(self, outcome: Outcome, entry: Entry, reason: str = "", remedy: str = "") -> Verdict:
        file = shown_path(self.project, entry.file)
        return outcome, Item(entry.seed, entry.story_code, file, reason, remedy, self._doubts)

    def _write(self, entry: Entry, text: str) -> None:
        if not self._wishes.dry_run:
            write_aside(make_folder(self.project.stories, entry.file), text.encode("utf-8"))
        self._note(entry)

    def _note(self, entry: Entry) -> None:
        self.ledger.put(entry)
        self._registry.give(entry)
        self._originals.setdefault(entry.sha256, entry.seed)

    def _follow_renamed(self, seeds: tuple[Seed, ...]) -> None:
        """Give the entry of a seed that is gone to the new seed with the same bytes; it is read again for its name."""
        gone = {entry.sha256: entry for entry in self.ledger if entry.seed not in self._sha256}
        for seed in seeds:
            former = gone.pop(self._sha256.get(seed.name, ""), None) if self.ledger.get(seed.name) is None else None
            if former is not None:
                self.ledger.forget(former.seed)
                self.ledger.put(replace(former, seed=seed.name, rules=0))


def _hashes(seeds: tuple[Seed, ...]) -> Iterator[tuple[str, str]]:
    for seed in seeds:
        # A seed that cannot be read is reported when its turn comes.
        with suppress(OSError):
            yield seed.name, _sha256(read_seed(seed.path))


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _day(seed: Seed, story: Story) -> date:
    if story.date is None:
        remedy = "add a line such as `Published: 2024-03-05` at its head"
        raise CaptureError(seed.name, "no date found, and a story needs its day", remedy)
    return story.date


def _refuse_another_code(seed: Seed, entry: Entry, story: Story) -> None:
    printed, former = story.story_code, entry.printed_code
    if printed and former and code_key(printed) != code_key(former):
        reason = f"it was imported with the code {former} and now prints {printed}: another story"
        raise CaptureError(seed.name, reason, _OWN_NAME)


def _refuse_another_story(seed: Seed, new: Story, old: Story) -> None:
    """Refuse to write one story over another; the same printed code, headline or day shows that it is the same."""
    if new.story_code is None and new.headline != old.headline and _only_day(new.date) != _only_day(old.date):
        raise CaptureError(seed.name, f"it was imported as “{old.headline}” and is another story now", _OWN_NAME)


def _only_day(moment: date | None) -> str:
    return moment.isoformat()[:10] if moment else ""
