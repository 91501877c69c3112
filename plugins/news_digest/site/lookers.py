"""Who looks at more than a page is handed, so that only Pelican's own way of building can be right."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from blinker import ANY, Signal
from pelican.plugins import signals
from pelican.settings import DEFAULT_CONFIG

from ..press.fingerprint import UnstableValueError, fingerprint
from .settings import Settings, is_our_theme

# These are sent whatever has to be built, and say nothing of articles.
HARMLESS = frozenset({"initialized", "finalized", "get_generators", "get_writer"})
OURS = __name__.rpartition(".")[0]

# Settings under which Pelican's own way is needed, with the value under which it is not: a page then depends on more
# than what it is handed, or its file is treated otherwise.
PLAIN: Mapping[str, object] = MappingProxyType(
    {
        "ARTICLE_TRANSLATION_ID": None,
        "CACHE_CONTENT": False,
        "LOAD_CONTENT_CACHE": False,
        "DEFAULT_DATE": None,
        "DELETE_OUTPUT_DIRECTORY": False,
        "INTRASITE_LINK_REGEX": DEFAULT_CONFIG["INTRASITE_LINK_REGEX"],
        "OUTPUT_SOURCES": False,
        "STATIC_CREATE_LINKS": False,
        "TEMPLATE_PAGES": {},
        "WITH_FUTURE_DATES": True,
    }
)
# What does not reach a page: how a build is run, and what is imported before it.
NOT_OF_PAGES = frozenset(
    {
        "DIGEST_IMPORT",
        "DIGEST_MAIL_WISH",
        "DIGEST_NOW",
        "DIGEST_SEARCH_INDEX",
        "DIGEST_TARGETS",
        "DIGEST_WORKERS",
        "AUTORELOAD",
        "LISTEN",
        "PORT",
        "BIND",
        "DEBUG",
    }
)


def looker(settings: Settings, generators: list[Any], stock: frozenset[type]) -> str | None:
    """Return in words who or what needs every story at each build; None where pages can be told apart.

    `generators` are those of this run, `stock` those that our own classes stand for.
    """
    return next(_lookers(settings, generators, stock), None)


def _lookers(settings: Settings, generators: list[Any], stock: frozenset[type]) -> Iterator[str]:
    if not is_our_theme(settings):
        yield f"the theme {os.path.basename(str(settings['THEME']))!r} is handed every article"  # noqa: PTH119
    for key, value in PLAIN.items():
        if (settings.get(key) or None) != (value or None):
            yield f"with {key} as it is set, Pelican's own way is needed"
    for generator in generators:
        if generator not in stock:
            yield f"the generator {generator.__name__} is handed every article"
    for name, receiver in receivers():
        yield f"{receiver} listens to {name}"


def receivers() -> Iterator[tuple[str, str]]:
    """Yield the signals to which others than we listen, and who does."""
    for name, signal in vars(signals).items():
        if isinstance(signal, Signal) and name not in HARMLESS:
            for receiver in signal.receivers_for(ANY):
                module = _module_of(receiver)
                if not module.startswith(f"{OURS}."):
                    yield name, f"{module}.{getattr(receiver, '__qualname__', '?')}"


def _module_of(receiver: Callable[..., Any]) -> str:
    return str(getattr(receiver, "__module__", "?"))


def settings_mark(settings: Settings, plugins: list[Any]) -> str:
    """Return a fingerprint of the plugins and all settings that may reach a page; raises `UnstableValueError`."""
    reaching = {key: value for key, value in settings.items() if key not in NOT_OF_PAGES}
    # Settings name them by text alone.
    return fingerprint({**reaching, "PLUGINS": plugins})


__all__ = ["UnstableValueError", "looker", "receivers", "settings_mark"]
