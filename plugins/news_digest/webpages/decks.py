"""The sentences between a page's headline and its text, and what the page declares as its description."""

from __future__ import annotations

from collections.abc import Iterator

from ..parse.proposals import Proposal
from ..parse.rows import columns, ends_sentence
from .flow import box_of
from .headlines import declared_titles, letters_of
from .hints import is_deck_by_name
from .linkeddata import text_in
from .pieces import Piece
from .shapes import Page, propose

_FEWEST_COLUMNS, _MOST_COLUMNS = 30, 600
_OPENING = 60
_CUT_OFF = ("…", "...", "[…]", "[...]")
_SHOWN, _KNOWN, _NAMED, _DECLARED = 0.5, 0.3, 0.15, 0.4


def find_decks(page: Page) -> Iterator[Proposal]:
    """Propose the sentences between headline and text, those first that the page declares as its description."""
    titles = {letters_of(told.value) for told in declared_titles(page.declared)}
    descriptions = [(text, origin) for text, origin in _descriptions(page) if letters_of(text) not in titles]
    openings = {_opening(text) for text, _ in descriptions}
    for piece in page.head:
        known, named = _opening(piece.text) in openings, _is_named(page, piece)
        if letters_of(piece.text) not in titles and _may_be_deck(page, piece) and (known or named or _is_prose(piece)):
            rule = "shown and declared" if known else "between headline and text"
            weight = _SHOWN + _KNOWN * known + _NAMED * named
            yield propose("deck", piece.text.replace("\n", " "), rule, f"line {piece.line}", weight)
    first = next((_opening(item.piece.text) for item in page.kept if item.kind == "paragraph"), "")
    for text, origin in descriptions:
        if columns(text) >= _FEWEST_COLUMNS and not text.endswith(_CUT_OFF) and _opening(text) != first:
            yield propose("deck", text, "declared", origin, _DECLARED)


def _opening(text: str) -> str:
    return letters_of(text)[:_OPENING]


def _descriptions(page: Page) -> Iterator[tuple[str, str]]:
    if text := text_in(page.declared.article, "description", "abstract"):
        yield text, "JSON-LD description"
    told = page.declared.meta("og:description", "description", "dc.description")
    yield from ((one.value, one.origin) for one in told)


def _may_be_deck(page: Page, piece: Piece) -> bool:
    """Return whether a piece has the length of a deck and stands in no box; the head of a story is none here."""
    if not _FEWEST_COLUMNS <= columns(piece.text) <= _MOST_COLUMNS or piece.is_linked:
        return False
    boxes = (box_of(page.layer.frames[number]) for number in list(page.layer.ancestors(piece.frame))[:3])
    told = any(one.piece is piece for one in page.printed)
    return not told and all(box in {"", "head of the story"} for box in boxes)


def _is_prose(piece: Piece) -> bool:
    return piece.weight > 0 and ends_sentence(piece.text)


def _is_named(page: Page, piece: Piece) -> bool:
    around = list(page.layer.ancestors(piece.frame))[:2]
    return any(is_deck_by_name(page.layer.frames[number].names) for number in around)
