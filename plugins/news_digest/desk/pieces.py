"""The stories of a seed, one at a time: each with the sum of what it is made of, by which a change is known."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import UTC
from typing import TYPE_CHECKING

from ..capture.containers import MAX_BYTES, Document, holds_several, open_documents, part_name
from ..capture.sidecars import with_sidecar
from ..errors import CaptureError
from .besides import read_besides
from .enclosing import with_pictures_beside
from .ledger import RULES, fingerprint

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from typing import BinaryIO

    from .entry import Entry
    from .intake import Seed

_BLOCK = 1 << 20
_NAMED = 5


@dataclass(frozen=True, slots=True)
class Piece:
    """One story's capture: the seed it is in, its document, and the SHA-256 and size of what it is made of.

    `share` is how much of the seed was read when it came, from 0 to 1. `captured` is when its archive says that it was
    captured, as text that sorts by time, "" where it does not; `again` tells that its page came before in this archive.
    """

    seed: Seed
    document: Document
    sha256: str
    size: int
    share: float = 1.0
    captured: str = ""
    again: bool = False

    @property
    def part(self) -> str:
        """Return the story's lasting name within its seed."""
        return self.document.part

    @property
    def name(self) -> str:
        """Return the story's name in ledger and messages."""
        return part_name(self.seed.name, self.document.part)


@dataclass(frozen=True, slots=True)
class Sum:
    """What a seed is made of: the SHA-256 of its bytes and its sidecars, its size, whether it holds several stories."""

    sha256: str
    size: int
    several: bool


def sum_of(seed: Seed) -> Sum:
    """Return what a seed is made of, reading it piece by piece; raises `OSError`."""
    with open_seed(seed) as stream:
        several = holds_several(stream)
        digest, size = hashlib.sha256(), 0
        # What holds one story is read no further than a story can be long.
        while (several or size <= MAX_BYTES) and (block := stream.read(_BLOCK)):
            digest.update(block)
            size += len(block)
    for beside in seed.besides:
        with open(beside.path, "rb") as file:  # noqa: PTH123 - a name that is not UTF-8 goes through as it is
            digest = hashlib.sha256(digest.digest() + file.read(MAX_BYTES))
    return Sum(digest.hexdigest(), size, several)


def open_seed(seed: Seed) -> BinaryIO:
    """Open a seed's file; raises `OSError`."""
    return open(seed.path, "rb")  # noqa: PTH123 - as above; the caller closes it


def pieces_of(seed: Seed, known: Sum) -> Iterator[Piece | CaptureError]:
    """Yield the stories of a seed, and an error for each part that cannot be read.

    Raises `CaptureError` where the seed as a whole cannot be read, `SettingsError` for a sidecar, and `OSError`.
    """
    with open_seed(seed) as stream:
        sidecar = read_besides(seed.besides, several=known.several)
        for document in open_documents(stream, seed.name):
            if isinstance(document, CaptureError):
                yield document
            elif known.several:
                share = min(1.0, stream.tell() / max(known.size, 1))
                yield _part(seed, with_sidecar(document, sidecar), share, _sortable(document.captured))
            else:
                whole = with_pictures_beside(with_sidecar(document, sidecar), seed)
                yield Piece(seed, whole, known.sha256, known.size)


def _sortable(moment: datetime | None) -> str:
    """Return a moment as text that sorts by time; archives mean UTC where they name no zone."""
    if moment is None:
        return ""
    try:
        return (moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)).isoformat()
    except OverflowError:
        return ""


def _part(seed: Seed, document: Document, share: float, captured: str) -> Piece:
    # When a page was captured does not make it another one.
    said = (document.media, document.url, document.declared, document.beside)
    digest = hashlib.sha256(document.data)
    digest.update(repr(said).encode("utf-8", "surrogatepass"))
    return Piece(seed, document, digest.hexdigest(), len(document.data), share, captured)


def document_of(seed: Seed, part: str, sha256: str | None = None) -> Document:
    """Return one document of a seed: of several of this name that of this sum, else the newest.

    Raises `CaptureError` where it has none of this name, and as `pieces_of` does.
    """
    found: list[str] = []
    newest: Piece | None = None
    for piece in pieces_of(seed, sum_of(seed)):
        if isinstance(piece, CaptureError):
            if piece.name == part_name(seed.name, part):
                raise piece
        elif piece.part == part:
            if piece.sha256 == sha256:
                return piece.document
            newest = piece if newest is None or piece.captured > newest.captured else newest
        elif len(found) < _NAMED:
            found.append(piece.name)
    if newest is not None:
        return newest.document
    raise CaptureError(part_name(seed.name, part), "there is no such story in it", f"there are {', '.join(found)}, ...")


def made_of(piece: Piece, entry: Entry, text: str) -> Entry:
    """Return the entry with what its story was made of and the story file's text."""
    extent = piece.document.declared.extent
    return replace(
        entry,
        sha256=piece.sha256,
        size=piece.size,
        rules=RULES,
        written=fingerprint(text),
        url=piece.document.url,
        extent=extent if extent != "full" else None,
        captured=piece.captured or None,
        history=entry.history_with(piece.sha256),
    )
