"""All that a book holds of the stories: lists, printed related stories and computed ones, copies of one text."""

from __future__ import annotations

from dataclasses import dataclass
from sqlite3 import Connection

from ..relate.comparing import CopiesOf
from ..relate.copy_store import CopyStore
from ..relate.printed_store import PrintedStore
from ..relate.relation_store import RelationStore
from .carried import Carriers
from .catalog import Catalog
from .related import RelatedPages
from .settings import SiteSettings


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables of one book; `computed` and `copies` are None where a digest does not want such."""

    catalog: Catalog
    printed: PrintedStore
    computed: RelationStore | None
    copies: CopyStore | None

    @classmethod
    def of(cls, book: Connection, site: SiteSettings) -> Tables:
        """Return the tables in a book."""
        computed = RelationStore(book) if site.related else None
        return cls(Catalog(book, site), PrintedStore(book), computed, CopyStore(book) if site.copies else None)

    def create(self) -> None:
        """Make the tables of an empty book."""
        self.catalog.create()
        self.printed.create()
        if self.computed:
            self.computed.create()
        if self.copies:
            self.copies.create()

    def related(self) -> RelatedPages:
        """Return what finds the related stories of a page."""
        return RelatedPages(self.catalog, self.printed, self.computed, self.copies)

    def carriers(self) -> Carriers:
        """Return what tells lists and feeds who else carries a story."""
        return Carriers(self.catalog, self.copies if self.copies and self.copies.has_any() else None)

    def copies_of(self, code: str) -> frozenset[str]:
        """Return the codes of the stories that have the text of this one."""
        return self.copies.copies_of(code) if self.copies else frozenset()

    def every_copy(self) -> CopiesOf:
        """Return what `copies_of` does, of all stories read at once."""
        pairs = self.copies.every_pair() if self.copies else {}
        return lambda code: pairs.get(code, ())

    def leading_to(self, code: str) -> set[str]:
        """Return the codes of the stories whose pages name this one as related, or as a copy."""
        computed = self.computed.leading_to(code) if self.computed else set()
        return self.printed.leading_to(code) | computed | self.copies_of(code)
