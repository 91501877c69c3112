"""Captures that double a story which another seed has given: of the same bytes, page, or code of one publisher."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .addresses import address_key
from .checks import is_later, is_same_story
from .codes import code_key
from .identity import publisher_of
from .recaptured import is_newer
from .slugs import slug_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ..story import Story
    from .entry import Entry
    from .ledger import Ledger
    from .pieces import Piece, Sum


class Doubles:
    """What is known of the stories of other seeds: `sums` are those of the seeds that are there."""

    def __init__(self, ledger: Ledger, sums: Mapping[str, Sum]) -> None:
        self._sums = sums
        self._originals = {entry.sha256: entry.name for entry in ledger if self._is_there(entry)}
        self._addresses = {key: entry for entry in ledger if (key := address_key(entry.url))}
        self._codes = {code: entry for entry in ledger if (code := _code_of(entry.printed_code, entry.publisher))}

    def note(self, entry: Entry) -> None:
        """Note a story that was written, or that its seed was read again."""
        self._originals.setdefault(entry.sha256, entry.name)
        if key := address_key(entry.url):
            self._addresses[key] = entry
        if printed := _code_of(entry.printed_code, entry.publisher):
            self._codes[printed] = entry

    def original(self, piece: Piece) -> str | None:
        """Return the story that was made of the same bytes."""
        return self._originals.get(piece.sha256)

    def of_address(self, piece: Piece) -> Entry | None:
        """Return the entry of another seed's story of the same page."""
        found = self._addresses.get(address_key(piece.document.url) or "")
        return found if found is not None and found.seed != piece.seed.name else None

    def of_code(self, piece: Piece, story: Story, told: Callable[[Entry], Story | None]) -> tuple[Entry | None, bool]:
        """Return the entry of another seed's story that has this one's code, where both are one, and if it stands.

        Both must be of one publisher; `told` is asked what the file of an entry says. The later capture is the story;
        of two that are as new the first, as long as its seed is there.
        """
        printed = _code_of(story.story_code, publisher_of(story))
        found = self._codes.get(printed) if printed else None
        if found is None or found.seed == piece.seed.name:
            return None, False
        former = told(found)
        if former is None or not is_same_story(story, former):
            return None, False
        return found, is_later(former, story) or (found.seed in self._sums and not is_later(story, former))

    def gives_way(self, former: Entry, piece: Piece) -> bool:
        """Return whether another capture of its page takes a story over: its own is gone, older, or but a summary."""
        is_full = piece.document.declared.extent == "full"
        is_better = former.extent is not None or is_newer(piece, former)
        return (is_full and is_better) or former.seed not in self._sums

    def _is_there(self, entry: Entry) -> bool:
        """Return whether the seed of an entry still has the bytes that were read, as far as that is known."""
        known = self._sums.get(entry.seed)
        return known is not None and (known.several if entry.part else known.sha256 == entry.sha256)


def _code_of(printed: str | None, publisher: str | None) -> tuple[str, str] | None:
    slug = slug_of(publisher) if publisher else ""
    return (code_key(printed), slug) if printed and slug else None
