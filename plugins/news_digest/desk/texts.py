"""The texts of an import: what the last one wrote, how an edited file is merged with the new, and what is unsettled."""

from __future__ import annotations

from collections import Counter
from difflib import unified_diff
from typing import TYPE_CHECKING, NamedTuple

from ..errors import StoryFileError
from ..markdown import read_story, read_story_bytes
from .bases import Bases
from .conflicts import Conflicts, Unsettled
from .ledger import fingerprint
from .merging import BODY, WHOLE, Conflict, Merged, merge_story

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..project import Project
    from .entry import Entry
    from .ledger import Ledger
    from .report import Outcome


_SETTLE = "`digest conflicts {code}` shows both texts and settles it"


class Rewrite(NamedTuple):
    """What is to become of a story's file: `text` is what it shall hold, None where it is left alone as it is broken.

    `former` is what the last import wrote and the file was merged by, where that is known and the new text may be that
    of another story.
    """

    outcome: Outcome
    text: str | None
    reason: str = ""
    remedy: str = ""
    former: str | None = None
    conflicts: tuple[Conflict, ...] = ()


class Texts:
    """What one run of the import knows of texts, and what it adds."""

    def __init__(self, project: Project) -> None:
        self._bases = Bases(project)
        self._conflicts = Conflicts.load(project)

    def keep(self, text: str) -> None:
        """Keep what this import would have a story file hold."""
        self._bases.put(text)

    def rewrite(self, entry: Entry, new: Entry, text: str, on_disk: bytes | None) -> Rewrite:
        """Return what becomes of a file that holds these bytes, of which `entry` is the last import and `new` this one.

        `text` is what this one would write.
        """
        if on_disk is None:
            return Rewrite("changed", text)
        ours = on_disk.decode("utf-8", "surrogateescape")
        if new.written in {entry.written, fingerprint(on_disk)}:
            return Rewrite("unchanged", ours)
        if fingerprint(on_disk) == entry.written:
            return Rewrite("changed", text, former=ours)
        try:
            read_story_bytes(on_disk, name=entry.file)
        except StoryFileError as error:
            return Rewrite("kept", None, f"the story file cannot be merged: {error}", "mend it and import again")
        return _merged(entry, text, ours, self._bases.get(entry.written, entry.file))

    def settle(self, code: str, rewrite: Rewrite, text: str) -> None:
        """Note what is unsettled of a story once its file is written anew, of old conflicts as well."""
        former = self._conflicts.get(code)
        base = former.base if former else rewrite.former
        still = former and rewrite.outcome != "changed" and merge_story(base, text, rewrite.text or "").conflicts
        if rewrite.conflicts or still:
            self._conflicts.put(Unsettled(code, base, text))
        else:
            self._conflicts.drop(code)

    @property
    def unsettled(self) -> tuple[str, ...]:
        """The codes of the stories with conflicts."""
        return tuple(one.story_code for one in self._conflicts)

    def save(self) -> None:
        """Write what was kept and noted; raises `OSError`. Conflicts come first, for only these are not found again."""
        self._conflicts.save()
        self._bases.save()

    def clear(self, ledger: Ledger) -> None:
        """Forget the texts that no entry of the ledger needs any more."""
        self._bases.keep_only({entry.written for entry in ledger})


def _merged(entry: Entry, text: str, ours: str, base: str | None) -> Rewrite:
    merged = merge_story(base, text, ours)
    try:
        read_story(merged.text, name=entry.file)
    except StoryFileError:
        # Front matter that an editor wrote in a way of YAML that is not told by its lines.
        merged = Merged(ours, (Conflict(WHOLE, ours, text),))
    if merged.conflicts:
        remedy = _SETTLE.format(code=entry.story_code)
        return Rewrite("kept", merged.text, _told_of(merged.conflicts), remedy, base, merged.conflicts)
    return Rewrite("unchanged" if merged.text == ours else "merged", merged.text, former=base)


def _told_of(conflicts: Sequence[Conflict]) -> str:
    """Return what a person is told of conflicts."""
    counts = Counter(conflict.place for conflict in conflicts)
    places = [_place(place, count) for place, count in counts.items()]
    return f"{', '.join(places)}: changed by hand and in the capture as well; your text stands"


def _place(place: str, count: int) -> str:
    if place == WHOLE:
        return "the whole file"
    if place == BODY:
        return "the text" if count == 1 else f"{count} places in the text"
    return place


def diff_of(file: str, before: bytes | None, after: str) -> str:
    """Return what would change in a story file, as `diff -u` shows it."""
    old = (before or b"").decode("utf-8", "replace").replace("\r\n", "\n").splitlines(keepends=True)
    new = after.replace("\r\n", "\n").splitlines(keepends=True)
    return "".join(unified_diff(old, new, f"{file} (as it is)", f"{file} (as it would be)"))
