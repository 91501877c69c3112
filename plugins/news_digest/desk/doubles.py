"""Captures that double a story which another seed has given: of the same bytes, page, or code of one publisher."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
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


@dataclass(frozen=True, slots=True)
class _Sorted:
    """Stories by the sum of what they are made of, by address, and by code and publisher."""

    originals: dict[str, str]
    addresses: dict[str, Entry]
    codes: dict[tuple[str, str], Entry]

    def note(self, entry: Entry) -> None:
        """Add a story."""
        self.originals.setdefault(entry.sha256, entry.name)
        if key := address_key(entry.url):
            self.addresses[key] = entry
        if printed := _code_of(entry.printed_code, entry.publisher):
            self.codes[printed] = entry


class Doubles:
    """What is known of the stories of other seeds: `sums` are those of the seeds that are there."""

    def __init__(self, ledger: Ledger, sums: Mapping[str, Sum]) -> None:
        self._sums = sums
        # Most imports ask for none of it: it is sorted when somebody does.
        self._at_first = tuple(ledger)
        self._noted: list[Entry] = []

    @cached_property
    def _sorted(self) -> _Sorted:
        first = self._at_first
        found = _Sorted(
            {entry.sha256: entry.name for entry in first if self._is_there(entry)},
            {key: entry for entry in first if (key := address_key(entry.url))},
            {code: entry for entry in first if (code := _code_of(entry.printed_code, entry.publisher))},
        )
        for entry in self._noted:
            found.note(entry)
        return found

    def note(self, entry: Entry) -> None:
        """Note a story that was written, or that its seed was read again."""
        if "_sorted" in self.__dict__:
            self._sorted.note(entry)
        else:
            self._noted.append(entry)

    def original(self, piece: Piece) -> str | None:
        """Return the story that was made of the same bytes."""
        return self._sorted.originals.get(piece.sha256)

    def of_address(self, piece: Piece) -> Entry | None:
        """Return the entry of another seed's story of the same page."""
        found = self._sorted.addresses.get(address_key(piece.document.url) or "")
        return found if found is not None and found.seed != piece.seed.name else None

    def of_code(self, piece: Piece, story: Story, told: Callable[[Entry], Story | None]) -> tuple[Entry | None, bool]:
        """Return the entry of another seed's story that has this one's code, where both are one, and if it stands.

        Both must be of one publisher; `told` is asked what the file of an entry says. The later capture is the story;
        of two that are as new the first, as long as its seed is there.
        """
        printed = _code_of(story.story_code, publisher_of(story))
        found = self._sorted.codes.get(printed) if printed else None
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
    slug = _slug_of(publisher) if printed and publisher else ""
    return (code_key(printed), slug) if printed and slug else None


# The ledger names a few publishers many times.
_slug_of = lru_cache(maxsize=1000)(slug_of)
