"""The fields of a story but its headline and body: each finder proposes candidates from the lines that tell of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

from ..story import Related
from .contacts import find_contacts, find_last_line
from .credits import (
    find_authors,
    find_bare_names,
    find_bare_parts,
    find_datelines,
    find_page_names,
    find_publishers,
    find_rights_holder,
    find_sources,
)
from .dates import Moment, find_moment, is_clock_only
from .decks import find_decks
from .language import LONG_LINE, language_of
from .marks import Mark
from .proposals import Page, Proposal, propose, told, weight_of
from .related import read_related, related_in, split_tags, tags_in
from .rows import fold

Finder = Callable[[Page], Iterator[Proposal]]

_LONGEST_NAME = 60
_NEARLY_ALL = 0.8
_DATE_IN_ADDRESS = re.compile(r"/(?P<y>(?:19|20)\d\d)[/-](?P<m>0?[1-9]|1[0-2])[/-](?P<d>0?[1-9]|[12]\d|3[01])(?:/|-|$)")


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
    for index, mark, found in told(page, "date", "modified"):
        moment = _moment(page, found.value)
        if moment is None:
            continue
        value, shown = _with_clock_below(page, index, moment, found.value)
        weight = weight_of(page, index, found) + 0.02 * isinstance(value, datetime)
        if found.field == "date":
            yield propose("date", shown, value, found.rule, mark, weight)
        else:
            yield propose("modified", shown, value, found.rule, mark, weight)
            yield propose("date", shown, value, "update, no other date", mark, weight / 10)


def find_date_in_address(page: Page) -> Iterator[Proposal]:
    """Propose a day in the page's address."""
    for _, mark, found in told(page, "url"):
        if hit := _DATE_IN_ADDRESS.search(found.value):
            try:
                day = date(int(hit["y"]), int(hit["m"]), int(hit["d"]))
            except ValueError:
                continue
            yield propose("date", found.value, day, "day in an address", mark, 0.05)


def find_codes(page: Page) -> Iterator[Proposal]:
    """Propose labelled codes."""
    for index, mark, found in told(page, "story_code"):
        yield propose("story_code", found.value, found.value, found.rule, mark, weight_of(page, index, found))


def find_categories(page: Page) -> Iterator[Proposal]:
    """Propose labelled sections, and the last section of the trail above the headline."""
    for _, mark, found in told(page, "category"):
        name = found.value.partition(";")[0].strip()
        yield propose("category", name, name, found.rule, mark, found.weight)
    for mark in page.outline.head:
        if mark.kind == "crumbs":
            parts = [part.strip() for part in re.split(r"\s[›»>＞/→❯▸|]\s", mark.row.text)]
            kept = [part for part in parts if fold(part) != fold(page.headline)]
            if kept and len(kept[-1]) <= _LONGEST_NAME:
                yield propose("category", kept[-1], kept[-1], "trail of sections", mark, 0.6)


def find_tags(page: Page) -> Iterator[Proposal]:
    """Propose printed tags: labelled, with #, or listed under a heading."""
    for index, mark, found in told(page, "tags"):
        tags = split_tags(found.value)
        if page.place_of(index) != "body" and tags:
            yield propose("tags", "; ".join(tags), tags, found.rule, mark, found.weight)
    for section in page.sections:
        if section.about == "tags" and (tags := tags_in(section)):
            yield propose("tags", "; ".join(tags), tags, "list under a heading", section.heading, 0.9)


def _shown(related: Related) -> str:
    return related.title or related.url or related.story_code or ""


def find_related(page: Page) -> Iterator[Proposal]:
    """Propose related stories, listed under headings or named on lines of their own, all together."""
    found: dict[str, Related] = {}
    first: Mark | None = None
    for mark, related in _all_related(page):
        key = fold(_shown(related))
        if key != fold(page.headline):
            first = first or mark
            found.setdefault(key, related)
    if first:
        shown = "; ".join(_shown(related) for related in found.values())
        yield propose("related", shown, tuple(found.values()), "list under a heading", first, 0.9)


def _all_related(page: Page) -> Iterator[tuple[Mark, Related]]:
    for _, mark, finding in told(page, "related"):
        related = read_related(finding.value)
        if related and related.title:
            yield mark, related
    for section in page.sections:
        if section.about == "related":
            yield from related_in(section, page.context)


def _language_shown(page: Page, body: Sequence[Mark]) -> str | None:
    """Return the language of the story's own lines: where nearly all long lines are its own, the one that they show."""
    own, all_lines = (sum(map(_long_columns, marks)) for marks in (body, page.marks))
    shown = page.context.lang if own > _NEARLY_ALL * all_lines else None
    return shown or language_of(" ".join(mark.row.text for mark in body), page.context.words)


def _long_columns(mark: Mark) -> int:
    size = len(mark.row.raw)
    return size if size > LONG_LINE else 0


def find_language(page: Page) -> Iterator[Proposal]:
    """Propose the language that script or small words of the text show; else the one that is printed."""
    body = [mark for mark in page.outline.body if mark.is_text]
    if lang := _language_shown(page, body):
        yield propose("lang", lang, lang, "script and small words", body[0], 0.9)
    for _, mark, found in told(page, "lang"):
        yield propose("lang", found.value, found.value, found.rule, mark, found.weight)


FINDERS: tuple[Finder, ...] = (
    find_dates,
    find_date_in_address,
    find_codes,
    find_sources,
    find_publishers,
    find_bare_names,
    find_page_names,
    find_rights_holder,
    find_contacts,
    find_last_line,
    find_bare_parts,
    find_authors,
    find_datelines,
    find_decks,
    find_categories,
    find_tags,
    find_related,
    find_language,
)
