"""All that a build may read, by its stamps, without opening any of it."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fnmatch import translate
from pathlib import Path
from typing import Any, NamedTuple

from ..stamps import TICK_NS, LeaveOut, Stamp, earliest_after, stamp_of, stamps_below
from .settings import THEME_MARKER, translation_folders

Stamps = dict[str, Stamp]
# The folder of what an editor says of editions.
EDITIONS = "editions"


class Root(NamedTuple):
    """A folder or file in which the files of a group are.

    `name` is its own name in the group, `start` the beginning of those below it. `without` are beginnings of names that
    are left out, and so is each file or folder for whose name `ignored` is true.
    """

    path: str
    name: str
    start: str
    ignored: LeaveOut | None = None
    without: tuple[str, ...] = ()

    def stamps(self) -> Stamps:
        """Return the stamps of all that is there."""
        found = {} if self.name.startswith(self.without) else _alone(self.path, self.name)
        return found or stamps_below(self.path, self.ignored, self.start, self.without)

    def name_of(self, path: str) -> str | None:
        """Return the name that a file below has in the group, None where it is left out."""
        below = Path(path).relative_to(os.path.abspath(self.path)).parts  # noqa: PTH100 - not through links
        name = self.start + "/".join(below)
        left_out = name.startswith(self.without) or (self.ignored and any(map(self.ignored, below)))
        return None if left_out else name


@dataclass(frozen=True, slots=True)
class Looked:
    """The stamps of all inputs in groups: stories, pages, static, linked, editions, templates, assets, fonts.

    Paths are as in their group. Where no more than some paths were looked at, these are `only`, by groups.

    "nameless" are files of which no page can be made, since their names are no text in UTF-8.
    """

    groups: Mapping[str, Mapping[str, Stamp]]
    only: Mapping[str, Collection[str]] | None = None

    def changed(self, group: str, before: Mapping[str, Mapping[str, Stamp]]) -> set[str]:
        """Return the paths of a group that came, went or changed."""
        now, known = self.groups[group], before.get(group, {})
        of = known.get
        if self.only is not None:
            return {path for path in self.only.get(group, ()) if of(path) != now.get(path)}
        changed = {path for path, stamp in now.items() if of(path) != stamp}
        if len(now) - len(changed - known.keys()) != len(known):
            changed |= known.keys() - now.keys()
        return changed

    def with_linked(self, content: Path, linked: Iterable[str]) -> Looked:
        """Return the same with the stamps of what bodies link to by now; what was looked at before keeps its stamp."""
        wanted, known = set(linked), self.groups["linked"]
        came = _present(content, sorted(wanted - known.keys()))
        stamps = {path: stamp for path, stamp in known.items() if path in wanted} | dict(came)
        return self._with("linked", {path: stamp for path, stamp in stamps.items() if _is_text(path)})

    def with_fonts(self, fonts: Iterable[str]) -> Looked:
        """Return the same with the stamps of these files and folders; what was looked at before keeps its stamp."""
        known = self.groups["fonts"]
        return self._with("fonts", {path: known.get(path) or stamp for path, stamp in _present(Path(), fonts)})

    def _with(self, group: str, stamps: Stamps) -> Looked:
        only = self.only
        if only is not None:
            only = {**only, group: {*only.get(group, ()), *(self.groups[group].keys() ^ stamps.keys())}}
        return Looked({**self.groups, group: stamps}, only)

    def fresh(self, now_ns: int) -> dict[str, list[str]]:
        """Return the files of each group that are so young that their stamps prove nothing yet."""
        young = earliest_after(now_ns - TICK_NS)
        return {
            group: found
            for group, stamps in self.groups.items()
            if (found := [path for path, stamp in self._looked_at(group, stamps) if stamp > young])
        }

    def _looked_at(self, group: str, stamps: Mapping[str, Stamp]) -> Iterable[tuple[str, Stamp]]:
        if self.only is None:
            return stamps.items()
        return [(path, stamps[path]) for path in self.only.get(group, ()) if path in stamps]


def roots_of(settings: Mapping[str, Any]) -> dict[str, list[Root]]:
    """Return where the files of each group are with these settings, but of those that are named one by one."""
    content, theme = Path(str(settings["PATH"])), Path(str(settings["THEME"]))
    ignored = _matcher(settings["IGNORE_FILES"])
    templates = [*settings["THEME_TEMPLATES_OVERRIDES"], theme / "templates", *translation_folders(settings)]
    assets = (theme / path for path in (THEME_MARKER, *settings["THEME_STATIC_PATHS"]))

    def within(paths: Iterable[str], excludes: Iterable[str] = ()) -> list[Root]:
        without = tuple(f"{exclude.strip('/')}/" for exclude in excludes if exclude)
        return [_root(content, path, ignored, without) for path in paths]

    return {
        "stories": within(settings["ARTICLE_PATHS"], settings["ARTICLE_EXCLUDES"]),
        "pages": within(settings["PAGE_PATHS"], settings["PAGE_EXCLUDES"]),
        "static": within(settings["STATIC_PATHS"], settings["STATIC_EXCLUDES"]),
        "editions": within([EDITIONS]),
        "templates": [Root(path, path, f"{path}/") for path in map(str, templates)],
        "assets": [Root(path, path, f"{path}/", ignored) for path in map(str, assets)],
    }


def look(settings: Mapping[str, Any], linked: Iterable[str], fonts: Iterable[str] = ()) -> Looked:
    """Return the stamps of everything that a build with these settings reads.

    `linked` are static files by path, `fonts` the files and folders of fonts.
    """
    groups: dict[str, Stamps] = {group: _joined(roots) for group, roots in roots_of(settings).items()}
    groups["linked"] = dict(_present(Path(str(settings["PATH"])), linked))
    groups["fonts"] = dict(_present(Path(), fonts))
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


def _joined(roots: Iterable[Root]) -> Stamps:
    stamps: Stamps = {}
    for root in roots:
        stamps |= root.stamps()
    return stamps


def _root(content: Path, path: str, ignored: LeaveOut | None, without: tuple[str, ...]) -> Root:
    # Paths are as Pelican's generators have them: from the content folder.
    name = os.path.normpath(path) if path else ""
    start = f"{name}/" if name and name != "." else ""
    return Root(str(content / path), name, start, ignored, without)


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
