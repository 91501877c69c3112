"""Tags, authors, categories and sources as Pelican's URL objects, with an address that is never empty."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from typing import Any, TypeVar

from pelican.urlwrappers import URLWrapper
from pelican.utils import slugify

Wrapper = TypeVar("Wrapper", bound=URLWrapper)

# A file name holds 255 bytes; the rest is left to prefixes and extensions.
MAX_SLUG = 120


class Source(URLWrapper):  # type: ignore[misc]  # Pelican has no types
    """Who published a story first; its address comes from SOURCE_URL and SOURCE_SAVE_AS."""


def term(kind: type[Wrapper], name: str, settings: Mapping[str, Any]) -> Wrapper:
    """Return the tag, author, category or source of this name, its slug by Pelican's rules if they yield one."""
    wrapper: Wrapper = kind(name, settings)
    label = kind.__name__
    rules = settings.get(f"{label.upper()}_REGEX_SUBSTITUTIONS", settings.get("SLUG_REGEX_SUBSTITUTIONS", []))
    wrapper.slug = _slug(
        name,
        label.lower(),
        tuple(map(tuple, rules)),
        bool(settings.get("SLUGIFY_PRESERVE_CASE")),
        bool(settings.get("SLUGIFY_USE_UNICODE")),
    )
    return wrapper


@cache
def _slug(name: str, label: str, rules: tuple[tuple[str, str], ...], case: bool, use_unicode: bool) -> str:  # noqa: FBT001 - Pelican's own switches
    slug: str = slugify(name, regex_subs=rules, preserve_case=case, use_unicode=use_unicode).strip("-")
    if slug and len(slug.encode()) <= MAX_SLUG:
        return slug
    digest = sha256(name.encode()).hexdigest()[:8]
    return f"{slug[:40].strip('-') or label}-{digest}"
