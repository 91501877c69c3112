"""What is wrong, as the page shows it: where, why, and what to do."""

from __future__ import annotations

import re
from dataclasses import dataclass
from logging import ERROR

# As our errors are worded: a file, often its line, what is wrong, in brackets what to do.
WORDS = re.compile(
    r"(?P<file>[^:\n]*\.\w{1,6})(?::(?P<line>\d+))?: (?P<reason>.+?)(?: \((?P<remedy>[^()]*(?:\([^()]*\)[^()]*)*)\))?",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong; with `grave` it keeps a page from being as its files say."""

    reason: str
    file: str = ""
    line: int | None = None
    remedy: str = ""
    grave: bool = True


def problem_of(words: str, level: int = ERROR) -> Problem:
    """Return what is told in words as a problem; all of them are the reason where they name no file."""
    found = WORDS.fullmatch(words.strip())
    grave = level >= ERROR
    if found is None:
        return Problem(words.strip(), grave=grave)
    line = int(found["line"]) if found["line"] else None
    return Problem(found["reason"], found["file"], line, found["remedy"] or "", grave=grave)
