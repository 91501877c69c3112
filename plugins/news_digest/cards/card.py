"""What a card says, and all that its picture depends on, in a hash."""

from __future__ import annotations

from dataclasses import astuple, dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from .faces import Faces

WIDTH, HEIGHT = 1200, 630


class Words(NamedTuple):
    """A text of a card with its language; `rtl` tells that it reads from right to left."""

    text: str
    lang: str
    rtl: bool


@dataclass(frozen=True, slots=True)
class Card:
    """The picture of a story: its headline, whose it is, of which day, on which site.

    That of the site has no source and no day, and below its name stands what else it says of itself.
    """

    headline: Words
    site: Words
    source: str = ""
    day: str = ""

    def mark(self, faces: Faces) -> str:
        """Return a hash of all that the picture depends on."""
        told = repr((astuple(self), faces.mark))
        return blake2b(told.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
