"""Related stories, computed by text and tags, of a collection that is held in memory."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..story import Story
from .comparing import MOST_RELATED, Compared, RelatedStory, compare
from .likeness import Likeness, likeness
from .terms import compared_terms

__all__ = ["MOST_RELATED", "RelatedStory", "Relations", "relate"]


@dataclass(frozen=True, slots=True)
class Relations:
    """The stories of a digest, ready to be compared; `places` leads from a story's code to its number in `compared`."""

    compared: Compared
    places: Mapping[str, int]

    @classmethod
    def of(cls, stories: Iterable[Story]) -> Relations:
        """Compare the stories that have a code; of two with one code the later is taken."""
        coded = {story.story_code: story for story in stories if story.story_code}
        terms = {place: (code, compared_terms(story)) for place, (code, story) in enumerate(coded.items())}
        return cls(compare(terms), {code: place for place, code in enumerate(coded)})

    def related(self, story_code: str) -> tuple[RelatedStory, ...]:
        """Return the stories most like the one with this code, best first; raises `KeyError` for a code not here."""
        return self.compared.related(self.places[story_code])

    def explain(self, story_code: str, other_code: str) -> Likeness:
        """Return the parts of two stories' likeness; raises `KeyError` for a code that is not here."""
        one, two = (self.compared.stories[self.places[code]][1] for code in (story_code, other_code))
        return likeness(one, two, self.compared.weights(one))


def relate(stories: Sequence[Story]) -> Mapping[str, tuple[RelatedStory, ...]]:
    """Return for each story code the stories most like it, at most five, best first; a story needs a code."""
    relations = Relations.of(stories)
    return {story.story_code: relations.related(story.story_code) for story in stories if story.story_code}
