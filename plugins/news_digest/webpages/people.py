"""Who wrote a page's story, who publishes it, and who is credited for it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..parse.datelines import read_dateline
from ..parse.names import is_full_name, is_organisation, read_byline, read_names
from ..parse.proposals import Proposal
from ..parse.rows import columns, fold
from ..parse.words import Words
from ..story import Source
from .headlines import letters_of, site_names
from .hints import box_by_name, is_phrase
from .linkeddata import texts_of
from .pieces import Piece
from .shapes import Page, propose
from .tree import origin_of, text_of

_METAS = (
    "author", "article:author", "article:author_name", "parsely-author", "sailthru.author", "dc.creator",
    "dcterms.creator", "citation_author", "byl", "article:authors", "authors", "cxenseparse:author", "og:author",
    "mrf:authors", "twitter:data1",
)  # fmt: skip
_MAILBOX = re.compile(r"\S{1,100}@\S{1,100}\s?\((?P<name>[^()]{1,60})\)")
_ADDRESS = re.compile(r"https?:|www\.|/|^@")
_LONGEST_BYLINE = 160
_OPENING = 3
_MOST = 12
_PERSON, _ROOM = 0.9, 0.4


def find_authors(page: Page) -> Iterator[Proposal]:
    """Propose authors: declared, marked up, printed; persons before newsrooms."""
    rooms = _rooms(page)
    for names, rule, origin, weight in (*_declared(page), *_marked_up(page), *_printed(page)):
        known = tuple(dict.fromkeys(name for name in names if name and not is_phrase("accounts", name)))
        known = tuple(name for name in known if not _is_role(name, page.context.words)) or known
        people = tuple(name for name in known if _is_person(name, rooms, page.context.words))
        if people:
            yield propose("authors", people, rule, origin, weight, "; ".join(people))
        elif known:
            yield propose("authors", known, f"{rule}, a newsroom", origin, weight * _ROOM, "; ".join(known))


def _is_person(name: str, rooms: frozenset[str], words: Words) -> bool:
    """Return whether a name is a full one and none of a newsroom: a word of the publisher's name tells that."""
    parts = {letters_of(part) for part in name.split()} | {letters_of(name)}
    return is_full_name(name) and parts.isdisjoint(rooms) and not is_organisation(name, words)


def _is_role(name: str, words: Words) -> bool:
    """Return whether a name ends with what somebody is: "AP Auto Writer"."""
    last = fold(name).split()[-1:]
    return any(role.split()[-1:] == last for role in words.roles)


def _rooms(page: Page) -> frozenset[str]:
    return site_names(page.declared, page.url)


_Found = tuple[tuple[str, ...], str, str, float]


def _declared(page: Page) -> Iterator[_Found]:
    found: list[str] = []
    for node in _author_nodes(page):
        for text in texts_of(node):
            found += _names_in(text, page)
    if found:
        yield tuple(found), "declared", "JSON-LD author", _PERSON
    for name in _METAS:
        told = [one for one in page.declared.meta(name) if not _ADDRESS.search(one.value)]
        names = [each for one in told for each in _names_in(one.value, page)]
        if names:
            yield tuple(names), "declared", told[0].origin, _PERSON - 0.1


def _author_nodes(page: Page) -> Iterator[object]:
    for key in ("author", "creator"):
        authors = page.declared.article.get(key)
        nodes = authors[:_MOST] if isinstance(authors, list) else [authors]
        known = [page.declared.node(one) for one in nodes if one]
        if known:
            yield from known
            return


def _names_in(text: str, page: Page) -> tuple[str, ...]:
    """Return the names of a declared value; one that is no list of names as it stands, if it is short."""
    words = page.context.words
    text = _MAILBOX.sub(r"\g<name>", text)
    names = read_byline(text, words) or read_names(text, words)
    if names is None and columns(text) <= len("a") * 40 and not _ADDRESS.search(text):
        return (text,)
    return names or ()


