"""Related stories, computed by text and tags.

What a story's list depends on: its own terms and tags, those of the stories that share one of them, and how many
stories share each, rounded up to a power of two. The size of the collection matters only for which words are too
common to count, in powers of two as well. So a new story changes the lists that it enters, and hardly another.

The weights follow tf-idf (Spärck Jones 1972), with the logarithms of all counts cut to whole numbers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest

from ..story import Story
from .profiles import Posting, Profile, make_postings, make_profiles, tag_rarities

MOST_RELATED = 5
# Likely ones by a rough sum, of which the likeness is then measured.
CANDIDATES = 24
TAG_POINTS = 3
# Less is chance: where rare tags are shared, where only common ones are, and for wording alone.
LEAST_BY_TAGS, LEAST_BY_COMMON_TAGS, LEAST_BY_WORDING = 3.0, 5.0, 8.0
# Points for tags from which they count as rare.
RARE_TAGS = 2.0
# Days apart, and what the likeness of wording is multiplied by; the first line that fits.
CLOSENESS = ((1, 1.5), (3, 1.25), (7, 1.1))
# Two reports of one event: at most so many days apart, with at least so many points, most of them for wording.
SAME_EVENT_DAYS, SAME_EVENT_SCORE = 2, 15.0
TAGS_IN_REASON = 3


@dataclass(frozen=True, slots=True)
class RelatedStory:
    """A story of the digest that is like another: points of likeness, and a short phrase for readers that says why."""

    story_code: str
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Likeness:
    """The parts of a score, for whoever wants to know: `score` is `text` times `closeness` plus `tags`, rounded."""

    score: float
    text: float
    closeness: float
    tags: float
    shared_terms: tuple[str, ...]
    shared_tags: tuple[str, ...]

    @property
    def is_enough(self) -> bool:
        """Whether it is more than chance."""
        by_tags = LEAST_BY_TAGS if self.tags >= RARE_TAGS else LEAST_BY_COMMON_TAGS
        return self.score >= (by_tags if self.shared_tags else LEAST_BY_WORDING)


@dataclass(frozen=True, slots=True)
class Relations:
    """The stories of a digest, ready to be compared; `profiles` are in the order of time, oldest first."""

    profiles: tuple[Profile, ...]
    places: Mapping[str, int]
    terms: Mapping[str, Posting]
    tags: Mapping[str, Posting]

    @classmethod
    def of(cls, stories: Iterable[Story]) -> Relations:
        """Compare the stories that have a code; of two with one code the later is taken."""
        coded = {story.story_code: story for story in stories if story.story_code}
        profiles, terms = make_profiles(tuple(coded.values()))
        tags = make_postings([dict.fromkeys(profile.tags, TAG_POINTS) for profile in profiles], tag_rarities(profiles))
        return cls(profiles, {profile.story_code: place for place, profile in enumerate(profiles)}, terms, tags)

    def related(self, story_code: str) -> tuple[RelatedStory, ...]:
        """Return the stories most like the one with this code, best first: by score, then the newer, then by code."""
        place = self.places[story_code]
        found = ((other, self._likeness(place, other)) for other in self._candidates(place))
        ranked = sorted((-likeness.score, -other, likeness) for other, likeness in found if likeness.is_enough)
        return tuple(self._related_story(place, -other, likeness) for _, other, likeness in ranked[:MOST_RELATED])

    def explain(self, story_code: str, other_code: str) -> Likeness:
        """Return the parts of two stories' likeness; raises `KeyError` for a code that is not here."""
        return self._likeness(self.places[story_code], self.places[other_code])

    def _candidates(self, place: int) -> list[int]:
        profile = self.profiles[place]
        points: defaultdict[int, float] = defaultdict(float, {place: 0.0})
        for term, strength in profile.strengths.items():
            _add_points(points, self.terms[term], place, strength)
        for tag in profile.tags:
            _add_points(points, self.tags[tag], place, TAG_POINTS)
        del points[place]
        return nlargest(CANDIDATES, points, key=lambda other: (points[other], other))

    def _likeness(self, place: int, other: int) -> Likeness:
        one, two = self.profiles[place], self.profiles[other]
        terms = _rarest_first(one.strengths.keys() & two.strengths.keys(), self.terms)
        tags = _rarest_first(one.tags.keys() & two.tags.keys(), self.tags)
        text = sum(self.terms[term].rarity * min(one.strengths[term], two.strengths[term]) for term in terms)
        tag_points = TAG_POINTS * sum(self.tags[tag].rarity for tag in tags)
        closeness = _closeness(one, two)
        score = round(text * closeness + tag_points, 1)
        return Likeness(score, text, closeness, tag_points, terms, tuple(one.tags[tag] for tag in tags))

    def _related_story(self, place: int, other: int, likeness: Likeness) -> RelatedStory:
        one, two = self.profiles[place], self.profiles[other]
        return RelatedStory(two.story_code, likeness.score, _reason(one, two, likeness))


def relate(stories: Sequence[Story]) -> Mapping[str, tuple[RelatedStory, ...]]:
    """Return for each story code the stories most like it, at most five, best first; a story needs a code."""
    relations = Relations.of(stories)
    return {story.story_code: relations.related(story.story_code) for story in stories if story.story_code}


def _add_points(points: defaultdict[int, float], posting: Posting, place: int, strength: float) -> None:
    rarity = posting.rarity
    for other, its in posting.near(place):
        points[other] += rarity * (min(strength, its))


def _rarest_first(keys: Iterable[str], postings: Mapping[str, Posting]) -> tuple[str, ...]:
    return tuple(sorted(keys, key=lambda key: (-postings[key].rarity, key)))


def _closeness(one: Profile, two: Profile) -> float:
    days = one.days_from(two)
    return next((factor for most, factor in CLOSENESS if days is not None and days <= most), 1.0)


def _reason(one: Profile, two: Profile, likeness: Likeness) -> str:
    if _is_same_event(one, two, likeness):
        return "same event, other source"
    if likeness.shared_tags:
        return f"shares {_enumerate(likeness.shared_tags[:TAGS_IN_REASON])}"
    return "similar wording"


def _is_same_event(one: Profile, two: Profile, likeness: Likeness) -> bool:
    days = one.days_from(two)
    if days is None or days > SAME_EVENT_DAYS or one.source == two.source:
        return False
    return likeness.score >= SAME_EVENT_SCORE and likeness.text >= likeness.tags


def _enumerate(names: Sequence[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last
