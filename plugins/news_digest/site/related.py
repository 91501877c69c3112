"""Related stories of a page: those printed in the capture, resolved where they are here, then computed ones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from ..relate.likeness import Reason
from ..relate.related import RelatedStory
from ..story import Related
from .catalog import Catalog
from .records import Record, web_address
from .views import Entry, Link, RelatedEntry
from .words import Words

# The theme says above the list that its stories are printed ones.
PRINTED = ""


class PrintedLists(Protocol):
    """What each printed list of related stories leads to."""

    def resolved(self, code: str) -> tuple[str | None, ...]:
        """Return for each entry of the story's printed list the code of the story here that it names."""


class CopyLists(Protocol):
    """The stories that have the text of each."""

    def copies_in_order(self, code: str) -> list[str]:
        """Return their codes: what leads the story, then by date."""

    def lead_of(self, code: str) -> str | None:
        """Return what leads the story, its own code if it does; None where it has no copies."""


class ComputedLists(Protocol):
    """The stories most like each."""

    def related(self, code: str) -> tuple[RelatedStory, ...]:
        """Return them, best first."""


@dataclass(frozen=True, slots=True)
class RelatedPages:
    """What is needed to relate one story; `computed` and `copies` are None where a digest does not want such."""

    catalog: Catalog
    printed: PrintedLists
    computed: ComputedLists | None
    copies: CopyLists | None = None

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

    def carried(self, record: Record) -> tuple[tuple[RelatedEntry, ...], tuple[RelatedEntry, ...]]:
        """Return the story that leads this one, none if it leads, and the other copies of its text."""
        if self.copies is None:
            return (), ()
        codes = self.copies.copies_in_order(record.code)
        entries = tuple(self._entry(self.catalog.entry(code), "") for code in codes)
        first = int(bool(codes) and self.copies.lead_of(record.code) != record.code)
        return entries[:first], entries[first:]

    def _printed(self, named: Related, code: str | None) -> tuple[str, RelatedEntry]:
        if code is not None:
            return code, self._entry(self.catalog.entry(code), PRINTED)
        url = web_address(named.url)
        text = named.title or named.url or self._words.gettext("Story %(code)s") % {"code": named.story_code}
        # A name without a page is told apart from every code by the line feed, which no code has.
        return f"\n{url or text}", RelatedEntry(Link(text, url), None, None, PRINTED)

    def _computed(self, record: Record, taken: set[str]) -> Iterator[RelatedEntry]:
        if self.computed is None:
            return
        left = (related for related in self.computed.related(record.code) if related.story_code not in taken)
        for related, _ in zip(left, range(self.catalog.settings.related), strict=False):
            yield self._entry(self.catalog.entry(related.story_code), reason_text(related.reason, self._words))

    @property
    def _words(self) -> Words:
        return self.catalog.settings.words

    def _entry(self, entry: Entry, reason: str) -> RelatedEntry:
        link = link_to(entry, self.catalog.settings.lang)
        return RelatedEntry(link, entry.moment, entry.source.text if entry.source else None, reason)


def reason_text(reason: Reason, words: Words) -> str:
    """Return in a short phrase why a story is related."""
    if reason.kind == "event":
        return words.gettext("same event, other source")
    if reason.kind == "tags":
        return words.gettext("shares %(tags)s") % {"tags": words.listed(reason.tags)}
    return words.gettext("similar wording")


def link_to(entry: Entry, site_lang: str) -> Link:
    """Return a link to a story by its headline, with its language where that is not the site's."""
    foreign = entry.lang != site_lang
    return Link(entry.headline, entry.url, entry.lang if foreign else None, entry.dir if foreign else None)
