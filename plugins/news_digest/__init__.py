"""Captured news in, a digest out: the Pelican plugin `news_digest` and the core behind it."""

from __future__ import annotations

__version__ = "0.1.0"


def register() -> None:
    """Connect the plugin's hooks to Pelican's signals; Pelican is imported here and not before."""
    from .site.hooks import connect  # noqa: PLC0415 - the core imports without Pelican

    connect()
