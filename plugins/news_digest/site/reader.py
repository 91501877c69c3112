"""Pelican's reader for Markdown: a story file becomes HTML and metadata, by our schema and our renderer."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from functools import cache, cached_property
from html import escape
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from pelican.contents import Author, Category, Tag
from pelican.readers import METADATA_PROCESSORS, BaseReader, RstReader, get_docutils_lang
from pelican.utils import SafeDatetime

from ..desk.codes import path_of
from ..errors import StoryFileError
from ..markdown import read_story_bytes, render_markdown
from ..markdown.dates import as_moment
from ..story import Story
from .rights import read_rights_rules, restricted, withdrawn_html, withdrawn_title, without_withdrawn
from .settings import is_our_theme, translation_folders
from .terms import Series, Source, Terms
from .translations import words_of
from .unpublished import as_published, is_unpublished, wants_unpublished
from .words import ENGLISH, Words

EXTENSIONS = ("md", "markdown", "mkd", "mdown")


class StoryReader(BaseReader):  # type: ignore[misc]  # Pelican has no types
    """Reads story files and static pages; raises `StoryFileError` with file, line, key and remedy."""

    enabled = True
    file_extensions = EXTENSIONS
    # Whether a story with a code needs the slug of its headline as well.
    names_by_headline = True

    def __init__(self, settings: Mapping[str, Any]) -> None:
        super().__init__(settings)
        self._terms = Terms(settings)
        self._rights = read_rights_rules(settings, self._slug_of_source)
        self._ahead_of_time = wants_unpublished(settings)

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        """Return the body as HTML, with Pelican's link placeholders, and the metadata."""
        name = _shown(source_path, str(self.settings["PATH"]))
        story = read_story_bytes(_read_bytes(source_path, name), name=name)
        if self._ahead_of_time and is_unpublished(story):
            story = as_published(story)
        if story.withdrawn and not self._is_page(source_path):
            return withdrawn_html(story, self._words), self._metadata_of_withdrawn(
                without_withdrawn(story), source_path
            )
        html = render_markdown(story.body)
        rights = self._rights.of(story, self._slug_of_source)
        if rights != "full" and not self._is_page(source_path):
            story, html = restricted(story, html, rights)
        metadata = {**dict(self._extra(story)), **dict(self._metadata(story, source_path))}
        return (self._with_sizes(html, source_path) if "<img " in html else html), metadata

    def _metadata_of_withdrawn(self, story: Story, path: str) -> dict[str, Any]:
        title = withdrawn_title(story, self._words)
        metadata = {**dict(self._extra(story)), **dict(self._metadata(story, path)), "title": title}
        # It stands in no list, as a hidden story does.
        metadata["status"] = "hidden" if story.status == "published" else story.status
        if is_our_theme(self.settings):
            metadata["template"] = "withdrawn"
        return metadata

    @cached_property
    def _words(self) -> Words:
        # Our theme says it by itself, when it prints.
        if is_our_theme(self.settings):
            return ENGLISH
        return words_of(str(self.settings["DEFAULT_LANG"]), translation_folders(self.settings))

    def _is_page(self, path: str) -> bool:
        """Return whether a file is that of a static page, to which rights and withdrawal do not apply."""
        below = Path(os.path.relpath(path, str(self.settings["PATH"]))).parts
        pages, stories = (_depth(below, self.settings[key]) for key in ("PAGE_PATHS", "ARTICLE_PATHS"))
        return pages > stories

    def _with_sizes(self, html: str, source_path: str) -> str:
        # Loaded where there are pictures.
        from .measuring import with_sizes  # noqa: PLC0415

        return with_sizes(html, str(self.settings["PATH"]), source_path)

    def _metadata(self, story: Story, path: str) -> Iterator[tuple[str, Any]]:
        slug = story.slug or self._slug_of_headline(story)
        yield "story", story
        yield "title", story.headline
        yield "slug", slug
        yield "status", story.status
        yield "code_path", path_of(story.story_code or slug or Path(path).stem)
        for key in ("story_code", "lang", "publisher", "dateline", "guid", "seed"):
            value = getattr(story, key)
            if value:
                yield key, value
        for key in ("date", "modified"):
            moment = getattr(story, key)
            if moment:
                yield key, as_datetime(moment)
        if story.corrections or story.withdrawn or story.rights:
            yield from self._amended(story)
        yield from self._named(story)
        if story.deck:
            yield "summary", f"<p>{escape(story.deck, quote=False)}</p>"

    def _amended(self, story: Story) -> Iterator[tuple[str, Any]]:
        if story.corrections:
            yield "corrections", story.corrections
            yield "modified", self._last_change(story)
        if story.withdrawn:
            yield "withdrawn", story.withdrawn.reason
        if story.rights:
            yield "rights", story.rights

    def _last_change(self, story: Story) -> datetime:
        """Return the newest of the story's moments; a correction of the day it came on is not before it."""
        zone = ZoneInfo(self.settings.get("TIMEZONE") or "UTC")
        dates = (story.date, story.modified, *(one.date for one in story.corrections))
        return max(as_moment(as_datetime(moment), zone) for moment in dates if moment)

    def _slug_of_source(self, name: str) -> str:
        return str(self._terms.term(Source, name).slug)

    def _slug_of_headline(self, story: Story) -> str:
        if story.story_code and not self.names_by_headline:
            return ""
        return str(self._terms.term(_Title, story.headline).slug)

    def _named(self, story: Story) -> Iterator[tuple[str, Any]]:
        if story.tags:
            yield "tags", [self._terms.term(Tag, name) for name in story.tags]
        if story.authors:
            yield "authors", [self._terms.term(Author, name) for name in story.authors]
        if story.category:
            yield "category", self._terms.term(Category, story.category)
        if story.source:
            yield "source", self._terms.term(Source, story.source.name)
            yield "source_url", story.source.url
        if story.series:
            yield "series", self._terms.term(Series, story.series)

    def _extra(self, story: Story) -> Iterator[tuple[str, Any]]:
        for key, value in story.extra.items():
            known = key.lower() in METADATA_PROCESSORS and isinstance(value, str)
            yield key.lower(), self.process_metadata(key.lower(), value) if known else value


