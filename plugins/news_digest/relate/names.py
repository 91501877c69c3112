"""Proper names in a story: found by their capitals and told from ordinary words."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace

from .mentions import Mention, find_mentions
from .runs import split_runs
from .scan import Key, Scan, is_acronym, key_of
from .text import Passage
from .vocabulary import Tag, Vocabulary

# A word that stands in small letters, too, is a name only if capitals are so many times as frequent.
CAPITALS_TO_SMALL = 3
# Among capitalised nouns a name may follow what looks like an adjective in at most one of so many mentions.
MENTIONS_PER_ADJECTIVE = 3
ADJECTIVE_ENDINGS = ("e", "en", "er", "es", "em")
# A word in capitals longer than this is shouted, not an acronym.
LONGEST_SHOUT = 6


@dataclass(slots=True)
class Name:
    """A name with what speaks for it.

    `adjectives` counts "Norwegian" where the name is the country's. `articles`, `inflected`, `located` and `acting`
    count what stands around it: an article, what may be an adjective, "in" and the like, a verb.
    """

    key: Key
    forms: Counter[str] = field(default_factory=Counter)
    passages: list[Passage] = field(default_factory=list)
    spellings: set[Key] = field(default_factory=set)
    within_sentence: int = 0
    adjectives: int = 0
    articles: int = 0
    inflected: int = 0
    located: int = 0
    acting: int = 0
    tag: Tag | None = None
    is_country: bool = False
    is_quoted: bool = False
    is_sure: bool = True

    @property
    def text(self) -> str:
        """The name as the vocabulary has it or as it is printed most often; of equals the one that sorts last."""
        if self.tag:
            return self.tag.name
        return _calm(max(self.forms, key=lambda form: (self.forms[form], form), default=" ".join(self.key)))

    def absorb(self, other: Name) -> None:
        """Count in what another spelling of the name was found as."""
        self.spellings |= {other.key, *other.spellings}
        self.passages += other.passages
        self.within_sentence += other.within_sentence
        self.adjectives += other.adjectives
        self.located += other.located
        if len(self.key) == len(other.key):
            self.forms += other.forms


def find_names(scan: Scan, vocabulary: Vocabulary) -> list[Name]:
    """Find every name in a story, those of the vocabulary and of countries among them, as first mentioned.

    What may be the last name of one of them is found as well, but is not sure.
    """
    names: dict[Key, Name] = {}
    mentions = (mention for read in scan.passages for mention in find_mentions(*read, scan.words, vocabulary))
    for mention in split_runs(mentions, scan):
        tag = mention.tag or vocabulary.find(" ".join(mention.words))
        _count(replace(mention, tag=tag), names, scan)
    for name in names.values():
        name.is_sure = _is_known(name, scan) or _is_name(name, scan)
    last_words = {name.key[-1:] for name in names.values() if name.is_sure and len(name.key) > 1}
    return [name for name in names.values() if name.is_sure or (name.key in last_words and not _is_noun(name, scan))]


def _is_noun(name: Name, scan: Scan) -> bool:
    return scan.noun_capitals and name.articles + name.inflected > 0


def _is_known(name: Name, scan: Scan) -> bool:
    """Whether the vocabulary or the list of countries has a name, and it is not just a word that begins a sentence."""
    is_chance = not name.within_sentence and all(scan.small[word] for key in name.spellings for word in key)
    is_topic = name.tag is not None and name.tag.kind == "topic"
    return is_topic or ((name.is_country or name.tag is not None) and not is_chance)


def _count(mention: Mention, names: dict[Key, Name], scan: Scan) -> None:
    country = None if mention.tag else scan.country_of(mention.words)
    printed = (mention.tag.name if mention.tag else country) or " ".join(mention.words)
    key = key_of(printed.split())
    name = names.setdefault(key, Name(key))
    name.tag = name.tag or mention.tag
    name.is_country = name.is_country or bool(country)
    name.spellings.add(key_of(mention.words))
    name.forms[printed] += 1
    name.passages.append(mention.passage)
    name.within_sentence += not mention.starts
    name.adjectives += " ".join(key_of(mention.words)) in scan.words.demonyms
    _count_neighbours(name, mention, scan)


def _count_neighbours(name: Name, mention: Mention, scan: Scan) -> None:
    words, before = scan.words, mention.before
    name.articles += before in words.determiners
    name.inflected += before.endswith(ADJECTIVE_ENDINGS) and before not in words.function and before not in words.verbs
    name.located += before in words.locatives
    name.acting += mention.after in words.verbs


def _is_name(name: Name, scan: Scan) -> bool:
    if len(name.key) > 1:
        is_office = name.key[-1] in scan.words.offices
        return not is_office and (not scan.noun_capitals or _is_name_among_nouns(name, scan))
    if is_acronym(name.text):
        return name.within_sentence > 0
    if scan.noun_capitals:
        return _is_single_name_among_nouns(name, scan)
    return name.within_sentence > 0 and scan.small[name.key[0]] * CAPITALS_TO_SMALL <= len(name.passages)


def _is_name_among_nouns(name: Name, scan: Scan) -> bool:
    """Whether two capitals side by side are a name: it comes again, or its last word does ("Ada Holm ... Holm")."""
    if not name.within_sentence or scan.is_noun(name.key[0]) or any(map(scan.is_blocked, name.key)):
        return False
    return len(name.passages) > 1 or scan.capital[name.key[-1]] > 1 or scan.capital[f"{name.key[-1]}s"] > 0


def _is_single_name_among_nouns(name: Name, scan: Scan) -> bool:
    """Whether a capital alone is a name: without articles and adjectives, where places stand or doing something."""
    if name.articles or name.inflected * MENTIONS_PER_ADJECTIVE > len(name.passages) or scan.is_noun(name.key[0]):
        return False
    return name.located > 1 or (name.acting > 0 and len(name.passages) > 1)


def _calm(form: str) -> str:
    """Return a name without shouting: "ADA HOLM-LARSEN" in an opening line."""
    words = form.split()
    if len(words) > 1 and form.isupper() and any(len(word) >= LONGEST_SHOUT for word in words):
        return form.title()
    return " ".join(word.title() if word.isupper() and len(word) > LONGEST_SHOUT else word for word in words)
