"""Layout files (TOML, one a publisher) to layouts; whatever is wrong is named with file and key."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from cssselect import GenericTranslator, SelectorError

from ..errors import SettingsError
from .shapes import Layout

# The fields of a story that a publisher may print under a label of its own.
FIELDS = ("headline", "date", "modified", "story_code", "source", "publisher", "authors", "dateline", "deck",
          "category", "tags", "url", "ignored")  # fmt: skip
ORDERS = ("dmy", "mdy")


def _text(name: str, key: str, value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise SettingsError(name, f"{key} is no text", f'write it as {key} = "..."')
    return value.strip()


def _texts(name: str, key: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise SettingsError(name, f"{key} is no list", f'write it as {key} = ["...", "..."]')
    return tuple(_text(name, key, item) for item in value)


def _hosts(name: str, key: str, value: object) -> tuple[str, ...]:
    hosts = tuple(host.casefold() for host in _texts(name, key, value))
    for host in hosts:
        if "/" in host or ":" in host or " " in host:
            raise SettingsError(
                name, f"{key}: {host!r} is no host", 'write the host alone, such as "harbourwire.example"'
            )
    return hosts


def _timezone(name: str, key: str, value: object) -> ZoneInfo:
    try:
        return ZoneInfo(_text(name, key, value))
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise SettingsError(name, f"{key}: {value!r} is no time zone", 'write one such as "Europe/Oslo"') from error


def _date_order(name: str, key: str, value: object) -> str:
    if value not in ORDERS:
        raise SettingsError(name, f"{key}: {value!r} is no date order", "it is one of " + ", ".join(ORDERS))
    return str(value)


def _labels(name: str, key: str, value: object) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, dict):
        raise SettingsError(name, f"{key} is no table", f"write [{key}] and below it one line a field")
    for field in value:
        if field not in FIELDS:
            raise SettingsError(name, f"unknown key '{key}.{field}'", "known are: " + ", ".join(FIELDS))
    return tuple((label, field) for field, labels in value.items() for label in _texts(name, f"{key}.{field}", labels))


def _selectors(name: str, key: str, value: object) -> tuple[str, ...]:
    texts = _texts(name, key, value)
    for text in texts:
        try:
            GenericTranslator().css_to_xpath(text)
        except SelectorError as error:
            raise SettingsError(
                name, f"{key}: {text!r} is no CSS selector: {error}", 'write one such as "h1.title"'
            ) from error
    return texts


_READERS: Mapping[str, Callable[[str, str, object], object]] = MappingProxyType({
    "name": _text, "hosts": _hosts, "timezone": _timezone, "date_order": _date_order, "labels": _labels,
    **dict.fromkeys(("headline", "authors", "date", "body", "remove"), _selectors),
})  # fmt: skip


def read_layout(text: str, *, name: str) -> Layout:
    """Return a layout from its TOML; `name` is the file's. Raises `SettingsError` naming file and key."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(name, f"no TOML: {error}", "see https://toml.io") from error
    for key in data:
        if key not in _READERS:
            raise SettingsError(name, f"unknown key {key!r}", "known are: " + ", ".join(_READERS))
    if "name" not in data:
        raise SettingsError(name, "no name", 'add name = "..." with the publisher\'s name')
    values: dict[str, Any] = {key: _READERS[key](name, key, value) for key, value in data.items()}
    return Layout(**values)


def load_layouts(folder: Path) -> tuple[Layout, ...]:
    """Return the layouts of a folder's *.toml files, by file name; none where there is no folder."""
    found = sorted(folder.glob("*.toml")) if folder.is_dir() else []
    return tuple(read_layout(path.read_text("utf-8"), name=str(path)) for path in found)
