"""The files that the theme brings along: copied as they are, or joined with others.

Which are joined, and in which order, is data of the theme: the table `bundles` in its `digest-theme.toml`. A joined
file is named by a hash of what is in it, so that browsers may keep it for good.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from ..errors import SettingsError
from ..press.forms import hashed
from ..press.page import Sheet
from .copied import Copied
from .settings import THEME_MARKER, is_our_theme

# By these names templates know the addresses of joined files: those of `Site` in views.py.
KINDS = ("style", "early", "script")
# In the name of a file.
HASH_LENGTH = 12


@dataclass(frozen=True, slots=True)
class Bundle:
    """What one file is joined of, all by their names below the theme's folder in the site: `print` are for paper alone.

    `own` is a user's, and comes last; it need not be there.
    """

    kind: str
    file: str
    parts: tuple[str, ...] = ()
    print: tuple[str, ...] = ()
    own: str = ""


@dataclass(frozen=True, slots=True)
class ThemeFiles:
    """What comes of the theme's files: those that are copied, and those that are joined, by kind."""

    copies: tuple[Copied, ...]
    joined: Mapping[str, Sheet]


def theme_files(settings: Mapping[str, Any]) -> ThemeFiles:
    """Return the theme's files; raises `SettingsError` for a part that cannot be read, and for a wrong list of them."""
    folder = str(settings["THEME_STATIC_DIR"]).strip("/")
    # Of two files of one name the one that was named later stands.
    sources = {copied.save_as.removeprefix(f"{folder}/"): copied.source for copied in _copies(settings, folder)}
    bundles = tuple(_bundles(Path(str(settings["THEME"])))) if is_our_theme(settings) else ()
    joined = {bundle.kind: _joined(bundle, sources, folder) for bundle in bundles}
    parts = {name for bundle in bundles for name in (*bundle.parts, *bundle.print, bundle.own)}
    copies = (Copied(source, f"{folder}/{name}") for name, source in sources.items() if name not in parts)
    return ThemeFiles(tuple(copies), joined)


def _copies(settings: Mapping[str, Any], folder: str) -> Iterator[Copied]:
    ignored = tuple(settings["IGNORE_FILES"])
    for path in settings["THEME_STATIC_PATHS"]:
        for file, name in _files_below(Path(str(settings["THEME"])) / path, ignored):
            yield Copied(str(file), f"{folder}/{name}")


def _files_below(root: Path, ignored: tuple[str, ...]) -> Iterator[tuple[Path, str]]:
    if root.is_file():
        yield root, root.name
        return
    for folder, folders, files in os.walk(root, followlinks=True):
        folders[:] = sorted(name for name in folders if not _is_ignored(name, ignored))
        for name in sorted(files):
            if not _is_ignored(name, ignored):
                file = Path(folder) / name
                yield file, file.relative_to(root).as_posix()


def _is_ignored(name: str, patterns: Iterable[str]) -> bool:
    return any(fnmatch(name, pattern) for pattern in patterns)


# --- Joining ---


def _joined(bundle: Bundle, sources: Mapping[str, str], folder: str) -> Sheet:
    own = (bundle.own,) if bundle.own in sources else ()
    texts = [_text(name, sources, bundle) for name in bundle.parts]
    texts += [f"@media print {{\n{_text(name, sources, bundle)}}}\n" for name in bundle.print]
    text = "".join((*texts, *(_text(name, sources, bundle) for name in own)))
    stem, ending = os.path.splitext(bundle.file)  # noqa: PTH122 - of a name, not of a path
    return Sheet(f"{folder}/{stem}.{hashed((text,))[:HASH_LENGTH]}{ending}", f"the theme's {bundle.kind}", text)


def _text(name: str, sources: Mapping[str, str], bundle: Bundle) -> str:
    if name not in sources:
        remedy = f"add it below a folder of THEME_STATIC_PATHS, or take it out of {THEME_MARKER}"
        raise SettingsError(name, f"a part of {bundle.file} that is not there", remedy)
    try:
        text = Path(sources[name]).read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise SettingsError(sources[name], f"cannot be read: {error.strerror}", "check its permissions") from error
    except UnicodeDecodeError as error:
        raise SettingsError(sources[name], "not UTF-8", "save it in UTF-8") from error
    text = f"{text.rstrip()}\n"
    # Names of one script are not those of another.
    return f"{{\n{text}}}\n" if bundle.kind == "script" else text


# --- The table of bundles ---


def _bundles(theme: Path) -> Iterator[Bundle]:
    path = theme / THEME_MARKER
    try:
        told = tomllib.loads(path.read_text("utf-8")).get("bundles", {})
    except (OSError, ValueError) as error:
        raise SettingsError(str(path), f"cannot be read: {error}", "correct it") from error
    if not isinstance(told, dict):
        raise SettingsError(str(path), "bundles is no table", "it takes tables such as [bundles.style]")
    for kind, table in told.items():
        yield _bundle(kind, table, path)


def _bundle(kind: str, table: object, path: Path) -> Bundle:
    if kind not in KINDS:
        raise SettingsError(str(path), f"bundles.{kind} is not known", f"one of: {', '.join(KINDS)}")
    if not isinstance(table, dict):
        raise SettingsError(str(path), f"bundles.{kind} is no table", f"write it as [bundles.{kind}]")
    for key, value in table.items():
        if key not in _SHAPES:
            raise SettingsError(str(path), f"bundles.{kind}.{key} is not known", f"one of: {', '.join(_SHAPES)}")
        if not _SHAPES[key](value):
            raise SettingsError(str(path), f"bundles.{kind}.{key} is {value!r}", "it takes names of files, as text")
    if "file" not in table:
        raise SettingsError(str(path), f"bundles.{kind} has no file", 'name one, such as file = "css/digest.css"')
    return Bundle(
        kind, table["file"], tuple(table.get("parts", ())), tuple(table.get("print", ())), table.get("own", "")
    )


def _is_name(value: object) -> bool:
    return isinstance(value, str) and bool(value)


def _are_names(value: object) -> bool:
    return isinstance(value, list) and all(map(_is_name, value))


_SHAPES = {"file": _is_name, "parts": _are_names, "print": _are_names, "own": _is_name}
