"""Names in scripts without capitals: those of the vocabulary and of countries, found as they are written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from .names import Name
from .text import Passage
from .vocabulary import Tag, Vocabulary
from .words import Words

CASED = re.compile(r"[^\W\d_]")
# A text with fewer capital and small letters among its letters than this is in a script without case.
CASED_SHARE = 0.5
SAMPLE = 2000
OFTEN = 3
KATAKANA = "\u30a1-\u30fa\u30fc"
HAN = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")
HANGUL = re.compile(r"[\uac00-\ud7af]")
# Particles that Arabic and Hebrew write together with the word after them.
PREFIXES = (
    "(?:[\u0648\u0641]?(?:[\u0628\u0643]|\u0644\u0644?|\u0627\u0644)?"
    "|[\u05d5\u05d1\u05d4\u05dc\u05de\u05e9\u05db]{0,2})"
)


def is_caseless(passages: tuple[Passage, ...]) -> bool:
    """Whether a story's script has no capitals."""
    letters = CASED.findall(" ".join(passage.text for passage in passages)[:SAMPLE])
    cased = [letter for letter in letters if letter.lower() != letter.upper()]
    return len(cased) < CASED_SHARE * len(letters)


def find_caseless(passages: tuple[Passage, ...], words: Words, vocabulary: Vocabulary) -> list[Name]:
    """Find the vocabulary's names and the countries in a story."""
    text = "\n".join(passage.text for passage in passages).casefold()
    found: dict[str, Name] = {}
    for spelling, (printed, tag) in _spellings(words, vocabulary).items():
        if spelling in text:
            name = found.setdefault(printed, Name((printed.casefold(),), tag=tag))
            name.spellings.add((spelling,))
            name.forms[printed] += 1
            name.passages += _mentions(spelling, passages)
    return [name for name in found.values() if name.tag or _matters(name)]


def _matters(name: Name) -> bool:
    # A country's name may be part of another word that its script does not show apart.
    return len(name.passages) >= OFTEN or any(passage.place in ("headline", "deck") for passage in name.passages)


def _spellings(words: Words, vocabulary: Vocabulary) -> Mapping[str, tuple[str, Tag | None]]:
    countries = {spelling: (country, None) for spelling, country in words.countries.items()}
    return countries | {spelling: (tag.name, tag) for spelling, tag in vocabulary.by_spelling.items()}


def _mentions(spelling: str, passages: tuple[Passage, ...]) -> Iterator[Passage]:
    pattern = _pattern(spelling)
    for passage in passages:
        yield from (passage for _ in pattern.finditer(passage.text.casefold()))


def _pattern(spelling: str) -> re.Pattern[str]:
    """Match a name where it is no part of a longer word, as far as the script shows its words."""
    escaped = re.escape(spelling)
    if re.fullmatch(f"[{KATAKANA}]+", spelling):
        return re.compile(f"(?<![{KATAKANA}]){escaped}(?![{KATAKANA}])")
    if HAN.search(spelling):
        return re.compile(escaped)
    if HANGUL.search(spelling):
        return re.compile(rf"(?<!\w){escaped}")
    return re.compile(rf"(?<!\w){PREFIXES}{escaped}(?!\w)")
