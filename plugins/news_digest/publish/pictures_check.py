"""The pictures that story files show: whether they are there."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote

from ..markdown.images import image_addresses
from .problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ..story import Story

_PLACES = ("{static}", "{attach}", "{filename}", "|static|", "|attach|", "|filename|")
_REMEDY = "put it back, as from git or by digest import --all, or take the picture out of the body"


def missing_pictures(story: Story, name: str, folder: Path, content: Path) -> Iterator[Problem]:
    """Yield the pictures of a story's body that are not there; `folder` is that of its file."""
    for address in image_addresses(story.body):
        place = next((address.removeprefix(sign) for sign in _PLACES if address.startswith(sign)), None)
        if place is not None and not _is_file(unquote(place.partition("#")[0].partition("?")[0]), folder, content):
            yield Problem(name, None, f"the picture {address} is not there", _REMEDY)


def _is_file(place: str, folder: Path, content: Path) -> bool:
    path = content / place.removeprefix("/") if place.startswith("/") else folder / place
    try:
        return path.is_file()
    except ValueError:  # a name that no file can have
        return False
