"""Related stories kept from one build to the next in an SQLite file, and followed through changes.

A list depends on the pairs that its story makes, and a pair on what the two stories have and on the weights of what
they share. So a change of some stories can alter only the lists of these stories themselves, of those that named one
of them, of those that one of them is like enough to now, and of those that have a term whose weight the change moves.
No list names two copies of one text, so it also depends on the copies of its story and of those that it names.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from sqlite3 import Connection

from .comparing import MOST_RELATED, CopiesOf, RelatedStory, no_copies
from .kept_stories import TABLES as STORY_TABLES
from .kept_stories import KeptStories, Move
from .likeness import Reason, most_stories
from .terms import ComparedTerms

LIST_TABLE = """
CREATE TABLE IF NOT EXISTS related_list (
  code TEXT NOT NULL, place INTEGER NOT NULL, other TEXT NOT NULL, tenths INTEGER NOT NULL, reason TEXT NOT NULL,
  PRIMARY KEY (code, place)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS related_list_other ON related_list (other);
"""
# Where at least this share of the stories changes, all are read at once.
MANY = 1 / 16

Lists = Mapping[str, tuple[RelatedStory, ...]]


class RelationStore:
    """The related stories of a digest, by story code. Nothing is committed here: that is for the owner of `connection`.

    `replace` does all at once. Whoever wants to spread the work over processes calls its three steps: `admit`, then
    `lists_of` for shares of the codes in forked workers if `is_loaded`, then `keep` with all the lists.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._admitted: KeptStories | None = None

    def create(self) -> None:
        """Make the tables where they are missing."""
        for statement in filter(str.strip, (STORY_TABLES + LIST_TABLE).split(";")):
            self._connection.execute(statement)

    def replace(
        self,
        changes: Mapping[str, ComparedTerms | None],
        copied: Iterable[str] = (),
        copies_of: CopiesOf = no_copies,
    ) -> set[str]:
        """Give stories new terms, None where a story is gone; return the codes whose list reads otherwise now.

        It does where it has other stories, another order or other reasons: scores are for nobody to read. A story that
        came is among them if its list is not empty; one that is gone is not. `copied` are stories whose copies are
        others than before.
        """
        naming = {code for each in copied for code in (each, *self.leading_to(each))}
        stale = self.admit(changes) | {code for code in naming if self._is_admitted(code)}
        return self.keep(self.lists_of(stale, copies_of))

    def admit(self, changes: Mapping[str, ComparedTerms | None]) -> set[str]:
        """Keep the terms of changed stories, and return the codes of those whose lists have to be made again."""
        kept = self._admitted = KeptStories(self._connection)
        if not kept.count:
            coming = {code: terms for code, terms in changes.items() if terms}
            kept.fill(coming.items())
            return set(coming)
        if len(changes) >= MANY * kept.count:
            kept.load()
        return self._admit_moves(kept, kept.moves(changes))

    @property
    def is_loaded(self) -> bool:
        """Whether `lists_of` needs nothing of the file after this `admit`, so that forked workers may call it."""
        return self._admitted is not None and self._admitted.is_loaded

    def _is_admitted(self, code: str) -> bool:
        return self._admitted is not None and self._admitted.number_of(code) is not None

    def lists_of(self, codes: Iterable[str], copies_of: CopiesOf = no_copies) -> Lists:
        """Return the related stories of these, made from their terms; raises `KeyError` for a code that is not here."""
        kept = self._admitted or KeptStories(self._connection)
        return {code: kept.compared.related(_known(kept, code), copies_of) for code in codes}

    def keep(self, lists: Lists) -> set[str]:
        """Store the lists made after `admit`, and return the codes of those that read otherwise than before."""
        self._admitted = None
        before = {code: self.related(code) for code in lists}
        other = sorted(code for code, related in lists.items() if related != before[code])
        self._remove_lists(other)
        rows = (
            (code, place, one.story_code, round(one.score * 10), json.dumps(one.reason))
            for code in other
            for place, one in enumerate(lists[code])
        )
        self._connection.executemany("INSERT INTO related_list VALUES (?, ?, ?, ?, ?)", rows)
        return {code for code in other if _as_read(lists[code]) != _as_read(before[code])}

    def related(self, code: str) -> tuple[RelatedStory, ...]:
        """Return the stories most like the one with this code, best first; none for a code that is not here."""
        rows = self._connection.execute(
            "SELECT other, tenths, reason FROM related_list WHERE code = ? ORDER BY place", (code,)
        )
        return tuple(RelatedStory(other, tenths / 10, _reason(reason)) for other, tenths, reason in rows)

    def leading_to(self, code: str) -> set[str]:
        """Return the codes of the stories whose list names this one."""
        return {row[0] for row in self._connection.execute("SELECT code FROM related_list WHERE other = ?", (code,))}

    def _admit_moves(self, kept: KeptStories, moves: list[Move]) -> set[str]:
        named = {code for move in moves for code in self.leading_to(move.code)}
        weights = _weights(kept, moves)
        limits = _limits(kept, moves)
        kept.apply(moves)
        moved = [key for key, weight in _weights(kept, moves).items() if weight != weights[key]]
        numbers = {number for key in moved for number in kept.compared.holders[key]}
        for language, limit in _limits(kept, moves).items():
            if limit != limits[language]:
                numbers.update(kept.numbers_of(language))
        stale = named | {kept.compared.stories[number][0] for number in numbers}
        stale |= {move.code for move in moves if move.new}
        stale.difference_update(move.code for move in moves if not move.new)
        self._remove_lists(move.code for move in moves if not move.new)
        return stale.union(*(self._entered(kept, move.number, stale) for move in moves if move.new))

    def _entered(self, kept: KeptStories, number: int, stale: set[str]) -> Iterator[str]:
        """Return the stories whose list the one with this number may enter, besides the `stale` ones."""
        for other, found in kept.compared.alike(number):
            code = kept.compared.stories[other][0]
            if code not in stale and found.tenths >= self._least(code):
                yield code

    def _least(self, code: str) -> int:
        """Return how many tenths a story needs to enter a list."""
        query = "SELECT tenths FROM related_list WHERE code = ? AND place = ?"
        last = self._connection.execute(query, (code, MOST_RELATED - 1)).fetchone()
        return last[0] if last else 0

    def _remove_lists(self, codes: Iterable[str]) -> None:
        self._connection.executemany("DELETE FROM related_list WHERE code = ?", ((code,) for code in codes))


def _reason(kept: str) -> Reason:
    kind, tags = json.loads(kept)
    return Reason(kind, tuple(tags))


def _as_read(related: Iterable[RelatedStory]) -> list[tuple[str, Reason]]:
    return [(one.story_code, one.reason) for one in related]


def _weights(kept: KeptStories, moves: Iterable[Move]) -> dict[str, int]:
    """Return the weights of the terms and tags that a story loses or gains."""
    return {key: kept.compared.weigh(key) for move in moves for keys in move.turnover() for key in keys}


def _limits(kept: KeptStories, moves: Iterable[Move]) -> dict[str, int]:
    """Return in how many stories a term may be, for the languages of the stories that change."""
    languages = {terms.language for move in moves for terms in (move.old, move.new) if terms}
    return {language: most_stories(kept.compared.sizes[language]) for language in languages}


def _known(kept: KeptStories, code: str) -> int:
    number = kept.number_of(code)
    if number is None:
        raise KeyError(code)
    return number
