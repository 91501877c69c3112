"""What is compared of each story, kept in an SQLite file; read in parts where little changes, and else as a whole."""

from __future__ import annotations

import json
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from sqlite3 import Connection

from ..damage import reads_kept
from .comparing import Compared, compare
from .terms import ComparedTerms

TABLES = """
CREATE TABLE IF NOT EXISTS compared_story (number INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, terms TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS compared_holders (key TEXT PRIMARY KEY, numbers BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS compared_size (language TEXT PRIMARY KEY, stories INTEGER NOT NULL) WITHOUT ROWID;
"""
# Unsigned, of four bytes.
NUMBERS = "I"


@dataclass(frozen=True, slots=True)
class Move:
    """A change of one story: what was compared of it, None before it came, and what is, None after it went."""

    number: int
    code: str
    old: ComparedTerms | None
    new: ComparedTerms | None

    def turnover(self) -> tuple[set[str], set[str]]:
        """Return the terms and tags that the story loses, and those that it gains."""
        old, new = (set(terms.all_keys()) if terms else set() for terms in (self.old, self.new))
        return old - new, new - old


class KeptStories:
    """The stories as the file has them, with what was read of them so far; changes go to both."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._stories = _Stories(connection)
        self._holders = _Holders(connection)
        self._sizes: Counter[str] = Counter(dict(connection.execute("SELECT language, stories FROM compared_size")))
        self._numbers: dict[str, int] = {}
        self.compared = Compared(self._stories, self._holders, self._sizes)
        self.is_loaded = False

    @property
    def count(self) -> int:
        """How many stories there are."""
        return self._sizes.total()

    def number_of(self, code: str) -> int | None:
        """Return the number that stands for a story; None for a code that is not here."""
        if code not in self._numbers and not self.is_loaded:
            row = self._connection.execute("SELECT number FROM compared_story WHERE code = ?", (code,)).fetchone()
            self._numbers.update({code: row[0]} if row else {})
        return self._numbers.get(code)

    def fill(self, coded: Iterable[tuple[str, ComparedTerms]]) -> None:
        """Keep the first stories of all."""
        stories = dict(enumerate(coded, start=1))
        self.compared = compare(stories)
        self._numbers = {code: number for number, (code, _) in stories.items()}
        self.is_loaded = True
        rows = ((number, code, _as_text(terms)) for number, (code, terms) in stories.items())
        self._connection.executemany("INSERT INTO compared_story VALUES (?, ?, ?)", rows)
        self._write_holders(sorted(self.compared.holders))
        self._write_sizes()

    def load(self) -> None:
        """Read all there is, so that nothing more is read one by one."""
        rows = self._connection.execute("SELECT number, code, terms FROM compared_story")
        self._stories.update((number, (code, _from_text(text))) for number, code, text in rows)
        self._numbers = {code: number for number, (code, _) in self._stories.items()}
        holders = self._connection.execute("SELECT key, numbers FROM compared_holders")
        self._holders.update((key, _numbers(numbers)) for key, numbers in holders)
        self.is_loaded = True

    def moves(self, changes: Mapping[str, ComparedTerms | None]) -> list[Move]:
        """Return what changes, without the stories that stay as they are."""
        free = self._connection.execute("SELECT coalesce(max(number), 0) + 1 FROM compared_story").fetchone()[0]
        moves = []
        for code, new in changes.items():
            number = self.number_of(code)
            old = None if number is None else self._stories[number][1]
            if old != new:
                moves.append(Move(free if number is None else number, code, old, new))
                free += number is None
        return moves

    def apply(self, moves: Iterable[Move]) -> None:
        """Keep what changed."""
        touched: set[str] = set()
        for move in moves:
            self._apply(move)
            lost, gained = move.turnover()
            for key in lost:
                self._holders[key].remove(move.number)
            for key in gained:
                self._holders[key].append(move.number)
            touched |= lost | gained
        self._write_holders(sorted(touched))
        self._write_sizes()

    def numbers_of(self, language: str) -> Iterator[int]:
        """Return the stories of a language; all are read."""
        rows = self._connection.execute("SELECT number, terms FROM compared_story")
        return (number for number, text in rows if _from_text(text).language == language)

    def _apply(self, move: Move) -> None:
        if move.old:
            self._sizes[move.old.language] -= 1
        if move.new:
            self._sizes[move.new.language] += 1
            self._stories[move.number] = move.code, move.new
            self._numbers[move.code] = move.number
            row = (move.number, move.code, _as_text(move.new))
            self._connection.execute("REPLACE INTO compared_story VALUES (?, ?, ?)", row)
        else:
            del self._stories[move.number], self._numbers[move.code]
            self._connection.execute("DELETE FROM compared_story WHERE number = ?", (move.number,))

    def _write_holders(self, keys: Sequence[str]) -> None:
        holders = self.compared.holders
        gone = ((key,) for key in keys if not holders[key])
        self._connection.executemany("DELETE FROM compared_holders WHERE key = ?", gone)
        rows = ((key, array(NUMBERS, holders[key]).tobytes()) for key in keys if holders[key])
        self._connection.executemany("REPLACE INTO compared_holders VALUES (?, ?)", rows)

    def _write_sizes(self) -> None:
        self._connection.execute("DELETE FROM compared_size")
        rows = ((language, stories) for language, stories in self.compared.sizes.items() if stories)
        self._connection.executemany("INSERT INTO compared_size VALUES (?, ?)", rows)


class _Stories(dict[int, tuple[str, ComparedTerms]]):
    """Code and terms by number, each read when it is first asked for."""

    def __init__(self, connection: Connection) -> None:
        super().__init__()
        self._connection = connection

    def __missing__(self, number: int) -> tuple[str, ComparedTerms]:
        row = self._connection.execute("SELECT code, terms FROM compared_story WHERE number = ?", (number,)).fetchone()
        if row is None:
            raise KeyError(number)
        self[number] = row[0], _from_text(row[1])
        return self[number]


class _Holders(dict[str, "array[int]"]):
    """The stories that have a term or tag, each read when it is first asked for; none for a key that is not here."""

    def __init__(self, connection: Connection) -> None:
        super().__init__()
        self._connection = connection

    def __missing__(self, key: str) -> array[int]:
        row = self._connection.execute("SELECT numbers FROM compared_holders WHERE key = ?", (key,)).fetchone()
        self[key] = _numbers(row[0] if row else b"")
        return self[key]


@reads_kept
def _numbers(data: bytes) -> array[int]:
    return array(NUMBERS, data)


def _as_text(terms: ComparedTerms) -> str:
    fields = (terms.day, terms.moment, terms.source, terms.language, terms.terms, terms.tags)
    return json.dumps(fields, ensure_ascii=False)


@reads_kept
def _from_text(text: str) -> ComparedTerms:
    day, moment, source, language, terms, tags = json.loads(text)
    return ComparedTerms(day, moment, source, language, terms, tuple((folded, printed) for folded, printed in tags))
