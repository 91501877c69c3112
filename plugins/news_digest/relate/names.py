"""Proper names in a story: found by their capitals and told from ordinary words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace

from .mentions import HYPHEN, Mention, Token, find_mentions, is_title_case, tokenize
from .text import Passage
from .vocabulary import Tag, Vocabulary
from .words import Words

Key = tuple[str, ...]

# More capitals than this share among the words within sentences: a language that capitalises its nouns.
NOUN_CAPITALS = 0.22
LEAST_WORDS = 30
# A word that stands in small letters, too, is a name only if capitals are so many times as frequent.
CAPITALS_TO_SMALL = 3
LONGEST_NAME = 6
LONGEST_ACRONYM = 5


@dataclass(slots=True)
class Name:
    """A name with what speaks for it; `adjectives` counts "Norwegian" where the name is the country's."""

    key: Key
    spellings: set[Key] = field(default_factory=set)
    forms: Counter[str] = field(default_factory=Counter)
    passages: list[Passage] = field(default_factory=list)
    within_sentence: int = 0
    adjectives: int = 0
    determined: int = 0
    located: int = 0
    tag: Tag | None = None
    is_country: bool = False

    @property
    def text(self) -> str:
        """The name as the vocabulary has it or as it is printed most often; of equals the one that sorts first."""
        if self.tag:
            return self.tag.name
        return min(self.forms, key=lambda form: (-self.forms[form], form), default=" ".join(self.key))

    def absorb(self, other: Name) -> None:
        """Count in what another spelling of the name was found as."""
        self.spellings |= {other.key, *other.spellings}
        if len(self.key) == len(other.key):
            self.forms += other.forms
        self.passages += other.passages
        self.within_sentence += other.within_sentence
        self.adjectives += other.adjectives


@dataclass(frozen=True, slots=True)
class Scan:
    """A story's tokens by passage, and how often each word stands in small letters."""

    passages: tuple[tuple[Passage, list[Token]], ...]
    small: Counter[str]
    noun_capitals: bool
    words: Words

    @classmethod
    def of(cls, passages: Iterable[Passage], words: Words) -> Scan:
        """Read the passages of one story."""
        read = tuple((passage, tokenize(passage.text, words)) for passage in passages)
        tokens = [token for passage, tokens in read if passage.place == "body" for token in tokens]
        small = Counter(token.text.casefold() for token in tokens if not token.is_capital)
        return cls(read, small, words.noun_capitals or _capitalises_nouns(tokens), words)

    def is_blocked(self, word: str) -> bool:
        """Whether a word alone, or with others of its kind, is never a name."""
        folded, words = word.casefold(), self.words
        lists = (words.common, words.titles, words.calendar, words.news, words.adjectives)
        return len(word) == 1 or word.isdigit() or any(folded in known for known in lists) or self.is_title(word)

    def is_title(self, word: str) -> bool:
        """Whether a word stands before a person's name ("Minister", "Vice-President")."""
        titles = self.words.titles
        pieces = HYPHEN.split(word.casefold())
        return all(piece in titles or f"{piece}." in titles for piece in pieces)

    def is_noun(self, word: str) -> bool:
        """Whether a word ends as ordinary nouns do in a language that capitalises them."""
        return self.noun_capitals and word.casefold().endswith(tuple(self.words.noun_endings))


def find_names(scan: Scan, vocabulary: Vocabulary) -> list[Name]:
    """Find every name in a story, those of the vocabulary and of countries among them."""
    mentions = list(_all_mentions(scan, vocabulary))
    runs = Counter(_key(mention.words) for mention in mentions)
    mentions = [part for mention in mentions for part in _split_at_conjunction(mention, runs, scan)]
    known = {_key(mention.words) for mention in mentions if not mention.starts}
    names: dict[Key, Name] = {}
    for mention in mentions:
        for part in _parts(mention, known, scan):
            _count(part, names, scan)
    return [name for name in names.values() if name.tag or name.is_country or _is_name(name, scan)]


def _capitalises_nouns(tokens: Sequence[Token]) -> bool:
    within = [token for token in tokens if not token.starts]
    return len(within) >= LEAST_WORDS and sum(token.is_capital for token in within) > NOUN_CAPITALS * len(within)


def _key(words: Iterable[str]) -> Key:
    return tuple(word.casefold() for word in words)


def _all_mentions(scan: Scan, vocabulary: Vocabulary) -> Iterator[Mention]:
    for passage, tokens in scan.passages:
        is_style = passage.place != "body" and is_title_case(tokens)
        for mention in find_mentions(passage, tokens, scan.words, vocabulary):
            if mention.tag or not is_style:
                yield mention


def _split_at_conjunction(mention: Mention, runs: Counter[Key], scan: Scan) -> Iterator[Mention]:
    """Part "Oslo and Bergen" but not "Marks and Spencer": a name of two halves that never stand alone."""
    key = _key(mention.words)
    at = next((at for at, word in enumerate(key) if at and word in scan.words.conjunctions), 0)
    is_one = runs[key] > 1 and not runs[key[:at]] and not runs[key[at + 1 :]]
    if mention.tag or not at or is_one or " ".join(key) in scan.words.countries:
        yield mention
        return
    yield replace(mention, words=mention.words[:at])
    rest = replace(mention, words=mention.words[at + 1 :], starts=False, before=key[at])
    yield from _split_at_conjunction(rest, runs, scan)


def _parts(mention: Mention, known: AbstractSet[Key], scan: Scan) -> Iterator[Mention]:
    """Yield the names within a run of capitals."""
    if mention.tag:
        yield mention
        return
    for words, starts in _split_run(mention, known, scan):
        trimmed = _trim(words, known, scan, starts=starts)
        for name in _split_compound(trimmed, known, scan):
            if not all(map(scan.is_blocked, name)) and len(name) <= LONGEST_NAME:
                is_first = starts and name[0] == mention.words[0]
                yield Mention(name, is_first, mention.passage, before=mention.before if words is mention.words else "")


