"""Pelican's writer for other themes and plugins: files come whole or not at all, and unchanged ones keep their time."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from io import StringIO
from pathlib import Path
from types import TracebackType

from pelican.writers import FileOverwriteFailedError, Writer

from ..press import place_text


class _Placed(StringIO):
    """Takes a file's text and places it at the end of its `with` block, unless that ended in an error."""

    def __init__(self, path: Path | None) -> None:
        super().__init__()
        self._path = path

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._path and kind is None:
            place_text(self._path, self.getvalue())
        super().__exit__(kind, error, traceback)


class CarefulWriter(Writer):  # type: ignore[misc]  # Pelican has no types
    """Pelican's writer with the press's way of writing."""

    def _open_w(self, filename: str, encoding: str, override: bool = False) -> _Placed:  # noqa: FBT001, FBT002 - Pelican's signature
        # The rules about writing twice are Pelican's, which opens (and empties) the file while checking them.
        del encoding  # Pelican asks for UTF-8 alone
        if filename in self._overridden_files:
            if override:
                raise FileOverwriteFailedError(f'"{filename}" was overwritten before')
            return _Placed(None)
        if filename in self._written_files and not override:
            raise FileOverwriteFailedError(f'"{filename}" was written before (set `override=True` if intended)')
        if override:
            self._overridden_files.add(filename)
        self._written_files.add(filename)
        return _Placed(Path(filename))


class _Begun(set[str]):
    """The files that a writer has begun; Pelican's writer adds each before it opens it."""

    def __init__(self, root: Path, announce: Callable[[Iterable[str]], None]) -> None:
        super().__init__()
        self._root, self._announce = root, announce

    def add(self, filename: str) -> None:
        path = Path(filename)
        if path.is_relative_to(self._root):
            self._announce([path.relative_to(self._root).as_posix()])
        super().add(filename)


def announcing(writer: Writer, output: str, announce: Callable[[Iterable[str]], None]) -> Writer:
    """Return the writer; `announce` is told from now on of each file in the output folder before it is written.

    A plugin's writer that is not made from Pelican's tells nobody what it writes.
    """
    if isinstance(writer, Writer):
        # Pelican's names of files are absolute, whatever that of the folder is.
        writer._written_files = _Begun(Path(os.path.abspath(output)), announce)  # noqa: PTH100, SLF001 - as Pelican does
    return writer
