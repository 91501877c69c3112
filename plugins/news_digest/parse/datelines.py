"""Datelines: "CITY, May 3 (Agency) –", "CITY, May 3. /Agency/.", "CITY (Agency) —" at the beginning of a paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from .dates import find_moment, is_dateish
from .words import Words

_REACH = 160
_PLACE = r"(?P<place>[^\W\d_][^\d()/–—:;!?\"“”„«»\[\]]{1,48}?)"
_DATE = r"(?:[\s,]+(?P<date>[^()/–—\"“„«\[\]]{2,26}?))?"
_AGENCY = r"[\s.,]*(?:\((?P<round>[^()]{2,60})\)|/(?P<slash>[^/]{2,60})/|\[(?P<square>[^\[\]]{2,60})\])"
_DATELINE = re.compile(r"\s*" + _PLACE + _DATE + _AGENCY + r"\s*(?:[-–—_]{1,2}\s|\.\s|:\s|[-–—]{1,2}(?=[\"“«„]))")
_PLAIN = re.compile(r"\s*(?P<place>[^\W\d_][^\d()/–—:;!?\"“”„«»]{1,40}?)" + _DATE + r"\s*[–—]\s?(?=\S)")
_AGENCY_DAY = re.compile(r"\s*(?P<agency>[^\W\d_]{2,10})(?P<place>[^\W\d_]{2,8})\d{1,2}月\d{1,2}日[电電]")


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where a report was written, and the agency credited there."""

    place: str
    agency: str | None
    day: str | None = None


def _is_place(text: str) -> bool:
    """Return whether the words are few and begin with capitals, as a city's name does."""
    tokens = text.replace(",", " ").split()
    cased = [token for token in tokens if token[0].isupper() or not (token[0].isupper() or token[0].islower())]
    return 0 < len(tokens) <= len("12345") and len(cased) >= len(tokens) - 1


def _day_fits(found: re.Match[str], words: Words) -> bool:
    day = found["date"]
    return day is None or is_dateish(day.strip(" .,"), words) or _is_place(day)


def _full_day(found: re.Match[str], words: Words) -> str | None:
    day = (found["date"] or "").strip(" .,")
    return day if find_moment(day, words) else None


@lru_cache(maxsize=256)
def read_dateline(text: str, words: Words) -> Dateline | None:
    """Return the dateline that a paragraph begins with."""
    start = text[:_REACH]
    if found := _AGENCY_DAY.match(start):
        return Dateline(found["place"], found["agency"])
    if (found := _DATELINE.match(start)) and _is_place(found["place"]) and _day_fits(found, words):
        agency = found["round"] or found["slash"] or found["square"]
        return Dateline(found["place"].strip(" ,."), agency.strip(), _full_day(found, words))
    found = _PLAIN.match(start)
    if found is None or not _day_fits(found, words):
        return None
    day = _full_day(found, words)
    # Without an agency only capitals or a full date tell a dateline from a sentence with a dash.
    if (found["place"].isupper() and len(found["place"]) > len("abc")) or (day and _is_place(found["place"])):
        return Dateline(found["place"].strip(" ,."), None, day)
    return None
