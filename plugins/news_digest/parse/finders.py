"""The fields of a story but its headline and body: each finder proposes candidates from the lines that tell of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

from ..story import Related, Source
from .datelines import read_dateline
from .dates import Moment, find_moment, is_clock_only
from .labels import Finding
from .language import language_of
from .marks import Mark
from .names import has_case, is_full_name, is_organisation, is_role, is_small_name, read_names
from .proposals import Page, Proposal, propose
from .related import read_related, related_in, split_tags, tags_in
from .rows import fold

Finder = Callable[[Page], Iterator[Proposal]]

_NEAR = 3
_FAR = 0.004
_LONGEST_NAME = 60
_DECK_WORDS = 6
_PLACES = {"head": 0.0, "tail": -0.05, "body": -0.4}
_DATE_IN_ADDRESS = re.compile(r"/(?P<y>(?:19|20)\d\d)[/-](?P<m>0?[1-9]|1[0-2])[/-](?P<d>0?[1-9]|[12]\d|3[01])(?:/|-|$)")
_ADDRESSEE = re.compile(r"\s*<[^<>]{1,80}>\s*$")
_NO_NAME = re.compile(r"(?:[©ⓒ]|\(c\)|℗|copyright|all rights reserved|\d{4}(?:\s?[-–]\s?\d{4})?)", re.IGNORECASE)


def _told(page: Page, *fields: str) -> Iterator[tuple[int, Mark, Finding]]:
    """Yield what lines tell of some fields, with the line's index."""
    for index, mark in enumerate(page.marks):
        for found in mark.findings:
            if found.field in fields:
                yield index, mark, found


def _weight(page: Page, index: int, found: Finding) -> float:
    """Return a finding's weight: less in the body, a little less with each line away from the headline."""
    return found.weight + _PLACES[page.place_of(index)] - _FAR * min(abs(index - page.headline_at), 50)


def _moment(page: Page, text: str) -> Moment | None:
    context = page.context
    moment = find_moment(text, context.words, lang=context.lang, order=context.order)
    if moment is None or context.zone is None or not isinstance(moment.value, datetime) or moment.value.tzinfo:
        return moment
    offset = moment.value.replace(tzinfo=context.zone).utcoffset() or timedelta()
    return replace(moment, value=moment.value.replace(tzinfo=timezone(offset)))


def _with_clock_below(page: Page, index: int, moment: Moment, text: str) -> tuple[date, str]:
    """Return the date with the clock time of the line below it or above it, where that line is nothing else."""
    if isinstance(moment.value, datetime):
        return moment.value, text
    for other in (index + 1, index - 1, index + 2):
        if not 0 <= other < len(page.marks):
            continue
        if other == index + 2 and not any(found.field == "clock" for found in page.marks[other].findings):
            continue
        line = page.marks[other].row
        if (
            is_clock_only(line.text, page.context.words)
            and max(line.gap, page.marks[index].row.gap if other < index else 0) == 0
        ):
            joined = _moment(page, f"{text} {line.text}")
            if joined and isinstance(joined.value, datetime):
                return joined.value, f"{text} {line.text}"
    return moment.value, text


def find_dates(page: Page) -> Iterator[Proposal]:
    """Propose printed dates: labelled ones first, then lines that are only a date; an update where that is all."""
    for index, mark, found in _told(page, "date", "modified"):
        moment = _moment(page, found.value)
        if moment is None:
            continue
        value, shown = _with_clock_below(page, index, moment, found.value)
        weight = _weight(page, index, found) + 0.02 * isinstance(value, datetime)
        if found.field == "date":
            yield propose("date", shown, value, found.rule, mark, weight)
        else:
            yield propose("modified", shown, value, found.rule, mark, weight)
            yield propose("date", shown, value, "update, no other date", mark, weight / 10)


def find_date_in_address(page: Page) -> Iterator[Proposal]:
    """Propose a day in the page's address."""
    for _, mark, found in _told(page, "url"):
        if hit := _DATE_IN_ADDRESS.search(found.value):
            try:
                day = date(int(hit["y"]), int(hit["m"]), int(hit["d"]))
            except ValueError:
                continue
            yield propose("date", found.value, day, "day in an address", mark, 0.05)


