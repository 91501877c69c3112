"""Story files are read and put into the book's tables: all of them, or those that changed."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass, field
from functools import partial
from itertools import chain, islice
from typing import NamedTuple

from ..press.crew import share
from ..relate.comparing import CopiesOf, no_copies
from ..relate.printed_store import Wanted
from ..relate.relation_store import RelationStore
from ..relate.shingles import TextPrint
from ..relate.terms import ComparedTerms
from .bodies import Bodies, Spool, Spooled
from .carried import carrier_link, listing_keys
from .change import Change, changes_of
from .changes import Before, Stale, stale_after
from .feed_keys import feeds_with
from .filed import Filed, Rows, rows_of
from .keys import story_keys
from .progress import Show, shown
from .reading import StoryFiles
from .settings import SiteSettings
from .tables import Tables

# How many stories' related lists a worker makes at a time.
SHARE = 50
# How many stories are filed at a time.
BATCH = 500


class Read(NamedTuple):
    """A story file as a worker read it, ready for the tables; `body` is where its body lies."""

    rows: Rows
    code: str | None = None
    wanted: Wanted | None = None
    terms: ComparedTerms | None = None
    text: TextPrint | None = None
    body: Spooled | None = None


@dataclass(slots=True)
class Intake:
    """Reads story files into tables; keeps the bodies of what was read, and the paths of broken files forgiven.

    `copied` counts those of the stories that came or changed which have copies now, and had none.
    """

    files: StoryFiles
    tables: Tables
    spool: Spool
    spooled: dict[str, Spooled] = field(default_factory=dict)
    bodies: dict[str, str] = field(default_factory=dict)
    forgiven: list[Filed] = field(default_factory=list)
    copied: int = 0

    def use(self, tables: Tables) -> None:
        """Go on with these tables, as a process does that has opened the book for itself."""
        self.tables = tables
        self.files.link_by(tables.catalog)

    def body(self) -> Bodies:
        """Return what finds the body of a story."""
        return Bodies(self.files, self.spool, self.spooled, self.bodies)

    def read_all(self, paths: Iterable[str], workers: int, show: Show) -> None:
        """Fill empty tables; raises `DuplicateCodeError`."""
        wants: dict[str, Wanted | None] = {}
        terms: dict[str, ComparedTerms | None] = {}
        stories = sorted(filter(self.files.is_story, paths))
        reads = shown(share(self._read, stories, workers=workers), len(stories), "stories read", show)
        while batch := tuple(islice(reads, BATCH)):
            self._file(batch)
            wants.update((read.code, read.wanted) for read in batch if read.code is not None)
            terms.update((read.code, read.terms) for read in batch if read.code is not None and read.terms)
        self.tables.catalog.refuse_double_codes()
        self.tables.catalog.regroup()
        self.tables.printed.replace(wants)
        if self.tables.copies:
            self.tables.copies.settle()
            self.copied = self.tables.copies.count()
        if self.tables.computed:
            relate_all(self.tables.computed, terms, workers, self.tables.every_copy())

    def _file(self, batch: Iterable[Read]) -> None:
        self.tables.catalog.put(read.rows for read in batch)
        coded = {read.code: read for read in batch if read.code is not None}
        self.spooled.update((code, read.body) for code, read in coded.items() if read.body)
        if self.tables.copies:
            self.tables.copies.put({code: read.text for code, read in coded.items() if read.text})

    def _read(self, path: str) -> Read:
        filed, body = self.files.read(path)
        record = filed.printed
        if record is None:
            return Read(rows_of(filed))
        where = None if record.links else self.spool.put(body)
        return Read(rows_of(filed), record.code, filed.wanted(), self._terms(filed), self._text(filed), where)

    def take_in(
        self, paths: Iterable[str], present: Container[str], *, forgiving: bool, due: Container[str] = ()
    ) -> tuple[list[Change], Stale]:
        """Read those of these paths that are there and changed, and return what changed and what is stale by that.

        Those that are `due` are read as if they had changed. If `forgiving`, a story whose file broke stays as it was.
        Raises `DuplicateCodeError`.
        """
        old: list[Filed] = []
        new: list[Filed] = []
        for path in paths:
            here = path in present and self.files.is_story(path)
            before = self.tables.catalog.filed(path)
            if here and before and before.content and before.content == self.files.hash_of(path) and path not in due:
                continue  # touched, or not yet to be told by its stamp
            after = self._read_again(path) if here else None
            if forgiving and after and after.state == "refused" and before and before.printed:
                self.forgiven.append(after)
                continue
            old += [before] if before else []
            new += [after] if after else []
        return self._refile(old, new)

    def _read_again(self, path: str) -> Filed:
        filed, body = self.files.read(path)
        if filed.printed and not filed.printed.links:
            self.bodies[filed.printed.code] = body
        return filed

    def _refile(self, old: list[Filed], new: list[Filed]) -> tuple[list[Change], Stale]:
        catalog = self.tables.catalog
        changes = changes_of(old, new)
        before = Before.of(changes, catalog)
        for filed in old:
            catalog.drop(filed)
        catalog.put(map(rows_of, new))
        catalog.refuse_double_codes(filed.record.code for filed in new if filed.record)
        catalog.regroup({name for change in changes for name in change.lists()})
        stale = stale_after(changes, before, catalog)
        self._find_stale_relations(changes, changes_of(old, new, unseen=True), stale)
        return changes, stale

    def _find_stale_relations(self, changes: list[Change], rewritten: list[Change], stale: Stale) -> None:
        # The stories are compared by their files' words, of which a page may show less.
        tables = self.tables
        moved = tables.printed.replace({each.code: each.new.wanted() if each.new else None for each in changes})
        stale.add(story_keys(moved), "its printed list of related stories leads elsewhere")
        copied = self._find_stale_copies(changes, rewritten, stale)
        if tables.computed:
            terms = {each.code: self._terms(each.new) if each.new else None for each in rewritten}
            related = tables.computed.replace(terms, copied, tables.copies_of)
            stale.add(story_keys(related), "its related stories changed")
        for change in changes:
            if change.shows(tables.catalog):
                reason = f"it names story {change.code}, which changed"
                stale.add(story_keys(tables.leading_to(change.code)), reason)

    def _find_stale_copies(self, changes: list[Change], rewritten: list[Change], stale: Stale) -> set[str]:
        """Note the pages and feeds that name other copies than before; return the stories whose copies changed."""
        copies, catalog = self.tables.copies, self.tables.catalog
        if copies is None:
            return set()
        alone = [each.code for each in changes if copies.lead_of(each.code) is None]
        moved = copies.replace({each.code: self._text(each.new) if each.new else None for each in rewritten})
        stale.add(story_keys(moved.codes), "other papers carry its text than before")
        self.copied = sum(copies.lead_of(code) is not None for code in alone)
        led, leading = set(moved.led), set(moved.leading)
        for code in (change.code for change in changes if _is_named_otherwise(change, catalog.settings)):
            leads = {other: copies.lead_of(other) for other in copies.copies_of(code)}
            led.update(other for other, lead in leads.items() if lead == code)
            leading.update(other for other, lead in leads.items() if lead == other)
        if led or leading:
            stale.add(listing_keys(sorted(led | leading), catalog), "other papers carry a story in it than before")
            stale.add(feeds_with(led, catalog), "another paper first carried a story in it than before")
        return moved.codes

    def _terms(self, filed: Filed) -> ComparedTerms | None:
        return filed.compared() if self.tables.computed else None

    def _text(self, filed: Filed) -> TextPrint | None:
        return filed.text_print() if self.tables.copies else None


def _is_named_otherwise(change: Change, settings: SiteSettings) -> bool:
    """Return whether other stories name who carries this one in other words, or lead elsewhere by them."""
    old, new = (filed.listed if filed else None for filed in (change.old, change.new))
    return old is not None and new is not None and carrier_link(old, settings) != carrier_link(new, settings)


def relate_all(
    store: RelationStore, terms: dict[str, ComparedTerms | None], workers: int, copies_of: CopiesOf = no_copies
) -> None:
    """Make the related lists of all stories."""
    codes = sorted(store.admit(terms))
    shares = [codes[start : start + SHARE] for start in range(0, len(codes), SHARE)]
    lists = share(partial(store.lists_of, copies_of=copies_of), shares, workers=workers if store.is_loaded else 1)
    store.keep(dict(chain.from_iterable(each.items() for each in lists)))
