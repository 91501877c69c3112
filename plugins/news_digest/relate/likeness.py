"""How like two stories are, in points for the terms and tags that both have.

A term's weight depends on how many stories have it, rounded up to a power of two, and is nothing where many have it;
the size of the collection matters only while it is small. The weights follow tf-idf (Spärck Jones 1972), with the
logarithms of all counts cut to whole numbers. All sums are of whole numbers, so that their order does not matter.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, NamedTuple

from .terms import TAG_SIGN, ComparedTerms

# Points for a term or a tag as rare as it can be.
TERM_POINTS, TAG_POINTS = 2, 3
# Up to this many stories a term is as rare as it can be: one more story then moves no weight.
RAREST = 4
# What more stories have says nothing, which also keeps the work linear.
MOST_STORIES = 64
# Weights by the doublings above `RAREST`, in sixtieths: 1, 1/2, 1/3 and so on to `MOST_STORIES`.
WEIGHTS = (60, 30, 20, 15, 12)
WHOLE = WEIGHTS[0]
# In a small collection a term in more than a quarter of its language's stories (two powers of two) says nothing.
COMMON = 2
# Days apart, and what the points for wording are multiplied by, in twentieths; the first line that fits.
CLOSENESS = ((1, 30), (3, 25), (7, 22))
FAR, CLOSEST = 20, 30
# Sixtieths times twentieths.
POINT = WHOLE * FAR
# Less is chance, in tenths of a point: where rare tags are shared, where only common ones are, and for wording alone.
LEAST_BY_TAGS, LEAST_BY_COMMON_TAGS, LEAST_BY_WORDING = 30, 50, 60
# Points for tags from which they count as rare.
RARE_TAGS = 2
# Two reports of one event: at most so many days apart, with at least so many tenths, most of them for wording.
SAME_EVENT_DAYS, SAME_EVENT_SCORE = 2, 150
TAGS_IN_REASON = 3


class Reason(NamedTuple):
    """Why a story is related: two reports of one event, shared tags (the rarest, which are named), or the wording."""

    kind: Literal["event", "tags", "wording"]
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Likeness:
    """The parts of a score: `tenths` is `text` times `closeness` plus `tags`, rounded to tenths of a point.

    `text` and `tags` are in sixtieths of a point, `closeness` in twentieths. Of what is shared the rarest comes first.
    """

    tenths: int
    text: int
    closeness: int
    tags: int
    shared_terms: tuple[str, ...]
    shared_tags: tuple[str, ...]

    @property
    def score(self) -> float:
        """The points, with one decimal."""
        return self.tenths / 10

    @property
    def is_enough(self) -> bool:
        """Whether it is more than chance."""
        by_tags = LEAST_BY_TAGS if self.tags >= RARE_TAGS * WHOLE else LEAST_BY_COMMON_TAGS
        return self.tenths >= (by_tags if self.shared_tags else LEAST_BY_WORDING)


def likeness(one: ComparedTerms, two: ComparedTerms, weights: Mapping[str, int]) -> Likeness:
    """Return how like two stories are, by the weights of what `one` has; `shared_tags` are spelled its way."""
    terms = _shared(two.terms.split(), weights)
    tags = _shared(two.tag_keys(), weights)
    text = TERM_POINTS * sum([weights[term] for term in terms])
    tag_points = TAG_POINTS * sum([weights[tag] for tag in tags])
    closeness = _closeness(days_apart(one, two))
    printed = dict(one.tags) if tags else {}
    names = tuple([printed[tag.removeprefix(TAG_SIGN)] for tag in tags])
    return Likeness(in_tenths(text * closeness + tag_points * FAR), text, closeness, tag_points, terms, names)


def reason(one: ComparedTerms, two: ComparedTerms, found: Likeness) -> Reason:
    """Return why `two` stands in the list of `one`."""
    if _is_same_event(one, two, found):
        return Reason("event")
    if found.shared_tags:
        return Reason("tags", found.shared_tags[:TAGS_IN_REASON])
    return Reason("wording")


def most_points(key: str, weight: int) -> int:
    """Return what sharing `key` adds to a score at most, in parts of a `POINT`."""
    return weight * (TAG_POINTS * FAR if key.startswith(TAG_SIGN) else TERM_POINTS * CLOSEST)


def in_tenths(parts: int) -> int:
    """Round parts of a `POINT` to tenths of a point, halves up."""
    return (20 * parts + POINT) // (2 * POINT)


@cache
def weight_of(count: int) -> int:
    """Return the weight of a term of `count` stories in sixtieths: 60 for a few, 30 for 8, 20 for 16, and so on.

    The count is rounded up to a power of two: a story more changes little.
    """
    if count > MOST_STORIES:
        return 0
    return WEIGHTS[power_of_two(max(count, RAREST)) - power_of_two(RAREST)]


@cache
def most_stories(size: int) -> int:
    """Return in how many stories a term may be that says something, in a language of `size` stories."""
    # Among very few stories of a language nothing tells its common words.
    return min(MOST_STORIES, max(1 << power_of_two(size) >> COMMON, min(RAREST, size // 2)))


def power_of_two(count: int) -> int:
    """Return the exponent of the least power of two that is not below `count`."""
    return (count - 1).bit_length()


def days_apart(one: ComparedTerms, two: ComparedTerms) -> int | None:
    """Return how many days apart two stories are, None where one has no date."""
    return None if one.day is None or two.day is None else abs(one.day - two.day)


def _shared(keys: Iterable[str], weights: Mapping[str, int]) -> tuple[str, ...]:
    shared = [(-weights[key], key) for key in keys if key in weights]
    return tuple([key for _, key in sorted(shared)])


def _closeness(days: int | None) -> int:
    return next((factor for most, factor in CLOSENESS if days is not None and days <= most), FAR)


def _is_same_event(one: ComparedTerms, two: ComparedTerms, found: Likeness) -> bool:
    days = days_apart(one, two)
    if days is None or days > SAME_EVENT_DAYS or one.source == two.source:
        return False
    return found.tenths >= SAME_EVENT_SCORE and found.text >= found.tags
