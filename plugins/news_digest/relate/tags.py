"""The tags of a story: those that it prints, then names in its text, as an editor would choose them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log2

from ..story import Story
from .caseless import find_caseless, is_caseless
from .mentions import tokenize
from .names import Name, Scan, find_names
from .quoted import find_quoted
from .spellings import unite_spellings
from .text import Passage, passages
from .vocabulary import Vocabulary, fold_name, tidy_name
from .words import Words, words_of

MOST_TAGS = 8
# Paragraphs from the top that say what a story is about.
LEAD = 2
# What speaks for a name besides how often it is mentioned.
IN_HEADLINE, IN_DECK, IN_LEAD, IN_CROSSHEAD, IS_FULL, IS_COUNTRY, IN_VOCABULARY = 2.0, 1.0, 0.75, 0.5, 0.5, 0.25, 1.0
# "Norwegian" says half as much of Norway as its name does.
ADJECTIVE = 0.5
LEAST_SCORE = 2.3
# Names that matter much less than the first one are left out.
LEAST_SHARE = 0.35


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A tag that a text suggests, and the points that speak for it."""

    name: str
    score: float


def suggest_tags(story: Story, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return at most eight tags: the printed ones by their canonical names, then what the text suggests, best first."""
    printed = (vocabulary.canonical(tag) for tag in story.tags if tidy_name(tag) and not vocabulary.is_hidden(tag))
    chosen = {fold_name(tag): tag for tag in reversed(list(printed))}
    tags = list(reversed(chosen.values()))
    for suggestion in rank_names(story, vocabulary):
        if len(tags) >= MOST_TAGS:
            break
        if not any(_is_covered(suggestion.name, tag) for tag in tags):
            tags.append(suggestion.name)
    return tuple(tags[:MOST_TAGS])


def rank_names(story: Story, vocabulary: Vocabulary) -> tuple[Suggestion, ...]:
    """Return every name that matters in a story with its score, best first."""
    words = words_of(story)
    read = passages(story)
    names = find_caseless(read, words, vocabulary) if is_caseless(read) else _find_cased(read, words, vocabulary)
    names = [name for name in (*names, *find_quoted(read, words)) if not vocabulary.is_hidden(name.text)]
    scored = [Suggestion(vocabulary.canonical(name.text), _score(name, read, words)) for name in names]
    best = max((suggestion.score for suggestion in scored), default=0.0)
    least = max(LEAST_SCORE, LEAST_SHARE * best)
    kept = (suggestion for suggestion in scored if suggestion.score >= least)
    return tuple(sorted(kept, key=lambda suggestion: (-suggestion.score, suggestion.name)))


def _find_cased(read: tuple[Passage, ...], words: Words, vocabulary: Vocabulary) -> list[Name]:
    scan = Scan.of(read, words)
    return unite_spellings(find_names(scan, vocabulary), words)


def _score(name: Name, read: Sequence[Passage], words: Words) -> float:
    """Weigh how often and where a name stands; 0 for one that stands once and not where it matters."""
    body = [passage for passage in name.passages if passage.place in ("body", "crosshead")]
    heads = {passage.place for passage in read if passage.place != "body" and _stands_in(name, passage, words)}
    in_lead = any(passage.number < LEAD for passage in body)
    is_full = len(name.key) > 1
    if len(body) + len(heads) <= 1 and not (in_lead and (is_full or name.is_country or name.tag)):
        return 0.0
    count = len(body) - name.adjectives * ADJECTIVE
    points = log2(1 + count) + log2(1 + len({passage.number for passage in body})) / 2
    weights = (
        (IN_HEADLINE, "headline" in heads),
        (IN_DECK, "deck" in heads),
        (IN_CROSSHEAD, "crosshead" in heads),
        (IN_LEAD, in_lead),
        (IS_FULL, is_full),
        (IS_COUNTRY, name.is_country),
        (IN_VOCABULARY, name.tag is not None),
    )
    return round(points + sum(weight for weight, holds in weights if holds), 2)


def _stands_in(name: Name, passage: Passage, words: Words) -> bool:
    if passage in name.passages:
        return True
    text = " ".join(token.text.casefold() for token in tokenize(passage.text, words))
    return any(f" {' '.join(key)} " in f" {text} " for key in (name.key, *name.spellings))


def _is_covered(name: str, tag: str) -> bool:
    """Whether a tag says the same already: "Holm" where "Ada Holm" is a tag, and the other way round."""
    one, two = fold_name(name).split(), fold_name(tag).split()
    shorter, longer = sorted((one, two), key=len)
    return longer[-len(shorter) :] == shorter
