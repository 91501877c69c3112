"""Pagefind's files made the same each time: it writes the values of filters in an order of chance.

What differs are the files of filters, the index's own index that names them, and the entry that names that. All else
is the same for the same stories in the same order.
"""

from __future__ import annotations

import gzip
import json
import zlib
from hashlib import sha256
from pathlib import Path
from typing import Any

from .cbor import decoded, encoded
from .errors import SearchIndexError

ENTRY = "pagefind-entry.json"
FILTERS = "filter"
# Each of its files begins so, once it is unpacked.
_SIGN = b"pagefind_dcd"
# Where the filters stand in the index's index: version, pages, chunks, filters, sorts, names of metadata.
_FILTERS_AT = 3
_SHORT, _LONG = 7, 10


def make_steady(folder: Path) -> None:
    """Write the filters of an index anew, in the order of their values; raises `SearchIndexError`."""
    try:
        _make_steady(folder)
    except (OSError, ValueError, LookupError, TypeError, AttributeError, EOFError, zlib.error) as error:
        raise SearchIndexError(str(folder), f"Pagefind's files are not as they were known: {error}") from error


def _make_steady(folder: Path) -> None:
    entry: dict[str, Any] = json.loads((folder / ENTRY).read_bytes())
    for language, about in entry["languages"].items():
        about["hash"] = _steady_meta(folder, language, about["hash"])
    entry["languages"] = dict(sorted(entry["languages"].items()))
    (folder / ENTRY).write_text(json.dumps(entry, ensure_ascii=False, separators=(",", ":")), "utf-8")


def _steady_meta(folder: Path, language: str, name: str) -> str:
    old = folder / f"pagefind.{name}.pf_meta"
    meta: Any = decoded(_unpacked(old))
    meta[_FILTERS_AT] = sorted([kind, _steady_filter(folder, language, of_kind)] for kind, of_kind in meta[_FILTERS_AT])
    data = encoded(meta)
    old.unlink()
    return _packed(folder, "pagefind.{}.pf_meta", f"{language}_{sha256(data).hexdigest()[:_LONG]}", data)


def _steady_filter(folder: Path, language: str, name: str) -> str:
    old = folder / FILTERS / f"{name}.pf_filter"
    if not old.exists():  # two filters with the same values in the same order share a file
        raise ValueError(f"{old.name} is missing")
    value: Any = decoded(_unpacked(old))
    kind, values = value
    data = encoded([kind, sorted(values)])
    old.unlink()
    return _packed(folder / FILTERS, "{}.pf_filter", f"{language}_{sha256(data).hexdigest()[:_SHORT]}", data)


def _unpacked(path: Path) -> bytes:
    data = gzip.decompress(path.read_bytes())
    if not data.startswith(_SIGN):
        raise ValueError(f"{path.name} begins otherwise")
    return data.removeprefix(_SIGN)


def _packed(folder: Path, pattern: str, name: str, data: bytes) -> str:
    (folder / pattern.format(name)).write_bytes(gzip.compress(_SIGN + data, mtime=0))
    return name
