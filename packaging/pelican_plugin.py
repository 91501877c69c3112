"""The plugin under the name by which Pelican finds installed plugins; all of it lives in `news_digest`."""

from news_digest import register

__all__ = ["register"]
