"""What editors say of copies, kept in an SQLite file: which story is a copy of which, whatever a comparison says.

Stories are named by codes, also by former ones, and what a code leads to hangs on which stories are here. A story that
is said to be a copy of one which is said to be a copy itself is a copy of both, and led by the last of them. Where that
goes round in a circle, what stories of the circle say counts for nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from sqlite3 import Connection
from typing import Any

from ..markdown.formers import codes_of
from ..story import Story

TABLES = """
CREATE TABLE IF NOT EXISTS copy_word (
  code TEXT, denied INTEGER, named TEXT, PRIMARY KEY (code, denied, named)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS copy_word_named ON copy_word (named);
CREATE TABLE IF NOT EXISTS copy_former (former TEXT, code TEXT, PRIMARY KEY (former, code)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS copy_former_code ON copy_former (code);
"""


@dataclass(frozen=True, slots=True)
class Said:
    """What a story's file says of its copies, by codes as they stand there, and the `formers`: codes that it had."""

    copy_of: str | None
    not_copy_of: tuple[str, ...]
    formers: tuple[str, ...]

    @classmethod
    def of(cls, story: Story) -> Said | None:
        """Return what a story says, None for nothing, as nearly all do."""
        formers = codes_of(story.formerly)
        said = cls(story.copy_of, story.not_copy_of, formers)
        return said if any((story.copy_of, story.not_copy_of, formers)) else None

    @classmethod
    def unpacked(cls, text: str) -> Said | None:
        """Return what `packed` made a text of."""
        if not text:
            return None
        copy_of, not_copy_of, formers = json.loads(text)
        return cls(copy_of, tuple(not_copy_of), tuple(formers))

    def words(self) -> Iterator[tuple[bool, str]]:
        """Yield each code that the story names, and whether as one that it is no copy of."""
        if self.copy_of:
            yield False, self.copy_of
        yield from ((True, code) for code in self.not_copy_of)


def packed(said: Said | None) -> str:
    """Return what a story says as a text."""
    return json.dumps((said.copy_of, said.not_copy_of, said.formers)) if said else ""


class CopyWords:
    """The words of all stories; those are here of which a table `printed_text` has a row."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, code: str, said: Said | None) -> None:
        """Keep what a story says."""
        if said:
            rows = ((code, *word) for word in said.words())
            self._connection.executemany("INSERT OR IGNORE INTO copy_word VALUES (?, ?, ?)", rows)
            formers = ((former, code) for former in said.formers)
            self._connection.executemany("INSERT OR IGNORE INTO copy_former VALUES (?, ?)", formers)

    def drop(self, code: str) -> None:
        """Forget what a story said."""
        self._connection.execute("DELETE FROM copy_word WHERE code = ?", (code,))
        self._connection.execute("DELETE FROM copy_former WHERE code = ?", (code,))

    def speakers(self) -> set[str]:
        """Return the codes of all stories that name others."""
        return set(self._column("SELECT DISTINCT code FROM copy_word"))

    def naming(self, names: Iterable[str]) -> set[str]:
        """Return the codes of the stories that name one of these codes, those that name one of them, and so on."""
        found: set[str] = set()
        waiting = list(names)
        while waiting:
            for code in self._column("SELECT code FROM copy_word WHERE named = ?", waiting.pop()):
                if code not in found:
                    found.add(code)
                    waiting += self._names(code)
        return found

    def denied(self, code: str) -> set[str]:
        """Return the codes of the stories that this one says it is no copy of, or that say so of this one."""
        own = self._column("SELECT named FROM copy_word WHERE code = ? AND denied", code)
        named = {found for name in own if (found := self._resolved(name))}
        return named.union(other for name in self._names(code) for other in self._deniers(name, code))

    def leads(self, code: str) -> list[str]:
        """Return the codes of the stories that this one is said to be a copy of, the nearest first."""
        seen = [code]
        while (lead := self._said_lead(seen[-1])) and lead not in seen:
            seen.append(lead)
        return seen[1 : seen.index(lead) + 1] if lead else seen[1:]

    def told(self, code: str) -> set[str]:
        """Return the codes of the stories that this one is said to be a copy of, and of those said to be its copies."""
        copies = (other for other in self.naming(self._names(code)) if code in self.leads(other))
        return {*self.leads(code), *copies}

    def _said_lead(self, code: str) -> str | None:
        """Return what the story itself says it is a copy of, None where that is not here, or denied."""
        name = next(self._column("SELECT named FROM copy_word WHERE code = ? AND NOT denied", code), None)
        lead = name and self._resolved(name)
        return lead if lead and lead != code and lead not in self.denied(code) else None

    def _deniers(self, name: str, code: str) -> Iterator[str]:
        """Yield who denies the story by this of its names, where no other story has a better right to it."""
        if self._resolved(name) == code:
            yield from self._column("SELECT code FROM copy_word WHERE named = ? AND denied", name)

    def _names(self, code: str) -> list[str]:
        return [code, *self._column("SELECT former FROM copy_former WHERE code = ?", code)]

    def _resolved(self, name: str) -> str | None:
        """Return the code of the story that has a code, else of the first that had it."""
        here = next(self._column("SELECT code FROM printed_text WHERE code = ?", name), None)
        found: str | None = here or next(self._column("SELECT min(code) FROM copy_former WHERE former = ?", name), None)
        return found

    def _column(self, query: str, *values: object) -> Iterator[Any]:
        return (found for (found,) in self._connection.execute(query, values).fetchall())
