"""Related stories, computed by text and tags.

What a story's list depends on: its own terms and tags, those of the stories that share one of them, and how many
stories share each, rounded up to a power of two. Nothing is normalised by anything of the whole collection but the
power of two that its size reaches. So a new story changes the lists that it enters, and hardly another.

The weights follow tf-idf (Spärck Jones 1972), with the logarithms of all counts cut to whole numbers.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest

from ..story import Story
from .terms import story_terms
from .vocabulary import fold_name

MOST_RELATED = 5
# The terms that stand for a story: the rarest and most repeated of its words.
TERMS_PER_STORY = 40
# Of the stories that share a term only so many on either side in time are compared, which keeps the work linear.
NEIGHBOURS = 48
# A collection smaller than this is weighed as if it had this size: rarity means little among a few stories.
SMALLEST_SIZE = 256
# Up to this many stories a term is as rare as it can be: one more story then moves no weight.
RAREST = 4
# A term in more than a quarter of the stories (two powers of two) says nothing.
COMMON = 2
STRONGEST = 3
# Likely ones by a rough sum, of which the likeness is then measured.
CANDIDATES = 24
TAG_POINTS = 3.0
LEAST_SCORE = 3.0
# Days apart, and what the likeness of wording is multiplied by; the first line that fits.
CLOSENESS = ((1, 1.5), (3, 1.25), (7, 1.1))
# Two reports of one event: at most so many days apart, sharing at least so much of the shorter list of terms.
SAME_EVENT_DAYS, SAME_EVENT_SHARE = 2, 0.3
TAGS_IN_REASON = 3


@dataclass(frozen=True, slots=True)
class RelatedStory:
    """A story of the digest that is like another: points of likeness, and a short phrase for readers that says why."""

    story_code: str
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Likeness:
    """The parts of a score, for whoever wants to know: `score` is `text` times `closeness` plus `tags`."""

    score: float
    text: float
    closeness: float
    tags: float
    shared_terms: tuple[str, ...]
    shared_tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """What is compared of a story; `day` counts days from the year 1, `strengths` has the terms that stand for it."""

    story_code: str
    day: int | None
    moment: str
    source: str
    strengths: Mapping[str, int]
    tags: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Posting:
    """The stories that have a term, by their places in time, and how strong it is in each."""

    places: list[int]
    strengths: list[int]

    def near(self, place: int) -> Iterator[tuple[int, int]]:
        """Return the places and strengths of the stories nearest in time to the one at `place`, itself left out."""
        at = bisect_left(self.places, place)
        near = slice(max(0, at - NEIGHBOURS), at + NEIGHBOURS + 1)
        return ((p, s) for p, s in zip(self.places[near], self.strengths[near], strict=True) if p != place)


@dataclass(frozen=True, slots=True)
class Relations:
    """The stories of a digest, ready to be compared; `profiles` are in the order of time, oldest first."""

    profiles: tuple[Profile, ...]
    places: Mapping[str, int]
    terms: Mapping[str, Posting]
    tags: Mapping[str, Posting]
    size: int

    @classmethod
    def of(cls, stories: Iterable[Story]) -> Relations:
        """Compare the stories that have a code; of two with one code the later is taken."""
        coded = {story.story_code: story for story in stories if story.story_code}
        profiles = _in_time(_profiles(tuple(coded.values())))
        return cls(
            profiles=profiles,
            places={profile.story_code: place for place, profile in enumerate(profiles)},
            terms=_postings([profile.strengths for profile in profiles]),
            tags=_postings([dict.fromkeys(profile.tags, 1) for profile in profiles]),
            size=max(len(profiles), SMALLEST_SIZE),
        )

    def related(self, story_code: str) -> tuple[RelatedStory, ...]:
        """Return the stories most like the one with this code, best first: by score, then the newer, then by code."""
        place = self.places[story_code]
        likenesses = ((other, self._likeness(place, other)) for other in self._candidates(place))
        ranked = sorted(
            (-likeness.score, -other, likeness) for other, likeness in likenesses if likeness.score >= LEAST_SCORE
        )
        return tuple(self._related_story(place, -other, likeness) for _, other, likeness in ranked[:MOST_RELATED])

    def explain(self, story_code: str, other_code: str) -> Likeness:
        """Return the parts of two stories' likeness; raises `KeyError` for a code that is not here."""
        return self._likeness(self.places[story_code], self.places[other_code])

    def _candidates(self, place: int) -> list[int]:
        profile = self.profiles[place]
        points: defaultdict[int, float] = defaultdict(float)
        for key, strength in profile.strengths.items():
            _add_points(points, self.terms[key], place, strength, self._rarity(self.terms[key]))
        for key in profile.tags:
            _add_points(points, self.tags[key], place, 1, self._rarity(self.tags[key]) * TAG_POINTS)
        return nlargest(CANDIDATES, points, key=lambda other: (points[other], other))

    def _likeness(self, place: int, other: int) -> Likeness:
        one, two = self.profiles[place], self.profiles[other]
        terms = self._rarest_first(one.strengths.keys() & two.strengths.keys(), self.terms)
        tags = self._rarest_first(one.tags.keys() & two.tags.keys(), self.tags)
        scale = power_of_two(self.size)
        text = sum(self._rarity(self.terms[t]) * min(one.strengths[t], two.strengths[t]) for t in terms) / scale
        tag_points = TAG_POINTS * sum(self._rarity(self.tags[tag]) for tag in tags) / scale
        closeness = _closeness(one, two)
        score = round(text * closeness + tag_points, 1)
        return Likeness(score, text, closeness, tag_points, terms, tuple(one.tags[tag] for tag in tags))

    def _rarity(self, posting: Posting) -> int:
        return rarity_of(len(posting.places), self.size)

    def _rarest_first(self, keys: Iterable[str], postings: Mapping[str, Posting]) -> tuple[str, ...]:
        return tuple(sorted(keys, key=lambda key: (-self._rarity(postings[key]), key)))

    def _related_story(self, place: int, other: int, likeness: Likeness) -> RelatedStory:
        one, two = self.profiles[place], self.profiles[other]
        return RelatedStory(two.story_code, likeness.score, _reason(one, two, likeness))


