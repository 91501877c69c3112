"""Stamps of what a build read, kept in the book so that few of them are written when few files changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from sqlite3 import Connection
from zlib import crc32

from ..press.book import facts, put_fact
from .looking import Stamps

SHARES = 64
NAME = "stamps"


def keep_stamps(book: Connection, now: Mapping[str, Stamps], before: Mapping[str, Stamps]) -> None:
    """Keep these stamps, by groups, in place of those that the book has, which are `before`."""
    put_fact(book, NAME, sorted(now))
    for group, stamps in now.items():
        known = before.get(group)
        if known == stamps:
            continue
        shares = set(range(SHARES)) if known is None else set(map(_share, differing(known, stamps)))
        _keep_shares(book, group, stamps, shares)


def kept_stamps(book: Connection) -> dict[str, Stamps]:
    """Return the stamps that the book has, by groups."""
    groups = facts(book, NAME)
    return {group: _joined(book, group) for group in groups} if isinstance(groups, list) else {}


def differing(before: Stamps, now: Stamps) -> set[str]:
    """Return the paths that came, went or changed."""
    known = before.get
    return {path for path, stamp in now.items() if known(path) != stamp} | (before.keys() - now.keys())


def _keep_shares(book: Connection, group: str, stamps: Stamps, shares: set[int]) -> None:
    kept: defaultdict[int, Stamps] = defaultdict(dict)
    for path, stamp in stamps.items():
        share = _share(path)
        if share in shares:
            kept[share][path] = stamp
    for share in shares:
        put_fact(book, _name(group, share), kept[share])


def _joined(book: Connection, group: str) -> Stamps:
    stamps: Stamps = {}
    for share in range(SHARES):
        found = facts(book, _name(group, share))
        if isinstance(found, dict):
            stamps.update(found)
    return stamps


def _share(path: str) -> int:
    return crc32(path.encode("utf-8", "surrogatepass")) % SHARES


def _name(group: str, share: int) -> str:
    return f"{NAME} {group} {share}"
