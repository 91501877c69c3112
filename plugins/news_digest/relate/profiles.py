"""What is compared of each story, and which stories share a term or a tag."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..story import Story
from .terms import StoryTerms, story_terms
from .vocabulary import fold_name

# The terms that stand for a story: the rarest and most repeated of its words.
TERMS_PER_STORY = 40
# Of the stories that share a term only so many on either side in time are compared, which keeps the work linear.
NEIGHBOURS = 48
# Up to this many stories a term is as rare as it can be: one more story then moves no weight.
RAREST = 4
# How fast a term loses weight with each doubling of its stories above that.
LOSS = 1
# A term in more than a quarter of its language's stories (two powers of two) says nothing.
COMMON = 2
STRONGEST = 3


@dataclass(frozen=True, slots=True)
class Profile:
    """What is compared of a story; `day` counts days from the year 1, `strengths` has the terms that stand for it."""

    story_code: str
    day: int | None
    moment: str
    source: str
    strengths: Mapping[str, int]
    tags: Mapping[str, str]

    def days_from(self, other: Profile) -> int | None:
        """Return how many days apart two stories are, None where one has no date."""
        return None if self.day is None or other.day is None else abs(self.day - other.day)


@dataclass(frozen=True, slots=True)
class Posting:
    """The stories that a term stands for, by their places in time, how strong it is in each, and how rare it is."""

    places: list[int]
    strengths: list[int]
    rarity: float

    def near(self, place: int) -> Iterator[tuple[int, int]]:
        """Return the places and strengths of the stories nearest in time to the one at `place`, itself among them."""
        at = bisect_left(self.places, place)
        near = slice(max(0, at - NEIGHBOURS), at + NEIGHBOURS + 1)
        return zip(self.places[near], self.strengths[near], strict=True)


def make_profiles(stories: Sequence[Story]) -> tuple[tuple[Profile, ...], Mapping[str, Posting]]:
    """Return the stories' profiles in the order of time, oldest first, and their terms' postings."""
    terms = [story_terms(story) for story in stories]
    frequencies = Counter(term for each in terms for term in each.counts)
    sizes = Counter(each.language for each in terms)
    rarities = {term: rarity_of(count) for term, count in frequencies.items() if count > 1}
    most = {language: _most_stories(size) for language, size in sizes.items()}
    kept = (_telling(each, frequencies, most[each.language]) for each in terms)
    pairs = zip(stories, kept, strict=True)
    profiles = _in_time(_profile(story, _strongest(counts, rarities)) for story, counts in pairs)
    return profiles, make_postings([profile.strengths for profile in profiles], rarities)


def make_postings(strengths: Sequence[Mapping[str, int]], rarities: Mapping[str, float]) -> Mapping[str, Posting]:
    """Return for each key the places of the mappings that have it."""
    postings: dict[str, Posting] = {}
    for place, mapping in enumerate(strengths):
        for key, strength in mapping.items():
            posting = postings.get(key)
            if posting is None:
                posting = postings[key] = Posting([], [], rarities[key])
            posting.places.append(place)
            posting.strengths.append(strength)
    return postings


def tag_rarities(profiles: Sequence[Profile]) -> Mapping[str, float]:
    """Return how rare each tag is."""
    counts = Counter(tag for profile in profiles for tag in profile.tags)
    return {tag: rarity_of(count) for tag, count in counts.items()}


def rarity_of(count: int) -> float:
    """Return how much a term of `count` stories says: 1 for a few stories, 1/2 for 8, 1/3 for 16, and so on.

    The size of the collection is left out, and the count is rounded up to a power of two: a story more changes little.
    """
    doublings = power_of_two(max(count, RAREST)) - power_of_two(RAREST)
    return 1 / (1 + LOSS * doublings)


def power_of_two(count: int) -> int:
    """Return the exponent of the least power of two that is not below `count`."""
    return (count - 1).bit_length()


def _most_stories(size: int) -> int:
    # Among very few stories of a language nothing tells its common words.
    return max(1 << power_of_two(size) >> COMMON, min(RAREST, size // 2))


def _telling(terms: StoryTerms, frequencies: Mapping[str, int], most: int) -> Mapping[str, int]:
    return {term: count for term, count in terms.counts.items() if 1 < frequencies[term] <= most}


def _strongest(counts: Mapping[str, int], rarities: Mapping[str, float]) -> Mapping[str, int]:
    strengths = {term: min(STRONGEST, count.bit_length()) for term, count in counts.items()}
    best = sorted(strengths, key=lambda term: (-rarities[term] * strengths[term], term))
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


def _in_time(profiles: Iterable[Profile]) -> tuple[Profile, ...]:
    # Of one moment's stories the one with the lower code comes last, so that "newer first" puts it first.
    by_code = sorted(profiles, key=lambda profile: profile.story_code, reverse=True)
    return tuple(sorted(by_code, key=lambda profile: (profile.day or 0, profile.moment)))
