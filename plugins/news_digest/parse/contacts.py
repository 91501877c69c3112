"""Who issued a story, by what stands below it: a block of contacts, or a name beside the date."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..story import Source
from .marks import Mark
from .names import is_organisation, is_paper_name, is_role
from .newsrooms import is_person
from .proposals import Page, Proposal, propose
from .related import Section

_MOST_LINES = 8
_BELOW = 4
_NO_NAME = re.compile(r"[\d@:]|://")


def _names(section: Section, page: Page) -> list[Mark]:
    """Return the lines of a block of contacts that are only a name; numbers, addresses and roles are none."""
    words = page.context.words
    lines = [mark for mark in section.marks[:_MOST_LINES] if not _NO_NAME.search(mark.row.text)]
    return [mark for mark in lines if is_paper_name(mark.row.text, words) and not is_role(mark.row.text, words)]


def find_last_line(page: Page) -> Iterator[Proposal]:
    """Propose the name beside the date on the line right below the text: "Harbour Wire, 16 May 2024"."""
    end = page.outline.end
    below = [mark for mark in page.marks[end : end + _BELOW] if mark.kind == "facts" or mark.is_text][:1]
    for mark in below:
        names = [found.value for found in mark.findings if found.field == "bare"]
        told = {found.field for found in mark.findings}
        if told <= {"bare", "date", "clock"} and "date" in told and len(names) == 1:
            yield propose("source", names[0], Source(names[0]), "name beside the date below the text", mark, 0.42)


def find_contacts(page: Page) -> Iterator[Proposal]:
    """Propose the organisation in a block of contacts: the name that says what it is, else the one below a person's."""
    words = page.context.words
    for section in page.sections:
        if section.about != "contact" or page.place_of(page.marks.index(section.heading)) != "tail":
            continue
        names = _names(section, page)
        rooms = [mark for mark in names if is_organisation(mark.row.text, words) or not is_person(mark.row.text)]
        chosen = rooms or names[1:]
        if chosen:
            name = chosen[0].row.text
            yield propose("source", name, Source(name), "organisation in a block of contacts", chosen[0], 0.33)
