"""The fields of a saved page's story but its body: each finder proposes what the page declares or shows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime

from ..parse.names import read_names
from ..parse.proposals import Proposal
from ..parse.shapes import Candidate
from ..story import Source
from .linkeddata import text_in, texts_of
from .shapes import Page
from .tree import origin_of

Finder = Callable[[Page], Iterator[Proposal]]


def propose(  # noqa: PLR0913, PLR0917  the parts of a candidate, in the order in which it is told
    field: str, value: object, rule: str, origin: str, weight: float, shown: str = ""
) -> Proposal:
    """Return a proposal; what is shown of it is the value's text unless told otherwise."""
    return Proposal(Candidate(field, shown or str(value), rule, origin, round(weight, 3)), value)


def find_headlines(page: Page) -> Iterator[Proposal]:
    """Propose what the page declares as its headline and what its first headings show."""
    declared = page.declared
    if text := text_in(declared.article, "headline", "name"):
        yield propose("headline", text, "declared", "JSON-LD headline", 0.8)
    for told in declared.meta("og:title", "twitter:title"):
        yield propose("headline", told.value, "declared", told.origin, 0.7)
    for piece in page.layer.pieces:
        frame = page.layer.frames[piece.frame]
        if frame.tag == "h1":
            yield propose("headline", piece.text, "shown", origin_of(frame.element), 0.6)
    if declared.title:
        yield propose("headline", declared.title.value, "declared", declared.title.origin, 0.4)


_BRACKETED = re.compile(r"\[[A-Za-z_/+-]+\]$")


def read_iso(text: str, page: Page) -> date | None:
    """Return the date of a declared value: ISO 8601 as most are, else as dates are printed."""
    bare = _BRACKETED.sub("", text.strip())
    try:
        moment = datetime.fromisoformat(bare)
    except ValueError:
        found = page.context.moment(bare)
        return found.value if found else None
    return moment if len(bare) > len("2024-03-05") else moment.date()


def find_dates(page: Page) -> Iterator[Proposal]:
    """Propose declared dates."""
    for field, keys, metas in (
        ("date", ("datePublished", "dateCreated"), ("article:published_time", "date", "pubdate")),
        ("modified", ("dateModified",), ("article:modified_time", "og:updated_time")),
    ):
        for key in keys:
            if value := read_iso(text_in(page.declared.article, key), page):
                yield propose(
                    field,
                    value,
                    "declared",
                    f"JSON-LD {key}",
                    0.9 + 0.05 * isinstance(value, datetime),
                    value.isoformat(),
                )
        for told in page.declared.meta(*metas):
            if value := read_iso(told.value, page):
                yield propose(
                    field, value, "declared", told.origin, 0.8 + 0.12 * isinstance(value, datetime), value.isoformat()
                )


def find_authors(page: Page) -> Iterator[Proposal]:
    """Propose declared authors."""
    article = page.declared.article
    names: list[str] = []
    authors = article.get("author")
    for one in authors if isinstance(authors, list) else [authors]:
        for text in texts_of(page.declared.node(one)):
            names += read_names(text, page.context.words) or ()
    if names:
        yield propose("authors", tuple(dict.fromkeys(names)), "declared", "JSON-LD author", 0.9, "; ".join(names))
    for told in page.declared.meta("author", "article:author"):
        if "://" not in told.value and (read := read_names(told.value, page.context.words)):
            yield propose("authors", read, "declared", told.origin, 0.7, "; ".join(read))


def find_publishers(page: Page) -> Iterator[Proposal]:
    """Propose the page's publisher."""
    publisher = page.declared.node(page.declared.article.get("publisher"))
    for name in texts_of(publisher)[:1]:
        yield propose("publisher", name, "declared", "JSON-LD publisher", 0.8)
        yield propose("source", Source(name), "declared", "JSON-LD publisher", 0.3, name)
    for told in page.declared.meta("og:site_name"):
        yield propose("publisher", told.value, "declared", told.origin, 0.9)
        yield propose("source", Source(told.value), "declared", told.origin, 0.4, told.value)


FINDERS: tuple[Finder, ...] = (find_headlines, find_dates, find_authors, find_publishers)
