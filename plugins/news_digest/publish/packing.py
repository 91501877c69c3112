"""Compressed copies of a site's files, which servers send as they are: made beside the output folder, not in it.

What was packed is kept, each copy with a mark of what it was made of, so only files that changed are compressed again.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

from ..press.place import place_bytes
from ..press.sweep import remove_files
from .errors import PublishError

# What is text, or as good as text; pictures and the search index are compressed already.
_PACKABLE = (".html", ".xml", ".css", ".js", ".json", ".txt", ".svg", ".webmanifest", ".ics", ".map")
# Less than a packet is not worth a second file.
_LEAST = 1024
_LEDGER = "packed.json"


def _gzip(data: bytes) -> bytes:
    # No time in it, so that the same bytes are the same file.
    return gzip.compress(data, 9, mtime=0)


def _brotli(data: bytes) -> bytes:
    import brotli  # noqa: PLC0415 - few targets want it

    packed: bytes = brotli.compress(data, quality=11, mode=brotli.MODE_TEXT)
    return packed


PACKERS: Mapping[str, Callable[[bytes], bytes]] = {"gz": _gzip, "br": _brotli}


@dataclass(frozen=True, slots=True)
class Packer:
    """Where packed copies of an output folder are kept, and in which forms they are wanted."""

    folder: Path
    forms: tuple[str, ...]

    def pack(self, output: Path, marks: Mapping[str, str]) -> list[str]:
        """Bring the copies up to date with the files of a site; returns their names, raises `WriteError`.

        `marks` say what the bytes of each file are.
        """
        known, made = self._known(), {}
        for name, mark, form in self._wanted(marks):
            packed = f"{name}.{form}"
            if known.get(packed) != mark or not (self.folder / packed).is_file():
                data = (output / name).read_bytes()
                if len(data) < _LEAST:
                    continue
                place_bytes(self.folder / packed, PACKERS[form](data))
            made[packed] = mark
        remove_files(self.folder, known.keys() - made.keys())
        place_bytes(self.folder.parent / _LEDGER, json.dumps(made).encode("ascii"))
        return list(made)

    def _wanted(self, marks: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
        # A file of the site that has such a name already stands for ours.
        for name, mark in marks.items():
            for form in self.forms if name.endswith(_PACKABLE) else ():
                if f"{name}.{form}" not in marks:
                    yield name, mark, form

    def _known(self) -> dict[str, str]:
        with suppress(OSError, ValueError):
            found = json.loads((self.folder.parent / _LEDGER).read_bytes())
            if isinstance(found, dict):
                return found
        return {}


def packer_for(where: str, forms: Iterable[str], work: Path) -> Packer:
    """Return what packs into a folder of `work`; raises `PublishError` for a form that cannot be made."""
    forms = tuple(forms)
    for form in forms:
        if form not in PACKERS:
            raise PublishError(where, f"compress has {form!r}", f"it takes {', '.join(PACKERS)}")
    if "br" in forms and find_spec("brotli") is None:
        remedy = "pip install 'pelican-news-digest[archives]', or leave br out"
        raise PublishError(where, "Brotli is not installed", remedy)
    return Packer(work / f"to-{quote(where, safe='')}" / "files", forms)
