"""The pictures that a web archive holds for its pages, found when the first page is read."""

from __future__ import annotations

from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING

from ..capture.containers import holds_records
from .pieces import open_seed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..capture.containers import Document
    from .intake import Seed


class ArchivedPictures:
    """The pictures of one seed, if it is a web archive."""

    def __init__(self, seed: Seed) -> None:
        self._seed = seed

    def put_with(self, document: Document) -> Document:
        """Return a page of the seed with the pictures that it shows, as far as the seed has them."""
        if not document.part or document.media != "html" or not self._index:
            return document
        from ..capture.containers.archived_pictures import with_archived_pictures  # noqa: PLC0415 - most are no archive

        # What cannot be read any more is told where the pages are read.
        with suppress(OSError), open_seed(self._seed) as stream:
            return with_archived_pictures(document, stream, self._index)
        return document

    @cached_property
    def _index(self) -> Mapping[int, int]:
        with suppress(OSError), open_seed(self._seed) as stream:
            if holds_records(stream):
                from ..capture.containers.archived_pictures import index_pictures  # noqa: PLC0415 - as above

                return index_pictures(stream)
        return {}
