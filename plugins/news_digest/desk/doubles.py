"""Captures that double a story which another seed has given: of the same bytes, or of the same page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .addresses import address_key
from .recaptured import is_newer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .ledger import Entry, Ledger
    from .pieces import Piece, Sum


class Doubles:
    """What is known of the stories of other seeds: `sums` are those of the seeds that are there."""

    def __init__(self, ledger: Ledger, sums: Mapping[str, Sum]) -> None:
        self._sums = sums
        self._originals = {entry.sha256: entry.name for entry in ledger if self._is_there(entry)}
        self._addresses = {key: entry for entry in ledger if (key := address_key(entry.url))}

    def note(self, entry: Entry) -> None:
        """Note a story that was written, or that its seed was read again."""
        self._originals.setdefault(entry.sha256, entry.name)
        if key := address_key(entry.url):
            self._addresses[key] = entry

    def original(self, piece: Piece) -> str | None:
        """Return the story that was made of the same bytes."""
        return self._originals.get(piece.sha256)

    def of_address(self, piece: Piece) -> Entry | None:
        """Return the entry of another seed's story of the same page."""
        found = self._addresses.get(address_key(piece.document.url) or "")
        return found if found is not None and found.seed != piece.seed.name else None

    def gives_way(self, former: Entry, piece: Piece) -> bool:
        """Return whether another capture of its page takes a story over: its own is gone, older, or but a summary."""
        is_full = piece.document.declared.extent == "full"
        is_better = former.extent is not None or is_newer(piece, former)
        return (is_full and is_better) or former.seed not in self._sums

    def _is_there(self, entry: Entry) -> bool:
        """Return whether the seed of an entry still has the bytes that were read, as far as that is known."""
        known = self._sums.get(entry.seed)
        return known is not None and (known.several if entry.part else known.sha256 == entry.sha256)
