"""The index brought into the output folder beside the site, whole, and what an earlier one left taken away."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from ..press.place import place_copy, place_text
from ..press.sweep import remove_files
from .steady import ENTRY

# Where the index lies below the home page, as Pagefind has it; what the search page is told of it; and of which stories
# it was made, each by its address with a mark, which no reader loads.
FOLDER = "pagefind"
ABOUT = "digest.json"
STORIES = "stories.json"
# Of what lies there, these were made by Pagefind; their names change with what is in them.
MADE = ("index/*.pf_index", "fragment/*.pf_fragment", "filter/*.pf_filter", "*.pf_meta", "wasm.*.pagefind")


def place_index(made: Path, output: Path, about: Mapping[str, object], marks: Mapping[str, str]) -> int:
    """Bring an index to the output folder and return how many files differ; raises `WriteError` and `RemoveError`.

    A reader who searches meanwhile finds the old index or the new one.
    """
    names = list(_wanted(made))
    folder = output / FOLDER
    changed = sum(place_copy(made / name, folder / name).changed for name in names)
    changed += place_copy(made / ENTRY, folder / ENTRY).changed
    for name, told in ((STORIES, marks), (ABOUT, about)):
        changed += place_text(folder / name, json.dumps(told, ensure_ascii=False, separators=(",", ":"))).changed
    kept = {folder / name for name in names}
    gone = [path for pattern in MADE for path in folder.glob(pattern) if path not in kept]
    return changed + remove_files(output, (path.relative_to(output).as_posix() for path in gone))


def about_index(output: Path) -> Mapping[str, Any]:
    """Return what the index in the output folder says of itself; nothing where there is none that can be used."""
    return _told(output, ABOUT) if (output / FOLDER / ENTRY).is_file() else {}


def indexed_marks(output: Path) -> Mapping[str, Any]:
    """Return the stories that the index in the output folder was made of; nothing where it does not tell."""
    return _told(output, STORIES)


def _told(output: Path, name: str) -> Mapping[str, Any]:
    with suppress(OSError, ValueError):
        told = json.loads((output / FOLDER / name).read_bytes())
        if isinstance(told, dict):
            return told
    return {}


def _wanted(made: Path) -> Iterator[str]:
    for path in sorted(made.rglob("*")):
        name = path.relative_to(made).as_posix()
        if path.is_file() and name != ENTRY:
            yield name
