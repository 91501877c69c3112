"""The word lists of `words/*.toml`, checked and merged: what labels, headings and standing lines mean."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType

from ..errors import SettingsError
from .rows import fold

# What each table of a word list may hold; anything else is refused.
LABELS = ("headline", "date", "modified", "story_code", "source", "publisher", "authors", "dateline", "deck",
          "category", "tags", "url", "language", "related", "ignored")  # fmt: skip
CODES = ("headline", "authors", "date", "clock", "source", "story_code", "tags", "lang", "text", "ignored")
HEADINGS = ("related", "tags", "comments", "lists", "contact", "end")
TABLES: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "labels": LABELS,
    "symbols": ("date", "story_code", "source", "authors", "tags", "url", "category"),
    "codes": CODES,
    "headings": HEADINGS,
    "lines": ("furniture", "starts", "ends", "share", "credits", "prints", "originals", "firsts", "forwarded",
              "notes"),
    "names": ("openers", "and", "places", "organisations", "roles", "ours", "sections"),
    "dates": ("fillers", "morning", "afternoon"),
    "grammar": ("function", "counts", "called"),
})  # fmt: skip

# Lists whose phrases are compared with the beginning or end of a line.
_PREFIXES = frozenset({"starts", "ends", "credits", "prints", "originals", "firsts", "forwarded", "notes"})
_EMPTY: frozenset[str] = frozenset()
# There are many hundred phrases; by two characters at the beginning or end of a text it is compared with few of them,
# and by three at its end most texts are told from labels.
_TWO, _END = 2, 3


# Compared by identity, so that what is told of a text by these words can be kept.
@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """What is known of the words around a story; every phrase is folded (see `rows.fold`)."""

    labels: Mapping[str, str] = field(default_factory=dict)
    label_heads: frozenset[str] = _EMPTY
    label_ends: frozenset[str] = _EMPTY
    date_heads: frozenset[str] = _EMPTY
    update_words: frozenset[str] = _EMPTY
    symbols: Mapping[str, str] = field(default_factory=dict)
    codes: Mapping[str, str] = field(default_factory=dict)
    headings: Mapping[str, str] = field(default_factory=dict)
    furniture: frozenset[str] = _EMPTY
    starts: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    share: frozenset[str] = _EMPTY
    credits: tuple[str, ...] = ()
    prints: tuple[str, ...] = ()
    originals: tuple[str, ...] = ()
    firsts: tuple[str, ...] = ()
    forwarded: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    openers: frozenset[str] = _EMPTY
    ands: frozenset[str] = _EMPTY
    places: frozenset[str] = _EMPTY
    organisations: frozenset[str] = _EMPTY
    sections: frozenset[str] = _EMPTY
    leading: frozenset[str] = _EMPTY
    roles: tuple[str, ...] = ()
    role_set: frozenset[str] = _EMPTY
    role_heads: frozenset[str] = _EMPTY
    role_starts: tuple[str, ...] = ()
    fillers: frozenset[str] = _EMPTY
    morning: frozenset[str] = _EMPTY
    afternoon: frozenset[str] = _EMPTY
    functions: Mapping[str, frozenset[str]] = field(default_factory=dict)
    languages_of: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    counts: frozenset[str] = _EMPTY
    languages: Mapping[str, str] = field(default_factory=dict)
    labels_of: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    by_start: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    by_end: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)

    def begins(self, folded: str, key: str) -> tuple[str, ...]:
        """Return the phrases of a list that a folded text begins with, in the list's order."""
        return tuple(filter(folded.startswith, self.by_start.get((key, folded[:_TWO]), ())))

    def ends_so(self, folded: str, key: str) -> bool:
        """Return whether a folded text ends with a phrase of a list."""
        return folded.endswith(self.by_end.get((key, folded[-_TWO:]), ()))

    def for_language(self, lang: str | None) -> Words:
        """Return these words with the labels of one language before those of all others."""
        return _labelled(self, self.labels_of.get(lang or "", {}))

    def with_labels(self, extra: Iterable[tuple[str, str]]) -> Words:
        """Return these words with a publisher's own labels, pairs of (label, field), added."""
        return _labelled(self, {fold(label): name for label, name in extra})

    def may_begin_label(self, word: str) -> bool:
        """Return whether a label begins with the word, a blank or a colon behind it."""
        return _may_begin_label(word, self)

    def may_begin_label_of_date(self, word: str) -> bool:
        """Return whether the label of a date begins with the word, a blank or a colon behind it."""
        return _may_begin_label(word, self) and not self.date_heads.isdisjoint(_firsts(word))

    def may_end_label(self, folded: str) -> bool:
        """Return whether a label may end where a folded text does."""
        return any(folded[-size:] in self.label_ends for size in range(1, _END + 1))


