"""The tags of a story: those that it prints, then names in its text, as an editor would choose them."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from math import log2

from ..story import Story
from .caseless import find_caseless, is_caseless
from .mentions import tokenize
from .names import Name, find_names
from .quoted import find_quoted
from .scan import Scan
from .spellings import unite_spellings
from .text import Passage, passages
from .vocabulary import Vocabulary, fold_name, tidy_name
from .words import Words, words_of

MOST_TAGS = 8
# Paragraphs from the top that say what a story is about.
LEAD = 2
# What speaks for a name besides how often it is mentioned.
IN_HEADLINE, IN_DECK, IN_LEAD, IN_CROSSHEAD = 2.0, 1.0, 0.75, 0.5
IS_LONG, IS_FULL, IS_QUOTED, IS_COUNTRY, IN_VOCABULARY = 0.25, 0.75, 1.0, 0.25, 1.0
# "Norwegian" says less of Norway than its name does.
ADJECTIVE = 0.25
LEAST_SCORE = 2.3
# How often what stands in no heading is mentioned: a name once if it stands in the lead, too, an ordinary word more.
LEAST_AS_NAME, LEAST_AS_TOPIC = 2, 3
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
    own = {fold_name(source) for source in (story.publisher, story.source and story.source.name) if source}
    names = [name for name in (*names, *find_quoted(read, words)) if _is_wanted(name, vocabulary, own)]
    headings = [_heading(passage, words) for passage in read if passage.place != "body"]
    scored = [Suggestion(vocabulary.canonical(name.text), _score(name, headings)) for name in names]
    best = max((suggestion.score for suggestion in scored), default=0.0)
    least = max(LEAST_SCORE, LEAST_SHARE * best)
    kept = (suggestion for suggestion in scored if suggestion.score >= least)
    return tuple(sorted(kept, key=lambda suggestion: (-suggestion.score, suggestion.name)))


def _find_cased(read: tuple[Passage, ...], words: Words, vocabulary: Vocabulary) -> list[Name]:
    scan = Scan.of(read, words)
    return [name for name in unite_spellings(find_names(scan, vocabulary), words) if name.is_sure]


def _is_wanted(name: Name, vocabulary: Vocabulary, own: AbstractSet[str]) -> bool:
    # A story that names its own publisher is not about it.
    return not vocabulary.is_hidden(name.text) and (bool(name.tag) or fold_name(name.text) not in own)


def _score(name: Name, headings: Sequence[tuple[Passage, str]]) -> float:
    """Weigh how often and where a name stands; 0 for one that stands once and not where it matters."""
    body = [passage for passage in name.passages if passage.place in ("body", "crosshead")]
    heads = {passage.place for passage, text in headings if passage in name.passages or _stands_in(name, text)}
    in_lead = any(passage.number < LEAD for passage in body)
    is_long = len(name.key) > 1
    if not heads and not _is_enough(name, len(body), in_lead=in_lead):
        return 0.0
    count = len(body) - name.adjectives * (1 - ADJECTIVE)
    points = log2(1 + count) + log2(1 + len({passage.number for passage in body})) / 2
    weights = (
        (IN_HEADLINE, "headline" in heads),
        (IN_DECK, "deck" in heads),
        (IN_CROSSHEAD, "crosshead" in heads),
        (IN_LEAD, in_lead),
        (IS_LONG, is_long),
        (IS_FULL, any(len(key) < len(name.key) for key in name.spellings)),
        (IS_QUOTED, name.is_quoted),
        (IS_COUNTRY, name.is_country),
        (IN_VOCABULARY, name.tag is not None),
    )
    return round(points + sum(weight for weight, holds in weights if holds), 2)


def _is_enough(name: Name, count: int, *, in_lead: bool) -> bool:
    """Whether a name that stands in no heading is mentioned often enough; an ordinary word must be more often."""
    if name.tag and name.tag.kind == "topic":
        return count >= LEAST_AS_TOPIC
    is_weighty = name.tag or name.is_country or len(name.key) > 1
    return count >= LEAST_AS_NAME or (in_lead and bool(is_weighty))


def _heading(passage: Passage, words: Words) -> tuple[Passage, str]:
    return passage, f" {' '.join(token.text.casefold() for token in tokenize(passage.text, words))} "


def _stands_in(name: Name, heading: str) -> bool:
    return any(f" {' '.join(key)} " in heading for key in (name.key, *name.spellings))


def _is_covered(name: str, tag: str) -> bool:
    """Whether a tag says the same already: "Holm" where "Ada Holm" is a tag, and the other way round."""
    one, two = fold_name(name).split(), fold_name(tag).split()
    shorter, longer = sorted((one, two), key=len)
    return longer[-len(shorter) :] == shorter
