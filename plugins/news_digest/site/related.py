"""Related stories of a page: those printed in the capture, resolved where they are here, then computed ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..relate import RelatedStory, Relations, StoryIndex, resolve_printed
from ..story import Related
from .digest import Digest
from .records import Record, web_address
from .views import Entry, Link, RelatedEntry

# The theme says above the list that its stories are printed ones.
PRINTED = ""


@dataclass(frozen=True, slots=True)
class RelatedPages:
    """What is needed to relate one story: the entries of all listed ones, and the two indexes over them."""

    entries: Mapping[str, Entry]
    index: StoryIndex
    relations: Relations
    most: int
    lang: str

    @classmethod
    def of(cls, digest: Digest) -> RelatedPages:
        """Index the listed stories of the digest."""
        stories = [record.story for record in digest.records if record.story.story_code]
        settings = digest.settings
        return cls(digest.entries, StoryIndex.of(stories), Relations.of(stories), settings.related, settings.lang)

    def of_story(self, record: Record) -> tuple[tuple[RelatedEntry, ...], tuple[RelatedEntry, ...]]:
        """Return the printed and the computed related stories of a record; none of them twice, nor itself."""
        printed: dict[str, RelatedEntry] = {}
        for named in record.story.related:
            code = self._resolve(named, record)
            if code != record.code:
                key, entry = self._printed(named, code)
                printed.setdefault(key, entry)
        computed = tuple(self._computed(record, {record.code, *printed}))
        return tuple(printed.values()), computed

    def _resolve(self, named: Related, record: Record) -> str | None:
        source = record.source.name if record.source else None
        return resolve_printed(named, self.index, source=source)

    def _printed(self, named: Related, code: str | None) -> tuple[str, RelatedEntry]:
        if code in self.entries:
            return str(code), self._entry(self.entries[str(code)], PRINTED)
        url = web_address(named.url)
        text = named.title or named.url or f"Story {named.story_code}"
        # A name without a page is told apart from every code by the line feed, which no code has.
        return f"\n{url or text}", RelatedEntry(Link(text, url), None, None, PRINTED)

    def _computed(self, record: Record, taken: set[str]) -> Iterator[RelatedEntry]:
        found: tuple[RelatedStory, ...] = ()
        if record.code in self.relations.places:
            found = self.relations.related(record.code)
        left = (related for related in found if related.story_code not in taken and related.story_code in self.entries)
        for related, _ in zip(left, range(self.most), strict=False):
            yield self._entry(self.entries[related.story_code], related.reason)

    def _entry(self, entry: Entry, reason: str) -> RelatedEntry:
        link = link_to(entry, self.lang)
        return RelatedEntry(link, entry.moment, entry.source.text if entry.source else None, reason)


def link_to(entry: Entry, site_lang: str) -> Link:
    """Return a link to a story by its headline, with its language where that is not the site's."""
    foreign = entry.lang != site_lang
    return Link(entry.headline, entry.url, entry.lang if foreign else None, entry.dir if foreign else None)