# Kept, for it is asked for every word of every line with a number, and most of them come again and again.
@lru_cache(maxsize=4096)
def _may_begin_label(word: str, words: Words) -> bool:
    return not words.label_heads.isdisjoint(_firsts(word))


def _firsts(word: str) -> tuple[str, str]:
    first = fold(word).partition(" ")[0]
    return first, first.rstrip(".:,;-")


def _labelled(words: Words, more: Mapping[str, str]) -> Words:
    """Return the words with more labels, and what is known of the beginnings and ends of all of them."""
    labels = {**words.labels, **more}
    ends = frozenset(label[-_END:] for label in labels)
    dates, updates = _heads_of(labels, "date", "modified"), _heads_of(labels, "modified")
    return replace(
        words, labels=labels, label_heads=_heads(labels), label_ends=ends, date_heads=dates, update_words=updates
    )


def _heads(labels: Iterable[str]) -> frozenset[str]:
    """Return the first words of labels."""
    return frozenset(label.partition(" ")[0] for label in labels)


def _heads_of(labels: Mapping[str, str], *fields: str) -> frozenset[str]:
    return _heads(label for label, meaning in labels.items() if meaning in fields)


@dataclass(frozen=True, slots=True)
class WordList:
    """One file of words, checked: its language (empty for words of none) and its phrases, folded."""

    name: str
    language: str
    phrases: Mapping[tuple[str, str], tuple[str, ...]]

    def meanings(self, table: str) -> dict[str, str]:
        """Return phrase to key of one table; raises `SettingsError` where a phrase stands under two keys."""
        found: dict[str, str] = {}
        for (owner, key), phrases in self.phrases.items():
            for phrase in phrases if owner == table else ():
                if found.setdefault(phrase, key) != key:
                    reason = f"{table}: {phrase!r} is both {found[phrase]} and {key}"
                    raise SettingsError(self.name, reason, "keep one of them")
        return found


def _refuse(name: str, key: str, known: Iterable[str]) -> SettingsError:
    return SettingsError(name, f"unknown key {key!r}", "known are: " + ", ".join(known))


def _read_phrases(name: str, table: str, key: str, value: object) -> tuple[str, ...]:
    """Return one list of phrases, folded; raises `SettingsError` where it is no list of text."""
    if key not in TABLES[table]:
        raise _refuse(name, f"{table}.{key}", TABLES[table])
    if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
        raise SettingsError(name, f"{table}.{key} is no list of text", 'write it as ["one", "two"]')
    phrases = tuple(item.strip() if table in {"symbols", "codes"} else fold(item) for item in value)
    if key in _PREFIXES and any(len(phrase) < len("ab") for phrase in phrases):
        raise SettingsError(
            name, f"{table}.{key} has a phrase of one letter", "it would fit every other line: make it longer"
        )
    return phrases


def read_word_list(text: str, *, name: str) -> WordList:
    """Return a word list from its TOML; raises `SettingsError` naming the file and the key that is wrong."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(name, f"no TOML: {error}", "see https://toml.io") from error
    language = data.pop("language", "")
    phrases: dict[tuple[str, str], tuple[str, ...]] = {}
    for table, content in data.items():
        if table not in TABLES or not isinstance(content, dict):
            raise _refuse(name, table, ("language", *TABLES))
        for key, value in content.items():
            phrases[table, key] = _read_phrases(name, table, key, value)
    return WordList(name, str(language), phrases)


def _meanings(lists: Iterable[WordList], table: str) -> dict[str, str]:
    """Return phrase to meaning over all lists; where languages differ on a phrase the earlier list holds."""
    found: dict[str, str] = {}
    for words in lists:
        for phrase, key in words.meanings(table).items():
            found.setdefault(phrase, key)
    return found


def _longest_first(phrases: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(phrases, key=len, reverse=True))


def _by(lists: Mapping[str, Iterable[str]], cut: slice) -> dict[tuple[str, str], tuple[str, ...]]:
    """Return the phrases of each list by what the slice cuts out of them, in the list's order."""
    found: dict[tuple[str, str], list[str]] = {}
    for key, phrases in lists.items():
        for phrase in phrases:
            found.setdefault((key, phrase[cut]), []).append(phrase)
    return {key: tuple(phrases) for key, phrases in found.items()}


