"""Cards: which pages have a picture drawn for where links to them are shared, what it says, and where it lies."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .entries import absolute
from .records import Record, direction
from .settings import SiteSettings
from .views import Picture

if TYPE_CHECKING:
    from ..cards.card import Card
    from ..cards.faces import Faces

FACT = "faces"
"""The name that the book keeps the fonts by: in plain values, or False where there are none to draw with."""
FILE = "card.png"


@dataclass(frozen=True, slots=True)
class Cards:
    """The cards of a site; without `faces` there are none. `own` are files of the user's in their places."""

    settings: SiteSettings
    faces: Faces | None
    own: frozenset[str] = frozenset()

    @property
    def mark(self) -> str:
        """What all pages depend on that may have a card."""
        return f"{self.faces.mark if self.faces else ''} {' '.join(sorted(self.own))}"

    def of_story(self, record: Record) -> Card | None:
        """Return what the card of a story says; None where it has a picture, or a headline that cannot be set."""
        headline = record.story.headline
        if record.pictured or record.story.withdrawn or not self._can_draw(headline, card_place(record.save_as)):
            return None
        source, day = record.source.name if record.source else "", self.settings.words.day(record.date)
        return self._card(headline, record.lang, self.settings.name, source, day)

    def of_site(self) -> Card | None:
        """Return what the card of the site says, which stands for all pages without one of their own."""
        name = self.settings.name
        return self._card(name, self.settings.lang, day=self.settings.tagline) if self._can_draw(name, FILE) else None

    def picture(self, record: Record) -> Picture | None:
        """Return the card of a story as its page names it, be it drawn or the user's own."""
        if self.faces is None or record.pictured or record.story.withdrawn:
            return None
        return self._picture(card_place(record.save_as), record.story.headline, drawn=self.of_story(record) is not None)

    def site_picture(self) -> Picture | None:
        """Return the card of the site."""
        return self._picture(FILE, self.settings.name, drawn=self.of_site() is not None) if self.faces else None

    def _picture(self, place: str, alt: str, *, drawn: bool) -> Picture | None:
        if not drawn and place not in self.own:
            return None
        from ..cards.card import HEIGHT, WIDTH  # noqa: PLC0415 - only where cards are drawn

        size = (WIDTH, HEIGHT) if drawn else (None, None)
        return Picture(absolute(place, self.settings), alt, *size)

    def _can_draw(self, text: str, place: str) -> bool:
        return self.faces is not None and place not in self.own and self.faces.can_set(text)

    def _card(self, headline: str, lang: str, site: str = "", source: str = "", day: str = "") -> Card:
        from ..cards.card import Card, Words  # noqa: PLC0415 - only where cards are drawn

        own = self.settings.lang
        of_site = Words(site, own, direction(own) == "rtl")
        return Card(Words(headline, lang, direction(lang) == "rtl"), of_site, source, day)


def cards_of(settings: SiteSettings, faces: Faces | None, static: Iterable[str]) -> Cards:
    """Return the cards of a site; `static` are the names of the files that are copied."""
    return Cards(settings, faces, frozenset(name for name in static if name.endswith(FILE) and faces))


def card_place(save_as: str) -> str:
    """Return where the card of a page lies: beside it."""
    folder, _, name = save_as.rpartition("/")
    if name == "index.html":
        return f"{folder}/{FILE}" if folder else FILE
    return f"{save_as.rpartition('.')[0] or save_as}-{FILE}"


def faces_for(settings: SiteSettings, kept: object, tell: Callable[[str], None]) -> Faces | None:
    """Return the fonts to draw cards with: those that were kept, else those of the machine; None where there are none.

    `tell` takes the line that says why.
    """
    if not settings.cards or kept is False:
        return None
    if isinstance(kept, tuple):
        from ..cards.faces import faces_from  # noqa: PLC0415 - only where cards are drawn

        return faces_from(kept)
    from ..cards.fontconfig import NoFontsError, find_faces  # noqa: PLC0415 - seldom needed, and it loads Pillow

    try:
        return find_faces(settings.card_fonts)
    except NoFontsError as error:
        tell(f"No cards are drawn: {error}.")
        return None


def kept_form(faces: Faces | None) -> object:
    """Return the fonts as the book keeps them."""
    return faces.kept if faces else False
