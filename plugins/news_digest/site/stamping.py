"""Stamps of what a build read, kept in the book so that few of them are written when few files changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from sqlite3 import Connection
from zlib import crc32

from ..press.book import facts, put_fact
from ..stamps import Stamp
from .looking import Stamps

SHARES = 64
NAME = "stamps"


def keep_stamps(
    book: Connection,
    now: Mapping[str, Mapping[str, Stamp]],
    known: Container[str],
    changed: Callable[[str], Iterable[str]],
) -> None:
    """Keep these stamps, by groups, in place of those that the book has, which are of the `known` groups.

    `changed` returns the paths of a group that differ.
    """
    put_fact(book, NAME, sorted(now))
    for group, stamps in now.items():
        if group in known:
            _amend_shares(book, group, stamps, changed(group))
        else:
            _put_shares(book, group, stamps)


def kept_stamps(book: Connection) -> dict[str, Stamps]:
    """Return the stamps that the book has, by groups."""
    groups = facts(book, NAME)
    return {group: _joined(book, group) for group in groups} if isinstance(groups, list) else {}


class KeptStamps(Mapping[str, Stamp]):
    """The stamps of a group as the book has them; a share of them is read when it is first asked for."""

    def __init__(self, book: Connection, group: str) -> None:
        self._book, self._group = book, group
        self._shares: dict[int, Stamps] = {}

    def __getitem__(self, path: str) -> Stamp:
        """Return the stamp of a path; raises `KeyError`."""
        return self._share(_number_of(path))[path]

    def __iter__(self) -> Iterator[str]:
        """Yield all paths."""
        for number in range(SHARES):
            yield from self._share(number)

    def __len__(self) -> int:
        """Return how many there are."""
        return sum(len(self._share(number)) for number in range(SHARES))

    def _share(self, number: int) -> Stamps:
        if number not in self._shares:
            self._shares[number] = _share_of(self._book, self._group, number)
        return self._shares[number]


def groups_kept(book: Connection) -> dict[str, KeptStamps]:
    """Return the stamps that the book has, by groups, each read when it is asked for."""
    groups = facts(book, NAME)
    return {group: KeptStamps(book, group) for group in groups} if isinstance(groups, list) else {}


def _number_of(path: str) -> int:
    return crc32(path.encode("utf-8", "surrogatepass")) % SHARES


def _shared(paths: Iterable[str]) -> dict[int, list[str]]:
    shares: defaultdict[int, list[str]] = defaultdict(list)
    for path in paths:
        shares[_number_of(path)].append(path)
    return shares


def _put_shares(book: Connection, group: str, stamps: Mapping[str, Stamp]) -> None:
    shares = _shared(stamps)
    for share in range(SHARES):
        put_fact(book, _name(group, share), {path: stamps[path] for path in shares.get(share, ())})


def _amend_shares(book: Connection, group: str, stamps: Mapping[str, Stamp], changed: Iterable[str]) -> None:
    for share, paths in _shared(changed).items():
        kept = _share_of(book, group, share)
        for path in paths:
            kept.pop(path, None)
            if path in stamps:
                kept[path] = stamps[path]
        put_fact(book, _name(group, share), kept)


def _joined(book: Connection, group: str) -> Stamps:
    stamps: Stamps = {}
    for share in range(SHARES):
        stamps.update(_share_of(book, group, share))
    return stamps


def _share_of(book: Connection, group: str, share: int) -> Stamps:
    found = facts(book, _name(group, share))
    return found if isinstance(found, dict) else {}


def _name(group: str, share: int) -> str:
    return f"{NAME} {group} {share}"
