"""One run of the import: what to do with a seed, given the ledger, the story files and the seeds before it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from ..errors import CaptureError, StoryFileError
from ..layouts import load_layouts
from ..markdown import read_story, read_story_bytes, write_story
from ..relate.vocabulary import load_vocabulary
from .archives import Finished
from .checks import day_of, refuse_another_code, refuse_another_story
from .completing import complete_story
from .doubles import Doubles
from .doubting import refuse_doubtful, with_doubts
from .filing import read_if_there
from .hanging import hang_pictures
from .identity import Registry, identity_in_file, new_entry
from .journal import Journal
from .ledger import fingerprint, parts_by_seed
from .pieces import made_of, pieces_of, sum_of
from .places import make_folder
from .recaptured import AGAIN, NEWEST, is_older, is_told
from .report import Item
from .shelf import Shelf
from .texts import Texts, diff_of
from .unread import Unread

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ..parse import Reading
    from ..project import Project
    from ..story import Story
    from .entry import Entry, Identity
    from .intake import Seed
    from .ledger import Ledger
    from .pieces import Piece, Sum
    from .unread import Verdict
    from .wishes import Wishes

_LOST = "the ledger had lost this story; its file was edited by hand since"
_KEPT = "to have the capture's text instead, undo the edit, as with git, and import again"


class Batch:
    """What is known before a run and what the run adds; `ledger` grows with every story that is written.

    `sums` are those of the seeds, by name; one that cannot be read has none. A seed goes through it in two steps:
    `look` says what is clear without reading a story, `settle` what becomes of one that was read. Between the two a
    story may be read anywhere.
    """

    def __init__(self, project: Project, ledger: Ledger, sums: Mapping[str, Sum], wishes: Wishes) -> None:
        self.project, self.ledger, self.sums, self._wishes = project, ledger, sums, wishes
        self.passing = False  # whether something failed that may go well the next time, though no file changes
        self._vocabulary = load_vocabulary(project.vocabulary)
        self.layouts = load_layouts(project.layouts)
        self.finished = Finished(project, self.layouts)
        ledger.follow_renamed({name: known.sha256 for name, known in sums.items()})
        self._gone = {entry.sha256: entry for entry in ledger if entry.part and entry.seed not in sums}
        self._parts = parts_by_seed(ledger)
        self._opened: set[str] = set()
        shelf = Shelf(project.stories)
        self.unread = Unread(project, ledger, sums, wishes, shelf)
        self._registry = Registry(project.stories, ledger, shelf, by_code=wishes.rebuild)
        self._doubles = Doubles(ledger, sums)
        self.texts, self.journal = Texts(project), Journal(project)
        self._unwritten: dict[str, bytes] = {}

    @property
    def would_write(self) -> bool:
        """Whether something has to be written, or something failed that may go well the next time."""
        return self.passing or self.finished.is_changed or self.ledger.is_unsaved()

    def steps(self, seed: Seed) -> Iterator[Verdict | Piece | CaptureError]:
        """Yield what is settled about a seed, and its stories that must be read.

        Raises `NewsDigestError` and `OSError` where the seed as a whole is refused.
        """
        known = self.sums.get(seed.name) or sum_of(seed)
        entry = None if known.several else self.ledger.get(seed.name)
        verdict = self.unread.of_known(entry, known.sha256) if entry else None
        if verdict is not None:
            yield verdict
        elif known.several and self._is_finished(seed, known):
            yield from self._as_before(seed)
        else:
            yield from self._pieces(seed, known)

    def _is_finished(self, seed: Seed, known: Sum) -> bool:
        again = self._wishes.reread or any(map(self._wishes.reads_again, self._parts.get(seed.name, ())))
        return not again and self.finished.has(seed, known, self.ledger, self._parts)

    def _as_before(self, seed: Seed) -> Iterator[Verdict]:
        """Yield what became of an archive's stories when it was last read, where nothing has changed since."""
        for entry in self._parts.get(seed.name, ()):
            yield self.unread.of_known(entry, entry.sha256) or self.unread.verdict("unchanged", entry)
        yield from self.finished.verdicts(seed)

    def _pieces(self, seed: Seed, known: Sum) -> Iterator[Verdict | Piece | CaptureError]:
        met: dict[str, str] = {}
        self._opened.add(seed.name)
        for piece in pieces_of(seed, known):
            if isinstance(piece, CaptureError):
                yield piece
            elif met.get(piece.part) == piece.captured:
                yield self._duplicate(piece, piece.name, AGAIN)
            else:
                again = replace(piece, again=piece.part in met)
                met[piece.part] = piece.captured
                yield self.look(again) or again

    def end(self, seed: Seed) -> None:
        """Note that all stories of a seed were seen."""
        if (known := self.sums.get(seed.name)) and known.several and seed.name in self._opened:
            self.finished.close(seed, known)

    def look(self, piece: Piece) -> Verdict | None:
        """Return what becomes of a story where that is clear without reading it."""
        if entry := self.ledger.get(piece.seed.name, piece.part) or self._renamed(piece):
            return self._of_same(piece, entry)
        if original := self._doubles.original(piece):
            return self._duplicate(piece, original, f"the same bytes as {original}")
        former = self._doubles.of_address(piece)
        if former is None or self._doubles.gives_way(former, piece):
            return None
        return self._duplicate(piece, former.name, f"{former.name} has the story of this address")

    def settle(self, piece: Piece, reading: Reading) -> Verdict:
        """Return what became of a story that was read; raises `NewsDigestError` and `OSError` where it is refused."""
        # Since it was first looked at, a story before it may have come to the ledger.
        if verdict := self.look(piece):
            return verdict
        if self._wishes.strict:
            refuse_doubtful(piece.name, reading)
        before = self.unread.outcomes.before(piece, self.ledger.get(piece.seed.name, piece.part))
        outcome, item = self._settle(piece, reading)
        if is_told(before, outcome):
            return self._duplicate(piece, piece.name, NEWEST)
        return outcome, with_doubts(item, reading, self.project.timezone)

    def _settle(self, piece: Piece, reading: Reading) -> Verdict:
        entry = self.ledger.get(piece.seed.name, piece.part)
        former = self._doubles.of_address(piece) if entry is None else None
        if entry is None and former is None:
            former, stands = self._doubles.of_code(piece, reading.story, self._told)
            if former is not None and stands:
                return self._duplicate(piece, former.name, f"{former.name} is a capture of this story, and as new")
        if former is not None:
            self.finished.forget(former.seed)
            entry = self._given_over(former, piece)
            if verdict := self.unread.of_known(entry, piece.sha256):
                return verdict  # its file was deleted
        return self._take_new(piece, reading) if entry is None else self._take_again(piece, entry, reading)

    def _told(self, entry: Entry) -> Story | None:
        """Return what a story's file says, or would say if this run wrote it; None where it is gone or broken."""
        located = self.unread.located(entry)
        with suppress(StoryFileError, FileNotFoundError):
            if located is not None:
                data = self._unwritten.get(located.file) or (self.project.stories / located.file).read_bytes()
                return read_story_bytes(data, name=located.file)
        return None

    def _of_same(self, piece: Piece, entry: Entry) -> Verdict | None:
        """Return what becomes of a capture of a story that its own seed has given; the newest is the story."""
        if is_older(piece, entry):
            return self._duplicate(piece, entry.name, NEWEST)
        before = self.unread.outcomes.before(piece, entry)
        verdict = self.unread.of_known(entry, piece.sha256)
        now = self.ledger.get(entry.seed, entry.part)
        if verdict is not None and now is not None and piece.captured > (now.captured or ""):
            self.ledger.put(replace(now, captured=piece.captured))
        return self._duplicate(piece, entry.name, NEWEST) if verdict and is_told(before, verdict[0]) else verdict

    def _renamed(self, piece: Piece) -> Entry | None:
        """Return the entry of this part of a seed that is gone, given to this seed; it is read again for its name."""
        former = self._gone.get(piece.sha256)
        if former is None or former.part != piece.part or self.ledger.get(former.seed, former.part) is None:
            return None
        return self._given_over(former, piece)

    def _given_over(self, former: Entry, piece: Piece) -> Entry:
        former = self.ledger.get(former.seed, former.part) or former
        self.ledger.forget(former)
        entry = former.handed_to(piece.seed.name, piece.part, piece.sha256)
        self.ledger.put(entry)
        return entry

    def _duplicate(self, piece: Piece, original: str, reason: str) -> Verdict:
        verdict: Verdict = ("duplicates", Item(piece.name, reason=reason))
        if piece.part:
            self.finished.note(piece.seed, verdict, original)
        return verdict

    def _hang(self, reading: Reading, text: str | bytes) -> None:
        """Put the pictures in their place that a story file names or is to name."""
        if reading.pictures and not self._wishes.dry_run:
            hang_pictures(self.project.content, reading.pictures, text)

    def _take_again(self, piece: Piece, entry: Entry, reading: Reading) -> Verdict:
        story = reading.story
        refuse_another_code(piece, entry, story)
        text = self._text(story, entry, piece)
        new = made_of(piece, entry, text)
        if self.unread.is_unwritten(entry):
            self._note(new)
            return self.unread.verdict("changed", new)
        on_disk = read_if_there(self.project.stories / entry.file)
        rewrite = self.texts.rewrite(entry, new, text, on_disk)
        told = rewrite.outcome, new, rewrite.reason, rewrite.remedy
        if rewrite.text is None:
            # Until it is mended the seed is not noted as read, so it is reported again.
            self.finished.spoil(piece.seed)
            return self.unread.verdict(*told)
        if rewrite.former is not None:
            refuse_another_story(piece, story, read_story(rewrite.former, name=entry.file))
        self._hang(reading, rewrite.text)
        if not self._wishes.dry_run:
            self.texts.settle(new.story_code, rewrite, text)
        if rewrite.text.encode("utf-8", "surrogateescape") == on_disk:
            self._note(new, text)
            return self.unread.verdict(*told)
        self._write(new, rewrite.text, base=text)
        return self.unread.verdict(*told, diff_of(new.file, on_disk, rewrite.text) if self._wishes.dry_run else "")

    def _take_new(self, piece: Piece, reading: Reading) -> Verdict:
        story, lost = reading.story, self._registry.lost_file(piece.name, reading.story, piece.sha256)
        identity = self._identity(piece, story, lost)
        text = self._text(story, identity, piece)
        entry = made_of(piece, new_entry(identity, seed=piece.seed.name, part=piece.part), text)
        on_disk = read_if_there(self.project.stories / entry.file)
        if on_disk is None:
            self._hang(reading, text)
            self._write(entry, text)
        elif lost is None:
            reason = f"{entry.file} is there already, and no import made it"
            raise CaptureError(piece.name, reason, "move or rename that file")
        else:
            self._hang(reading, on_disk)
            self._note(entry, text)
        if on_disk is not None and fingerprint(on_disk) != entry.written:
            return self.unread.verdict("kept", entry, _LOST, _KEPT)
        return self.unread.verdict("imported", entry)

    def _identity(self, piece: Piece, story: Story, lost: str | None) -> Identity:
        """Return new names for a story, or those that it has in its file, which the ledger has lost."""
        if lost is None:
            return self._registry.identify(story, piece.name, piece.sha256, day_of(piece, story))
        edited = read_story_bytes((self.project.stories / lost).read_bytes(), name=lost)
        return identity_in_file(edited, lost, story, piece.sha256)

    def _text(self, story: Story, identity: Identity, piece: Piece) -> str:
        return write_story(complete_story(story, identity, piece.name, self._vocabulary))

    def _write(self, entry: Entry, text: str, base: str | None = None) -> None:
        if self._wishes.dry_run:
            self._unwritten[entry.file] = text.encode("utf-8")
        else:
            self.journal.place(entry, make_folder(self.project.stories, entry.file), text.encode("utf-8"))
        self._note(entry, text if base is None else base)

    def _note(self, entry: Entry, text: str | None = None) -> None:
        """Note an entry, and the text that this import would have its file hold."""
        self.ledger.put(entry)
        if text is not None and (self._wishes.rebuild or not self._wishes.dry_run):
            self.texts.keep(text)
        self._registry.give(entry)
        self._doubles.note(entry)
