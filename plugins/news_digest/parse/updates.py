"""The update that stands beside a date: "4 febbraio 2025 (modifica il 5 febbraio 2025)", "14:06 公開 15:20 更新"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from .dates import LONGEST, find_moment, is_dateish
from .rows import fold, tidy
from .words import Words

_BRACKET = re.compile(r"\s?[(（\[](?P<inner>[^()（）\[\]]{2,80})[)）\]]")
_DIGIT = re.compile(r"\d")
_WORDS = re.compile(r"[^\W\d_]+")
# Of a word that says "updated" this much is enough: it comes in many forms.
_STEM = 6
# A label behind the last sign of a date or clock time, with or without a blank.
_LABELLED = re.compile(r"[\d分日시분일秒초]\s?(?P<label>[^\W\d_]{2,8})(?=\s|$)")
_EDGES = " :：|,;·-–—"


@dataclass(frozen=True, slots=True)
class Dated:
    """A line's text without the update beside its date; `modified` is empty where the update has no full date."""

    text: str
    modified: str = ""


@lru_cache(maxsize=64)
def _stems(words: Words) -> frozenset[str]:
    return frozenset(label[:_STEM] for label in words.update_words if len(label) >= _STEM)


def _without_update_words(text: str, words: Words) -> str | None:
    """Return the text without the words that say "updated" at its beginning or end; None where there are none."""
    firsts, stems = words.update_words, _stems(words)

    def says(part: str) -> bool:
        return any(word in firsts or word[:_STEM] in stems for word in _WORDS.findall(fold(part)))

    parts = text.split()
    if not (says(parts[0]) or says(parts[-1])):
        return None
    return " ".join(part for part in parts if not says(part)).strip(_EDGES)


def _split_at_bracket(text: str, words: Words, lang: str | None) -> Dated | None:
    """Return the text parted from a bracket that says when the page was updated."""
    for found in _BRACKET.finditer(text):
        left = _without_update_words(found["inner"], words)
        if left and any(char.isdigit() for char in left) and (is_dateish(left, words) or find_moment(left, words)):
            moment = find_moment(left, words, lang=lang)
            rest = tidy(text[: found.start()] + " " + text[found.end() :])
            return Dated(rest, left if moment and moment.alone else "")
    return None


def _split_at_labels(text: str, words: Words, lang: str | None) -> Dated | None:
    """Return dates with their labels right behind them, parted: "14:06 公開 15:20 更新"."""
    values: dict[str, str] = {}
    begin = 0
    for found in _LABELLED.finditer(text):
        field = words.labels.get(fold(found["label"]))
        if field in {"date", "modified"}:
            values.setdefault(field, text[begin : found.start("label")].strip(_EDGES))
            begin = found.end()
    moments = [find_moment(value, words, lang=lang) for value in values.values()]
    if not values or text[begin:].strip() or not all(moment and moment.alone for moment in moments):
        return None
    return Dated(values.get("date", ""), values.get("modified", ""))


def split_update(text: str, words: Words, *, lang: str | None = None) -> Dated:
    """Return a line's text without the update beside its date, and the update; other text as it is."""
    if len(text) > LONGEST or not _DIGIT.search(text):
        return Dated(text)
    found = _split_at_bracket(text, words, lang)
    if found is None and not text.isascii() and text[-1:].isalpha():
        found = _split_at_labels(text, words, lang)
    return found or Dated(text)
