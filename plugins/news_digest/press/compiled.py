"""Templates as Jinja compiled them, kept with the book: an edit then waits for no compiler."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import blake2b
from sqlite3 import Connection

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from .book import facts, put_fact

FACT = "compiled"
# Bytes of the sum that stands before a template's code.
SUM = 16


class Compiled(BytecodeCache):
    """What the book has, and what is compiled now; the settings, code and packages are those of the book.

    Jinja compares a template's source. That the code itself is undamaged is seen to here: it would be run as it is.
    """

    def __init__(self, kept: Mapping[str, bytes]) -> None:
        self._kept = dict(kept)
        self._grown = False

    @classmethod
    def of(cls, book: Connection) -> Compiled:
        """Return the templates that the book has; raises `sqlite3.DatabaseError` where it is damaged."""
        kept = facts(book, FACT)
        return cls(kept if isinstance(kept, dict) else {})

    def keep(self, book: Connection) -> None:
        """Put them into the book, if there are others than before."""
        if self._grown:
            put_fact(book, FACT, self._kept)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give Jinja what is kept of a template."""
        data = self._kept.get(bucket.key)
        if isinstance(data, bytes) and data[:SUM] == _sum(data[SUM:]):
            bucket.bytecode_from_string(data[SUM:])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what Jinja compiled."""
        code = bucket.bytecode_to_string()
        self._kept[bucket.key] = _sum(code) + code
        self._grown = True


def _sum(code: bytes) -> bytes:
    return blake2b(code, digest_size=SUM).digest()
