"""Layout files (TOML, one a publisher or format) to layouts; whatever is wrong is named with file and key."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ..errors import SettingsError
from .patterns import VALUE, literals_of, tidy_line
from .shapes import Layout

# The fields of a story that a publisher may print under a label of its own.
FIELDS = ("headline", "date", "modified", "story_code", "source", "publisher", "authors", "dateline", "deck",
          "category", "tags", "url", "ignored")  # fmt: skip
# What a pattern of a line may tell besides: the story's text behind what stands before it, that nothing of it follows.
PARTS = ("text", "end")
ORDERS = ("dmy", "mdy")
_NO_VALUE = frozenset({"ignored", "end"})


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


def _yes_or_no(name: str, key: str, value: object) -> bool:
    if not isinstance(value, bool):
        raise SettingsError(name, f"{key} is neither true nor false", f"write it as {key} = true")
    return value


def _pattern(name: str, key: str, text: str, *, values: int) -> str:
    """Return a pattern of lines, tidied; `values` says how many values it must have."""
    if not literals_of(text):
        raise SettingsError(name, f"{key}: {text!r} would fit every other line", "write what stands on the line")
    if text.count(VALUE) != values:
        remedy = f"write one {VALUE} where the value stands" if values else "write * where anything may stand"
        raise SettingsError(name, f"{key}: {text!r} has {VALUE} {text.count(VALUE)} times", remedy)
    return tidy_line(text)


def _signs(name: str, key: str, value: object) -> tuple[str, ...]:
    texts = _texts(name, key, value)
    if not texts:
        raise SettingsError(name, f"{key} is empty", "write lines that every text of the format has, or no signs")
    return tuple(_pattern(name, key, text, values=0) for text in texts)


def _lines(name: str, key: str, value: object) -> tuple[tuple[str, str], ...]:
    pairs = _table(name, key, value, (*FIELDS, *PARTS))
    return tuple(
        (_pattern(name, f"{key}.{field}", text, values=0 if field in _NO_VALUE else 1), field) for text, field in pairs
    )


def _labels(name: str, key: str, value: object) -> tuple[tuple[str, str], ...]:
    return _table(name, key, value, FIELDS)


def _table(name: str, key: str, value: object, fields: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Return the pairs of a text and its field of a table with one list a field."""
    if not isinstance(value, dict):
        raise SettingsError(name, f"{key} is no table", f"write [{key}] and below it one line a field")
    for field in value:
        if field not in fields:
            raise SettingsError(name, f"unknown key '{key}.{field}'", "known are: " + ", ".join(fields))
    return tuple((text, field) for field, texts in value.items() for text in _texts(name, f"{key}.{field}", texts))


def _selectors(name: str, key: str, value: object) -> tuple[str, ...]:
    # Layouts without selectors, and digests without layouts, do not wait for it.
    from cssselect import GenericTranslator, SelectorError  # noqa: PLC0415

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
    "name": _text, "hosts": _hosts, "signs": _signs, "timezone": _timezone, "date_order": _date_order,
    "family_first": _yes_or_no, "labels": _labels, "lines": _lines,
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


def with_shipped(layouts: Iterable[Layout]) -> tuple[Layout, ...]:
    """Return these layouts, and behind them those of well-known formats: what a capture is read by."""
    return (*layouts, *shipped_layouts())


@lru_cache(maxsize=1)
def shipped_layouts() -> tuple[Layout, ...]:
    """Return the layouts of well-known formats that ship with the package, by file name."""
    folder = files(__package__).joinpath("shipped")
    found = sorted((item for item in folder.iterdir() if item.name.endswith(".toml")), key=lambda item: item.name)
    return tuple(read_layout(item.read_text("utf-8"), name=item.name) for item in found)
