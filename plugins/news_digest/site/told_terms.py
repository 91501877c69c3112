"""What the pages of tags and sources tell beside their stories, in tables of its own: see `put_told` for which.

A page of a tag names those that its stories have besides; the page of a source where it is at home, and its languages.
"""

from __future__ import annotations

import marshal
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from sqlite3 import Connection
from typing import NamedTuple

from ..damage import reads_kept
from ..urls import split_url
from .records import Record

MOST_COMPANIONS = 8
# One story with both is chance.
FEWEST_TOGETHER = 2
# Of a tag with more stories the newest are looked at: as many as a build can ask for with each change.
MOST_LOOKED_AT = 300
# A home of a source is where so many in a hundred of its stories' addresses lead.
MOST_AGREE = 80


class ToldRow(NamedTuple):
    """What a listed story tells of its tags and its source: "" for a source's slug where it has none."""

    code: str
    tags: bytes
    source: str
    origin: str
    lang: str


def told_row(record: Record) -> ToldRow:
    """Return what a listed story tells."""
    tags = marshal.dumps(sorted(key.slug for key in record.tags))
    return ToldRow(record.code, tags, record.source.slug if record.source else "", origin_of(record), record.lang)


def origin_of(record: Record) -> str:
    """Return scheme and host of the story's own address at its source, "" where it has none."""
    parts = split_url(record.original)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2].lower()}" if parts and parts.netloc else ""


def put_told(book: Connection, rows: Iterable[ToldRow]) -> None:
    """Keep each story's tags, and count for its source where its address leads, and its language."""
    rows = sorted(rows)
    # A story without tags, or with one, has no two that stand together.
    tagged = (row[:2] for row in rows)
    book.executemany("INSERT OR REPLACE INTO tagged VALUES (?, ?)", tagged)
    query = "INSERT INTO homes VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET count = count + excluded.count"
    book.executemany(query, _counted(rows))


def drop_told(book: Connection, rows: Iterable[ToldRow]) -> None:
    """Forget the same again."""
    rows = tuple(rows)
    book.executemany("DELETE FROM tagged WHERE code=? AND tags=?", (row[:2] for row in rows))
    for *key, count in _counted(rows):
        book.execute("UPDATE homes SET count = count - ? WHERE slug=? AND origin=? AND lang=?", (count, *key))
        book.execute("DELETE FROM homes WHERE slug=? AND origin=? AND lang=? AND count <= 0", key)


def _counted(rows: Sequence[ToldRow]) -> Iterator[tuple[str, str, str, int]]:
    counts = Counter(row[2:] for row in rows if row.source)
    return ((*key, count) for key, count in counts.items())


def companions_of(book: Connection, slug: str) -> list[str]:
    """Return the slugs of the tags that stories with this one have most often besides, the most frequent first."""
    counts = _beside(book, slug, MOST_LOOKED_AT)
    often = (each for each, count in counts.items() if count >= FEWEST_TOGETHER)
    return sorted(often, key=lambda each: (-counts[each], each))[:MOST_COMPANIONS]


def tags_beside(book: Connection, slug: str) -> list[str]:
    """Return the slugs of all tags that a story with this one has as well."""
    return sorted(_beside(book, slug, -1))


@reads_kept
def _beside(book: Connection, slug: str, most: int) -> Counter[str]:
    query = (
        "SELECT tagged.tags FROM lists CROSS JOIN tagged ON tagged.code = lists.code WHERE lists.kind = 'tag'"
        " AND lists.slug = ? ORDER BY lists.day DESC, lists.moment DESC, lists.code DESC LIMIT ?"
    )
    rows = book.execute(query, (slug, most))
    counts = Counter(chain.from_iterable(marshal.loads(tags) for (tags,) in rows))  # noqa: S302 - the book is ours
    del counts[slug]
    return counts


def home_of(book: Connection, slug: str) -> str:
    """Return the scheme and host that nearly all addresses of a source's stories agree on, "" where they do not."""
    query = "SELECT origin, SUM(count) FROM homes WHERE slug=? AND origin != '' GROUP BY origin"
    counts = dict(book.execute(query, (slug,)).fetchall())
    if not counts:
        return ""
    origin = min(counts, key=lambda each: (-counts[each], each))
    return origin if counts[origin] * 100 >= sum(counts.values()) * MOST_AGREE else ""


def languages_of(book: Connection, slug: str) -> list[str]:
    """Return the languages of a source's stories, the most frequent first."""
    query = "SELECT lang FROM homes WHERE slug=? GROUP BY lang ORDER BY SUM(count) DESC, lang"
    return [lang for (lang,) in book.execute(query, (slug,))]
