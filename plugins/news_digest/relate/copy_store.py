"""Copies of one text in several papers, kept from one build to the next in an SQLite file and followed through changes.

Whether two stories are copies depends on these two alone, once they were brought together; they are by any shingle
that leads to both, unless too many stories have it. So a change of some stories can make or part only pairs with one of
them, pairs of stories with a shingle that passes this limit, and pairs of those of which an editor says something that
names one of them. Which of them leads is settled anew among all that hang together with a pair that was made or parted.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, count
from sqlite3 import Connection
from typing import Any, NamedTuple

from ..damage import reads_kept
from .copy_words import TABLES as WORD_TABLES
from .copy_words import CopyWords, Said, packed
from .copying import is_copy, leads_of
from .shingles import Kept, TextPrint

TABLES = """
CREATE TABLE IF NOT EXISTS printed_text (
  number INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, carrier TEXT NOT NULL, credits TEXT NOT NULL,
  moment INTEGER NOT NULL, bits INTEGER NOT NULL, shingles BLOB NOT NULL,
  figure_bits INTEGER NOT NULL, figures BLOB NOT NULL, said TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS text_key (key INTEGER, number INTEGER, PRIMARY KEY (key, number)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS copy_pair (code TEXT, other TEXT, PRIMARY KEY (code, other)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS copy_lead (code TEXT PRIMARY KEY, lead TEXT NOT NULL) WITHOUT ROWID;
"""
# What more stories have is a form of words, such as a closing line, and brings nobody together.
MOST_HOLDERS = 64
# Of two files with one code, which a build refuses later, the last stays.
INSERT_TEXT = "INSERT OR REPLACE INTO printed_text VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
COLUMNS = "carrier, credits, moment, bits, shingles, figure_bits, figures, said"

Prints = Mapping[str, TextPrint]
Copies = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Move:
    """A change of one story: what was kept of it, None before it came, and what is, None after it went."""

    code: str
    old: TextPrint | None
    new: TextPrint | None


class Moved(NamedTuple):
    """Stories of which the copies changed: all of their `codes`, those that another story leads than before (`led`).

    Those that are `leading` lead as before, but other copies, or in another order.
    """

    codes: set[str]
    led: set[str]
    leading: set[str]


class CopyStore:
    """The copies of each story, by story code. Nothing is committed here: that is for the owner of `connection`.

    The first stories of all may come in parts by `put`; after the last of them `settle` finds the copies.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._words = CopyWords(connection)
        # Key and number of what was put, in one number each, until all is settled.
        self._keys = array("Q")

    def create(self) -> None:
        """Make the tables where they are missing."""
        for statement in filter(str.strip, (TABLES + WORD_TABLES).split(";")):
            self._connection.execute(statement)

    def put(self, prints: Prints) -> None:
        """Keep stories of an empty store; their copies are found by `settle`."""
        numbered = list(zip(count(self._free()), prints.items(), strict=False))
        self._connection.executemany(INSERT_TEXT, (_row(number, code, text) for number, (code, text) in numbered))
        for number, (code, text) in numbered:
            self._words.put(code, text.said)
            self._keys.extend([key << 32 | number for key in text.sought_by()])

    def settle(self) -> None:
        """Find the copies among all that was put."""
        rows = ((both >> 32, both & 0xFFFFFFFF) for both in sorted(self._keys))
        self._connection.executemany("INSERT INTO text_key VALUES (?, ?)", rows)
        self._keys = array("Q")
        self._pair_up(self._likely_pairs())
        self._renew_pairs(self._words.speakers())
        codes = {code for (code,) in self._connection.execute("SELECT DISTINCT code FROM copy_pair")}
        self._choose_leads(codes)

    def replace(self, changes: Mapping[str, TextPrint | None]) -> Moved:
        """Give stories new prints, None where a story is gone; return what that changed.

        A story that came is among these if it has copies; one that is gone is not.
        """
        moves = [Move(code, old, new) for code, new in changes.items() if (old := self.text(code)) != new]
        passed = self._admit(moves)
        moved = {move.code for move in moves} | self._words.naming(_names(moves))
        changed = self._renew_pairs(moved | passed)
        dated = {move.code for move in moves if move.old and move.new and move.old.moment != move.new.moment}
        led = self._choose_leads(changed | moved)
        changed = changed.union(led, *map(self.copies_of, dated))
        here = {code for code in changed if changes.get(code, True)}
        return Moved(here, here & led, {code for code in here - led if self.lead_of(code) == code})

    def text(self, code: str) -> TextPrint | None:
        """Return what is kept of a story, None for one that is not here."""
        row = self._connection.execute(f"SELECT {COLUMNS} FROM printed_text WHERE code = ?", (code,)).fetchone()  # noqa: S608
        return _text(row) if row else None

    def copies_of(self, code: str) -> frozenset[str]:
        """Return the codes of the copies of a story; none for a code that is not here."""
        return frozenset(self._column("SELECT other FROM copy_pair WHERE code = ?", code))

    def lead_of(self, code: str) -> str | None:
        """Return the code of the story that leads this one, its own if it leads; None where it has no copies."""
        return next(self._column("SELECT lead FROM copy_lead WHERE code = ?", code), None)

    def has_any(self) -> bool:
        """Return whether any story has copies."""
        return self._connection.execute("SELECT 1 FROM copy_lead LIMIT 1").fetchone() is not None

    def count(self) -> int:
        """Return how many stories have copies."""
        number: int = self._connection.execute("SELECT count(*) FROM copy_lead").fetchone()[0]
        return number

    def copies_in_order(self, code: str) -> list[str]:
        """Return the codes of the copies of a story: what leads it, then by date and code."""
        copies = self.copies_of(code)
        if not copies:
            return []
        lead, prints = self.lead_of(code), self._texts(copies)
        return sorted(copies, key=lambda each: (each != lead, prints[each].moment, each))

    def every_pair(self) -> Copies:
        """Return all stories that have copies, with these."""
        codes = self._connection.execute("SELECT DISTINCT code FROM copy_pair ORDER BY code").fetchall()
        return {code: self.copies_of(code) for (code,) in codes}

    # --- Moving stories ---

    def _admit(self, moves: Iterable[Move]) -> set[str]:
        """Keep what changed, and return the codes that have a shingle which by that passed the limit."""
        keys = {key for move in moves for text in (move.old, move.new) if text for key in text.sought_by()}
        before = {key for key in keys if self._is_common(key)}
        for move in moves:
            self._admit_one(move)
        passed = [key for key in sorted(keys) if self._is_common(key) != (key in before)]
        return {code for key in passed for code in self._holders(key)}

    def _admit_one(self, move: Move) -> None:
        number = next(self._column("SELECT number FROM printed_text WHERE code = ?", move.code), None) or self._free()
        rows = [(key, number) for key in move.old.sought_by()] if move.old else []
        self._connection.executemany("DELETE FROM text_key WHERE key = ? AND number = ?", rows)
        self._connection.execute("DELETE FROM printed_text WHERE number = ?", (number,))
        if move.old and move.old.said:
            self._words.drop(move.code)
        if move.new:
            self._connection.execute(INSERT_TEXT, _row(number, move.code, move.new))
            self._words.put(move.code, move.new.said)
            rows = [(key, number) for key in move.new.sought_by()]
            self._connection.executemany("INSERT INTO text_key VALUES (?, ?)", rows)

    def _free(self) -> int:
        number: int = self._connection.execute("SELECT coalesce(max(number), 0) + 1 FROM printed_text").fetchone()[0]
        return number

    # --- Pairs ---

    def _renew_pairs(self, codes: Iterable[str]) -> set[str]:
        """Find the copies of these anew, none for those that are gone, and return whose copies changed."""
        changed: set[str] = set()
        for code in sorted(codes):
            before, after = self.copies_of(code), self._found_copies(code)
            self._part((code, other) for other in before - after)
            self._join((code, other) for other in after - before)
            changed |= {code, *(before ^ after)} if before != after else set()
        return changed

    def _found_copies(self, code: str) -> frozenset[str]:
        text = self.text(code)
        if text is None:
            return frozenset()
        likely = {other for key in text.sought_by() if not self._is_common(key) for other in self._holders(key)}
        others = self._texts(likely - {code})
        compared = {other for other, found in others.items() if is_copy(text, found)}
        return frozenset(compared | self._words.told(code)) - self._words.denied(code)

    def _likely_pairs(self) -> set[tuple[int, int]]:
        """Return the numbers of all stories that a shingle leads to, two by two."""
        query = "SELECT group_concat(number) FROM text_key GROUP BY key HAVING count(*) > 1 AND count(*) <= ?"
        pairs: set[tuple[int, int]] = set()
        for (numbers,) in self._connection.execute(query, (MOST_HOLDERS,)):
            pairs.update(combinations(sorted(map(int, numbers.split(","))), 2))
        return pairs

    def _pair_up(self, pairs: set[tuple[int, int]]) -> None:
        """Keep those of these that are copies."""
        first, texts = 0, dict[int, tuple[str, TextPrint]]()
        for one, two in sorted(pairs):
            if one != first:
                # Of many texts few are needed at a time.
                first, texts = one, {one: self._numbered(one)}
            if two not in texts:
                texts[two] = self._numbered(two)
            if is_copy(texts[one][1], texts[two][1]):
                self._join([(texts[one][0], texts[two][0])])

    def _join(self, pairs: Iterable[tuple[str, str]]) -> None:
        rows = [row for one, two in pairs for row in ((one, two), (two, one))]
        self._connection.executemany("INSERT OR IGNORE INTO copy_pair VALUES (?, ?)", rows)

    def _part(self, pairs: Iterable[tuple[str, str]]) -> None:
        rows = [row for one, two in pairs for row in ((one, two), (two, one))]
        self._connection.executemany("DELETE FROM copy_pair WHERE code = ? AND other = ?", rows)

    # --- Leads ---

    def _choose_leads(self, codes: Iterable[str]) -> set[str]:
        """Settle anew what leads all that hang together with these, and return whose lead is another than before."""
        copies = self._hanging_together(codes)
        before = {code: self.lead_of(code) for code in copies}
        leads = leads_of(self._texts(copies), copies, dict(self._told(copies)))
        other = sorted(code for code in copies if before[code] != leads.get(code))
        self._connection.executemany("DELETE FROM copy_lead WHERE code = ?", ((code,) for code in other))
        rows = ((code, leads[code]) for code in other if code in leads)
        self._connection.executemany("INSERT INTO copy_lead VALUES (?, ?)", rows)
        return set(other)

    def _told(self, copies: Copies) -> Iterator[tuple[str, str]]:
        """Yield those of these stories that an editor says are led, with what leads them."""
        for code in copies:
            leads = self._words.leads(code)
            if leads and leads[-1] in copies[code]:
                yield code, leads[-1]

    def _hanging_together(self, codes: Iterable[str]) -> dict[str, frozenset[str]]:
        """Return these stories, their copies, the copies of these and so on, each with its copies."""
        found: dict[str, frozenset[str]] = {}
        waiting = sorted(codes)
        while waiting:
            code = waiting.pop()
            if code not in found:
                found[code] = self.copies_of(code)
                waiting += found[code]
        return found

    # --- Asking ---

    def _is_common(self, key: int) -> bool:
        query = "SELECT 1 FROM text_key WHERE key = ? LIMIT 1 OFFSET ?"
        return self._connection.execute(query, (key, MOST_HOLDERS)).fetchone() is not None

    def _holders(self, key: int) -> Iterator[str]:
        return self._column("SELECT code FROM text_key JOIN printed_text USING (number) WHERE key = ?", key)

    def _texts(self, codes: Iterable[str]) -> dict[str, TextPrint]:
        found = ((code, self.text(code)) for code in sorted(codes))
        return {code: text for code, text in found if text}

    def _numbered(self, number: int) -> tuple[str, TextPrint]:
        query = f"SELECT code, {COLUMNS} FROM printed_text WHERE number = ?"  # noqa: S608
        code, *row = self._connection.execute(query, (number,)).fetchone()
        return code, _text(tuple(row))

    def _column(self, query: str, value: object) -> Iterator[Any]:
        return (found for (found,) in self._connection.execute(query, (value,)).fetchall())


def _names(moves: Iterable[Move]) -> set[str]:
    """Return the codes by which stories that changed were or are named."""
    said = (text.said for move in moves for text in (move.old, move.new) if text and text.said)
    return {move.code for move in moves}.union(*(each.formers for each in said))


def _row(number: int, code: str, text: TextPrint) -> tuple[object, ...]:
    kept = text.shingles.bits, text.shingles.packed, text.figures.bits, text.figures.packed
    return number, code, text.carrier, text.credits, text.moment, *kept, packed(text.said)


@reads_kept
def _text(row: tuple[str, str, int, int, bytes, int, bytes, str]) -> TextPrint:
    carrier, credited, moment, bits, shingles, figure_bits, figures, said = row
    both = Kept(bits, shingles), Kept(figure_bits, figures)
    text = TextPrint(carrier, credited, moment, *both, Said.unpacked(said))
    # What cannot be taken apart is damaged.
    for kept in (text.shingles, text.figures):
        kept.numbers()
    return text
