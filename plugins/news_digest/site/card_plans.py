"""Which cards a build needs, and where each goes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..press.book import output_of
from .carding import FILE, Cards, card_place
from .catalog import Catalog
from .changes import Stale
from .keys import CARD, Key
from .plan import Planned
from .printing import path_of

if TYPE_CHECKING:
    from ..cards.card import Card
    from ..cards.faces import Faces


@dataclass(slots=True)
class Wanted:
    """The cards among some stories: where each goes, a hash of all that it shows, and the keys that have none."""

    plans: list[Planned] = field(default_factory=list)
    marks: dict[Key, str] = field(default_factory=dict)
    gone: list[Key] = field(default_factory=list)

    def take(self, key: Key, card: Card | None, place: str, faces: Faces | None) -> None:
        """Note what becomes of one."""
        if card and faces:
            self.plans.append(Planned(key, place))
            self.marks[key] = card.mark(faces)
        else:
            self.gone.append(key)


def every_card(cards: Cards, catalog: Catalog) -> Wanted:
    """Return all cards of the site, if there are to be any."""
    return _wanted(cards, catalog, catalog.every_code()) if cards.settings.cards else Wanted()


def stale_cards(stale: Stale, cards: Cards, catalog: Catalog) -> Wanted:
    """Return the cards of stale stories, and note which of them are stale themselves, and which are gone."""
    if not cards.settings.cards:
        return Wanted()
    gone = {key.id for key in stale.gone if key.kind == "story"}
    codes = dict.fromkeys(key.id for key in stale.reasons if key.kind in {"story", CARD} and key.id)
    wanted = _wanted(cards, catalog, [code for code in codes if code not in gone])
    for plan in wanted.plans:
        known = output_of(catalog.connection, *plan.key)
        if known is None or known.save_as != path_of(plan):
            stale.add([plan.key], "it has another address" if known else "it is new")
        elif known.mark != wanted.marks[plan.key]:
            stale.add([plan.key], "what it shows changed")
    stale.gone.update(wanted.gone, (Key(CARD, code) for code in gone))
    return wanted


def _wanted(cards: Cards, catalog: Catalog, codes: Iterable[str]) -> Wanted:
    wanted = Wanted()
    wanted.take(Key(CARD), cards.of_site(), FILE, cards.faces)
    for code in codes:
        record = catalog.record(code)
        wanted.take(Key(CARD, code), cards.of_story(record), card_place(record.save_as), cards.faces)
    return wanted
