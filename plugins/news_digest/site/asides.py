"""What stands of stories in tables of its own beside the lists.

These are moments at which they are due, former addresses, and what pages of tags and sources tell of their stories.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from sqlite3 import Connection

from .filed import Filed, Rows, former_rows, moment_rows, told_rows
from .former import drop_formers, put_formers
from .told_terms import drop_told, put_told
from .window import drop_moments, put_moments


def put_asides(book: Connection, stories: Sequence[Rows]) -> None:
    """Keep what these stories have."""
    put_moments(book, chain.from_iterable(rows[2] for rows in stories))
    put_formers(book, chain.from_iterable(rows[3] for rows in stories))
    put_told(book, chain.from_iterable(rows[4] for rows in stories))


def drop_asides(book: Connection, filed: Filed) -> None:
    """Forget what a story has."""
    drop_moments(book, moment_rows(filed))
    drop_formers(book, former_rows(filed))
    drop_told(book, told_rows(filed))
