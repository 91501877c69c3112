"""Related stories of a page: those printed in the capture, resolved where they are here, then computed ones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from ..relate.related import RelatedStory
from ..story import Related
from .catalog import Catalog
from .records import Record, web_address
from .views import Entry, Link, RelatedEntry

# The theme says above the list that its stories are printed ones.
PRINTED = ""


class PrintedLists(Protocol):
    """What each printed list of related stories leads to."""

    def resolved(self, code: str) -> tuple[str | None, ...]:
        """Return for each entry of the story's printed list the code of the story here that it names."""


class ComputedLists(Protocol):
    """The stories most like each."""

    def related(self, code: str) -> tuple[RelatedStory, ...]:
        """Return them, best first."""


@dataclass(frozen=True, slots=True)
class RelatedPages:
    """What is needed to relate one story; `computed` is None where a digest wants no computed ones."""

    catalog: Catalog
    printed: PrintedLists
    computed: ComputedLists | None

    def of_story(self, record: Record) -> tuple[tuple[RelatedEntry, ...], tuple[RelatedEntry, ...]]:
        """Return the printed and the computed related stories of a record; none of them twice, nor itself."""
        printed: dict[str, RelatedEntry] = {}
        if record.story.related:
            codes = self.printed.resolved(record.code)
            for named, code in zip(record.story.related, codes, strict=True):
                # Nothing names a story that was withdrawn.
                if code != record.code and not (code and self.catalog.record(code).story.withdrawn):
                    key, entry = self._printed(named, code)
                    printed.setdefault(key, entry)
        computed = tuple(self._computed(record, {record.code, *printed}))
        return tuple(printed.values()), computed

    def _printed(self, named: Related, code: str | None) -> tuple[str, RelatedEntry]:
        if code is not None:
            return code, self._entry(self.catalog.entry(code), PRINTED)
        url = web_address(named.url)
        text = named.title or named.url or f"Story {named.story_code}"
        # A name without a page is told apart from every code by the line feed, which no code has.
        return f"\n{url or text}", RelatedEntry(Link(text, url), None, None, PRINTED)

    def _computed(self, record: Record, taken: set[str]) -> Iterator[RelatedEntry]:
        if self.computed is None:
            return
        left = (related for related in self.computed.related(record.code) if related.story_code not in taken)
        for related, _ in zip(left, range(self.catalog.settings.related), strict=False):
            yield self._entry(self.catalog.entry(related.story_code), related.reason)

    def _entry(self, entry: Entry, reason: str) -> RelatedEntry:
        link = link_to(entry, self.catalog.settings.lang)
        return RelatedEntry(link, entry.moment, entry.source.text if entry.source else None, reason)


def link_to(entry: Entry, site_lang: str) -> Link:
    """Return a link to a story by its headline, with its language where that is not the site's."""
    foreign = entry.lang != site_lang
    return Link(entry.headline, entry.url, entry.lang if foreign else None, entry.dir if foreign else None)
