"""Notes as the book keeps them."""

from __future__ import annotations

import json

from ..damage import reads_kept

# The level and the words of something logged.
Note = tuple[int, str]


@reads_kept
def notes_of(text: str) -> tuple[Note, ...]:
    """Return the notes that are kept as JSON, which makes lists of them; raises `sqlite3.DatabaseError`."""
    return tuple((int(level), str(words)) for level, words in json.loads(text))