def find_codes(page: Page) -> Iterator[Proposal]:
    """Propose labelled codes."""
    for index, mark, found in _told(page, "story_code"):
        yield propose("story_code", found.value, found.value, found.rule, mark, _weight(page, index, found))


def _named(name: str) -> Source | None:
    bare = _ADDRESSEE.sub("", name).strip(' .,;:-–—|[]"')
    bare = bare.rstrip(")") if "(" not in bare else bare
    return Source(bare) if bare and any(char.isalnum() for char in bare) else None


def find_sources(page: Page) -> Iterator[Proposal]:
    """Propose labelled sources, and the head of a printed page."""
    for index, mark, found in _told(page, "source"):
        if source := _named(found.value):
            yield propose("source", source.name, source, found.rule, mark, _weight(page, index, found))


def _rights_holder(text: str) -> str:
    return _NO_NAME.sub(" ", text).strip(" .,;:-–—|")


def find_publishers(page: Page) -> Iterator[Proposal]:
    """Propose labelled publishers, and who holds the rights."""
    for index, mark, found in _told(page, "publisher", "rights"):
        name = found.value if found.field == "publisher" else " ".join(_rights_holder(found.value).split())
        if 1 < len(name) <= _LONGEST_NAME:
            yield propose("publisher", name, name, found.rule, mark, _weight(page, index, found))


def _is_header_line(mark: Mark) -> bool:
    return (
        mark.kind == "short"
        and not mark.row.is_sentence
        and not mark.row.bullet
        and len(mark.row.text) <= _LONGEST_NAME
    )


def _lines_of_head(page: Page) -> Iterator[tuple[int, Mark]]:
    """Yield the short lines between headline and body that stand next to a date, byline or the like."""
    for index in range(page.headline_at + 1, page.outline.start):
        mark = page.marks[index]
        beside = [page.marks[other] for other in (index - 1, index + 1) if page.headline_at < other < len(page.marks)]
        if is_role(mark.row.text, page.context.words) and has_case(mark.row.text):
            continue
        if _is_header_line(mark) and any(
            other.kind in {"facts", "rights"} or _is_header_line(other) for other in beside
        ):
            yield index, mark


def _rights_holders(page: Page) -> frozenset[str]:
    return frozenset(fold(_rights_holder(found.value)) for _, _, found in _told(page, "rights", "publisher"))


def _label_below(page: Page, index: int) -> bool:
    """Return whether the next line is a label alone, such as "Published"."""
    below = page.marks[index + 1] if index + 1 < len(page.marks) else None
    return below is not None and below.kind == "facts" and not below.findings


def _tells_date(mark: Mark) -> bool:
    return any(found.field == "date" for found in mark.findings)


def find_bare_names(page: Page) -> Iterator[Proposal]:
    """Propose lines of the head that are only a name: a newsroom's is the source, a person's the author."""
    has_authors = any(page.place_of(index) == "head" for index, _, _ in _told(page, "authors"))
    holders = _rights_holders(page)
    for index, mark in _lines_of_head(page):
        text = mark.row.text
        names = read_names(text, page.context.words)
        weight = 0.5 - _FAR * (index - page.headline_at)
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
        weight = 0.5 - _FAR * abs(index - page.headline_at)
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
    for index, mark, found in _told(page, "authors"):
        names = tuple(found.value.split("; "))
        yield propose("authors", found.value, names, found.rule, mark, _weight(page, index, found))


def find_datelines(page: Page) -> Iterator[Proposal]:
    """Propose place and agency of "CITY, May 3 (Agency) –" at the beginning of the first paragraphs."""
    for _, mark, found in _told(page, "dateline"):
        yield propose("dateline", found.value, found.value, found.rule, mark, found.weight)
    opening = [mark for mark in page.outline.body if mark.is_text][:_NEAR]
    for mark in opening:
        if dateline := read_dateline(mark.row.text, page.context.words):
            yield propose("dateline", dateline.place, dateline.place, "before the first words", mark, 0.7)
            if dateline.agency:
                yield propose("source", dateline.agency, Source(dateline.agency), "agency of the dateline", mark, 0.35)


