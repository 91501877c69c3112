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

    Three lists are no problem, but worth a look: `unused_pictures`, files that an import wrote and that nothing shows
    any more; the files of `silent_stories`, which show a picture without words for those who cannot see it; and those
    of `uncredited_stories`, which name no source.
    """

    problems: tuple[Problem, ...]
    stories: int = 0
    pages: int = 0
    feeds: int = 0
    unused_pictures: tuple[str, ...] = ()
    silent_stories: tuple[str, ...] = ()
    uncredited_stories: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Return whether nothing is wrong."""
        return not self.problems

    def remarks(self, *, verbose: bool = False) -> tuple[str, ...]:
        """Return what is said of what is no problem: a line for each list that is not empty."""
        lists = (
            ("pictures that no story shows", self.unused_pictures),
            ("stories with a picture that has no words for those who cannot see it", self.silent_stories),
            ("stories that credit no source", self.uncredited_stories),
        )
        return tuple(_remark(what, names, verbose=verbose) for what, names in lists if names)


def _remark(what: str, names: tuple[str, ...], *, verbose: bool) -> str:
    """Return what is said of a list: how many, and some of them, all if `verbose`."""
    shown = names if verbose else names[:_SHOWN]
    more = "" if shown == names else ", ... (-v names them all)"
    return f"{what}: {len(names)}, {', '.join(shown)}{more}"


def name_in(root: Path, path: Path) -> str:
    """Return a path as a reader would name it, seen from the digest's folder if it lies there."""
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()
