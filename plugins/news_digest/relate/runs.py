"""From a run of capitalised words to the names in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from .mentions import HYPHEN, Mention
from .scan import Key, Scan, fold_word, is_acronym, key_of

LONGEST_NAME = 6
# "Oslo-Besucher Ada Holm" is not one name, "Karl-Theodor Holm" is.
WORDS_AFTER_COMPOUND = 3


@dataclass(frozen=True, slots=True)
class Known:
    """The story, its runs of capitals within sentences, how often each stands anywhere, and words with articles."""

    scan: Scan
    within: AbstractSet[Key]
    runs: Counter[Key]
    nouns: AbstractSet[Key]

    def stands_alone(self, word: str) -> bool:
        """Whether a word is a run of its own somewhere in the story."""
        return (fold_word(word),) in self.within and not self.scan.is_blocked(word)


def split_runs(mentions: Iterable[Mention], scan: Scan) -> Iterator[Mention]:
    """Yield the names in a story's runs; the vocabulary's pass as they are."""
    whole = list(mentions)
    runs = Counter(key_of(mention.words) for mention in whole)
    halves = [part for mention in whole for part in _at_conjunction(mention, runs, scan)]
    within = {key_of(mention.words) for mention in halves if not mention.starts}
    known = Known(scan, within, runs, _nouns(halves, runs, scan) if scan.noun_capitals else frozenset())
    for mention in halves:
        yield from [mention] if mention.tag else _names_in(mention, known)


def _nouns(mentions: Iterable[Mention], runs: Counter[Key], scan: Scan) -> frozenset[Key]:
    """Return what has an article before it as often as not."""
    determiners = scan.words.determiners
    articles = Counter(key_of(mention.words) for mention in mentions if mention.before in determiners)
    return frozenset(key for key, count in articles.items() if 2 * count >= runs[key])


def _at_conjunction(mention: Mention, runs: Counter[Key], scan: Scan) -> Iterator[Mention]:
    """Part "Oslo and Bergen" but not "Marks and Spencer": a name of two halves that never stand alone."""
    key = key_of(mention.words)
    at = next((at for at, word in enumerate(key) if at and word in scan.words.conjunctions), 0)
    is_one = runs[key] > 1 and not runs[key[:at]] and not runs[key[at + 1 :]]
    if mention.tag or not at or is_one or scan.country_of(key):
        yield mention
        return
    yield replace(mention, words=mention.words[:at], after="")
    rest = replace(mention, words=mention.words[at + 1 :], starts=False, before="")
    yield from _at_conjunction(rest, runs, scan)


def _names_in(mention: Mention, known: Known) -> Iterator[Mention]:
    parts = [mention.words]
    for split in SPLITS if len(mention.words) > 1 else (_compound,):
        parts = [piece for words in parts if words for piece in split(words, mention, known)]
    for words in parts:
        name = _without_joiners(words, known.scan)
        if name and len(name) <= LONGEST_NAME and not all(map(known.scan.is_blocked, name)):
            yield _as_mention(name, mention)


def _as_mention(name: Key, mention: Mention) -> Mention:
    is_first, is_last = name[0] == mention.words[0], name[-1] == mention.words[-1]
    return Mention(
        name,
        starts=mention.starts and is_first,
        passage=mention.passage,
        before=mention.before if is_first else "",
        after=mention.after if is_last else "",
    )


def _row_of_names(words: Key, mention: Mention, known: Known) -> list[Key]:
    """Part what merely stands side by side, as headings put it: "Holm Oslo visit"."""
    alone = [known.stands_alone(word) for word in words]
    is_heading = mention.passage.place in ("headline", "crosshead")
    is_row = len(words) > 1 and (all(alone) or (is_heading and any(alone) and known.runs[key_of(words)] == 1))
    return [(word,) for word in words] if is_row else [words]


def _after_titles(words: Key, mention: Mention, known: Known) -> list[Key]:
    """Keep of "Norwegian Prime Minister Ada Holm" the country and the person."""
    del mention
    scan = known.scan
    for at in range(len(words) - 1, 0, -1):
        if scan.is_title(words[at - 1]) and fold_word(words[at]) not in scan.words.joiners:
            rest = key_of(words[at:])
            if all(word in scan.words.organisations or word in scan.words.news for word in rest):
                return [words]
            before = [(word,) for word in words[: at - 1] if scan.country_of((word,)) or is_acronym(word)]
            return [*before, words[at:]]
    return [words]


def _after_organisation(words: Key, mention: Mention, known: Known) -> list[Key]:
    """Part "Northern Command Ada Holm"."""
    del mention
    lists = known.scan.words
    for at in range(2, len(words) - 1):
        if fold_word(words[at - 1]) in lists.organisations and fold_word(words[at]) not in lists.joiners:
            return [words[:at], words[at:]]
    return [words]


def _before_genitive(words: Key, mention: Mention, known: Known) -> list[Key]:
    """Keep of "Holms Regierung" and "Norwegen Ada Holm" what names; where only position tells who is whose."""
    del mention
    scan = known.scan
    if len(words) == 1 or not (scan.noun_capitals or scan.words.inflected):
        return [words]
    first, rest = words[0], words[1:]
    if scan.country_of((first,)) and not scan.country_of(words):
        return [(first,), rest] if len(rest) > 1 else [(first,)]
    owners = (word.removesuffix("s") for word in (first, words[-1]) if scan.noun_capitals and word.endswith("s"))
    owner = next((owner for owner in owners if scan.country_of((owner,)) or scan.capital[fold_word(owner)]), None)
    return [(owner,)] if owner and not scan.country_of(words) else [words]


def _around_preposition(words: Key, mention: Mention, known: Known) -> list[Key]:
    """Part "Ada Holm of Bergen" and drop the office in "Minister of Norway"; "Bank of Norway" is one name."""
    del mention
    lists = known.scan.words
    at = next((at for at, word in enumerate(words) if at and word in lists.prepositions), 0)
    before = fold_word(words[at - 1])
    if at and before in lists.offices:
        return [words[at + 1 :]]
    return [words[:at], words[at + 1 :]] if at > 1 and before not in lists.organisations else [words]


def _without_lead_in(words: Key, mention: Mention, known: Known) -> list[Key]:
    """Drop what a sentence begins with, and ordinary nouns before a name."""
    starts = mention.starts and words[0] == mention.words[0]
    while len(words) > 1 and _is_lead_in(words, known, starts=starts):
        words = _without_joiners(words[1:], known.scan)
    return [words]


def _is_lead_in(words: Key, known: Known, *, starts: bool) -> bool:
    scan, first = known.scan, fold_word(words[0])
    if scan.country_of(words):
        return False
    if scan.is_noun(first) or first in scan.words.calendar or (first,) in known.nouns:
        return True
    if scan.noun_capitals and HYPHEN.search(first) and len(words) >= WORDS_AFTER_COMPOUND:
        return True
    if not starts:
        return False
    is_ordinary = first in scan.words.common or scan.small[first] > 0 or bool(scan.country_of(words[1:]))
    # Without a language's word lists what a sentence begins with is told only by what follows it elsewhere.
    return is_ordinary or (not scan.words.common and key_of(words[1:]) in known.within)


def _without_adjective(words: Key, mention: Mention, known: Known) -> list[Key]:
    """Drop the adjective after a name: "Bay of Orme Scottish"."""
    del mention
    while len(words) > 1 and not known.scan.country_of(words) and known.scan.is_adjective(words[-1]):
        words = words[:-1]
    return [words]


def _compound(words: Key, mention: Mention, known: Known) -> list[Key]:
    """Part "Oslo-Bergen" where both are named elsewhere; where nouns are capitalised keep of "Oslo-Besuch" the name."""
    del mention
    pieces = HYPHEN.split(words[0]) if len(words) == 1 else []
    named = [piece for piece in pieces if known.stands_alone(piece) or known.scan.country_of((piece,))]
    if len(pieces) > 1 and (len(named) == len(pieces) or known.scan.noun_capitals):
        return [(piece,) for piece in named or filter(is_acronym, pieces[:1])]
    return [words]


def _without_joiners(words: Key, scan: Scan) -> Key:
    """Drop small words and single letters left over at the ends."""
    joiners = scan.words.joiners | scan.words.conjunctions
    while words and ((words[0].islower() and words[0] in joiners) or words[0] == "&"):
        words = words[1:]
    while words and ((words[-1].islower() and words[-1] in joiners) or len(words[-1]) == 1):
        words = words[:-1]
    return words


# Each takes a run apart or lets it be; the order is the order of reading a run from the outside in.
SPLITS: tuple[Callable[[Key, Mention, Known], list[Key]], ...] = (
    _row_of_names,
    _after_titles,
    _after_organisation,
    _around_preposition,
    _without_lead_in,
    _before_genitive,
    _without_adjective,
    _compound,
)
