"""Where cards are drawn, and kept so that none is drawn twice: a site that is made anew takes them from here."""

from __future__ import annotations

import os
from collections.abc import Container
from contextlib import suppress
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from ..press.errors import WriteError
from ..press.place import place_bytes
from .carding import Cards
from .catalog import Catalog

if TYPE_CHECKING:
    from ..cards.card import Card

SUM = 16
"""Bytes before each kept picture, by which it is told whether it is whole."""
ENDING = ".card"
CARDS = ".cards"
"""What the name of the folder ends in, on the shelf of an output folder."""


@dataclass(frozen=True, slots=True)
class Easel:
    """Draws cards; those that were drawn before are in `folder`, and are taken from there unless all is made `anew`."""

    cards: Cards
    folder: Path
    anew: bool = False

    def drawn(self, code: str, catalog: Catalog) -> bytes:
        """Return the picture of a story's card, or of the site's for ""; raises `WriteError`."""
        card = self.cards.of_story(catalog.record(code)) if code else self.cards.of_site()
        if card is None or self.cards.faces is None:
            raise KeyError(code)
        place = self.folder / f"{card.mark(self.cards.faces)}{ENDING}"
        known = None if self.anew else _kept(place)
        if known is not None:
            return known
        picture = self._drawn(card)
        place_bytes(place, _sum(picture) + picture)
        return picture

    def _drawn(self, card: Card) -> bytes:
        from ..cards.drawing import draw_card  # noqa: PLC0415 - loads Pillow

        if self.cards.faces is None:
            raise KeyError(card.headline.text)
        blank = replace(card, headline=card.headline._replace(text=""))
        # A font that opens may be damaged further on; a card with less on it is better than no site.
        for less in (card, blank):
            with suppress(OSError):
                return draw_card(less, self.cards.faces)
        empty = card.headline._replace(text="")
        return draw_card(replace(blank, site=empty, source="", day=""), self.cards.faces)

    def clear(self, but: Container[str]) -> None:
        """Let go of all kept pictures but those with these hashes; raises `WriteError`."""
        with suppress(FileNotFoundError), os.scandir(self.folder) as found:
            for entry in found:
                if entry.name.removesuffix(ENDING) not in but:
                    _remove(entry.path)


def _remove(path: str) -> None:
    try:
        os.unlink(path)  # noqa: PTH108 - of a string
    except OSError as error:
        raise WriteError(path, error.strerror or str(error)) from error


def _kept(place: Path) -> bytes | None:
    try:
        data = place.read_bytes()
    except OSError:  # it is drawn again
        return None
    return data[SUM:] if _sum(data[SUM:]) == data[:SUM] else None


def _sum(picture: bytes) -> bytes:
    return blake2b(picture, digest_size=SUM).digest()
