"""What the panel is made from: the settings as they are now, the project, the book of the site that is shown."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from sqlite3 import DatabaseError, connect
from types import MappingProxyType
from typing import Any

from ..press.book import Shelf
from ..project import Project
from ..site.defaults import apply_defaults
from ..site.related import RelatedPages
from ..site.rights import read_rights_rules
from ..site.settings import project_from, read_site_settings
from ..site.settings_file import load_settings
from ..site.tables import Tables
from ..site.terms import Source, Terms
from ..site.views import RelatedEntry
from ..story import Story

NO_SETTINGS: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class RelatedStory:
    """A story that is named beside another: its headline, where it is, and why.

    `score` is how like they are, where that was computed.
    """

    headline: str
    address: str | None
    reason: str
    score: float | None = None


@dataclass(frozen=True, slots=True)
class Ground:
    """The project, its settings (none where it has no file of them), and the shelf of the site that is shown."""

    project: Project
    settings: Mapping[str, Any]
    shelf: Shelf

    @classmethod
    def of(cls, project: Project, shelf: Shelf) -> Ground:
        """Read the settings; raises `SettingsError`."""
        if project.settings_file is None:
            return cls(project, NO_SETTINGS, shelf)
        settings = load_settings(project.settings_file)
        return cls(project_from(settings), settings, shelf)

    def file(self, path: str) -> Path:
        """Return a story's file by its path from the content folder on."""
        return self.project.content / path

    def says_rights(self, story: Story) -> bool:
        """Return whether the story, its source or the site says how much of it may be shown; raises `SettingsError`."""
        if story.rights or self.settings.get("DIGEST_RIGHTS"):
            return True
        name = story.source.name if story.source else story.publisher
        slug_of = self._slug_of_source
        return bool(name) and slug_of(str(name)) in read_rights_rules(self.settings, slug_of).sources

    def _slug_of_source(self, name: str) -> str:
        return str(Terms(self.settings).term(Source, name).slug)

    def related(self, code: str) -> tuple[RelatedStory, ...] | None:
        """Return the stories that the page of a story names; None where a build is just writing them down."""
        settings = dict(self.settings)
        apply_defaults(settings)
        try:
            with closing(connect(f"{self.shelf.book.as_uri()}?mode=ro", uri=True)) as book:
                tables = Tables.of(book, read_site_settings(settings))
                return tuple(_related(tables, tables.related(), code))
        except DatabaseError:
            return None


def _related(tables: Tables, pages: RelatedPages, code: str) -> list[RelatedStory]:
    record = tables.catalog.record(code)
    printed, computed = pages.of_story(record)
    above, others = pages.carried(record)
    scores = {one.story_code: one.score for one in tables.computed.related(code)} if tables.computed else {}
    at = {tables.catalog.entry(other).url: score for other, score in scores.items()}
    return [
        *(_named(one, "leads this story: the same text in another paper") for one in above),
        *(_named(one, "the same text in another paper") for one in others),
        *(_named(one, "printed in the capture") for one in printed),
        *(_named(one, one.reason, at.get(one.link.url or "")) for one in computed),
    ]


def _named(entry: RelatedEntry, reason: str, score: float | None = None) -> RelatedStory:
    return RelatedStory(entry.link.text, entry.link.url, reason, score)
