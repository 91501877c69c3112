"""Who wrote a story and who published it first: bylines, credits, datelines, and names that stand alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..story import Source
from .beside import split_at_opener, without_town
from .datelines import read_dateline
from .marks import Mark
from .names import has_case, is_full_name, is_name, is_organisation, is_role, is_small_name, read_byline, read_names
from .newsrooms import (
    bracketed_name,
    is_newsroom,
    is_of_host,
    is_person,
    is_section,
    known_newsrooms,
    rights_holder,
    title_ends,
)
from .proposals import FAR, Page, Proposal, propose, told, weight_of
from .rows import fold

_NEAR = 3
# Names further below the headline belong to menus and captions.
_HEAD_LINES = 10
_ADDRESSEE = re.compile(r"\s*<[^<>]{1,80}>\s*$")
_LONGEST_NAME = 60
_PERSON_AND_ROOM = re.compile(r"\s[-–—|]\s|,\s")
ABOVE_DATE = "name above the date"


def _named(name: str) -> Source | None:
    bare = _ADDRESSEE.sub("", name).strip(' .,;:-–—|[]"')
    bare = bare.rstrip(")") if "(" not in bare else bare
    return Source(bare) if bare and any(char.isalnum() for char in bare) else None


def find_sources(page: Page) -> Iterator[Proposal]:
    """Propose labelled sources, and the head of a printed page."""
    for index, mark, found in told(page, "source"):
        if source := _named(found.value):
            yield propose("source", source.name, source, found.rule, mark, weight_of(page, index, found))


def _is_phrase(name: str, page: Page) -> bool:
    """Return whether the words only say that rights are reserved."""
    words, folded = page.context.words, fold(name)
    return folded in words.headings or folded in words.furniture or folded.startswith(words.starts + words.ends)


def find_publishers(page: Page) -> Iterator[Proposal]:
    """Propose labelled publishers, and who holds the rights."""
    for index, mark, found in told(page, "publisher", "rights"):
        name = found.value if found.field == "publisher" else rights_holder(found.value)
        if 1 < len(name) <= _LONGEST_NAME and not _is_phrase(name, page):
            yield propose("publisher", name, name, found.rule, mark, weight_of(page, index, found))
            if found.field == "publisher":
                yield propose("source", name, Source(name), "publisher, no other source", mark, 0.25)


def _is_header_line(mark: Mark) -> bool:
    return (
        mark.kind == "short"
        and not mark.row.is_sentence
        and not mark.row.bullet
        and len(mark.row.text) <= _LONGEST_NAME
    )


def _beside(page: Page, index: int) -> Iterator[Mark]:
    """Yield the neighbours of a line below the headline; reading times and the like are passed over."""
    for step in (-1, 1):
        other = index + step
        while page.headline_at < other < page.outline.start and page.marks[other].kind == "furniture":
            other += step
        if page.headline_at < other < len(page.marks):
            yield page.marks[other]


def _lines_of_head(page: Page) -> Iterator[tuple[int, Mark]]:
    """Yield the short lines between headline and body that stand next to a date, byline or the like."""
    headline = fold(page.headline)
    for index in range(page.headline_at + 1, min(page.outline.start, page.headline_at + _HEAD_LINES)):
        mark = page.marks[index]
        if not _is_header_line(mark) or mark.row.folded == headline:
            continue
        if is_role(mark.row.text, page.context.words) and has_case(mark.row.text):
            continue
        if any(other.kind in {"facts", "rights"} or _is_header_line(other) for other in _beside(page, index)):
            yield index, mark


def _rights_holders(page: Page) -> frozenset[str]:
    return frozenset(fold(rights_holder(found.value)) for _, _, found in told(page, "rights", "publisher"))


def _label_below(page: Page, index: int) -> bool:
    """Return whether the next line is a label alone, such as "Published"."""
    below = page.marks[index + 1] if index + 1 < len(page.marks) else None
    return below is not None and below.kind == "facts" and not below.findings


def _tells_date_next(page: Page, index: int) -> bool:
    """Return whether the line below, above the text, tells the date."""
    below = page.marks[index + 1 : page.outline.start]
    mark = next((mark for mark in below if mark.kind != "furniture"), None)
    return mark is not None and any(found.field == "date" for found in mark.findings)


def find_bare_names(page: Page) -> Iterator[Proposal]:
    """Propose lines of the head that are only a name: a newsroom's is the source, a person's the author."""
    has_authors = any(page.place_of(index) == "head" for index, _, _ in told(page, "authors"))
    holders, known = _rights_holders(page), known_newsrooms(page)
    for index, mark in _lines_of_head(page):
        weight = 0.5 - FAR * (index - page.headline_at)
        if mark.row.folded not in holders and not is_section(mark.row.text, page):
            for field, names, rule in _name_alone(page, index, has_authors=has_authors, known=known):
                value = names if field == "authors" else Source(names[0])
                yield propose(field, "; ".join(names), value, rule, mark, weight - 0.1 * (rule != ABOVE_DATE))


def _name_alone(
    page: Page, index: int, *, has_authors: bool, known: frozenset[str]
) -> Iterator[tuple[str, tuple[str, ...], str]]:
    """Yield (field, names, rule) of a line of the head that is only a name, or a person's and a newsroom's."""
    text, words = without_town(page.marks[index].row.text), page.context.words
    names = read_names(text, words)
    parts = _PERSON_AND_ROOM.split(text)
    # Below a deck stands the byline, whoever it names.
    below_headline = index == page.headline_at + 1 or not _tells_date_next(page, index)
    # Where names have no capitals, a newsroom stands in the byline's place as well.
    sure = has_case(text) or fold(text) in known
    newsroom = sure and below_headline and len(names or ()) == 1 and is_newsroom(text, page, known)
    pair = len(parts) == len("ab") and len(read_names(parts[1], words) or ()) == 1
    opened = split_at_opener(text, page.context)
    if len(opened) > 1 and len(opened[0].split()) <= len("abc"):
        # "An analysis by Ada Lind"
        yield "authors", read_byline(opened[1], words) or (), ABOVE_DATE
    elif pair and is_person(parts[0]) and is_newsroom(parts[1], page, known):
        yield "authors", (parts[0],), ABOVE_DATE
        yield "source", (parts[1],), ABOVE_DATE
    elif names and (has_authors or newsroom):
        yield "source", (text,), "name of a newsroom in the head"
    elif names and _tells_date_next(page, index):
        yield "authors", names, ABOVE_DATE
    elif names and all(is_full_name(name) for name in names) and not _label_below(page, index):
        yield "authors", names, "name beside the date"
    elif names:
        yield "source", (text,), "name in the head"


def find_page_names(page: Page) -> Iterator[Proposal]:
    """Propose names above the headline, in brackets, or behind it in the page's title: the newsroom's own."""
    known = known_newsrooms(page)
    for index, name in title_ends(page):
        yield propose("source", name, Source(name), "behind the headline in a title", page.marks[index], 0.38)
    above = [one for one in page.marks[: page.headline_at] if _is_name_line(one, page)] if page.headline_at else []
    for mark in page.marks[max(0, page.headline_at - _NEAR) : min(page.outline.start, page.headline_at + _NEAR)]:
        name = bracketed_name(mark.row.text) or without_town(mark.row.text)
        if mark.kind == "short" and name != mark.row.text and is_name(name) and mark.row.folded != fold(page.headline):
            yield propose("source", name, Source(name), "name in brackets or with its town", mark, 0.45)
    # More names than one are a menu; then only what the page proves to be its own name counts.
    for mark in above[:_HEAD_LINES]:
        name = mark.row.text
        proven = fold(name) in known or is_of_host(name, page)
        if proven or (len(above) == 1 and page.headline_at < _HEAD_LINES and not _below_button(page, mark)):
            yield propose("source", name, Source(name), "name above the headline", mark, 0.4 if proven else 0.3)


def _below_button(page: Page, mark: Mark) -> bool:
    """Return whether a standing line is right above: the two are a menu."""
    at = page.marks.index(mark)
    return at > 0 and mark.row.gap == 0 and page.marks[at - 1].kind == "furniture"


def _is_name_line(mark: Mark, page: Page) -> bool:
    """Return whether a line is only a name, and neither a section's nor the headline's."""
    short = mark.kind == "short" and not mark.row.bullet and len(mark.row.text) <= _LONGEST_NAME
    own = mark.row.folded != fold(page.headline) and without_town(mark.row.text) == mark.row.text
    return short and own and is_name(_without_brackets(mark.row.text)) and not is_section(mark.row.text, page)


def _without_brackets(text: str) -> str:
    return text.partition(" (")[0] if text.endswith(")") else text


def _bare_parts(mark: Mark) -> tuple[list[str], list[str]]:
    """Return the unlabelled parts of a line before and after its first date."""
    before: list[str] = []
    after: list[str] = []
    dated = False
    for found in mark.findings:
        dated = dated or found.field in {"date", "modified", "clock"}
        if found.field == "bare" and not any(char.isdigit() for char in found.value):
            (after if dated else before).append(found.value)
    return before, after


def find_rights_holder(page: Page) -> Iterator[Proposal]:
    """Propose a line above the body that is the name of who holds the rights."""
    holders = _rights_holders(page)
    for mark in page.outline.head:
        if _is_header_line(mark) and mark.row.folded in holders:
            yield propose("source", mark.row.text, Source(mark.row.text), "name that holds the rights", mark, 0.55)


def _sorted_names(names: Sequence[str], page: Page, *, has_authors: bool) -> Iterator[tuple[str, bool]]:
    """Yield each name with whether it is a source's: the newsroom's, else the last of several."""
    known = known_newsrooms(page) if names else frozenset()
    rooms = [is_newsroom(name, page, known) and not is_small_name(name) for name in names]
    if any(rooms) and not all(rooms):
        yield from zip(names, rooms, strict=True)
        return
    for position, name in enumerate(names):
        last = position == len(names) - 1
        yield name, last and (len(names) > 1 or has_authors or rooms[position])


def find_bare_parts(page: Page) -> Iterator[Proposal]:
    """Propose names on the line of the date: "Ada Berg | Harbour Wire | Updated ...", then the section."""
    words = page.context.words
    bylined = any(page.place_of(index) == "head" for index, _, _ in told(page, "authors"))
    for index, mark in enumerate(page.marks[: page.outline.start]):
        before, after = _bare_parts(mark) if mark.kind == "facts" else ([], [])
        sections = [name for name in before if is_section(name, page)]
        before = [name for name in before if name not in sections]
        weight = 0.5 - FAR * abs(index - page.headline_at)
        has_authors = any(found.field == "authors" for found in mark.findings)
        for text, is_source in _sorted_names(before, page, has_authors=has_authors):
            names = read_names(text, words) or ((text,) if is_small_name(text) else None)
            if is_source or not names:
                # One word before a date may be the town.
                towns = 0.15 * (len(text.split()) == 1 and has_case(text))
                yield propose("source", text, Source(text), "name on the line of the date", mark, weight - towns)
            else:
                yield propose("authors", text, names, "name on the line of the date", mark, weight)
                # Where a byline names somebody else, what looks like a person's name is the paper's.
                if is_organisation(text, words) or not is_person(text) or bylined:
                    yield propose("source", text, Source(text), "name on the line of the date", mark, weight - 0.2)
        for text in sections:
            yield propose("category", text, text, "section on the line of the date", mark, weight - 0.1)
        for text in after:
            field, value = ("source", Source(text)) if is_organisation(text, words) else ("category", text)
            yield propose(field, text, value, "name after the date", mark, weight - 0.1)
            # "Havnby | 16 May 2024 | Harbour Wire | By Ada Lind": the town stands first.
            if has_authors and before and not is_section(text, page) and is_name(text):
                yield propose("source", text, Source(text), "name between date and byline", mark, weight + 0.05)


def find_authors(page: Page) -> Iterator[Proposal]:
    """Propose bylines and labelled authors; a newsroom's name behind a person's and a comma is the source."""
    known = known_newsrooms(page)
    for index, mark, found in told(page, "authors"):
        names = tuple(found.value.split("; "))
        weight = weight_of(page, index, found)
        room = names[-1]
        behind = len(names) == len("ab") and f", {room}" in mark.row.text and found.rule in {"byline", "label"}
        if behind and is_person(names[0]) and is_newsroom(room, page, known):
            yield propose("source", room, Source(room), "name of a newsroom in the byline", mark, weight - 0.3)
            names = names[:1]
        yield propose("authors", "; ".join(names), names, found.rule, mark, weight)


def find_datelines(page: Page) -> Iterator[Proposal]:
    """Propose place and agency of "CITY, May 3 (Agency) –" at the beginning of the first paragraphs."""
    for _, mark, found in told(page, "dateline"):
        yield propose("dateline", found.value, found.value, found.rule, mark, found.weight)
    opening = [mark for mark in page.outline.body if mark.is_text][:_NEAR]
    for mark in opening:
        if dateline := read_dateline(mark.row.text, page.context.words):
            yield propose("dateline", dateline.place, dateline.place, "before the first words", mark, 0.7)
            moment = page.context.moment(dateline.day) if dateline.day else None
            if moment and dateline.day:
                yield propose("date", dateline.day, moment.value, "day in the dateline", mark, 0.3)
            if dateline.agency:
                yield propose("source", dateline.agency, Source(dateline.agency), "agency of the dateline", mark, 0.35)