def find_decks(page: Page) -> Iterator[Proposal]:
    """Propose a sentence between headline and body, or labelled."""
    for _, mark, found in _told(page, "deck"):
        yield propose("deck", found.value, found.value, found.rule, mark, found.weight)
    for index, mark in enumerate(page.marks[page.headline_at + 1 : page.outline.start]):
        if mark.is_text and not mark.row.text.endswith((":", "：")) and _is_deck(mark, right_below=index == 0):
            yield propose("deck", mark.row.text, mark.row.text, "between headline and text", mark, 0.5)


def _is_deck(mark: Mark, *, right_below: bool) -> bool:
    """Return whether a line under the headline is a deck: a sentence, long, or right below it and no name."""
    if mark.row.is_sentence or mark.row.width > _LONGEST_NAME:
        return True
    return right_below and mark.row.gap == 0 and len(mark.row.text.split()) >= _DECK_WORDS


def find_categories(page: Page) -> Iterator[Proposal]:
    """Propose labelled sections, and the last section of the trail above the headline."""
    for _, mark, found in _told(page, "category"):
        name = found.value.partition(";")[0].strip()
        yield propose("category", name, name, found.rule, mark, found.weight)
    for mark in page.outline.head:
        if mark.kind == "crumbs":
            parts = [part.strip() for part in re.split(r"\s[›»>/→❯▸]\s", mark.row.text)]
            kept = [part for part in parts if fold(part) != fold(page.headline)]
            if kept and len(kept[-1]) <= _LONGEST_NAME:
                yield propose("category", kept[-1], kept[-1], "trail of sections", mark, 0.6)


def find_tags(page: Page) -> Iterator[Proposal]:
    """Propose printed tags: labelled, with #, or listed under a heading."""
    for index, mark, found in _told(page, "tags"):
        tags = split_tags(found.value)
        if page.place_of(index) != "body" and tags:
            yield propose("tags", "; ".join(tags), tags, found.rule, mark, found.weight)
    for section in page.sections:
        if section.about == "tags" and (tags := tags_in(section)):
            yield propose("tags", "; ".join(tags), tags, "list under a heading", section.heading, 0.9)


def find_related(page: Page) -> Iterator[Proposal]:
    """Propose related stories, listed under headings or named on lines of their own, all together."""
    found: dict[str, Related] = {}
    first: Mark | None = None
    for mark, related in _all_related(page):
        key = fold(related.title or related.url or "")
        if key != fold(page.headline):
            first = first or mark
            found.setdefault(key, related)
    if first:
        shown = "; ".join(related.title or related.url or "" for related in found.values())
        yield propose("related", shown, tuple(found.values()), "list under a heading", first, 0.9)


def _all_related(page: Page) -> Iterator[tuple[Mark, Related]]:
    for _, mark, finding in _told(page, "related"):
        related = read_related(finding.value)
        if related and related.title:
            yield mark, related
    for section in page.sections:
        if section.about == "related":
            yield from related_in(section, page.context)


def find_language(page: Page) -> Iterator[Proposal]:
    """Propose the language that script or small words of the text show; else the one that is printed."""
    body = [mark for mark in page.outline.body if mark.is_text]
    if lang := language_of(" ".join(mark.row.text for mark in body), page.context.words):
        yield propose("lang", lang, lang, "script and small words", body[0], 0.9)
    for _, mark, found in _told(page, "lang"):
        yield propose("lang", found.value, found.value, found.rule, mark, found.weight)


FINDERS: tuple[Finder, ...] = (
    find_dates,
    find_date_in_address,
    find_codes,
    find_sources,
    find_publishers,
    find_bare_names,
    find_rights_holder,
    find_bare_parts,
    find_authors,
    find_datelines,
    find_decks,
    find_categories,
    find_tags,
    find_related,
    find_language,
)