def relate(stories: Sequence[Story]) -> Mapping[str, tuple[RelatedStory, ...]]:
    """For each story code the stories most like it, at most five, best first; stories without a code are left out."""
    relations = Relations.of(stories)
    return {story.story_code: relations.related(story.story_code) for story in stories if story.story_code}


def power_of_two(count: int) -> int:
    """Return the exponent of the least power of two that is not below `count`."""
    return (count - 1).bit_length()


def rarity_of(count: int, size: int) -> int:
    """How rare is what `count` of `size` stories have: a whole number of halvings, 0 for what all have."""
    return max(0, power_of_two(max(size, SMALLEST_SIZE)) - power_of_two(max(count, RAREST)))


def _add_points(points: defaultdict[int, float], posting: Posting, place: int, strength: int, weight: float) -> None:
    for other, its in posting.near(place):
        points[other] += weight * min(strength, its)


def _profiles(stories: Sequence[Story]) -> Iterator[Profile]:
    counts = [story_terms(story) for story in stories]
    frequencies = Counter(term for terms in counts for term in terms)
    most = 2 ** power_of_two(max(len(stories), 1)) >> COMMON
    for story, terms in zip(stories, counts, strict=True):
        kept = {term: count for term, count in terms.items() if 1 < frequencies[term] <= max(most, RAREST)}
        yield _profile(story, _strongest(kept, frequencies, len(stories)))


def _strongest(counts: Mapping[str, int], frequencies: Mapping[str, int], size: int) -> Mapping[str, int]:
    strengths = {term: min(STRONGEST, count.bit_length()) for term, count in counts.items()}
    best = sorted(strengths, key=lambda term: (-rarity_of(frequencies[term], size) * strengths[term], term))
    return {term: strengths[term] for term in best[:TERMS_PER_STORY]}


def _profile(story: Story, strengths: Mapping[str, int]) -> Profile:
    return Profile(
        story_code=story.story_code or "",
        day=story.date.toordinal() if story.date else None,
        moment=story.date.isoformat() if story.date else "",
        source=fold_name(story.source.name) if story.source else "",
        strengths=strengths,
        tags={fold_name(tag): tag for tag in story.tags},
    )


def _postings(strengths: Sequence[Mapping[str, int]]) -> Mapping[str, Posting]:
    postings: defaultdict[str, Posting] = defaultdict(lambda: Posting([], []))
    for place, mapping in enumerate(strengths):
        for key, strength in mapping.items():
            postings[key].places.append(place)
            postings[key].strengths.append(strength)
    return dict(postings)


def _in_time(profiles: Iterable[Profile]) -> tuple[Profile, ...]:
    # Of one moment's stories the one with the lower code comes last, so that "newer first" puts it first.
    by_code = sorted(profiles, key=lambda profile: profile.story_code, reverse=True)
    return tuple(sorted(by_code, key=lambda profile: (profile.day or 0, profile.moment)))


def _days_apart(one: Profile, two: Profile) -> int | None:
    return None if one.day is None or two.day is None else abs(one.day - two.day)


def _closeness(one: Profile, two: Profile) -> float:
    days = _days_apart(one, two)
    return next((factor for most, factor in CLOSENESS if days is not None and days <= most), 1.0)


def _reason(one: Profile, two: Profile, likeness: Likeness) -> str:
    if _is_same_event(one, two, likeness):
        return "same event, other source"
    if likeness.shared_tags:
        return f"shares {_enumerate(likeness.shared_tags[:TAGS_IN_REASON])}"
    return "similar wording"


def _is_same_event(one: Profile, two: Profile, likeness: Likeness) -> bool:
    days = _days_apart(one, two)
    if days is None or days > SAME_EVENT_DAYS or one.source == two.source:
        return False
    return len(likeness.shared_terms) >= SAME_EVENT_SHARE * min(len(one.strengths), len(two.strengths))


def _enumerate(names: Sequence[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last
