"""A layout drafted from one capture, with the folder that tests it: what was read, and where it stands there."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ..capture.encoding import decode
from ..capture.page import is_page, read_page
from ..errors import CaptureError, SettingsError
from ..layouts import choose_layout, read_layout
from ..markdown import write_story
from ..reading import read_document
from ..urls import host_of
from .filing import write_aside, write_folder_aside
from .proving import EXPECTED, TESTS, lone_document
from .slugs import slug_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..capture.containers import Document
    from ..parse import Reading
    from ..parse.shapes import Candidate

_KEYS = """
# timezone = "Europe/Oslo"       # of clock times printed without a zone
# date_order = "dmy"             # 03/04/2025 is in April; or "mdy"
"""
_LABELS = """
# Labels of its own, by the field they name:
# [labels]
# story_code = ["Wire ref"]
"""
_LINES = """
# Patterns of its lines, by the field they tell; {} stands for the value, * for anything:
# [lines]
# authors = ["Signed {}"]
"""


@dataclass(frozen=True, slots=True)
class Draft:
    """A drafted layout: its file, the folder of its test, and the text of both as far as they are ours."""

    file: Path
    folder: Path
    layout: str
    expected: str


def new_layout(layouts: Path, seed: str, *, name: str | None = None, url: str | None = None) -> Draft:
    """Write a layout drafted from the capture `seed`, and its test, into the folder `layouts`; return what was written.

    Raises `SettingsError` where one of its files is there already or nothing tells when the layout is to be used,
    and what reading the capture raises.
    """
    document = lone_document(seed, url)
    reading = read_document(document)
    address = _address_of(document)
    name = name or _name_of(reading, address)
    if not name:
        raise SettingsError(seed, "it names no publisher and has no address", "name the publisher by --name")
    text = _layout_text(name, document, reading, address)
    layout = read_layout(text, name=f"the layout drafted from {seed}")
    if choose_layout((layout,), url=address, text=decode(document.data).text) is None:
        raise SettingsError(
            seed,
            f"nothing in it tells that it is of {name!r}",
            "give its address by --url, or a name that stands in it as a line of its own by --name",
        )
    stem = slug_of(name) or "layout"
    draft = Draft(layouts / f"{stem}.toml", layouts / TESTS / stem, text, write_story(reading.story))
    _write(draft, Path(seed), document.url)
    return draft


def _write(draft: Draft, seed: Path, url: str | None) -> None:
    files = {seed.name: seed.read_bytes(), f"{EXPECTED}/{seed.name}.md": draft.expected.encode()}
    if url:
        files[f"{seed.name}.toml"] = f"url = {_quoted(url)}\n".encode()
    # The test comes first: one that stands there alone and is as it would be was left by a run that was cut short.
    for path in (draft.file, *(() if _holds(draft.folder, files) else (draft.folder,))):
        if path.exists() or path.is_symlink():
            raise SettingsError(str(path), "it is there already", "move it away, or choose another name by --name")
    if not draft.folder.exists():
        write_folder_aside(draft.folder, files)
    write_aside(draft.file, draft.layout.encode())


def _holds(folder: Path, files: Mapping[str, bytes]) -> bool:
    """Return whether a folder holds these files and no others."""
    if folder.is_symlink() or not folder.is_dir():
        return False
    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()}
    return found == set(files) and all((folder / name).read_bytes() == data for name, data in files.items())


def _name_of(reading: Reading, address: str | None) -> str:
    story = reading.story
    return (story.publisher or (story.source.name if story.source else "") or _host_of(address)).strip()


def _host_of(address: str | None) -> str:
    return host_of(address).removeprefix("www.")


def _address_of(document: Document) -> str | None:
    """Return the address that a page names, where nothing else tells one."""
    if not is_page(document.data):
        return document.url
    # lxml is loaded where there is a page to read.
    from ..webpages.declared import read_declared  # noqa: PLC0415
    from ..webpages.tree import parse_tree  # noqa: PLC0415

    root = parse_tree(read_page(document.data, name=document.name, url=document.url).html)
    return document.url if root is None else read_declared(root, document.url).canonical


def _layout_text(name: str, document: Document, reading: Reading, address: str | None) -> str:
    host = _host_of(address)
    hosts = f"hosts = [{_quoted(host)}]\n" if host else '# hosts = ["..."]                # the hosts of its pages\n'
    head = f"# Drafted from {_plain(document.name)}. Lines that begin with # say nothing until you take the # away.\n"
    head += f"name = {_quoted(name)}\n{hosts}{_KEYS}"
    if is_page(document.data):
        return head + _selector_lines(document, reading, head, address) + _LABELS
    return head + _LABELS + _LINES + _seen(reading)


def _selector_lines(document: Document, reading: Reading, head: str, address: str | None) -> str:
    """Return the selectors of a page; one with which the page would be read otherwise is left a comment."""
    from ..webpages.drafting import selectors_of  # noqa: PLC0415 - as above

    html = read_page(document.data, name=document.name, url=address).html
    lines = "\n# CSS selectors for saved pages; the first that finds something holds\n"
    for key, selector in selectors_of(html, reading.story):
        line = f"{key} = [{_quoted(selector)}]\n"
        lines += line if _reads_the_same(document, reading, head + line) else f"# {line}"
    return lines + '# remove = [".newsletter"]       # taken out before the page is read\n'


def _reads_the_same(document: Document, reading: Reading, text: str) -> bool:
    try:
        again = read_document(document, (read_layout(text, name="a draft"),))
    except (CaptureError, SettingsError):
        return False
    return again.story == reading.story


def _seen(reading: Reading) -> str:
    """Return where the fields of a text were found, as comments."""
    found = [candidate for candidate in reading.candidates if candidate.won]
    return "\n# What was read without this file, and where:\n" + "".join(f"# {_told(one)}\n" for one in found)


def _told(found: Candidate) -> str:
    return _plain(f"{found.field}: {found.value[:60]} ({found.origin}, {found.rule})")


def _plain(text: str) -> str:
    # A comment of TOML ends with its line and holds no control characters.
    return "".join(char if char.isprintable() else " " for char in text)


def _quoted(text: str) -> str:
    # What JSON writes with ASCII alone is a basic string of TOML, but for surrogate pairs and DEL.
    return json.dumps(_plain(text), ensure_ascii=False)
