"""What a capture's printed list of related stories points to among the stories of the digest."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from ..markdown.formers import codes_of
from ..story import Related, Source, Story
from .headlines import fold_title, fold_url, is_like, is_near, letters_of, may_be_near, words_of
from .vocabulary import fold_name

# Words in more headlines than this say too little to look the headlines up by them.
RARE_IN_HEADLINES = 50

URL_PART = re.compile(r"[^/?=&#]+?(?=\.html?(?:[?#]|$)|[/?=&#]|$)")


@dataclass(frozen=True, slots=True)
class Listing:
    """What is kept of a story to find it again: all folded, and every code that it goes by."""

    story_code: str
    source: str
    title: str
    codes: tuple[str, ...]
    url: str | None


@dataclass(frozen=True, slots=True)
class Want:
    """A printed entry as it is looked up: all folded, None where nothing is printed.

    `parts` are those of the address that may be a code; `source` is that of the story which prints the entry.
    """

    code: str | None
    url: str | None
    parts: tuple[str, ...]
    title: str | None
    source: str


class Listings(Protocol):
    """Where the digest's stories are looked up; all that is asked for is folded."""

    def with_code(self, code: str) -> Sequence[Listing]:
        """Return the stories that go by a code."""

    def with_url(self, url: str) -> Sequence[Listing]:
        """Return the stories with an address."""

    def with_title(self, title: str) -> Sequence[Listing]:
        """Return the stories with a headline."""

    def sharing_words(self, title: str) -> Iterable[Listing]:
        """Return the stories that share with a title a word rare in headlines; those that cannot be near may lack."""


@dataclass(frozen=True, slots=True)
class StoryIndex:
    """The digest's stories by code, by address, by folded headline, and headlines by their words."""

    by_code: Mapping[str, tuple[Listing, ...]]
    by_url: Mapping[str, tuple[Listing, ...]]
    by_title: Mapping[str, tuple[Listing, ...]]
    by_word: Mapping[str, tuple[Listing, ...]]

    @classmethod
    def of(cls, stories: Iterable[Story]) -> StoryIndex:
        """Index the stories that have a code."""
        entries = [entry for entry in map(listing_of, stories) if entry]
        return cls(
            by_code=_group((code, entry) for entry in entries for code in entry.codes),
            by_url=_group((entry.url, entry) for entry in entries if entry.url is not None),
            by_title=_group((entry.title, entry) for entry in entries if entry.title),
            by_word=_group((word, entry) for entry in entries for word in words_of(entry.title)),
        )

    def with_code(self, code: str) -> Sequence[Listing]:
        """Return the stories that go by a code."""
        return self.by_code.get(code, ())

    def with_url(self, url: str) -> Sequence[Listing]:
        """Return the stories with an address."""
        return self.by_url.get(url, ())

    def with_title(self, title: str) -> Sequence[Listing]:
        """Return the stories with a headline."""
        return self.by_title.get(title, ())

    def sharing_words(self, title: str) -> Iterator[Listing]:
        """Yield the stories that share with a title a word which is rare in headlines, and may be near it."""
        letters = letters_of(title)
        for word in words_of(title):
            group = self.by_word.get(word, ())
            for entry in group if len(group) <= RARE_IN_HEADLINES else ():
                if may_be_near(letters, letters_of(entry.title), len(title) + len(entry.title)):
                    yield entry


def listing_of(story: Story) -> Listing | None:
    """Return what a story is found by, None where it has no code."""
    if not story.story_code:
        return None
    # Of two publishers' equal codes the later story has a code of ours and keeps the printed one here.
    printed = story.extra.get("printed_code")
    codes: tuple[str, ...] = (
        (story.story_code, printed) if isinstance(printed, str) and printed else (story.story_code,)
    )
    codes += codes_of(story.formerly)
    url = fold_url(story.source.url) if story.source and story.source.url else None
    return Listing(
        story.story_code, fold_source(story.source), fold_title(story.headline), tuple(dict.fromkeys(codes)), url
    )


def fold_source(source: Source | None) -> str:
    """Return what the spellings of a source's name share, "" for none."""
    return fold_name(source.name) if source else ""


def want_of(related: Related, source: str) -> Want:
    """Return a printed entry as it is looked up; `source` is folded."""
    return Want(
        code=related.story_code or None,
        url=fold_url(related.url) if related.url else None,
        # A number in an address proves nothing by itself, so it counts with a title alone.
        parts=tuple(dict.fromkeys(URL_PART.findall(related.url))) if related.url and related.title else (),
        title=fold_title(related.title) if related.title else None,
        source=source,
    )


def resolve_printed(related: Related, index: Listings, *, source: str | None = None) -> str | None:
    """Return the code of the story that `related` names, or None where it is not here or not clear.

    `source` is the source of the story that prints the list: of two publishers' equal codes its own is meant.
    """
    return resolve(want_of(related, fold_name(source or "")), index)


def resolve(want: Want, index: Listings) -> str | None:
    """Return the code of the story that is looked up, or None where it is not here or not clear."""
    found = next(filter(None, (find(want, index) for find in FINDERS)), None)
    return found.story_code if found else None


def _group(pairs: Iterable[tuple[str, Listing]]) -> Mapping[str, tuple[Listing, ...]]:
    groups: defaultdict[str, list[Listing]] = defaultdict(list)
    for key, entry in pairs:
        groups[key].append(entry)
    return {key: tuple(entries) for key, entries in groups.items()}


def _by_code(want: Want, index: Listings) -> Listing | None:
    if not want.code:
        return None
    found = index.with_code(want.code)
    own = [entry for entry in found if want.source and entry.source == want.source]
    return _one(own or [entry for entry in found if _may_be(want, entry)])


def _may_be(want: Want, entry: Listing) -> bool:
    # Codes are numbers that publishers count up: equal ones from two publishers mean nothing by themselves.
    return want.title is None or not want.source or not entry.source or is_like(want.title, entry.title)


def _by_url(want: Want, index: Listings) -> Listing | None:
    return None if want.url is None else _one(index.with_url(want.url))


def _by_code_in_url(want: Want, index: Listings) -> Listing | None:
    """Find "846655" in an address that ends in it; a number alone proves nothing, so the titles must be alike."""
    found = {entry for part in want.parts for entry in index.with_code(part)}
    return _one([entry for entry in found if is_like(want.title or "", entry.title)])


def _by_title(want: Want, index: Listings) -> Listing | None:
    if not want.title:
        return None
    exact = index.with_title(want.title)
    own = [entry for entry in exact if want.source and entry.source == want.source]
    return _one(own or exact) if exact else _one(_near_equal(want.title, index))


def _near_equal(title: str, index: Listings) -> list[Listing]:
    return [entry for entry in set(index.sharing_words(title)) if is_near(entry.title, title)]


def _one(found: Sequence[Listing]) -> Listing | None:
    return found[0] if len(found) == 1 else None


# The surest first.
FINDERS = (_by_code, _by_url, _by_code_in_url, _by_title)
