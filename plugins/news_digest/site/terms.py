"""Tags, authors, categories and sources as Pelican's URL objects, with an address that is never empty."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import Any, TypeVar

from pelican.urlwrappers import URLWrapper
from pelican.utils import slugify

Wrapper = TypeVar("Wrapper", bound=URLWrapper)

# A file name holds 255 bytes; the rest is left to prefixes and extensions.
MAX_SLUG = 120


class Source(URLWrapper):  # type: ignore[misc]  # Pelican has no types
    """Who published a story first; its address comes from SOURCE_URL and SOURCE_SAVE_AS."""


class Series(URLWrapper):  # type: ignore[misc]  # Pelican has no types
    """A running story; its address comes from SERIES_URL and SERIES_SAVE_AS."""


class Terms:
    """Makes tags, authors, categories and sources by Pelican's rules, as its settings have them."""

    def __init__(self, settings: Mapping[str, Any]) -> None:
        self._settings = settings
        self._slugs: dict[tuple[type[URLWrapper], str], str] = {}

    def term(self, kind: type[Wrapper], name: str) -> Wrapper:
        """Return the term of this name, its slug by Pelican's rules if they yield one."""
        wrapper: Wrapper = kind(name, self._settings)
        wrapper.slug = self._slugs.get((kind, name)) or self._slugs.setdefault((kind, name), self._slug(kind, name))
        return wrapper

    def _slug(self, kind: type[URLWrapper], name: str) -> str:
        settings, label = self._settings, kind.__name__
        slug: str = slugify(
            name,
            regex_subs=settings.get(
                f"{label.upper()}_REGEX_SUBSTITUTIONS", settings.get("SLUG_REGEX_SUBSTITUTIONS", [])
            ),
            preserve_case=bool(settings.get("SLUGIFY_PRESERVE_CASE")),
            use_unicode=bool(settings.get("SLUGIFY_USE_UNICODE")),
        ).strip("-")
        if slug and len(slug.encode()) <= MAX_SLUG:
            return slug
        digest = sha256(name.encode()).hexdigest()[:8]
        return f"{slug[:40].strip('-') or label.lower()}-{digest}"
