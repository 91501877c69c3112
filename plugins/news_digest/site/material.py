"""What pages are made from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from .carding import Cards
from .carried import Carriers
from .catalog import Catalog
from .edition_files import UNEDITED, Edition
from .keys import Key, page_size
from .pagination import Leaf, leaf_at
from .reading_aids import Neighbours
from .records import Record
from .related import RelatedPages
from .settings import SiteSettings
from .shell import Shell
from .static_page import StaticPage
from .words import Words


@dataclass(frozen=True, slots=True)
class Material:
    """All that pages are made from; `body` returns a story's HTML, its links to files resolved.

    Lists of headlines alone, and those of related stories, do not say who else carries a story. `editions` are what an
    editor says of days and weeks. `copies` leads from files of the output folder to those that are copied there.
    """

    shell: Shell
    catalog: Catalog
    related: RelatedPages
    carriers: Carriers
    body: Callable[[Record], str]
    static_pages: Mapping[str, StaticPage]
    cards: Cards
    neighbours: Neighbours
    editions: Mapping[str, Edition]
    copies: Mapping[str, str] = field(default_factory=dict)

    @property
    def settings(self) -> SiteSettings:
        """The site's settings."""
        return self.catalog.settings

    @property
    def words(self) -> Words:
        """What the site says, in its language."""
        return self.catalog.settings.words

    def leaf(self, key: Key, kind: str) -> Leaf:
        """Return the codes on one page of a list."""
        return leaf_at(self.catalog.listing(kind, key.id), page_size(key.kind, self.settings), key.leaf)

    def edition(self, name: str) -> Edition:
        """Return what an editor says of a day or a week, all of it empty where nothing is said."""
        return self.editions.get(name, UNEDITED)

    def length_of(self, save_as: str) -> int | None:
        """Return the bytes of a file that is copied into the output folder, None for all others."""
        source = self.copies.get(save_as)
        try:
            return Path(source).stat().st_size if source else None
        except OSError:
            return None
