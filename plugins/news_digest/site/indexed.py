"""The stories that the search index is made of, as the press's book tells, and a mark by which each is known again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC
from hashlib import blake2b
from sqlite3 import Connection

from ..markdown.formers import codes_of
from ..search.index import Found, Hit
from .filed import unpacked
from .moments import moment_of
from .records import Record
from .words import ENGLISH, Words

# Another number wherever what is indexed of a story, or how, is another for the same stories.
FORM = 2


def indexed_records(book: Connection) -> Iterator[Record]:
    """Yield the stories that stand in lists, newest first; of a withdrawn one nothing is to be found."""
    query = (
        "SELECT record FROM lists CROSS JOIN stories ON stories.code = lists.code AND state='listed'"
        " WHERE kind='all' AND slug='' ORDER BY lists.day DESC, lists.moment DESC, lists.code DESC"
    )
    for (data,) in book.execute(query):
        record = unpacked(data)
        if not record.story.withdrawn:
            yield record


def found_of(record: Record, words: Words, text: str = "") -> Found:
    """Return what the index holds of a story, its date in these words and its `text` as plain text."""
    moment = moment_of(record.date, words, has_clock=record.has_clock)
    source = record.source.name if record.source else ""
    hit = Hit(
        headline=record.story.headline,
        code=record.code,
        iso=moment.iso,
        day=moment.day,
        lang=record.lang,
        dir=record.dir,
        source=source,
        deck=record.story.deck or "",
        text=text,
    )
    return Found(
        url=record.url,
        hit=hit,
        day=record.day.isoformat(),
        moment=record.date.astimezone(UTC).isoformat(),
        codes=(record.code, *codes_of(record.story.formerly)),
        source=source or None,
        tags=tuple(tag.name for tag in record.tags),
    )


def marks_of(records: Iterable[Record]) -> dict[str, str]:
    """Return for the address of each story a hash of all that the index holds of it, but for the words of its date."""
    return {record.url: _mark(record) for record in records}


def _mark(record: Record) -> str:
    held = FORM, found_of(record, ENGLISH), record.text
    return blake2b(repr(held).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
