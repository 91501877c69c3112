"""Who wrote a story and who published it first: bylines, credits, datelines, and names that stand alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..story import Source
from .datelines import read_dateline
from .marks import Mark
from .names import has_case, is_full_name, is_organisation, is_role, is_small_name, read_names
from .proposals import FAR, Page, Proposal, propose, told, weight_of
from .rows import fold

_NEAR = 3
# Names further below the headline belong to menus and captions.
_HEAD_LINES = 10
_AFTER_NAME = re.compile(r"\s[-–—|·]\s|\s?[.。]\s")
_ADDRESSEE = re.compile(r"\s*<[^<>]{1,80}>\s*$")
_NO_NAME = re.compile(r"(?:[©ⓒ]|\(c\)|℗|copyright|all rights reserved|\d{4}(?:\s?[-–]\s?\d{4})?)", re.IGNORECASE)
_LONGEST_NAME = 60


def _named(name: str) -> Source | None:
    bare = _ADDRESSEE.sub("", name).strip(' .,;:-–—|[]"')
    bare = bare.rstrip(")") if "(" not in bare else bare
    return Source(bare) if bare and any(char.isalnum() for char in bare) else None


def find_sources(page: Page) -> Iterator[Proposal]:
    """Propose labelled sources, and the head of a printed page."""
    for index, mark, found in told(page, "source"):
        if source := _named(found.value):
            yield propose("source", source.name, source, found.rule, mark, weight_of(page, index, found))


def _rights_holder(text: str) -> str:
    name = _NO_NAME.sub(" ", text).strip(" .,;:-–—|")
    return _AFTER_NAME.split(name)[0].strip(" .,;:-–—|")


def _is_phrase(name: str, page: Page) -> bool:
    """Return whether the words only say that rights are reserved."""
    words, folded = page.context.words, fold(name)
    return folded in words.headings or folded in words.furniture or folded.startswith(words.starts + words.ends)


def find_publishers(page: Page) -> Iterator[Proposal]:
    """Propose labelled publishers, and who holds the rights."""
    for index, mark, found in told(page, "publisher", "rights"):
        name = found.value if found.field == "publisher" else " ".join(_rights_holder(found.value).split())
        if 1 < len(name) <= _LONGEST_NAME and not _is_phrase(name, page):
            yield propose("publisher", name, name, found.rule, mark, weight_of(page, index, found))


def _is_header_line(mark: Mark) -> bool:
    return (
        mark.kind == "short"
        and not mark.row.is_sentence
        and not mark.row.bullet
        and len(mark.row.text) <= _LONGEST_NAME
    )


def _lines_of_head(page: Page) -> Iterator[tuple[int, Mark]]:
    """Yield the short lines between headline and body that stand next to a date, byline or the like."""
    for index in range(page.headline_at + 1, min(page.outline.start, page.headline_at + _HEAD_LINES)):
        mark = page.marks[index]
        beside = [page.marks[other] for other in (index - 1, index + 1) if page.headline_at < other < len(page.marks)]
        if is_role(mark.row.text, page.context.words) and has_case(mark.row.text):
            continue
        if mark.row.folded == fold(page.headline):
            continue
        if _is_header_line(mark) and any(
            other.kind in {"facts", "rights"} or _is_header_line(other) for other in beside
        ):
            yield index, mark


def _rights_holders(page: Page) -> frozenset[str]:
    return frozenset(fold(_rights_holder(found.value)) for _, _, found in told(page, "rights", "publisher"))


def _label_below(page: Page, index: int) -> bool:
    """Return whether the next line is a label alone, such as "Published"."""
    below = page.marks[index + 1] if index + 1 < len(page.marks) else None
    return below is not None and below.kind == "facts" and not below.findings


def _tells_date(mark: Mark) -> bool:
    return any(found.field == "date" for found in mark.findings)


def find_bare_names(page: Page) -> Iterator[Proposal]:
    """Propose lines of the head that are only a name: a newsroom's is the source, a person's the author."""
    has_authors = any(page.place_of(index) == "head" for index, _, _ in told(page, "authors"))
    holders = _rights_holders(page)
    for index, mark in _lines_of_head(page):
        text = mark.row.text
        names = read_names(text, page.context.words)
        weight = 0.5 - FAR * (index - page.headline_at)
        above_date = index + 1 < page.outline.start and _tells_date(page.marks[index + 1])
        if fold(text) in holders:
            continue
        if names and has_authors:
            yield propose("source", text, Source(text), "name under the byline", mark, weight - 0.1)
        elif names and above_date:
            yield propose("authors", text, names, "name above the date", mark, weight)
        elif (
            names
            and not is_organisation(text, page.context.words)
            and all(is_full_name(name) for name in names)
            and not _label_below(page, index)
        ):
            yield propose("authors", text, names, "name beside the date", mark, weight - 0.1)
        elif names:
            yield propose("source", text, Source(text), "name in the head", mark, weight - 0.1)


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


def _is_person(name: str) -> bool:
    """Return whether the name is of two or three words and none of them initials."""
    return is_full_name(name) and len(name.split()) <= len("abc") and not any(token.isupper() for token in name.split())


def _sorted_names(names: Sequence[str], has_authors: bool, page: Page) -> Iterator[tuple[str, bool]]:  # noqa: FBT001  a fact of the line
    """Yield each name with whether it is a source's: the newsroom's, else the last of several."""
    rooms = [is_organisation(name, page.context.words) for name in names]
    first_only = len(names) > 1 and rooms[0] and not any(rooms[1:]) and _is_person(names[-1])
    for position, name in enumerate(names):
        last = position == len(names) - 1
        yield name, position == 0 if first_only else last and (len(names) > 1 or has_authors or rooms[position])


def find_bare_parts(page: Page) -> Iterator[Proposal]:
    """Propose names on the line of the date: "Ada Berg | Harbour Wire | Updated ...", then the section."""
    words = page.context.words
    for index, mark in enumerate(page.marks[: page.outline.start]):
        before, after = _bare_parts(mark) if mark.kind == "facts" else ([], [])
        weight = 0.5 - FAR * abs(index - page.headline_at)
        has_authors = any(found.field == "authors" for found in mark.findings)
        for text, is_source in _sorted_names(before, has_authors, page):
            names = read_names(text, words) or ((text,) if is_small_name(text) else None)
            if is_source or not names:
                yield propose("source", text, Source(text), "name on the line of the date", mark, weight)
            else:
                yield propose("authors", text, names, "name on the line of the date", mark, weight)
                yield propose("source", text, Source(text), "name on the line of the date", mark, weight - 0.2)
        for text in after:
            field, value = ("source", Source(text)) if is_organisation(text, words) else ("category", text)
            yield propose(field, text, value, "name after the date", mark, weight - 0.1)


def find_authors(page: Page) -> Iterator[Proposal]:
    """Propose bylines and labelled authors."""
    for index, mark, found in told(page, "authors"):
        names = tuple(found.value.split("; "))
        yield propose("authors", found.value, names, found.rule, mark, weight_of(page, index, found))


def find_datelines(page: Page) -> Iterator[Proposal]:
    """Propose place and agency of "CITY, May 3 (Agency) –" at the beginning of the first paragraphs."""
    for _, mark, found in told(page, "dateline"):
        yield propose("dateline", found.value, found.value, found.rule, mark, found.weight)
    opening = [mark for mark in page.outline.body if mark.is_text][:_NEAR]
    for mark in opening:
        if dateline := read_dateline(mark.row.text, page.context.words):
            yield propose("dateline", dateline.place, dateline.place, "before the first words", mark, 0.7)
            if dateline.agency:
                yield propose("source", dateline.agency, Source(dateline.agency), "agency of the dateline", mark, 0.35)