def _indexed(words: Words) -> Words:
    """Return the words with the phrases that begin or end a line indexed."""
    starting = {"starts": words.starts, "credits": words.credits, "originals": words.originals,
                "firsts": words.firsts, "forwarded": words.forwarded}  # fmt: skip
    ending = {"ends": words.ends, "prints": words.prints}
    return replace(words, by_start=_by(starting, slice(_TWO)), by_end=_by(ending, slice(-_TWO, None)))


def _languages_of(lists: Iterable[WordList]) -> dict[str, tuple[str, ...]]:
    """Return each small word with the languages that have it."""
    found: dict[str, list[str]] = {}
    for words in lists:
        for phrase in words.phrases.get(("grammar", "function"), ()) if words.language else ():
            found.setdefault(phrase, []).append(words.language)
    return {phrase: tuple(dict.fromkeys(languages)) for phrase, languages in found.items()}


def merge_word_lists(lists: Iterable[WordList]) -> Words:
    """Return all word lists as one; raises `SettingsError` where one gives a phrase two meanings."""
    lists = tuple(lists)

    def every(table: str, key: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(phrase for words in lists for phrase in words.phrases.get((table, key), ())))

    merged = Words(
        symbols=_meanings(lists, "symbols"),
        labels_of={words.language: words.meanings("labels") for words in lists},
        codes=_meanings(lists, "codes"),
        headings=_meanings(lists, "headings"),
        furniture=frozenset(every("lines", "furniture")),
        starts=every("lines", "starts"),
        ends=every("lines", "ends"),
        share=frozenset(every("lines", "share")),
        credits=every("lines", "credits"),
        prints=tuple(phrase.lstrip("- ") for phrase in every("lines", "prints")),
        originals=_longest_first(every("lines", "originals")),
        firsts=_longest_first(every("lines", "firsts")),
        forwarded=_longest_first(every("lines", "forwarded")),
        notes=every("lines", "notes"),
        openers=frozenset(every("names", "openers")),
        ands=frozenset(every("names", "and")),
        places=frozenset(every("names", "places")),
        organisations=frozenset(every("names", "organisations")),
        sections=frozenset(every("names", "sections")),
        leading=frozenset(word for key in ("openers", "ours", "places") for word in every("names", key)),
        roles=every("names", "roles"),
        role_set=frozenset(every("names", "roles")),
        role_heads=_heads(every("names", "roles")),
        role_starts=tuple(role + " " for role in every("names", "roles")),
        fillers=frozenset(every("dates", "fillers")),
        morning=frozenset(every("dates", "morning")),
        afternoon=frozenset(every("dates", "afternoon")),
        functions={words.language: frozenset(words.phrases.get(("grammar", "function"), ())) for words in lists},
        languages_of=_languages_of(lists),
        counts=frozenset(every("grammar", "counts")),
        languages={name: words.language for words in lists for name in words.phrases.get(("grammar", "called"), ())},
    )
    return _labelled(_indexed(merged), _meanings(lists, "labels"))


def _rank(item: Traversable) -> tuple[bool, str]:
    """Return the place of a word list: English, which pages of every language use for labels, comes first."""
    return item.name != "en.toml", item.name


@lru_cache(maxsize=1)
def load_words() -> Words:
    """Return the words that ship with the parser."""
    folder = files(__package__).joinpath("words")
    found = sorted((item for item in folder.iterdir() if item.name.endswith(".toml")), key=_rank)
    return merge_word_lists(read_word_list(item.read_text("utf-8"), name=item.name) for item in found)


@lru_cache(maxsize=64)
def words_for(lang: str | None, labels: tuple[tuple[str, str], ...] = ()) -> Words:
    """Return the words that ship with the parser, the labels of one language before those of all others.

    `labels` are a publisher's own, pairs of (label, field); they come before those of the language.
    """
    words = load_words().for_language(lang)
    return words.with_labels(labels) if labels else words
