"""Named things that a story keeps in quotes: a plan, a film, an operation."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from .names import Name
from .text import TOKEN, Passage
from .words import Words

# The kinds of quotation marks that news uses, with what stands between them.
QUOTED = re.compile(
    r"\u201c([^\u201c\u201d]{3,60})\u201d|\u201e([^\u201c\u201d\u201e]{3,60})[\u201c\u201d]"
    r"|\u00ab\s?([^\u00ab\u00bb]{3,60}?)\s?\u00bb|\"([^\"\n]{3,60})\"|\u2018([^\u2018\u2019]{3,60})\u2019"
)
# East Asian marks for titles of works, which stand for nothing but a name.
TITLE_MARKS = re.compile(r"\u300e([^\u300e\u300f]{2,20})\u300f|\u300a([^\u300a\u300b]{2,20})\u300b")
INSIDE = re.compile(r"[.,;:!?\u2026]")
FEWEST_WORDS, MOST_WORDS = 2, 6
# A phrase in small letters names a thing only if it is as long as "treaty of the tides" and has a small word inside.
FEWEST_SMALL_WORDS = 3
FEWEST_TIMES = 2


def find_quoted(passages: tuple[Passage, ...], words: Words) -> list[Name]:
    """Find the phrases that a story quotes again and again as a name."""
    found: defaultdict[str, list[Passage]] = defaultdict(list)
    forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for passage in passages:
        for phrase in _quoted(passage.text):
            if passage.place != "headline" and _may_be_name(phrase, words):
                found[phrase.casefold()].append(passage)
                forms[phrase.casefold()][_as_name(phrase, words)] += 1
    return [_name(key, forms[key], found[key]) for key in found if len(found[key]) >= FEWEST_TIMES]


def _quoted(text: str) -> Iterator[str]:
    for pattern in (QUOTED, TITLE_MARKS):
        for match in pattern.finditer(text):
            yield next(filter(None, match.groups())).strip()


def _may_be_name(phrase: str, words: Words) -> bool:
    if TITLE_MARKS.search(f"\u300e{phrase}\u300f") and not any(map(str.islower, phrase)) and not phrase.isascii():
        return True
    parts = [match.group() for match in TOKEN.finditer(phrase)]
    if INSIDE.search(phrase) or not FEWEST_WORDS <= len(parts) <= MOST_WORDS:
        return False
    small = [part.casefold() in words.function for part in parts]
    joined = [part.casefold() in words.joiners or part.casefold() in words.determiners for part in parts]
    if (
        (small[0] and parts[0].islower())
        or small[-1]
        or any(is_small and not is_joined for is_small, is_joined in zip(small, joined, strict=True))
    ):
        return False
    return sum(part[0].isupper() for part in parts) > 1 or (len(parts) >= FEWEST_SMALL_WORDS and any(small))


def _as_name(phrase: str, words: Words) -> str:
    if not phrase.islower():
        return phrase
    if words.language != "en":
        return phrase[0].upper() + phrase[1:]
    return " ".join(word if word in words.function else word[0].upper() + word[1:] for word in phrase.split())


def _name(key: str, forms: Counter[str], passages: list[Passage]) -> Name:
    return Name(
        tuple(TOKEN.findall(key)), forms=forms, passages=passages, within_sentence=len(passages), is_quoted=True
    )