def _marked_up(page: Page) -> Iterator[_Found]:
    """Yield names in elements that say that they hold an author's name."""
    for name in ("author", "creator"):
        elements = page.declared.props.get(name, ())[:_MOST]
        names = [each for one in elements for each in _names_in(one.get("content") or text_of(one), page)]
        if names and len(elements) < _MOST:
            yield tuple(names), "marked up", f"itemprop {name}, line {elements[0].sourceline}", _PERSON - 0.2
    for pieces, weight in ((page.head, _PERSON - 0.2), (page.tail, _PERSON - 0.35)):
        bylines = list(_named_bylines(page, pieces))
        if bylines:
            found = tuple(name for people, _ in bylines for name in people)
            yield found, "in a byline", origin_of(page.layer.frames[bylines[0][1].frame].element), weight


def _named_bylines(page: Page, pieces: Sequence[Piece]) -> Iterator[tuple[tuple[str, ...], Piece]]:
    for piece in pieces:
        if columns(piece.text) > _LONGEST_BYLINE or not _in_byline(page, piece):
            continue
        leaves = [text_of(one) for one in page.layer.frames[piece.frame].element.iter("a", "span") if not len(one)]
        alone = tuple(text for text in leaves if is_full_name(text))
        if len(alone) > 1:
            yield alone, piece
            continue
        for line in piece.text.split("\n"):
            names = read_byline(line, page.context.words) or read_names(line, page.context.words)
            people = tuple(name for name in names or () if is_full_name(name))
            if people:
                yield people, piece


def _in_byline(page: Page, piece: Piece) -> bool:
    """Return whether a piece's blocks or links say that a byline stands there."""
    if any("author" in (link.get("rel") or "") or "/author" in (link.get("href") or "") for link in piece.links):
        return True
    around = list(page.layer.ancestors(piece.frame))[:3]
    return any(box_by_name(page.layer.frames[number].names) == "byline" for number in around)


def _printed(page: Page) -> Iterator[_Found]:
    for one in page.told("authors"):
        names = tuple(name.strip() for name in one.finding.value.split(";") if name.strip())
        yield names, f"printed, {one.finding.rule}", one.origin, 0.6 * min(1.0, one.finding.weight)


def find_publishers(page: Page) -> Iterator[Proposal]:
    """Propose who publishes the page."""
    declared = page.declared
    for name in texts_of(declared.node(declared.article.get("publisher")))[:1]:
        yield propose("publisher", name, "declared", "JSON-LD publisher", 0.8)
    for told in declared.meta("og:site_name", "application-name", "dc.publisher", "publisher"):
        if not _ADDRESS.search(told.value):
            yield propose(
                "publisher", told.value, "declared", told.origin, 0.9 if told.origin == "meta og:site_name" else 0.6
            )


def find_sources(page: Page) -> Iterator[Proposal]:
    """Propose who is credited: printed or declared as the source, else the publisher."""
    for one in page.told("source"):
        yield propose(
            "source", Source(one.finding.value), f"printed, {one.finding.rule}", one.origin, 0.8, one.finding.value
        )
    for key in ("sourceOrganization", "provider", "copyrightHolder"):
        for name in texts_of(page.declared.node(page.declared.article.get(key)))[:1]:
            yield propose("source", Source(name), "declared", f"JSON-LD {key}", 0.6, name)
    for proposal in find_publishers(page):
        name, weight = str(proposal.value), proposal.candidate.weight * 0.5
        yield propose("source", Source(name), "publisher, no other source", proposal.candidate.origin, weight, name)


def find_datelines(page: Page) -> Iterator[Proposal]:
    """Propose the place and the agency that the first paragraphs begin with."""
    opening = [item.piece for item in page.kept if item.kind == "paragraph"][:_OPENING]
    for piece in opening:
        if dateline := read_dateline(piece.text, page.context.words):
            yield propose("dateline", dateline.place, "before the first words", f"line {piece.line}", 0.7)
            if dateline.agency:
                agency = Source(dateline.agency)
                yield propose("source", agency, "agency of the dateline", f"line {piece.line}", 0.5, dateline.agency)
            return
