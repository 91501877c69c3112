"""The words by which two stories are compared."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from sys import intern

from ..story import Story
from .text import passages
from .words import words_of

WORD = re.compile(r"\w+")
# Scripts written without spaces between words: Thai, Lao, Myanmar, Khmer, kana, Han.
UNSPACED = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+"
)
# What one occurrence counts for, by its place.
WEIGHTS = {"headline": 4, "deck": 2, "crosshead": 2, "body": 1}
SHORTEST_WORD = 3
# Hiragana writes the small words and endings of Japanese.
SMALL_KANA = re.compile(r"[\u3041-\u309f]")


@dataclass(frozen=True, slots=True)
class StoryTerms:
    """How often each term of a story occurs, a headline's counting for more.

    Terms are casefolded words, or pairs of characters where a script does not part its words. They begin with the
    language and a colon, so that equal words of two languages are two terms.
    """

    language: str
    counts: Mapping[str, int]


def story_terms(story: Story) -> StoryTerms:
    """Count a story's terms."""
    words = words_of(story)
    counts: Counter[str] = Counter()
    for passage in passages(story):
        counts.update(split_terms(passage.text, words.common) * WEIGHTS[passage.place])
    # Interned, as most stories have most terms in common.
    return StoryTerms(words.language, {intern(f"{words.language}:{term}"): count for term, count in counts.items()})


def split_terms(text: str, common: AbstractSet[str]) -> list[str]:
    """Return the terms of a text in its order, without `common` words and those too short to say anything."""
    words = WORD.findall(text.casefold())
    terms = [word for word in words if len(word) >= SHORTEST_WORD and word not in common]
    if not UNSPACED.search(text):
        return terms
    return [term for term in terms if not UNSPACED.search(term)] + list(_character_pairs(text))


def _character_pairs(text: str) -> Iterator[str]:
    for run in UNSPACED.findall(text):
        pairs = (run[at : at + 2] for at in range(len(run) - 1))
        yield from (pair for pair in pairs if not SMALL_KANA.search(pair))
