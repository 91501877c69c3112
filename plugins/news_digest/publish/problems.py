"""What a check finds: one problem with its place and its remedy, and the report of them all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in a file: `file` as a reader would name it, `line` 1-based where it is known."""

    file: str
    line: int | None
    what: str
    remedy: str

    def __str__(self) -> str:
        """Return the problem on one line, as compilers print theirs."""
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return f"{place}: {self.what} ({self.remedy})"


@dataclass(frozen=True, slots=True)
class CheckReport:
    """Every problem found, in the order of files, and how many story files, pages and feeds were looked at.

    `unused_pictures` are no problem: files that an import wrote and that nothing shows any more.
    """

    problems: tuple[Problem, ...]
    stories: int = 0
    pages: int = 0
    feeds: int = 0
    unused_pictures: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Return whether nothing is wrong."""
        return not self.problems

    def unused_lines(self, *, verbose: bool = False) -> tuple[str, ...]:
        """Return what is said of pictures that nothing shows: a line, or none; some are named, all if `verbose`."""
        if not self.unused_pictures:
            return ()
        shown = self.unused_pictures if verbose else self.unused_pictures[:_SHOWN]
        more = "" if shown == self.unused_pictures else ", ... (-v names them all)"
        return (f"pictures that no story shows: {len(self.unused_pictures)}, {', '.join(shown)}{more}",)


def name_in(root: Path, path: Path) -> str:
    """Return a path as a reader would name it, seen from the digest's folder if it lies there."""
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()
