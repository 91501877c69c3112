"""What helps to read a story: how long it takes, its crossheads, and the stories beside it in its edition."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import NamedTuple
from urllib.parse import quote

from .catalog import Catalog
from .entries import rooted
from .excerpts import plain_text, sign_count, word_count
from .views import Link

# S. Trauzettel-Klosinski, K. Dietz: Standardized assessment of reading performance: the new International Reading Speed
# Texts IReST. Invest Ophthalmol Vis Sci 53 (2012): what grown-ups read aloud of a text like a newspaper's.
WORDS_A_MINUTE: Mapping[str, int] = MappingProxyType(
    {"ar": 138, "de": 179, "en": 228, "es": 218, "fi": 161, "fr": 195, "he": 187, "it": 188, "pl": 166, "pt": 181,
     "ru": 184, "sl": 180, "sv": 199, "tr": 166}
)  # fmt: skip
SIGNS_A_MINUTE: Mapping[str, int] = MappingProxyType({"ja": 357, "wuu": 255, "yue": 255, "zh": 255})
# About their mean; and for scripts of letters without spaces between words.
WORDS, SIGNS = 180, 700
# They are written without spaces between words, so that words cannot be counted by them.
UNSPACED = frozenset({"bo", "dz", "ja", "km", "lo", "my", "th", "wuu", "yue", "zh"})

# A story shorter than that is seen at a glance, or nearly.
LEAST_CROSSHEADS, LEAST_MINUTES = 3, 3
# No other id of a page begins so.
_MARK = "s-"
_LONGEST = 60
_CROSSHEAD = re.compile(r"<h2>(.*?)</h2>", re.DOTALL)
_BETWEEN = re.compile(r"[\W_]+")


class Length(NamedTuple):
    """How long a text is: in words, None where they cannot be counted, and in minutes of reading."""

    words: int | None
    minutes: int


def length_of(body: str, lang: str) -> Length:
    """Return how long a body of HTML in a language is; what has no words takes no time."""
    language = lang.lower().partition("-")[0]
    if language in UNSPACED:
        return Length(None, _minutes(sign_count(body), SIGNS_A_MINUTE.get(language, SIGNS)))
    words = word_count(body)
    return Length(words, _minutes(words, WORDS_A_MINUTE.get(language, WORDS)))


def _minutes(count: int, rate: int) -> int:
    return max(1, (count + rate // 2) // rate) if count else 0


def with_anchors(body: str) -> tuple[str, tuple[Link, ...]]:
    """Return a body of HTML in which crossheads have ids, and links to them.

    An id is made of the crosshead's words, so that it stays where others come and go.
    """
    if "<h2>" not in body:
        return body, ()
    links: dict[str, Link] = {}

    def anchored(match: re.Match[str]) -> str:
        text = plain_text(match[1])
        name = _free(_MARK + _BETWEEN.sub("-", text.casefold())[:_LONGEST].strip("-"), links)
        links[name] = Link(text, f"#{name}")
        return f'<h2 id="{name}">{match[1]}</h2>'

    return _CROSSHEAD.sub(anchored, body), tuple(links.values())


def _free(name: str, taken: Mapping[str, Link]) -> str:
    if name not in taken:
        return name
    number = 2
    while f"{name}-{number}" in taken:
        number += 1
    return f"{name}-{number}"


def contents(links: tuple[Link, ...], length: Length) -> tuple[Link, ...]:
    """Return what a list of contents leads to; nothing where a story is too short for one."""
    long = len(links) >= LEAST_CROSSHEADS and length.minutes >= LEAST_MINUTES
    return tuple(link for link in links if link.text) if long else ()


def mail_with(headline: str, url: str) -> str:
    """Return the address that begins a letter to nobody yet, with a story's headline and address (RFC 6068)."""
    return f"mailto:?subject={quote(headline, errors='replace')}&body={quote(url)}"


Beside = tuple[str | None, str | None]


def beside(codes: Sequence[str]) -> dict[str, Beside]:
    """Return for each story of an edition the newer and the older one beside it; the newest stands first."""
    newer, older = (None, *codes[:-1]), (*codes[1:], None)
    return dict(zip(codes, zip(newer, older, strict=True), strict=True)) if codes else {}


def moved_beside(old: Sequence[str], new: Sequence[str]) -> set[str]:
    """Return the stories that stand beside others than before."""
    before = beside(old)
    return {code for code, neighbours in beside(new).items() if before.get(code) != neighbours}


class Neighbours:
    """The stories beside each in its edition, asked for once a day; nothing may change meanwhile."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._days: dict[date, dict[str, Beside]] = {}

    def beside(self, code: str, day: date) -> tuple[Link | None, Link | None]:
        """Return links to the newer and the older story."""
        if day not in self._days:
            self._days[day] = beside(self._catalog.codes_of_day(day))
        newer, older = self._days[day][code]
        return self._link(newer), self._link(older)

    def _link(self, code: str | None) -> Link | None:
        if code is None:
            return None
        record = self._catalog.record(code)
        return Link(record.story.headline, rooted(record.url, self._catalog.settings), record.lang, record.dir)
