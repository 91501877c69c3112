"""Whether a name is a newsroom's or a person's: where else the page prints it, else the words it is made of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ..urls import host_of
from .datelines import read_dateline
from .names import ARTICLES, PARTICLES, has_case, is_full_name, is_name, is_organisation
from .proposals import Page, told
from .rows import fold

_NEAR = 3
_FEWEST_LETTERS = 4
_AFTER_NAME = re.compile(r"\s[-–—|·]\s|\s?[.。]\s")
_NO_NAME = re.compile(r"(?:[©ⓒ]|\(c\)|℗|copyright|all rights reserved|\d{4}(?:\s?[-–]\s?\d{4})?)", re.IGNORECASE)
_DOMAIN = re.compile(r"(?:www\.)?[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}")
_TITLE_ENDS = re.compile(r"\s[-–—|]\s")
_BRACKETS = re.compile(r"[(（](?P<name>[^()（）]{2,60})[)）]")


def rights_holder(text: str) -> str:
    """Return the name in a line of copyright."""
    name = _NO_NAME.sub(" ", text).strip(" .,;:-–—|")
    return " ".join(_AFTER_NAME.split(name)[0].strip(" .,;:-–—|").split())


def bracketed_name(text: str) -> str | None:
    """Return the name of a line that is only a name in brackets."""
    found = _BRACKETS.fullmatch(text)
    return found["name"] if found and is_name(found["name"]) else None


def title_ends(page: Page) -> Iterator[tuple[int, str]]:
    """Yield what page titles print behind the headline: "Headline - Harbour Wire"."""
    headline = fold(page.headline)
    for index, mark in enumerate(page.marks):
        if mark.row.folded.startswith(headline) and mark.row.folded != headline:
            rest = mark.row.text[len(page.headline) :]
            found = _TITLE_ENDS.match(rest)
            name = rest[found.end() :].strip() if found else ""
            if name and len(_TITLE_ENDS.split(name)) == 1 and is_name(_without_brackets(name)):
                yield index, name


def _without_brackets(name: str) -> str:
    return _BRACKETS.sub("", name).strip()


# Several finders ask it of the same page.
@lru_cache(maxsize=1)
def known_newsrooms(page: Page) -> frozenset[str]:
    """Return the names, folded, that rights, page titles, datelines and lines in brackets show to be newsrooms'."""
    names = [rights_holder(found.value) for _, _, found in told(page, "rights", "publisher")]
    names += [name for _, name in title_ends(page)]
    names += [name for mark in page.outline.head if (name := bracketed_name(mark.row.text))]
    opening = [mark for mark in page.outline.body if mark.is_text][:_NEAR]
    datelines = (read_dateline(mark.row.text, page.context.words) for mark in opening)
    names += [dateline.agency for dateline in datelines if dateline and dateline.agency]
    return frozenset(fold(name) for name in names if name)


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", fold(text))


def _hosts(page: Page) -> Iterator[str]:
    """Yield the names in the hosts of the printed addresses, without "www" and the top domain."""
    addresses = [found.value for _, _, found in told(page, "url")] + ([page.url] if page.url else [])
    for address in addresses:
        yield from (part for part in host_of(address).split(".")[:-1] if len(part) >= _FEWEST_LETTERS)


def is_of_host(name: str, page: Page) -> bool:
    """Return whether a printed address's host is made of the name."""
    own = _letters(name)
    hosts = (_letters(host) for host in _hosts(page))
    return len(own) >= _FEWEST_LETTERS and any(own.startswith(host) or host.startswith(own) for host in hosts)


def is_person(name: str) -> bool:
    """Return whether the name is of two or three words besides "van" and the like, and none of them initials."""
    counted = [token for token in name.split() if token.casefold() not in PARTICLES]
    return (
        is_full_name(name)
        and len(counted) <= len("abc")
        and not any(len(token) > len("A.") and token.isupper() for token in name.split())
    )


def is_newsroom(name: str, page: Page, known: frozenset[str]) -> bool:
    """Return whether a name is a newsroom's: it is known to be, is one word, a host, initials, or begins with "The"."""
    tokens = name.split()
    if fold(name) in known or is_organisation(name, page.context.words) or _DOMAIN.fullmatch(name):
        return True
    if not has_case(name):
        return False
    single = len(tokens) == 1 or (len(tokens) > 1 and fold(tokens[0]) in ARTICLES)
    return single or not is_person(_without_brackets(name)) or is_of_host(name, page)


def is_section(name: str, page: Page) -> bool:
    """Return whether a name is a section's: a common one, or a part of the trail above the headline."""
    trails = (mark.row.folded for mark in page.outline.head if mark.kind == "crumbs")
    folded = fold(name)
    words = page.context.words
    listed = folded in words.furniture or folded in words.sections or words.sections.issuperset(folded.split())
    return listed or any(folded in (part.strip() for part in re.split(r"[›»>/→❯▸|]", trail)) for trail in trails)
