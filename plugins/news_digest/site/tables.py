"""All that a book holds of the stories: lists, printed related stories and computed ones."""

from __future__ import annotations

from dataclasses import dataclass
from sqlite3 import Connection

from ..relate.printed_store import PrintedStore
from ..relate.relation_store import RelationStore
from .catalog import Catalog
from .related import RelatedPages
from .settings import SiteSettings


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables of one book; `computed` is None where a digest wants no computed related stories."""

    catalog: Catalog
    printed: PrintedStore
    computed: RelationStore | None

    @classmethod
    def of(cls, book: Connection, site: SiteSettings) -> Tables:
        """Return the tables in a book."""
        return cls(Catalog(book, site), PrintedStore(book), RelationStore(book) if site.related else None)

    def create(self) -> None:
        """Make the tables of an empty book."""
        self.catalog.create()
        self.printed.create()
        if self.computed:
            self.computed.create()

    def related(self) -> RelatedPages:
        """Return what finds the related stories of a page."""
        return RelatedPages(self.catalog, self.printed, self.computed)

    def leading_to(self, code: str) -> set[str]:
        """Return the codes of the stories whose pages name this one as related."""
        computed = self.computed.leading_to(code) if self.computed else set()
        return self.printed.leading_to(code) | computed