class EnglishRst(RstReader):  # type: ignore[misc]  # Pelican has no types
    """Pelican's reader for reStructuredText; one that is there for no file does not warn of the site's language.

    Docutils has labels of its own ("Note:") in few languages; in others they are English either way.
    """

    def __init__(self, settings: Mapping[str, Any]) -> None:
        lang = str(settings.get("DEFAULT_LANG", "en"))
        known = get_docutils_lang(lang)
        super().__init__(settings if known else {**settings, "DEFAULT_LANG": "en"})
        self.settings = settings


class _Title(Source):
    """A headline, for its slug alone."""


def _depth(below: tuple[str, ...], folders: Iterable[str]) -> int:
    """Return how deep the folder lies in which a path is, -1 where it is in none of these."""
    parts = [tuple(part for part in folder.split("/") if part not in {"", "."}) for folder in folders]
    return max((len(folder) for folder in parts if below[: len(folder)] == folder), default=-1)


def as_datetime(moment: date) -> SafeDatetime:
    """Return the moment in Pelican's type; midnight where there is only a day."""
    if not isinstance(moment, datetime):
        return SafeDatetime(moment.year, moment.month, moment.day)
    clock = (moment.hour, moment.minute, moment.second, moment.microsecond)
    return SafeDatetime(moment.year, moment.month, moment.day, *clock, moment.tzinfo)


def _shown(path: str, content: str) -> str:
    return path.removeprefix(_root(content)).replace(os.sep, "/")


@cache
def _root(content: str) -> str:
    """Return what the paths of a project's files begin with."""
    return str(Path(content).parent / "_").removesuffix("_")


# The bytes of the file that is to be read next, by its path.
_ahead: dict[str, bytes] = {}


def bytes_of(path: str) -> bytes:
    """Return a file's bytes; raises `OSError`."""
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - a Path costs more than the reading
        return file.read()


def bytes_ahead(path: str) -> bytes:
    """Return the bytes of a file of which the reader is to make a story at once, and of these; raises `OSError`."""
    _ahead.clear()
    data = _ahead[path] = bytes_of(path)
    return data


def _read_bytes(path: str, name: str) -> bytes:
    try:
        data = _ahead.pop(path, None)
        return bytes_of(path) if data is None else data
    except OSError as error:
        raise StoryFileError(
            name, 1, None, f"cannot be read: {error.strerror}", "check the file's permissions"
        ) from error


def story_of(metadata: Mapping[str, Any]) -> Story | None:
    """Return the story that our reader put into an article's metadata; None for an article of another reader."""
    story = metadata.get("story")
    return story if isinstance(story, Story) else None
