"""Captured news in, a digest out: the Pelican plugin `news_digest` and the core behind it."""

from __future__ import annotations

from pathlib import Path

__version__ = "0.1.0"


def theme_path() -> Path:
    """Return the folder of the digest's theme: within the package where installed, beside it in a clone."""
    packaged = Path(__file__).parent / "theme"
    return packaged if packaged.is_dir() else Path(__file__).parents[2] / "theme"


def register() -> None:
    """Connect the plugin's hooks to Pelican's signals; Pelican is imported here and not before."""
    from .site.hooks import connect  # noqa: PLC0415 - the core imports without Pelican

    connect()
