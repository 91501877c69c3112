"""What is known of a capture when its headline is sought: what is repeated, listed, in addresses, in the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote

from ..urls import url_path
from .marks import Mark
from .outline import Outline
from .related import Section, sections_of
from .rows import fold
from .tokens import words_of
from .words import Words

_SHORT = 20
_WORD = re.compile(r"[^\W_]{2,}")
_CRUMB = re.compile(r"\s(?:[›»>/→❯▸]|&gt;|::)\s")
# Behind it page titles name the page; what is found is empty, for a title may have several.
_TITLE_ENDS = re.compile(r"(?= [-|] )")
# What is longer is a paragraph, or no text at all.
_LONGEST_TITLE = 1000
_MOST = 0.6
_REACH = 50_000


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of the capture when its headline is sought."""

    outline: Outline
    repeats: Counter[str]
    crumbs: frozenset[str]
    repeated: int
    listed: frozenset[int]
    slugs: tuple[frozenset[str], ...]
    holders: str = ""
    titled: frozenset[str] = frozenset()
    vocabulary: frozenset[str] = frozenset()
    words: Words = field(default_factory=Words)
    lines: tuple[str, ...] = ()
    # Several rules ask for what a line shares with the body.
    known: dict[str, float] = field(default_factory=dict, compare=False, repr=False)


def _slug_words(address: str) -> frozenset[str]:
    path = unquote(url_path(address)).casefold()
    parts = [frozenset(_WORD.findall(part)) for part in path.replace(".html", "").split("/")]
    return max(parts, key=len, default=frozenset())


def names_headline(address: str, headline: str) -> bool:
    """Return whether an address is made of the headline's words."""
    slug, own = _slug_words(address), frozenset(_WORD.findall(headline.casefold()))
    return len(slug) > len("abc") and len(own & slug) >= _MOST * min(len(slug), len(own)) and len(own) > len("ab")


def evidence_of(outline: Outline, addresses: Sequence[str], words: Words) -> Evidence:
    """Return what the capture and the addresses in it tell of its headline."""
    repeats = Counter(mark.row.folded for mark in outline.marks if mark.is_text)
    repeated = len({mark.row.folded for mark in outline.head if is_long(mark) and repeats[mark.row.folded] > 1})
    last = frozenset(fold(_CRUMB.split(mark.row.text)[-1]) for mark in outline.head if mark.kind == "crumbs")
    slugs = tuple(slug for slug in map(_slug_words, addresses) if len(slug) > len("abc"))
    told = (found for mark in outline.marks for found in mark.findings)
    holders = " | ".join(fold(found.value) for found in told if found.field in {"rights", "source", "publisher"})
    body = " ".join(mark.row.folded for mark in outline.body if mark.kind == "prose")
    return Evidence(
        outline,
        repeats,
        last,
        repeated,
        _listed(outline),
        slugs,
        holders,
        frozenset(title for text in repeats if len(text) <= _LONGEST_TITLE for title in _titles_of(text)),
        frozenset(words_of(body[:_REACH])),
        words,
        tuple(mark.row.folded for mark in outline.marks if mark.kind != "prose"),
    )


def _titles_of(text: str) -> Iterator[str]:
    """Yield what stands before each sign that may divide a page's title from the site's name."""
    if " - " in text or " | " in text:
        yield from (text[: found.start()] for found in _TITLE_ENDS.finditer(text))


def _listed(outline: Outline) -> frozenset[int]:
    """Return the numbers of the lines above the body that are in lists under a heading."""
    sections = (section for section in sections_of(outline.head) if section.about in {"related", "lists"})
    lists = (section for section in sections if len(section.marks) > 1 and not _ends_a_menu(section))
    return frozenset(mark.row.number for section in lists for mark in section.marks)


def _ends_a_menu(section: Section) -> bool:
    """Return whether the heading is the last line of something, and what follows stands apart from it."""
    return section.heading.row.gap == 0 and section.marks[0].row.gap > 0


def stands_among_repeats(index: int, mark: Mark, evidence: Evidence) -> bool:
    """Return whether another line of a headline's length that is printed twice stands near: a list of teasers."""
    near = evidence.outline.marks[max(0, index - 4) : index] + evidence.outline.marks[index + 1 : index + 5]
    long = [one for one in near if one.kind == "short" and is_long(one) and one.row.folded != mark.row.folded]
    return any(evidence.repeats[one.row.folded] > 1 for one in long)


def shared(mark: Mark, evidence: Evidence) -> float:
    """Return the share of the line's longer words that the body has as well."""
    folded, known = mark.row.folded, evidence.known
    if folded not in known:
        own = {word for word in _WORD.findall(folded) if len(word) > len("the")}
        known[folded] = len(own & evidence.vocabulary) / len(own) if len(own) > 1 else 0.0
    return known[folded]


def is_long(mark: Mark) -> bool:
    """Return whether the line is long enough for a headline."""
    return len(mark.row.text.split()) > 1 and mark.row.width >= _SHORT
