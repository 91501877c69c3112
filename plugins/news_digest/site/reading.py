"""Story files read by Pelican's own readers, one at a time and in any process."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import blake2b
from logging import ERROR
from typing import Any

from pelican.contents import Article
from pelican.readers import Readers

from ..errors import NewsDigestError
from .catalog import Catalog
from .contents import FiledArticle
from .due import due_of
from .filed import Filed, State
from .kept_notes import Note
from .linking import FiledContents
from .notes import taking_notes
from .reader import StoryReader, bytes_ahead, bytes_of
from .records import Record, html_of, record_of, resolved_body
from .references import encode_spaces
from .settings import Settings

# The settings that say where a story goes.
ADDRESSES = [
    f"{kind}_{lang}{what}" for kind in ("ARTICLE", "DRAFT") for lang in ("", "LANG_") for what in ("URL", "SAVE_AS")
]
STATES: dict[str, State] = {"published": "listed", "draft": "unlisted", "hidden": "unlisted"}


class _Readers(Readers):  # type: ignore[misc]  # Pelican has no types
    """Pelican's readers without its cache: the book is one. Slugs are made where addresses name them."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        named = any("slug" in str(settings.get(name)) for name in ADDRESSES)
        for reader in self.readers.values():
            if isinstance(reader, StoryReader):
                reader.names_by_headline = named

    def get_cached_data(self, path: str, default: object = None) -> object:
        """Return nothing but the default."""
        del path
        return default

    def cache_data(self, path: str, data: object) -> None:
        """Keep nothing."""


class StoryFiles:
    """Reads story files below the content folder, as they stand at the moment `now`.

    `context` has what links to files are resolved with.
    """

    def __init__(self, settings: Settings, base: str, context: dict[str, Any], now: int) -> None:
        self.now = now
        self.base = base
        self.context = context
        self.root = str(settings["PATH"])
        self.readers = _Readers(settings)

    def link_by(self, catalog: Catalog) -> None:
        """Resolve links to other stories by what is filed of them."""
        contents = self.context["generated_content"]
        if isinstance(contents, FiledContents):
            contents.catalog = catalog

    def is_story(self, path: str) -> bool:
        """Return whether a file's name is that of a story file; others may lie beside them."""
        return path.rpartition(".")[2] in self.readers.extensions

    def hash_of(self, path: str, read: Callable[[str], bytes] = bytes_of) -> bytes:
        """Return a hash of a file's bytes, b"" where it cannot be read."""
        try:
            return blake2b(read(f"{self.root}/{path}"), digest_size=16).digest()
        except OSError:
            return b""

    def read(self, path: str) -> tuple[Filed, str]:
        """Return what is filed of a story file, and its body as printed, "" where links are yet to be resolved.

        A file that cannot be used is "refused", with the reason among its notes.
        """
        content = self.hash_of(path, bytes_ahead)
        with taking_notes() as notes:
            article, state = self._article(path, notes)
        if article is None:
            return Filed(path, state, content, notes=tuple(notes)), ""
        record = record_of(article)
        files = tuple(sorted(article.get_static_links())) if record.links else ()
        filed = Filed(path, state, content, record, tuple(notes), files)
        return filed, "" if record.links else encode_spaces(html_of(article))

    def body(self, record: Record) -> str:
        """Return the body of a story as printed, its links resolved; reads its file again."""
        article = self._read(record.origin)
        return resolved_body(article, self.base)

    def _article(self, path: str, notes: list[Note]) -> tuple[Article | None, State]:
        try:
            article = self._read(path)
            if not isinstance(article, Article):
                return None, "skipped"  # Pelican's stand-in for what is to be left out
            if not article.is_valid():
                return None, "refused"
            return article, due_of(article).standing(self.now) or STATES[article.status]
        except Exception as error:  # noqa: BLE001 - one broken file stops no build, as with Pelican
            reason = str(error) if isinstance(error, NewsDigestError) else f"{path}: {type(error).__name__}: {error}"
            notes.append((ERROR, reason))
            return None, "refused"

    def _read(self, path: str) -> Any:  # noqa: ANN401 - an article, or Pelican's stand-in
        return self.readers.read_file(self.root, path, FiledArticle, context=self.context)
