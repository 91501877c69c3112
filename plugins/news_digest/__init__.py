"""Captured news in, a digest out: the Pelican plugin `news_digest` and the core behind it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .site.pelican_class import DigestPelican

__version__ = "0.1.0"


def theme_path() -> Path:
    """Return the folder of the digest's theme: within the package where installed, beside it in a clone."""
    packaged = Path(__file__).parent / "theme"
    return packaged if packaged.is_dir() else Path(__file__).parents[2] / "theme"


def digest_pelican(settings: dict[str, Any]) -> DigestPelican:
    """Return the digest's own build, for PELICAN_CLASS; so named, it is imported when there is work for it."""
    from .site.pelican_class import DigestPelican  # noqa: PLC0415 - a build with nothing to do needs no Pelican

    return DigestPelican(settings)


def register() -> None:
    """Connect the plugin's hooks to Pelican's signals; Pelican is imported here and not before."""
    from .site.hooks import connect  # noqa: PLC0415 - the core imports without Pelican

    connect()
