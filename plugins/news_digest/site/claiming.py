"""Which file of the output folder is whose, kept in the book: nothing is written where two want one file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from sqlite3 import Connection

from ..press.book import Output, drop_outputs, output_at, output_of, outputs_below, put_outputs
from ..press.claims import refuse_double_claims
from ..press.errors import DoubleClaimError
from ..press.page import Claim
from .feed_forms import EDITIONS, FEEDS, list_of
from .keys import Key
from .plan import Planned
from .printing import origin_of, path_of


@dataclass(slots=True)
class Claiming:
    """Books planned files; `came` are files that were not ours before, `left` those that are no longer claimed.

    `mapped` are the months of which the addresses for search engines are no longer the same.
    """

    book: Connection
    came: set[str] = field(default_factory=set)
    left: set[str] = field(default_factory=set)
    mapped: set[str] = field(default_factory=set)

    def booked(self, kind: str) -> list[Key]:
        """Return the keys of a kind that have a file in the book."""
        rows = self.book.execute("SELECT kind, id, leaf FROM outputs WHERE kind=?", (kind,))
        return [Key(*row) for row in rows]

    def edited(self) -> list[Key]:
        """Return the keys of the pages and feeds in the book that show what an editor said of an edition."""
        kinds = ("home", "edition", "week", *(kind for kind in FEEDS if list_of(kind) == EDITIONS))
        query = f"SELECT kind, id, leaf FROM outputs WHERE kind IN ({', '.join('?' * len(kinds))}) AND mark NOT NULL"  # noqa: S608
        return [Key(*row) for row in self.book.execute(query, kinds)]

    def claim_all(self, planned: Iterable[Planned]) -> dict[Key, Planned]:
        """Book the files of an empty book; raises `DoubleClaimError` and `OutsideOutputError`."""
        plans = {plan.key: plan for plan in planned}
        refuse_double_claims(Claim(plan.save_as, origin_of(plan.key)) for plan in plans.values())
        put_outputs(self.book, map(_unprinted, plans.values()))
        self.came = {path_of(plan) for plan in plans.values()}
        self.mapped = {plan.month for plan in plans.values() if plan.url is not None}
        return plans

    def release(self, gone: Iterable[Key]) -> None:
        """Take these keys' files out of the book."""
        for key in gone:
            old = output_of(self.book, *key)
            if old:
                self._leave(old)

    def claim(self, planned: Iterable[Planned]) -> dict[Key, Planned]:
        """Book files beside those in the book; raises `DoubleClaimError` and `OutsideOutputError`."""
        plans = {plan.key: plan for plan in planned}
        moved = [plan for plan in plans.values() if self._comes_or_moves(plan)]
        refuse_double_claims(Claim(plan.save_as, origin_of(plan.key)) for plan in moved)
        for plan in moved:
            self._refuse_taken(plan)
        put_outputs(self.book, map(_unprinted, moved))
        names = {path_of(plan) for plan in moved}
        self.came |= names - self.left
        self.left -= names
        self.mapped |= {plan.month for plan in moved if plan.url is not None}
        return plans

    def _comes_or_moves(self, plan: Planned) -> bool:
        old = output_of(self.book, *plan.key)
        if old is None:
            return True
        # The sitemap is made from what is booked, before what is stale is printed: another address is booked at once.
        if (old.save_as, old.url, old.changed, old.month) == (path_of(plan), plan.url, plan.changed, plan.month):
            return False
        self._leave(old)
        return True

    def _leave(self, old: Output) -> None:
        drop_outputs(self.book, [old.save_as])
        self.left.add(old.save_as)
        if old.url is not None:
            self.mapped.add(old.month)

    def _refuse_taken(self, plan: Planned) -> None:
        path = path_of(plan)
        folders = ("/".join(path.split("/")[:end]) for end in range(1, path.count("/") + 1))
        above = (output_at(self.book, folder) for folder in folders)
        taken = output_at(self.book, path) or next(filter(None, above), None) or outputs_below(self.book, path)
        if taken:
            first = origin_of(Key(taken.kind, taken.id, taken.leaf))
            raise DoubleClaimError(path, first, origin_of(plan.key))


def _unprinted(plan: Planned) -> Output:
    return Output(path_of(plan), *plan.key, plan.url, plan.changed, plan.month)
