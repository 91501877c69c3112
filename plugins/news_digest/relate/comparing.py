"""Which stories of a collection are like one of them: found by the terms and tags that they share."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from .likeness import (
    LEAST_BY_TAGS,
    MOST_STORIES,
    POINT,
    Likeness,
    Reason,
    likeness,
    most_points,
    most_stories,
    reason,
    weight_of,
)
from .terms import TAG_SIGN, ComparedTerms

MOST_RELATED = 5
# Returns the codes of the stories that have the text of the one with this code.
CopiesOf = Callable[[str], Iterable[str]]
Alike = tuple[str, ComparedTerms, Likeness]
# Parts of a point; with less a story is not like enough, whatever it shares.
LEAST_TO_COMPARE = LEAST_BY_TAGS * POINT // 10 - POINT // 20


@dataclass(frozen=True, slots=True)
class RelatedStory:
    """A story of the digest that is like another: points of likeness, and why."""

    story_code: str
    score: float
    reason: Reason


def no_copies(_code: str) -> Iterable[str]:
    """Return nothing, where nobody asked for copies."""
    return ()


@dataclass(frozen=True, slots=True)
class Compared:
    """The stories of a digest, ready to be compared.

    `stories` has code and terms by a number that stands for the story, `holders` the numbers of those that have a term
    or tag, `sizes` how many stories there are of each language.
    """

    stories: Mapping[int, tuple[str, ComparedTerms]]
    holders: Mapping[str, Collection[int]]
    sizes: Mapping[str, int]

    def related(self, number: int, copies_of: CopiesOf = no_copies) -> tuple[RelatedStory, ...]:
        """Return the stories most like the one with this number, best first: by score, then the newer, then by code.

        Its copies are not among them, and of stories that are copies of each other only the first.
        """
        own, one = self.stories[number]
        alike = sorted((*self.stories[other], found) for other, found in self.alike(number))
        best = sorted(alike, key=lambda each: (each[2].tenths, each[1].day or 0, each[1].moment), reverse=True)
        told = set(copies_of(own))
        return tuple(
            RelatedStory(code, found.score, reason(one, two, found))
            for code, two, found in islice(_told_once(best, told, copies_of), MOST_RELATED)
        )

    def alike(self, number: int) -> Iterator[tuple[int, Likeness]]:
        """Return all stories that are like enough to the one with this number, in any order."""
        one = self.stories[number][1]
        weights = self.weights(one)
        found = ((other, likeness(one, self.stories[other][1], weights)) for other in self._likely(number, weights))
        return ((other, likeness) for other, likeness in found if likeness.is_enough)

    def weights(self, one: ComparedTerms) -> Mapping[str, int]:
        """Return the weights of a story's terms and tags."""
        return {key: self.weigh(key) for key in one.all_keys()}

    def weigh(self, key: str) -> int:
        """Return the weight of a term or tag, in sixtieths; 0 for one that says nothing."""
        count = len(self.holders[key])
        if count > MOST_STORIES or key.startswith(TAG_SIGN):
            return weight_of(count)
        return weight_of(count) if count <= most_stories(self.sizes[key.rpartition(":")[0]]) else 0

    def _likely(self, number: int, weights: Mapping[str, int]) -> list[int]:
        """Return whom the story shares enough with, were they all of its own day."""
        points: dict[int, int] = {}
        for key, weight in weights.items():
            more = most_points(key, weight)
            for other in self.holders[key] if more else ():
                points[other] = points.get(other, 0) + more
        points.pop(number, None)
        return [other for other, most in points.items() if most >= LEAST_TO_COMPARE]


def _told_once(best: Iterable[Alike], told: set[str], copies_of: CopiesOf) -> Iterator[Alike]:
    for each in best:
        if each[0] not in told:
            told.update(copies_of(each[0]))
            yield each


def compare(stories: Mapping[int, tuple[str, ComparedTerms]]) -> Compared:
    """Make the stories, given with their code by any number, ready to be compared."""
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for number, (_, terms) in stories.items():
        for key in terms.all_keys():
            holders[key].append(number)
    return Compared(stories, holders, Counter(terms.language for _, terms in stories.values()))
