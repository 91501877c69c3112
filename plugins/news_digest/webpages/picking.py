"""What a publisher's layout says of its pages: elements named by CSS selectors, taken or removed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from lxml.cssselect import CSSSelector

from ..layouts import Layout
from ..parse.names import read_byline, read_names
from ..parse.proposals import Proposal
from ..parse.shapes import Cut
from .headlines import letters_of
from .moments import read_declared_date
from .shapes import Page, propose
from .tree import Element, origin_of, text_of

_WEIGHT = 3.0
_SHOWN = 120


def pick(root: Element, selectors: Iterable[str]) -> tuple[Element, ...]:
    """Return the elements that selectors name, each once, those of the first selector first."""
    found: dict[Element, None] = {}
    for selector in selectors:
        found.update(dict.fromkeys(CSSSelector(selector)(root)))
    return tuple(found)


def remove(root: Element, layout: Layout) -> tuple[Cut, ...]:
    """Take out of the tree what a layout removes, and return what it was."""
    cuts = []
    for element in pick(root, layout.remove):
        parent = element.getparent()
        if parent is None:
            continue
        if text := text_of(element):
            line = element.sourceline or 1
            cuts.append(Cut("removed by the layout", text[:_SHOWN], origin_of(element), (line, line)))
        _take_out(element, parent)
    return tuple(cuts)


def _take_out(element: Element, parent: Element) -> None:
    """Remove an element and leave the text behind it where it is."""
    before = element.getprevious()
    if before is None:
        parent.text = (parent.text or "") + (element.tail or "")
    else:
        before.tail = (before.tail or "") + (element.tail or "")
    parent.remove(element)


def picked_fields(root: Element, layout: Layout) -> dict[str, tuple[Element, ...]]:
    """Return the elements that a layout names for fields."""
    named = {"headline": layout.headline, "authors": layout.authors, "date": layout.date}
    return {field: pick(root, selectors) for field, selectors in named.items()}


def find_picked(page: Page) -> Iterator[Proposal]:
    """Propose what stands in the elements that the layout names."""
    for element in page.picked.get("headline", ())[:1]:
        if letters_of(text := text_of(element)):
            yield propose("headline", text, "layout", origin_of(element), _WEIGHT)
    for element in page.picked.get("date", ())[:1]:
        if value := _date_of(element, page):
            yield propose("date", value, "layout", origin_of(element), _WEIGHT, value.isoformat())
    elements = page.picked.get("authors", ())
    names = [name for element in elements for name in _names_in(text_of(element), page)]
    if names:
        yield propose(
            "authors", tuple(dict.fromkeys(names)), "layout", origin_of(elements[0]), _WEIGHT, "; ".join(names)
        )


def _date_of(element: Element, page: Page) -> date | None:
    machine = element.get("datetime") or element.get("content") or ""
    return read_declared_date(machine or text_of(element), page)


def _names_in(text: str, page: Page) -> tuple[str, ...]:
    return read_byline(text, page.context.words) or read_names(text, page.context.words) or ((text,) if text else ())
