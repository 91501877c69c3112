"""What a check finds: one problem with its place and its remedy, and the report of them all."""

from __future__ import annotations

from dataclasses import dataclass


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
    """Every problem found, in the order of files, and how many story files, pages and feeds were looked at."""

    problems: tuple[Problem, ...]
    stories: int = 0
    pages: int = 0
    feeds: int = 0

    @property
    def ok(self) -> bool:
        """Return whether nothing is wrong."""
        return not self.problems
