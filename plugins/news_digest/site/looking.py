"""All that a build may read, by its stamps, without opening any of it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fnmatch import translate
from pathlib import Path
from typing import Any

from ..stamps import TICK_NS, LeaveOut, Stamp, earliest_after, stamp_of, stamps_below
from .settings import THEME_MARKER, translation_folders

Stamps = dict[str, Stamp]
# The folder of what an editor says of editions.
EDITIONS = "editions"


@dataclass(frozen=True, slots=True)
class Looked:
    """The stamps of all inputs in groups: stories, pages, static, linked, editions, templates, assets, fonts.

    Paths are as in their group.

    "nameless" are files of which no page can be made, since their names are no text in UTF-8.
    """

    groups: Mapping[str, Stamps]

    def changed(self, group: str, before: Mapping[str, Stamps]) -> set[str]:
        """Return the paths of a group that came, went or changed."""
        now, known = self.groups[group], before.get(group, {})
        of = known.get
        changed = {path for path, stamp in now.items() if of(path) != stamp}
        if len(now) - len(changed - known.keys()) != len(known):
            changed |= known.keys() - now.keys()
        return changed

    def with_linked(self, content: Path, linked: Iterable[str]) -> Looked:
        """Return the same with the stamps of what bodies link to by now; what was looked at before keeps its stamp."""
        wanted, known = set(linked), self.groups["linked"]
        came = _present(content, sorted(wanted - known.keys()))
        stamps = {path: stamp for path, stamp in known.items() if path in wanted} | dict(came)
        return Looked({**self.groups, "linked": {path: stamp for path, stamp in stamps.items() if _is_text(path)}})

    def with_fonts(self, fonts: Iterable[str]) -> Looked:
        """Return the same with the stamps of these files and folders; what was looked at before keeps its stamp."""
        known = self.groups["fonts"]
        stamps = {path: known.get(path) or stamp for path, stamp in _present(Path(), fonts)}
        return Looked({**self.groups, "fonts": stamps})

    def fresh(self, now_ns: int) -> dict[str, list[str]]:
        """Return the files of each group that are so young that their stamps prove nothing yet."""
        young = earliest_after(now_ns - TICK_NS)
        return {
            group: found
            for group, stamps in self.groups.items()
            if (found := [path for path, stamp in stamps.items() if stamp > young])
        }


def look(settings: Mapping[str, Any], linked: Iterable[str], fonts: Iterable[str] = ()) -> Looked:
    """Return the stamps of everything that a build with these settings reads.

    `linked` are static files by path, `fonts` the files and folders of fonts.
    """
    content = Path(str(settings["PATH"]))
    theme = Path(str(settings["THEME"]))
    ignored = _matcher(settings["IGNORE_FILES"])
    templates = [*settings["THEME_TEMPLATES_OVERRIDES"], theme / "templates", *translation_folders(settings)]
    groups = {
        "stories": _content(content, settings["ARTICLE_PATHS"], settings["ARTICLE_EXCLUDES"], ignored),
        "pages": _content(content, settings["PAGE_PATHS"], settings["PAGE_EXCLUDES"], ignored),
        "static": _content(content, settings["STATIC_PATHS"], settings["STATIC_EXCLUDES"], ignored),
        "linked": dict(_present(content, linked)),
        "editions": _content(content, [EDITIONS], (), ignored),
        "templates": _trees(map(str, templates), ignored=None),
        "fonts": dict(_present(content, fonts)),
        "assets": _trees((str(theme / path) for path in (THEME_MARKER, *settings["THEME_STATIC_PATHS"])), ignored),
    }
    nameless = {path: stamps[path] for stamps in groups.values() for path in _no_texts(stamps)}
    if nameless:
        groups = {group: {path: stamps[path] for path in stamps if _is_text(path)} for group, stamps in groups.items()}
    return Looked({**groups, "nameless": nameless})


def _no_texts(paths: Iterable[str]) -> list[str]:
    # Of a hundred thousand at once: mostly it is true of all.
    return [] if _is_text("".join(paths)) else [path for path in paths if not _is_text(path)]


def _is_text(path: str) -> bool:
    if path.isascii():
        return True
    try:
        path.encode()
    except UnicodeEncodeError:  # bytes that are not UTF-8 stand in names as lone surrogates
        return False
    return True


def _matcher(patterns: Iterable[str]) -> LeaveOut | None:
    """Return what tells the names of files that are ignored, None where that is true of none."""
    # A name has no slash, so what asks for one is true of no name; Pelican's own setting does.
    possible = (pattern for pattern in patterns if "/" not in pattern or "[" in pattern)
    joined = "|".join(translate(os.path.normcase(pattern)) for pattern in possible)
    return re.compile(joined).match if joined else None


def _trees(roots: Iterable[str], ignored: LeaveOut | None) -> Stamps:
    stamps: Stamps = {}
    for root in roots:
        stamps |= _alone(root, root) or stamps_below(root, ignored, f"{root}/")
    return stamps


def _content(content: Path, paths: Iterable[str], excludes: Iterable[str], ignored: LeaveOut | None) -> Stamps:
    # Paths are as Pelican's generators have them: from the content folder.
    stamps: Stamps = {}
    left_out = tuple(f"{exclude.strip('/')}/" for exclude in excludes if exclude)
    for path in paths:
        name = os.path.normpath(path) if path else ""
        root = str(content / path)
        start = f"{name}/" if name and name != "." else ""
        found = _alone(root, name) if not name.startswith(left_out) else {}
        stamps |= found or stamps_below(root, ignored, start, left_out)
    return stamps


def _alone(path: str, name: str) -> Stamps:
    """Return the stamp of a file by its name; none where there is a folder, or nothing."""
    stamp = stamp_of(path) if os.path.isfile(path) else None  # noqa: PTH113 - of a string
    return {name: stamp} if stamp else {}


def _present(content: Path, paths: Iterable[str]) -> Iterator[tuple[str, Stamp]]:
    for path in paths:
        try:
            stamp = stamp_of(content / path)
        except OSError:
            continue
        if stamp:
            yield path, stamp
