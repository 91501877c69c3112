"""Printed related lists kept from one build to the next in an SQLite file, and followed through changes.

What an entry leads to depends on the stories under its code, its address and its title, and on those whose headlines
are near its title. So a change of some stories can alter only the entries that look for a code, an address or a title
which one of them has or had, those near one of their headlines, and those with a word that has become too common in
headlines to look them up by it, or is so no more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from sqlite3 import Connection

from ..story import Story
from .headlines import letters_of, may_be_near, near_sizes, words_of
from .printed import RARE_IN_HEADLINES, Listing, fold_source, listing_of, resolve, want_of
from .printed_tables import FOUND, LISTED, SOUGHT, WORDS, Kept, Tables, Wanted, listing_keys

__all__ = ["PrintedStore", "Wanted", "wanted"]

# Where more than one in so many stories change, to look at all takes less time than to search for what they touch.
MANY = 8


def wanted(story: Story, *, listed: bool = True) -> Wanted:
    """Return what has to be kept of a story; one that is not `listed` prints its list but is found by none."""
    source = fold_source(story.source)
    return Wanted(listing_of(story) if listed else None, tuple(want_of(related, source) for related in story.related))


class PrintedStore:
    """The printed related lists of the stories in one SQLite file; the caller commits."""

    def __init__(self, connection: Connection) -> None:
        self._tables = Tables(connection)
        self._connection = connection

    def create(self) -> None:
        """Make the tables where there are none."""
        self._tables.create()

    def replace(self, changes: Mapping[str, Wanted | None]) -> set[str]:
        """Take over stories by their codes, None for one that is gone; return the codes of others that lead elsewhere.

        A story among the changes that is kept as it was counts as another.
        """
        before, after = self._differing(changes)
        if not before and not after:
            return set()
        ripples, index = _Ripples.of(self._tables, before, after), _StoredListings.of(self._tables, after)
        self._drop(before)
        for table in (LISTED, WORDS):
            table.add(self._connection, after)
        others = self._resolve_again(ripples.reached(index), index)
        self._keep([index.resolved(each) for each in after], before)
        return others

    def resolved(self, code: str) -> tuple[str | None, ...]:
        """Return the code that each printed entry of a story leads to, in order; none for an unknown story."""
        return self._tables.found_by(code)

    def leading_to(self, code: str) -> set[str]:
        """Return the codes of the stories that have a printed entry which leads to this one."""
        query = "SELECT s.code FROM printed_found f JOIN printed_stories s ON s.id = f.story WHERE f.code = ?"
        return {each for (each,) in self._connection.execute(query, (code,))}

    def _differing(self, changes: Mapping[str, Wanted | None]) -> tuple[list[Kept], list[Kept]]:
        kept, last = self._tables.with_codes(changes), self._tables.last_id()
        differing = [code for code, new in changes.items() if new != (kept[code].wanted if code in kept else None)]
        numbers = {code: kept[code].id if code in kept else last + n for n, code in enumerate(differing, start=1)}
        before = [kept[code] for code in differing if code in kept]
        return before, [Kept(numbers[code], code, new) for code in differing if (new := changes[code])]

    def _drop(self, stories: Sequence[Kept]) -> None:
        for table in (LISTED, WORDS, SOUGHT, FOUND):
            table.drop(self._connection, stories)
        self._tables.drop_stories(stories)

    def _keep(self, stories: Sequence[Kept], before: Sequence[Kept]) -> None:
        self._tables.put_stories(stories)
        for table in (SOUGHT, FOUND):
            table.add(self._connection, stories)
        printed = {title for each in stories for title in each.titles}
        self._tables.put_titles(printed)
        self._tables.drop_titles({title for each in before for title in each.titles} - printed)

    def _resolve_again(self, numbers: Iterable[int], index: _StoredListings) -> set[str]:
        stories = map(self._tables.with_id, numbers)
        pairs = ((each, index.resolved(each)) for each in stories)
        differing = [(old, new) for old, new in pairs if old.found != new.found]
        FOUND.drop(self._connection, (old for old, _ in differing))
        FOUND.add(self._connection, (new for _, new in differing))
        self._tables.put_stories(new for _, new in differing)
        return {new.code for _, new in differing}


@dataclass(frozen=True, slots=True)
class _StoredListings:
    """The stories that are kept, looked up as `resolve` asks; what was read once stays in memory."""

    tables: Tables
    known: dict[int, Listing | None]
    keyed: Mapping[str, Sequence[Listing]] | None
    groups: dict[str, list[tuple[int, int]]] = field(default_factory=dict)

    @classmethod
    def of(cls, tables: Tables, stories: Iterable[Kept]) -> _StoredListings:
        """Look at the tables before these stories are written; if they are the first, all is known already."""
        known = {each.id: each.wanted.listing for each in stories}
        return cls(tables, known, None if tables.last_id() else _by_key(filter(None, known.values())))

    def resolved(self, story: Kept) -> Kept:
        found = tuple(resolve(want, self) for want in story.wanted.wants)
        return Kept(story.id, story.code, story.wanted, found)

    def with_code(self, code: str) -> Sequence[Listing]:
        return self._listed(f"c{code}")

    def with_url(self, url: str) -> Sequence[Listing]:
        return self._listed(f"u{url}")

    def with_title(self, title: str) -> Sequence[Listing]:
        return self._listed(f"t{title}")

    def sharing_words(self, title: str) -> Iterator[Listing]:
        letters, (least, most) = letters_of(title), near_sizes(len(title))
        near = {story for word in words_of(title) for size, story in self._group(word) if least <= size <= most}
        for entry in filter(None, map(self.listing, near)):
            if may_be_near(letters, letters_of(entry.title), len(title) + len(entry.title)):
                yield entry

    def _listed(self, key: str) -> Sequence[Listing]:
        if self.keyed is not None:
            return self.keyed.get(key, ())
        return list(filter(None, map(self.listing, self.tables.listed(key))))

    def listing(self, number: int) -> Listing | None:
        if number not in self.known:
            self.known[number] = self.tables.with_id(number).wanted.listing
        return self.known[number]

    def _group(self, word: str) -> list[tuple[int, int]]:
        if word not in self.groups:
            found = self.tables.headlines_with(word, RARE_IN_HEADLINES + 1)
            self.groups[word] = found if len(found) <= RARE_IN_HEADLINES else []
        return self.groups[word]


def _by_key(listings: Iterable[Listing]) -> Mapping[str, Sequence[Listing]]:
    groups: defaultdict[str, list[Listing]] = defaultdict(list)
    for listing in listings:
        for key in listing_keys(listing):
            groups[key].append(listing)
    return groups


@dataclass(frozen=True, slots=True)
class _Ripples:
    """How far a change reaches: before it is made it is asked which words are rare, and after it what is touched."""

    tables: Tables
    many: bool
    listings: Sequence[Listing]
    words: frozenset[str]
    rare: frozenset[str]

    @classmethod
    def of(cls, tables: Tables, before: Iterable[Kept], after: Iterable[Kept]) -> _Ripples:
        """Look at the stories as they are and as they will be, before any row is written."""
        old = {each.id: each.wanted.listing for each in before}
        new = {each.id: each.wanted.listing for each in after}
        moved = [number for number in old.keys() | new.keys() if old.get(number) != new.get(number)]
        listings = [listing for number in moved for listing in (old.get(number), new.get(number)) if listing]
        many = len(moved) * MANY > tables.last_id()
        titled = listings if not many and tables.any_titles() else []
        words = frozenset(word for listing in titled for word in words_of(listing.title))
        return cls(tables, many, listings, words, _rare(tables, words))

    def reached(self, index: _StoredListings) -> set[int]:
        """Return the numbers of the stories with an entry that may lead elsewhere once the change is made."""
        if self.many:
            return set(self.tables.all_seeking())
        keys = {key for listing in self.listings for key in listing_keys(listing)}
        keys |= {f"t{title}" for title in self._near_titles(index)}
        return {number for key in keys for number in self.tables.seeking(key)}

    def _near_titles(self, index: _StoredListings) -> Iterator[str]:
        now = _rare(self.tables, self.words)
        for listing in self.listings:
            for word in words_of(listing.title) & (self.rare | now):
                yield from self._near(word, listing.title)
        for word in self.rare ^ now:
            for listing in filter(None, (index.listing(number) for _, number in self.tables.headlines_with(word))):
                yield from self._near(word, listing.title)

    def _near(self, word: str, headline: str) -> Iterator[str]:
        letters = letters_of(headline)
        for title in self.tables.titles_with(word, near_sizes(len(headline))):
            if may_be_near(letters, letters_of(title), len(headline) + len(title)):
                yield title


def _rare(tables: Tables, words: Iterable[str]) -> frozenset[str]:
    most = RARE_IN_HEADLINES + 1
    return frozenset(word for word in words if len(tables.headlines_with(word, most)) < most)
