"""The headline of a page: what is both declared and shown, without the publisher's name behind it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from ..parse.proposals import Proposal
from ..parse.rows import columns
from ..urls import host_of
from .declared import Declared, Told
from .linkeddata import text_in, texts_of
from .pieces import Layer, Piece
from .shapes import Page, propose
from .tree import origin_of

# Between a headline and a publisher's name in titles of pages.
_SEPARATOR = re.compile(r"\s*[|｜]\s*|\s+(?:[-–—•·»«/~]|::)\s+|\s?：(?=[^：]*$)")
_SIGNS = re.compile(r"[\W_]+")
_METAS = (
    "og:title", "twitter:title", "parsely-title", "sailthru.title", "dc.title", "dcterms.title", "citation_title",
    "title", "mrf:title",
)  # fmt: skip
_FEWEST_COLUMNS = 20
_LONGEST = 300
_MOST_PARTS, _MOST_TITLES = 12, 12
_LONGEST_NAME = 40
_WEIGHTS = {"JSON-LD headline": 0.9, "title element": 0.5}
_DECLARED, _SHOWN, _SHOWN_ELSEWHERE = 0.7, 0.65, 0.3
# What is shown, too, is surer; but a page's JSON-LD calls its title the headline, shown or not.
_SEEN, _SEEN_WITHIN = 0.18, 0.15
# What only the trail of sections shows is a short title made for it, unless readers elsewhere are told the same.
_IN_TRAIL = 0.1
# Linked data is often cut to 110 characters.
_CUT, _LONG, _CUT_OFF = 0.25, 90, ("…", "...")


def letters_of(text: str) -> str:
    """Return letters and digits alone, in small letters, for comparison: signs and spaces around kickers differ."""
    return _SIGNS.sub("", text).casefold()


def declared_titles(declared: Declared) -> list[Told]:
    """Return the titles that a page declares, most reliable first."""
    own = text_in(declared.article, "headline", "name")
    found = [Told(own, "JSON-LD headline")] if own else []
    found += declared.meta(*_METAS)
    found += [declared.title] if declared.title else []
    return [told for told in found if told.value]


def site_names(declared: Declared, url: str | None) -> frozenset[str]:
    """Return the letters of the names under which a page's publisher is known, and of its host."""
    names = [told.value for told in declared.meta("og:site_name", "application-name", "twitter:site", "publisher")]
    names += texts_of(declared.node(declared.article.get("publisher")))
    host = host_of(url)
    names += [host, host.removeprefix("www."), *(part for part in host.split(".")[:-1] if len(part) > len("www"))]
    return frozenset(key for key in map(letters_of, names) if 0 < len(key) <= _LONGEST_NAME)


def without_site(title: str, sites: frozenset[str], others: Sequence[str] = ()) -> str:
    """Return a title without the publisher's name at its end or beginning; `others` are titles known to be bare."""
    title = title[: 2 * _LONGEST]
    for found in islice(_SEPARATOR.finditer(title), _MOST_PARTS):
        before, behind = title[: found.start()], title[found.end() :]
        if letters_of(behind) in sites or letters_of(before) in others:
            return without_site(before, sites, others) or title
        if letters_of(before) in sites or letters_of(behind) in others:
            return without_site(behind, sites, others) or title
    return title


def shown_headlines(layer: Layer, titles: Iterable[str]) -> list[tuple[int, str]]:
    """Return the numbers and texts of the pieces that are headings of the first rank, or named a headline.

    Where there are none, they are those of the second rank that hold one of the declared titles.
    """
    headings = [piece for piece in layer.pieces if piece.kind == "heading" and piece.frame not in layer.trails]
    found = [piece for piece in headings if _is_first(layer, piece)] or _second_headlines(layer, headings, titles)
    return [(piece.number, piece.text.replace("\n", " ")) for piece in found]


