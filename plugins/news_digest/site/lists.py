"""What lists of stories are called, and what is told of a tag or source."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import date
from operator import neg
from typing import NamedTuple

from ..errors import NewsDigestError
from .records import TermKey

# The kinds of lists that have a name, and a page for it.
TERMS = ("tag", "source", "series")


class DuplicateCodeError(NewsDigestError):
    """Two story files claim one story code, so one address."""

    def __init__(self, code: str, first: str, second: str) -> None:
        super().__init__(
            f"{second}: story_code {code!r} is already that of {first} (remove one, or give it another code)"
        )


class ListName(NamedTuple):
    """A list of stories: its kind ("all", "tag", "source", "translated", "corrections") and whose it is."""

    kind: str
    slug: str


@dataclass(frozen=True, slots=True)
class Listing:
    """What stands in a list, the newest first: the stories' codes, and their days as ordinals."""

    codes: tuple[str, ...]
    days: tuple[int, ...]

    def with_day(self, day: int, codes: tuple[str, ...]) -> Listing:
        """Return the list with these stories on a day, the newest first, and no others."""
        begin = bisect_left(self.days, -day, key=neg)
        end = bisect_right(self.days, -day, lo=begin, key=neg)
        days = (*self.days[:begin], *(day for _ in codes), *self.days[end:])
        return Listing((*self.codes[:begin], *codes, *self.codes[end:]), days)


@dataclass(frozen=True, slots=True)
class Group:
    """A tag or source: the name that most of its stories print, how many they are, and the newest one's day."""

    slug: str
    name: str
    count: int
    newest: date

    @property
    def key(self) -> TermKey:
        """The name with its slug."""
        return TermKey(self.name, self.slug)
