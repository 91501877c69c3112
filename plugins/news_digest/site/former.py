"""Former addresses of stories: where they are, kept in the book."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from sqlite3 import Connection, DatabaseError
from typing import NamedTuple

from pelican.contents import Article

from ..desk.codes import path_of
from ..markdown.formers import file_of, is_address, plain_path
from .settings import Place

FORMER = "former"
"""The kind of key of a page at a former address; its id is the story's code, its leaf the address."""


class FormerAddress(NamedTuple):
    """A former address from the site's root, without a leading slash, and the file that answers it."""

    url: str
    save_as: str


# The code of the story that it leads to, the address, its file.
FormerRow = tuple[str, str, str]


def former_addresses(article: Article, formers: Iterable[str]) -> tuple[FormerAddress, ...]:
    """Return the former addresses of an article, each file once; none where it is a draft, or stands there itself."""
    if article.status == "draft":
        return ()
    found = {each.save_as: each for each in (_address(article, former) for former in formers)}
    found.pop(article.save_as, None)
    return tuple(found.values())


def _address(article: Article, former: str) -> FormerAddress:
    if is_address(former):
        # The schema has let nothing else through.
        return FormerAddress(plain_path(former) or "", file_of(former) or "")
    lang = "" if article.in_default_lang else "LANG_"
    place = Place(*(str(article.settings[f"ARTICLE_{lang}{what}"]) for what in ("URL", "SAVE_AS")))
    named = {**article.url_format, "story_code": former, "code_path": path_of(former)}
    return FormerAddress(*_pair(place, named))


def _pair(place: Place, named: dict[str, object]) -> tuple[str, str]:
    address = place.at(**named)
    return address.url, address.save_as


def put_formers(book: Connection, rows: Iterable[FormerRow]) -> None:
    """Keep these former addresses."""
    book.executemany("INSERT OR REPLACE INTO formers VALUES (?, ?, ?)", rows)


def drop_formers(book: Connection, rows: Iterable[FormerRow]) -> None:
    """Forget these former addresses."""
    book.executemany("DELETE FROM formers WHERE code=? AND url=? AND save_as=?", rows)


def every_former(book: Connection) -> Iterator[tuple[str, str]]:
    """Yield story code and former address of all."""
    yield from book.execute("SELECT code, url FROM formers ORDER BY code, url").fetchall()


def file_of_former(book: Connection, code: str, url: str) -> str:
    """Return the file of a former address; raises `sqlite3.DatabaseError` where the book has none."""
    row = book.execute("SELECT save_as FROM formers WHERE code=? AND url=?", (code, url)).fetchone()
    if row is None:
        raise DatabaseError(f"no former address {url!r}")
    return str(row[0])


def led(book: Connection) -> list[tuple[str, str]]:
    """Return all former addresses in order, each with that of its story now."""
    query = (
        "SELECT formers.url, stories.url FROM formers CROSS JOIN stories ON stories.code = formers.code"
        " ORDER BY formers.url"
    )
    return book.execute(query).fetchall()
