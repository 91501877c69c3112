"""Sidecars: what an editor says of a capture, or of all captures in a folder, in a TOML file beside it.

`page.html.toml` or `page.toml` beside `page.html`, `_folder.toml` within a folder. The keys are those of a story file,
and three of the capture itself; whatever is wrong is named with file and key.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from ..errors import SettingsError
from ..story import Source
from .characters import one_line
from .containers import NOTHING, Declared, Document

FOLDER_FILE = "_folder.toml"
SUFFIX = ".toml"
MAX_BYTES = 100_000


@dataclass(frozen=True, slots=True)
class Sidecar:
    """What an editor says: of the capture (its address, when it was made) and of its story; `name` is the file's."""

    name: str = ""
    url: str | None = None
    captured: dt.datetime | None = None
    story: Declared = NOTHING


def _text(name: str, key: str, value: object) -> str:
    text = one_line(value) if isinstance(value, str) else ""
    if not text:
        raise SettingsError(name, f"{key} is no text", f'write it as {key} = "..."')
    return text


def _texts(name: str, key: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise SettingsError(name, f"{key} is no list", f'write it as {key} = ["...", "..."]')
    return tuple(dict.fromkeys(_text(name, key, item) for item in value))


def _address(name: str, key: str, value: object) -> str:
    text = _text(name, key, value)
    if not text.startswith(("http://", "https://")) or " " in text:
        raise SettingsError(name, f"{key}: {text!r} is no address", f'write it as {key} = "https://..."')
    return text


def _date(name: str, key: str, value: object) -> dt.date:
    moment = _read_date(value) if isinstance(value, str) else value
    if not isinstance(moment, dt.date):
        raise SettingsError(name, f"{key}: {value!r} is no date", f"write it as {key} = 2024-03-05T14:06:00+03:30")
    return moment


def _read_date(text: str) -> dt.date | None:
    for read in (dt.date.fromisoformat, dt.datetime.fromisoformat):
        try:
            return read(text.strip())
        except ValueError:
            continue
    return None


def _moment(name: str, key: str, value: object) -> dt.datetime:
    moment = _date(name, key, value)
    if not isinstance(moment, dt.datetime):
        raise SettingsError(name, f"{key}: {value!r} has no time", f"write it as {key} = 2024-03-05T14:06:00Z")
    return moment


_Reader = Callable[[str, str, object], Any]

_STORY: Mapping[str, tuple[str, _Reader]] = MappingProxyType({
    "title": ("headline", _text),
    "date": ("date", _date),
    "modified": ("modified", _date),
    "story_code": ("story_code", _text),
    "source": ("source", _text),
    "source_url": ("source_url", _address),
    "publisher": ("publisher", _text),
    "authors": ("authors", _texts),
    "dateline": ("dateline", _text),
    "summary": ("deck", _text),
    "category": ("category", _text),
    "tags": ("tags", _texts),
    "lang": ("lang", _text),
    "rights": ("rights", _text),
})  # fmt: skip
"""What each key of a story says, and how its value is read."""

_CAPTURE: Mapping[str, _Reader] = MappingProxyType({"url": _address, "captured": _moment})

# Of one story alone: no two stories of a folder, a feed or an archive share them.
OF_ONE = frozenset({"title", "date", "modified", "story_code", "source_url", "dateline", "summary", "url"})


def read_sidecar(data: bytes, *, name: str, of_many: bool = False) -> Sidecar:
    """Return what a sidecar says; raises `SettingsError` naming file and key.

    `of_many` tells that it holds for several stories, so that it cannot have what only one of them has.
    """
    said = _load(data, name)
    for key in said:
        if key not in _STORY and key not in _CAPTURE:
            raise SettingsError(name, f"unknown key {key!r}", "known are: " + ", ".join([*_CAPTURE, *_STORY]))
        if of_many and key in OF_ONE:
            raise SettingsError(name, f"{key} belongs to one story, and this holds for several", "leave it out here")
    if "source_url" in said and "source" not in said:
        raise SettingsError(name, "source_url stands without source", 'add source = "..." with its name')
    values = {field: read(name, key, said[key]) for key, (field, read) in _STORY.items() if key in said}
    address = values.pop("source_url", None)
    if "source" in values:
        values["source"] = Source(values["source"], address)
    capture = {key: read(name, key, said[key]) for key, read in _CAPTURE.items() if key in said}
    return Sidecar(name, story=Declared(**values), **capture)


def _load(data: bytes, name: str) -> dict[str, object]:
    try:
        return tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise SettingsError(name, "it is not UTF-8", "save it in UTF-8") from error
    # A hostile file may nest deeper than Python reads.
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise SettingsError(name, f"no TOML: {error}", "see https://toml.io") from error


def joined(sidecars: Iterable[Sidecar]) -> Sidecar | None:
    """Return what several sidecars say together, outermost first: of one key the nearest holds. None of none."""
    whole: Sidecar | None = None
    for sidecar in sidecars:
        whole = sidecar if whole is None else _over(whole, sidecar)
    return whole


def _over(outer: Sidecar, inner: Sidecar) -> Sidecar:
    said = {key: value for key in _FIELDS if (value := getattr(inner.story, key)) not in {None, ()}}
    story = replace(outer.story, **said)
    return Sidecar(inner.name, inner.url or outer.url, inner.captured or outer.captured, story)


_FIELDS = tuple(field for field, _ in _STORY.values() if field != "source_url")


def with_sidecar(document: Document, sidecar: Sidecar | None) -> Document:
    """Return the document with what its sidecar says; the sidecar holds."""
    if sidecar is None:
        return document
    return replace(
        document,
        url=sidecar.url or document.url,
        captured=sidecar.captured or document.captured,
        beside=sidecar.story,
        beside_name=sidecar.name,
    )
