"""Pelican's context, by which links to files are resolved, answered by the catalog: no story has to be read for it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from .catalog import Catalog


class FiledContents(dict[str, Any]):
    """Pelican's `generated_content`: pages as they were read, and stories as they are filed, by path."""

    catalog: Catalog | None = None

    def get(self, path: str, default: object = None) -> object:
        """Return what stands at a path; of a story its address alone."""
        if super().__contains__(path):
            return super().get(path)
        filed = self.catalog.filed(path) if self.catalog else None
        if filed is None or filed.printed is None:
            return default
        return SimpleNamespace(url=filed.printed.url)

    def __contains__(self, path: object) -> bool:
        """Return whether a generator found this file, be it usable or not."""
        if super().__contains__(path):
            return True
        return self.catalog is not None and isinstance(path, str) and self.catalog.filed(path) is not None


def context_of(settings: dict[str, Any]) -> dict[str, Any]:
    """Return the context that Pelican's generators share, as `Pelican.run` makes it, with `FiledContents` in it."""
    return {
        **settings,
        "generated_content": FiledContents(),
        "static_links": set(),
        "static_content": {},
        "localsiteurl": settings["SITEURL"],
    }
