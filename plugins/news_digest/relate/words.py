"""What is known of each language: its function words, titles, months, countries; read from words/*.toml."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from ..errors import SettingsError
from ..story import Story

FOLDER = Path(__file__).with_name("words")
LISTS = (
    "function",
    "common",
    "titles",
    "calendar",
    "news",
    "joiners",
    "prepositions",
    "conjunctions",
    "organisations",
    "places",
    "elided",
    "determiners",
    "locatives",
    "noun_endings",
    "verbs",
    "offices",
    "adjectives",
)
FLAGS = ("noun_capitals", "inflected", "apostrophe_suffixes")
TABLES = ("countries", "demonyms")
WORD = re.compile(r"[^\W\d_]+")
# So many words of a text tell its language; a smaller share of function words tells nothing.
ENOUGH_WORDS, LEAST_SHARE = 400, 0.06
# What a country's name keeps when it is inflected, and how many letters an ending takes.
SHORTEST_STEM, LONGEST_ENDING = 4, 3
# Vowels and weak letters at the end of names in Latin, Cyrillic and Greek letters.
ENDING = re.compile(
    "[aeiouy\u00e1\u00e9\u00ed\u00f3\u00fa\u00fd\u016f\u011b"
    "\u0430\u0435\u0438-\u0439\u043e\u0443\u044b\u044c\u044d-\u044f\u0454\u0456\u0457"
    "\u03ac-\u03b1\u03b5\u03b7\u03b9\u03bf\u03c2\u03c5\u03c9\u03cc-\u03ce]+$"
)
SCRIPTS = (
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("he", re.compile(r"[\u05d0-\u05ea]")),
    ("fa", re.compile(r"[پچژگی]")),
    ("ar", re.compile(r"[\u0621-\u064a]")),
)


@dataclass(frozen=True, slots=True)
class Words:
    """The word lists of one language, casefolded.

    `function` words tell the language and are never a name; `common` ones (function words among them) say nothing of
    a story; `joiners` stand within a name ("of", "de la"): `prepositions` of these may part two names; `conjunctions`
    mostly do; `organisations` and `places` end a name ("Party", "Islands"), `offices` end a title without a name
    ("Foreign Minister"); `adjectives` are of peoples without a country ("European"); `elided` are articles that lose
    their vowel ("l'"). Where nouns are capitalised, `determiners` stand before what is no name, `locatives` before
    places, `verbs` after what acts, and `noun_endings` end what is no name. `countries` and `demonyms` lead from a
    spelling to the country's printed name, `stems` from what is left of it when inflected.
    """

    language: str = ""
    noun_capitals: bool = False
    inflected: bool = False
    apostrophe_suffixes: bool = False
    function: frozenset[str] = frozenset()
    common: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()
    calendar: frozenset[str] = frozenset()
    news: frozenset[str] = frozenset()
    joiners: frozenset[str] = frozenset()
    prepositions: frozenset[str] = frozenset()
    conjunctions: frozenset[str] = frozenset()
    organisations: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    elided: frozenset[str] = frozenset()
    determiners: frozenset[str] = frozenset()
    locatives: frozenset[str] = frozenset()
    noun_endings: frozenset[str] = frozenset()
    verbs: frozenset[str] = frozenset()
    offices: frozenset[str] = frozenset()
    adjectives: frozenset[str] = frozenset()
    countries: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    demonyms: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    stems: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def country_of(self, name: str) -> str | None:
        """Return the country that a casefolded name spells, be it its adjective, its genitive or inflected."""
        found = self.demonyms.get(name) or self.countries.get(name) or self.countries.get(name.removesuffix("s"))
        return found or (self._inflected_country(name) if self.inflected else None)

    def _inflected_country(self, name: str) -> str | None:
        stems = (name[:end] for end in range(len(name), max(len(name) - LONGEST_ENDING, SHORTEST_STEM) - 1, -1))
        return next((self.stems[stem] for stem in stems if stem in self.stems), None)


def words_of(story: Story) -> Words:
    """Return the word lists of the story's language: as its `lang` says, else its text; empty if unknown."""
    if story.lang:
        return words_for(story.lang)
    return words_for(detect_language(f"{story.headline}\n{story.deck or ''}\n{story.body}"))


