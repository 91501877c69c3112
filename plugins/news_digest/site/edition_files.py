"""What an editor says of editions, in content/editions/<date>.toml or <week>.toml; checked, and never in the way."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from logging import WARNING
from pathlib import Path
from typing import Any

from ..markdown import render_markdown
from .catalog import Catalog
from .kept_notes import Note
from .looking import EDITIONS
from .weeks import codes_of_week, monday_of

ENDING = ".toml"
MOST_BYTES = 1_000_000
TEXTS, LISTS = ("lead", "title", "note"), ("order",)


@dataclass(frozen=True, slots=True)
class Edition:
    """What an editor says of one edition: which stories come first, its title, and a note as HTML."""

    order: tuple[str, ...] = ()
    title: str = ""
    note: str = ""


UNEDITED = Edition()


def read_editions(content: Path, catalog: Catalog, notes: list[Note]) -> dict[str, Edition]:
    """Return what is said of editions by their days and weeks; what is wrong is noted and left out."""
    editions: dict[str, Edition] = {}
    for path in sorted(_files(content / EDITIONS)):
        faults: list[str] = []
        edition = _read(path, catalog, faults)
        name = path.name.encode(errors="backslashreplace").decode()
        notes += ((WARNING, f"{EDITIONS}/{name}: {fault}") for fault in faults)
        if edition != UNEDITED:
            editions[path.stem] = edition
    return editions


def _files(folder: Path) -> list[Path]:
    try:
        return [path for path in folder.iterdir() if path.suffix == ENDING and path.name[0] != "."]
    except OSError:
        return []


def _read(path: Path, catalog: Catalog, faults: list[str]) -> Edition:
    codes = codes_of_edition(path.stem, catalog)
    if codes is None:
        faults.append("its name is neither a day nor a week (call it 2026-03-17.toml or 2026-W12.toml)")
        return UNEDITED
    if not codes:
        faults.append("no story has this day, so there is no such edition (check the date in its name)")
        return UNEDITED
    found = _checked(_values(path, faults), faults)
    lead = (found["lead"],) if found.get("lead") else ()
    named = dict.fromkeys((*lead, *found.get("order", ())))
    order = tuple(_known(named, codes, catalog, faults))
    return Edition(order, found.get("title", ""), render_markdown(found["note"]) if found.get("note") else "")


def codes_of_edition(name: str, catalog: Catalog) -> tuple[str, ...] | None:
    """Return the stories of the edition of this name, None where it names no day and no week."""
    try:
        if is_week(name):
            monday_of(name)
            return codes_of_week(name, catalog)
        day = date.fromisoformat(name)
    except ValueError:
        return None
    return catalog.codes_of_day(day) if day.isoformat() == name else None


def is_week(name: str) -> bool:
    """Return whether the name of an edition is that of a week, not of a day."""
    return "W" in name


def _values(path: Path, faults: list[str]) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
        if len(data) > MOST_BYTES:
            faults.append("it is larger than a megabyte (shorten it)")
            return {}
        return tomllib.loads(data.decode("utf-8-sig"))
    except OSError as error:
        faults.append(f"cannot be read: {error.strerror} (check its permissions)")
    except UnicodeDecodeError as error:
        faults.append(f"byte {error.start} is not UTF-8 (save it as UTF-8)")
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        faults.append(f"it is not TOML: {str(error)[:200]} (correct it)")
    return {}


def _checked(values: Mapping[str, Any], faults: list[str]) -> dict[str, Any]:
    """Return the values of the kinds that their keys take."""
    found: dict[str, Any] = {}
    for key, value in values.items():
        if key in TEXTS and isinstance(value, str) and _is_text(value):
            found[key] = value.strip()
        elif key in LISTS and isinstance(value, list) and all(isinstance(one, str) and _is_text(one) for one in value):
            found[key] = value
        elif key in (*TEXTS, *LISTS):
            faults.append(f"{key} takes {'story codes in a list' if key in LISTS else 'a text in quotation marks'}")
        else:
            faults.append(f"the key {key[:60]!r} is unknown (known are {', '.join((*TEXTS, *LISTS))})")
    return found


def _is_text(value: str) -> bool:
    # XML and HTML know no other control characters.
    return all(char >= " " or char in "\t\n\r" for char in value)


def _known(named: Iterable[str], codes: Iterable[str], catalog: Catalog, faults: list[str]) -> Iterator[str]:
    here = set(codes)
    for code in named:
        if code in here:
            yield code
        else:
            where = "stands in another edition" if next(catalog.places([code]), None) else "is no story of this digest"
            faults.append(f"story {code[:60]!r} {where} (name one of this edition, or take it out)")


def arranged(codes: tuple[str, ...], first: Iterable[str]) -> tuple[str, ...]:
    """Return the stories in an order in which these come first, as far as they are among them."""
    among = set(codes)
    return tuple(dict.fromkeys((*(code for code in first if code in among), *codes)))
