"""What a whole story shows about its words: which stand in small letters, and whether nouns are capitalised."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from .mentions import HYPHEN, Token, tokenize
from .text import Passage
from .words import Words

Key = tuple[str, ...]

# In a language without word lists more capitals than this share, within sentences, show that nouns have them.
NOUN_CAPITALS = 0.22
LEAST_WORDS = 30
LONGEST_ACRONYM = 5
# Where nouns are capitalised, a word of so many letters is compound: no one's first name.
COMPOUND = 12


@dataclass(frozen=True, slots=True)
class Scan:
    """A story's tokens by passage, and how often each word of the body stands in small letters and capitalised."""

    passages: tuple[tuple[Passage, list[Token]], ...]
    small: Counter[str]
    capital: Counter[str]
    noun_capitals: bool
    words: Words
    blocked: frozenset[str]

    @classmethod
    def of(cls, passages: Iterable[Passage], words: Words) -> Scan:
        """Read the passages of one story."""
        read = tuple((passage, tokenize(passage.text, words)) for passage in passages)
        tokens = [token for passage, tokens in read if passage.place == "body" for token in tokens]
        return cls(
            passages=read,
            small=Counter(fold_word(token.text) for token in tokens if not token.is_capital),
            capital=Counter(fold_word(token.text) for token in tokens if token.is_capital),
            noun_capitals=words.noun_capitals or (not words.common and _capitalises_nouns(tokens)),
            words=words,
            blocked=words.common | words.titles | words.calendar | words.news | words.adjectives,
        )

    def is_blocked(self, word: str) -> bool:
        """Whether a word alone, or with others of its kind, is never a name."""
        return len(word) == 1 or word.isdigit() or fold_word(word) in self.blocked or self.is_title(word)

    def is_title(self, word: str) -> bool:
        """Whether a word stands before a person's name ("Minister", "Vice-President")."""
        titles = self.words.titles
        pieces = HYPHEN.split(fold_word(word))
        return all(piece in titles or f"{piece}." in titles for piece in pieces)

    def is_noun(self, word: str) -> bool:
        """Whether a word ends as ordinary nouns do in a language that capitalises them."""
        if not self.noun_capitals:
            return False
        *_, last = HYPHEN.split(fold_word(word))
        return len(last) >= COMPOUND or last.endswith(tuple(self.words.noun_endings))

    def is_adjective(self, word: str) -> bool:
        """Whether a word says of what country or people something is."""
        return fold_word(word) in self.words.demonyms or fold_word(word) in self.words.adjectives

    def country_of(self, words: Sequence[str]) -> str | None:
        """Return the country that words spell, in its language and with a capital."""
        joined = " ".join(map(fold_word, words))
        if joined in self.words.function and not words[0].isupper():
            return None
        return self.words.country_of(joined)


@lru_cache(maxsize=1 << 15)
def fold_word(word: str) -> str:
    """Return a word without case, and with the typewriter's apostrophe."""
    return word.casefold().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")


def key_of(words: Iterable[str]) -> Key:
    """Return by what words are compared."""
    return tuple(map(fold_word, words))


def is_acronym(word: str) -> bool:
    """Whether a word is short and all in capitals."""
    return 1 < len(word.replace(".", "")) <= LONGEST_ACRONYM and word.isupper()


def _capitalises_nouns(tokens: Sequence[Token]) -> bool:
    within = [token for token in tokens if not token.starts]
    return len(within) >= LEAST_WORDS and sum(token.is_capital for token in within) > NOUN_CAPITALS * len(within)