def _second_headlines(layer: Layer, headings: Iterable[Piece], titles: Iterable[str]) -> list[Piece]:
    told = tuple(dict.fromkeys(title for title in map(letters_of, titles) if title))[:_MOST_TITLES]
    keys = ((piece, letters_of(piece.text)) for piece in headings if _rank_of(layer, piece) == "h2")
    return [piece for piece, key in keys if any(title in key for title in told)]


def _rank_of(layer: Layer, piece: Piece) -> str:
    """Return the tag of the innermost heading that a piece stands in, "" where it stands in none."""
    tags = (layer.frames[number].tag for number in layer.ancestors(piece.frame))
    return next((tag for tag in tags if tag[0] == "h"), "")


def _is_first(layer: Layer, piece: Piece) -> bool:
    named = "headline" in (layer.frames[piece.frame].element.get("itemprop") or "")
    return named or _rank_of(layer, piece) == "h1"


def _only_in_trails(page: Page) -> frozenset[str]:
    """Return the letters of the headings of trails of sections that are no titles for readers elsewhere."""
    layer, told = page.layer, {letters_of(one.value) for one in page.declared.meta("og:title")}
    steps = (piece for piece in layer.pieces if piece.kind == "heading" and piece.frame in layer.trails)
    return frozenset(letters_of(piece.text) for piece in steps) - told


def find_headline_piece(layer: Layer, declared: Declared, url: str | None) -> int:
    """Return the number of the piece that shows the declared headline, or of the only great heading; -1 for none."""
    sites = site_names(declared, url)
    titles = [letters_of(without_site(told.value, sites)) for told in declared_titles(declared)]
    headings = [piece for piece in layer.pieces if piece.kind == "heading" and piece.frame not in layer.trails]
    for title in filter(None, titles):
        exact = next((piece.number for piece in headings if letters_of(piece.text) == title), None)
        if exact is not None:
            return exact
    shown = shown_headlines(layer, titles)
    return shown[0][0] if len(shown) == 1 else -1


def find_headlines(page: Page) -> Iterator[Proposal]:
    """Propose declared titles, most where a heading shows the same, and headings that could be the headline."""
    sites, titles = site_names(page.declared, page.url), declared_titles(page.declared)
    bare = [without_site(one.value, sites) for one in titles]
    shown = [(number, text) for number, text in shown_headlines(page.layer, bare) if letters_of(text) not in sites]
    keys, trails = [letters_of(text) for _, text in shown], _only_in_trails(page)
    told = [Told(without_site(one.value, sites, keys)[:_LONGEST], one.origin) for one in titles]
    declared = [one for one in told if letters_of(one.value) and letters_of(one.value) not in sites]
    for one in declared:
        key, cut = letters_of(one.value), _is_cut(one.value, keys)
        seen = 0.0 if cut else _seen(key, keys)
        rule = "declared and shown" if seen else "declared"
        weight = _WEIGHTS.get(one.origin, _DECLARED) + (seen or -_IN_TRAIL * (key in trails)) - _CUT * cut
        yield propose("headline", one.value, rule, one.origin, weight)
    yield from _shown(page, shown)


def _seen(key: str, keys: Sequence[str]) -> float:
    """Return what a title gains where a heading shows it, whole or with a kicker beside it."""
    return _SEEN if key in keys else _SEEN_WITHIN if any(key in one for one in keys) else 0.0


def _is_cut(value: str, keys: Sequence[str]) -> bool:
    key = letters_of(value)
    longer = any(one != key and len(one) > _LONG and one.startswith(key) for one in keys)
    return longer or value.endswith(_CUT_OFF)


def _shown(page: Page, shown: Sequence[tuple[int, str]]) -> Iterator[Proposal]:
    """Propose the headings, the one right above the text before others."""
    first = next((item.piece.number for item in page.items if not item.reason), 0)
    nearest = max((number for number, _ in shown if number < first), default=-1)
    for number, text in shown:
        near = number == nearest and columns(text) >= _FEWEST_COLUMNS
        frame = page.layer.frames[page.layer.pieces[number].frame]
        weight = _SHOWN if near else _SHOWN_ELSEWHERE
        yield propose("headline", text[:_LONGEST], "shown", origin_of(frame.element), weight)