def _split_run(mention: Mention, known: AbstractSet[Key], scan: Scan) -> Iterator[tuple[Key, bool]]:
    """Part "Norwegian Prime Minister Ada Holm" at its titles, "Northern Command Ada Holm" after the organisation."""
    words = mention.words
    if _is_row_of_names(mention, known, scan):
        yield from (((word,), False) for word in words)
        return
    at = _end_of_titles(words, scan)
    if at:
        yield from (((word,), False) for word in words[:at] if _is_country(word, scan) or _is_acronym(word))
        yield words[at:], False
        return
    for at in range(2, len(words) - 1):
        if words[at - 1].casefold() in scan.words.organisations and words[at].casefold() not in scan.words.joiners:
            yield words[:at], mention.starts
            yield words[at:], False
            return
    yield words, mention.starts


def _is_row_of_names(mention: Mention, known: AbstractSet[Key], scan: Scan) -> bool:
    """Whether names merely stand side by side, as headings put them: "Holm Oslo visit"."""
    alone = [(word.casefold(),) in known and not scan.is_blocked(word) for word in mention.words]
    return len(alone) > 1 and (all(alone) or (mention.passage.place in ("headline", "crosshead") and any(alone)))


def _end_of_titles(words: Key, scan: Scan) -> int:
    """Return where the person's name begins after the last title, 0 if there is none."""
    for at in range(len(words) - 1, 0, -1):
        if scan.is_title(words[at - 1]) and words[at].casefold() not in scan.words.joiners:
            rest = _key(words[at:])
            is_generic = all(word in scan.words.organisations or word in scan.words.news for word in rest)
            return 0 if is_generic else at
    return 0


def _trim(words: Key, known: AbstractSet[Key], scan: Scan, *, starts: bool) -> Key:
    """Drop what a sentence begins with, ordinary nouns before a name, and adjectives after it."""
    while len(words) > 1 and _is_lead_in(words, known, scan, starts=starts):
        words = words[1:]
        while len(words) > 1 and words[0].casefold() in scan.words.joiners and words[0].islower():
            words = words[1:]
    while len(words) > 1 and " ".join(_key(words)) not in scan.words.demonyms and _is_adjective(words[-1], scan):
        words = words[:-1]
    return words


def _is_lead_in(words: Key, known: AbstractSet[Key], scan: Scan, *, starts: bool) -> bool:
    first = words[0].casefold()
    if scan.is_noun(first) or first in scan.words.calendar:
        return " ".join(_key(words)) not in scan.words.countries
    if not starts:
        return False
    return first in scan.words.common or scan.small[first] > 0 or _key(words[1:]) in known - {_key(words)}


def _is_adjective(word: str, scan: Scan) -> bool:
    return word.casefold() in scan.words.demonyms or word.casefold() in scan.words.adjectives


def _is_country(word: str, scan: Scan) -> bool:
    return word.casefold() in scan.words.countries or word.casefold() in scan.words.demonyms


def _is_acronym(word: str) -> bool:
    return 1 < len(word.replace(".", "")) <= LONGEST_ACRONYM and word.isupper()


def _split_compound(words: Key, known: AbstractSet[Key], scan: Scan) -> Iterator[Key]:
    """Part "Oslo-Bergen" where both are named elsewhere; in German keep of "Oslo-Besuch" what is a name."""
    pieces = HYPHEN.split(words[0]) if len(words) == 1 else []
    named = [piece for piece in pieces if (piece.casefold(),) in known or _is_country(piece, scan)]
    if len(pieces) > 1 and (len(named) == len(pieces) or scan.noun_capitals):
        firsts = named or [piece for piece in pieces[:1] if _is_acronym(piece)]
        yield from ((piece,) for piece in firsts)
        return
    yield words


def _count(mention: Mention, names: dict[Key, Name], scan: Scan) -> None:
    key = _key(mention.words)
    joined = " ".join(key)
    country = scan.words.demonyms.get(joined) or scan.words.countries.get(joined)
    if mention.tag:
        key = _key(mention.tag.name.split())
    elif country:
        key = _key(country.split())
    name = names.setdefault(key, Name(key))
    name.tag = name.tag or mention.tag
    name.is_country = name.is_country or bool(country)
    name.forms[country or " ".join(mention.words)] += 1
    name.passages.append(mention.passage)
    name.adjectives += joined in scan.words.demonyms
    name.within_sentence += not mention.starts
    name.determined += _is_determined(mention.before, scan)
    name.located += mention.before in scan.words.locatives


def _is_determined(before: str, scan: Scan) -> bool:
    # An inflected adjective stands before a noun as an article does: "neue", "neuen", "neuer".
    return before in scan.words.determiners or (
        before not in scan.words.function and before.endswith(("e", "en", "er", "es", "em"))
    )


def _is_name(name: Name, scan: Scan) -> bool:
    if len(name.key) > 1:
        return not scan.noun_capitals or _is_name_among_nouns(name, scan)
    if _is_acronym(name.text):
        return name.within_sentence > 0
    if scan.noun_capitals:
        return not name.determined and name.located > 1 and not scan.is_noun(name.key[0])
    return name.within_sentence > 0 and scan.small[name.key[0]] * CAPITALS_TO_SMALL <= len(name.passages)


def _is_name_among_nouns(name: Name, scan: Scan) -> bool:
    return (
        not name.determined and not any(map(scan.is_noun, name.key)) and not any(scan.is_blocked(w) for w in name.key)
    )