def words_for(language: str) -> Words:
    """Return the word lists of a language given as a BCP 47 tag; empty ones under its own name if it has none."""
    primary = language.casefold().replace("_", "-").partition("-")[0]
    primary = {"no": "nb", "nn": "nb"}.get(primary, primary)
    return all_words().get(primary) or Words(primary)


def detect_language(text: str) -> str:
    """Return the language whose function words a text has most of, as an ISO 639-1 code; "" where nothing tells it."""
    words = WORD.findall(text[: ENOUGH_WORDS * 16].casefold())[:ENOUGH_WORDS]
    counts = Counter(words)
    hits = {language: sum(map(counts.__getitem__, kinds)) for language, kinds in _by_function_words(counts).items()}
    best = max(sorted(hits), key=hits.__getitem__, default="")
    if best and hits[best] >= LEAST_SHARE * len(words):
        return best
    return _language_of_script(text)


@cache
def all_words() -> Mapping[str, Words]:
    """Return every language's word lists by its code; raises `SettingsError` for a file that breaks the schema."""
    files = sorted(FOLDER.glob("*.toml"))
    read = [read_words(path.read_text(encoding="utf-8"), name=path.name) for path in files]
    return MappingProxyType({words.language: words for words in read})


def read_words(text: str, *, name: str) -> Words:
    """Read one language's word lists from TOML; raises `SettingsError` that names the file and the key."""
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(name, f"is not TOML: {error}", "see the other word lists") from error
    _check_types(document, name)
    lists: dict[str, Any] = {key: frozenset(document.get(key, "").casefold().split()) for key in LISTS}
    lists["common"] |= lists["function"]
    countries = _read_countries(document.get("countries", ""), name)
    demonyms = _read_countries(document.get("demonyms", ""), name)
    strangers = sorted(set(demonyms.values()) - set(countries.values()))
    demonyms = MappingProxyType({word: country for word, country in demonyms.items() if word != country.casefold()})
    if strangers:
        raise SettingsError(name, f'demonyms: "{strangers[0]}" is no country', "name it as under countries")
    flags: dict[str, Any] = {key: document.get(key, False) for key in FLAGS}
    stems = _stems(countries) if flags["inflected"] else MappingProxyType({})
    return Words(document["language"], **flags, **lists, countries=countries, demonyms=demonyms, stems=stems)


def _stems(countries: Mapping[str, str]) -> Mapping[str, str]:
    stems = {ENDING.sub("", spelling): country for spelling, country in countries.items()}
    return MappingProxyType({stem: country for stem, country in stems.items() if len(stem) >= SHORTEST_STEM})


def _check_types(document: Mapping[str, object], name: str) -> None:
    kinds = {"language": str} | dict.fromkeys(FLAGS, bool) | dict.fromkeys((*LISTS, *TABLES), str)
    for key, value in document.items():
        if key not in kinds:
            raise SettingsError(name, f'unknown key "{key}"', f"the keys are {', '.join(kinds)}")
        if not isinstance(value, kinds[key]):
            raise SettingsError(name, f'"{key}" is of the wrong type', f"it is a {kinds[key].__name__}")
    if "language" not in document:
        raise SettingsError(name, '"language" is missing', 'write language = "en" with the ISO 639-1 code')


def _read_countries(text: str, name: str) -> Mapping[str, str]:
    """Read "Name = other spelling = another; Name; ..." into every spelling, casefolded, leading to its name."""
    spellings: dict[str, str] = {}
    for entry in filter(str.strip, text.split(";")):
        country, *others = (" ".join(part.split()) for part in entry.split("="))
        if not country or not all(others):
            raise SettingsError(name, f'a country without a name: "{entry.strip()}"', 'write "Name = other; Name; ..."')
        spellings |= {spelling.casefold(): country for spelling in (country, *others)}
    return MappingProxyType(spellings)


def _by_function_words(counts: Iterable[str]) -> Mapping[str, frozenset[str]]:
    present = frozenset(counts)
    return {language: words.function & present for language, words in all_words().items() if words.function}


def _language_of_script(text: str) -> str:
    return next((language for language, pattern in SCRIPTS if pattern.search(text)), "")
