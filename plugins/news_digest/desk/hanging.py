"""The pictures of stories, put into the folder of pictures: each once, under a name made from its bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..capture.pictures import FOLDER
from ..errors import SettingsError
from .filing import write_aside

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from ..capture.pictures import Picture


def hang_pictures(folder: Path, pictures: Iterable[Picture], text: str | bytes) -> None:
    """Put those pictures below `folder` that a story file names and that are not there; what is there is the editor's.

    Raises `SettingsError` where a link leads outside, and `OSError`.
    """
    data = text.encode("utf-8") if isinstance(text, str) else text
    for picture in pictures:
        path = folder / FOLDER / picture.name
        if picture.address.encode("utf-8") in data and not path.is_file():
            if not path.parent.resolve().is_relative_to(folder.resolve()):
                raise SettingsError(
                    str(path.parent), "this folder leads out of the content folder", "put a real folder in its place"
                )
            path.parent.mkdir(parents=True, exist_ok=True)
            write_aside(path, picture.data)
