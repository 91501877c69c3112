"""The words and tags by which two stories are compared: chosen from the story alone, whatever others there are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache

from ..story import Story
from .text import without_figures
from .vocabulary import fold_name
from .words import words_of

WORD = re.compile(r"[^\W_]+")
SPACES = str.maketrans({sign: " " for sign in map(chr, range(128)) if not sign.isalnum()})
# Signs that English texts have beyond ASCII, none of them within a word; without them the rest goes the fast way.
TYPOGRAPHY = "\u2019\u2018\u201c\u201d\u2013\u2014\u2026\xa0"
# Each begins with letters that a text seldom has, for which the search is fast.
LINK_TARGET = re.compile(r"\]\([^()\s]*(?:\s+\"[^\"]*\")?\)")
ADDRESS = re.compile(r"https?://[^\s<>]+|www\.[^\s<>]+")
# Scripts written without spaces between words: Thai, Lao, Myanmar, Khmer, kana, Han.
UNSPACED = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+"
)
# Hiragana writes the small words and endings of Japanese.
SMALL_KANA = re.compile(r"[\u3041-\u309f]")
# What one occurrence counts for, by its place; a crosshead is counted with the body, and once more.
HEADLINE, DECK, CROSSHEAD = 4, 2, 1
# The terms that stand for a story.
TERMS_PER_STORY = 24
SHORTEST_WORD = 3
# Where a language's common words are not known, short ones of Latin letters are left out, and more terms are kept.
UNLISTED_TERMS, UNLISTED_SHORTEST = 48, 5
# How many are remembered of a language.
MOST_SPELLINGS = 1 << 16
# Before a tag's key; a term's begins with its language and a colon.
TAG_SIGN = "#"


@dataclass(frozen=True, slots=True)
class ComparedTerms:
    """What is compared of a story; small, as a digest's are held together and sent between processes.

    `day` counts days from the year 1, `moment` puts the stories of one day in order. `terms` are parted by spaces, each
    a casefolded word (or a pair of characters where a script does not part its words) after its language and a colon,
    so that equal words of two languages are two terms. `tags` are pairs: folded, and as printed.
    """

    day: int | None
    moment: str
    source: str
    language: str
    terms: str
    tags: tuple[tuple[str, str], ...]

    def all_keys(self) -> list[str]:
        """Return the terms, and the tags with `TAG_SIGN` before them."""
        return [*self.terms.split(" "), *self.tag_keys()] if self.terms else self.tag_keys()

    def tag_keys(self) -> list[str]:
        """Return the folded tags with `TAG_SIGN` before them."""
        return [TAG_SIGN + folded for folded, _ in self.tags]


def compared_terms(story: Story) -> ComparedTerms:
    """Return what is compared of a story."""
    words = words_of(story)
    # YAML may give a language with a space; no key has one.
    language = "".join(words.language.split())
    terms = leading_terms(_spellings(story), words.common)
    tags = {fold_name(tag): tag for tag in story.tags}
    return ComparedTerms(
        day=story.date.toordinal() if story.date else None,
        moment=story.date.isoformat() if story.date else "",
        source=fold_name(story.source.name) if story.source else "",
        language=language,
        terms=" ".join([f"{language}:{term}" for term in terms]),
        tags=tuple((folded, tag) for folded, tag in tags.items() if folded),
    )


def leading_terms(spellings: Mapping[str, int], common: AbstractSet[str]) -> list[str]:
    """Return the terms that stand for a story: the most repeated, of equals those that come first in it.

    A spelling with a capital counts for one more, as names tell most. `common` words say nothing.
    """
    counts: dict[str, int] = {}
    telling = _telling(frozenset(common))
    for spelling, count in (spellings if common else _without_short(spellings)).items():
        if found := telling[spelling]:
            term, more = found
            counts[term] = counts.get(term, 0) + count + more
    # A sort in reverse keeps the order of equals.
    best = sorted(counts, key=counts.__getitem__, reverse=True)
    return best[: TERMS_PER_STORY if common else UNLISTED_TERMS]


class _Telling(dict[str, tuple[str, int] | None]):
    """The term of a spelling and what its capital adds, None for a word that says nothing; remembered."""

    def __init__(self, common: AbstractSet[str]) -> None:
        super().__init__()
        self._common = common

    def __missing__(self, spelling: str) -> tuple[str, int] | None:
        if len(self) >= MOST_SPELLINGS:
            self.clear()
        found = self[spelling] = self._found(spelling)
        return found

    def _found(self, spelling: str) -> tuple[str, int] | None:
        if spelling in self._common or (len(spelling) < SHORTEST_WORD and not UNSPACED.match(spelling)):
            return None
        term = spelling.casefold()
        return None if term in self._common else (term, spelling[0].isupper())


@lru_cache(maxsize=64)
def _telling(common: frozenset[str]) -> _Telling:
    return _Telling(common)


def _without_short(spellings: Mapping[str, int]) -> Mapping[str, int]:
    return {word: count for word, count in spellings.items() if len(word) >= UNLISTED_SHORTEST or not word.isascii()}


def _spellings(story: Story) -> Mapping[str, int]:
    """Count the story's words as they are spelled, those of the headline first."""
    body = body_text(story.body)
    counts = Counter(_words(story.headline) * HEADLINE)
    if story.deck:
        counts.update(_words(story.deck) * DECK)
    counts.update(body_words(story.body))
    for after in f"\n{body}".split("\n#")[1:]:
        counts.update(_words(after.partition("\n")[0]) * CROSSHEAD)
    unspaced = {word for word in counts if not word.isascii() and UNSPACED.search(word)}
    return _in_pairs(counts, unspaced) if unspaced else counts


# What follows asks for the same body again, to tell copies of it.
@lru_cache(maxsize=1)
def body_text(markdown: str) -> str:
    """Return a body without addresses and figures."""
    text = _without_addresses(markdown)
    if text.isascii():
        return text
    for sign in TYPOGRAPHY:
        text = text.replace(sign, " ")
    return text


@lru_cache(maxsize=1)
def body_words(markdown: str) -> list[str]:
    """Return the words of a body as they are spelled."""
    return _words(body_text(markdown))


def _words(text: str) -> list[str]:
    # Both give the same words; one in a twentieth, the other in a tenth of a millisecond.
    return text.translate(SPACES).split() if text.isascii() else WORD.findall(text)


def _without_addresses(markdown: str) -> str:
    text = without_figures(markdown)
    text = LINK_TARGET.sub("]", text) if "](" in text else text
    return ADDRESS.sub(" ", text) if "://" in text or "www." in text else text


def _in_pairs(counts: Mapping[str, int], unspaced: AbstractSet[str]) -> Mapping[str, int]:
    pairs: Counter[str] = Counter()
    for word, count in counts.items():
        for term in _character_pairs(word) if word in unspaced else (word,):
            pairs[term] += count
    return pairs


def _character_pairs(text: str) -> Iterator[str]:
    for run in UNSPACED.findall(text):
        pairs = (run[at : at + 2] for at in range(len(run) - 1))
        yield from (pair for pair in pairs if not SMALL_KANA.search(pair))
