"""The story files, each by itself and all of them together: what would keep one from its page."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import UTC
from typing import TYPE_CHECKING

from ..desk.codes import code_key
from ..errors import StoryFileError
from ..markdown import read_story_bytes
from ..markdown.dates import as_moment
from .copies_check import copies_agree, copies_are_known
from .pictures_check import has_silent_pictures, missing_pictures
from .problems import CheckReport, Problem, name_in
from .story_files import StoryFile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from ..project import Project
    from ..story import Story

    Rule = Callable[[Sequence[StoryFile]], Iterator[Problem]]

# The extensions that Pelican's Markdown readers take.
EXTENSIONS = frozenset({".md", ".markdown", ".mkd", ".mdown"})


def check_stories(project: Project) -> CheckReport:
    """Return what is wrong in the story files; one that cannot be read hides no fault of another."""
    return report_of(*read_stories(project, story_paths(project.stories)), RULES)


def check_story(project: Project, path: Path) -> CheckReport:
    """Return what is wrong in one story file, as far as it can be told without the others."""
    return report_of(*read_stories(project, [path]), ALONE)


def read_stories(project: Project, paths: Iterable[Path]) -> tuple[list[StoryFile], list[Problem]]:
    """Return the story files that can be read, and what is wrong with each by itself."""
    problems: list[Problem] = []
    files: list[StoryFile] = []
    for path in paths:
        name = name_in(project.root, path)
        read = _read(path, name)
        if isinstance(read, Problem):
            problems.append(read)
        else:
            # The texts of all stories would take more memory than all else.
            files.append(StoryFile(name, replace(read, body=""), has_silent_pictures(read)))
            problems.extend(missing_pictures(read, name, path.parent, project.content))
    return files, problems


def report_of(files: Sequence[StoryFile], problems: Sequence[Problem], rules: Iterable[Rule]) -> CheckReport:
    """Return the report on story files that were read, of whose `problems` some are known."""
    found = [*problems, *(problem for rule in rules for problem in rule(files))]
    return CheckReport(
        tuple(sorted(found, key=lambda problem: problem.file)),
        stories=len(files),
        silent_stories=tuple(file.name for file in files if file.is_silent),
        uncredited_stories=tuple(file.name for file in files if _wants_credit(file.story)),
    )


def _wants_credit(story: Story) -> bool:
    return story.source is None and story.publisher is None and story.status in {"published", "hidden"}


def story_paths(folder: Path) -> list[Path]:
    """Return the story files in a folder and below it, in order."""
    return sorted(path for path in folder.rglob("*") if path.suffix in EXTENSIONS and path.is_file())


def _read(path: Path, name: str) -> Story | Problem:
    try:
        return read_story_bytes(path.read_bytes(), name=name)
    except StoryFileError as error:
        where = f"{error.key}: " if error.key else ""
        return Problem(name, error.line, f"{where}{error.reason}", error.remedy)
    except OSError as error:
        return Problem(name, None, f"cannot be read: {error.strerror}", "give yourself the right to read it")


def dates_are_given(files: Sequence[StoryFile]) -> Iterator[Problem]:
    """Every story that gets a page says when it was published: its edition and its place in a feed come from that."""
    for file in files:
        if file.story.date is None and file.story.status in {"published", "hidden"}:
            yield Problem(file.name, 1, "has no date", "add a line such as date: 2024-03-05T14:06")


def codes_are_given(files: Sequence[StoryFile]) -> Iterator[Problem]:
    """Every story has the code that its address is made of."""
    for file in files:
        if not file.story.story_code:
            yield Problem(file.name, 1, "has no story_code", 'add a line such as story_code: "846706"')


def codes_are_unique(files: Sequence[StoryFile]) -> Iterator[Problem]:
    """No two stories share a code, not even on a disk that takes "a1" and "A1" for one name."""
    yield from _repeated(files, lambda story: story.story_code, "story_code", "give one of the two another code")


def guids_are_unique(files: Sequence[StoryFile]) -> Iterator[Problem]:
    """No two stories share a guid: a feed reader shows only one of them."""
    yield from _repeated(files, lambda story: story.guid, "guid", "delete the guid of the newer file")


def related_codes_are_codes(files: Sequence[StoryFile]) -> Iterator[Problem]:
    """Every related story is named by a code on one line, and is another story."""
    for file in files:
        for code in (related.story_code for related in file.story.related):
            if code is not None and not _is_code(code):
                yield Problem(file.name, None, f"related: {code!r} is no story code", "write the code as it is printed")
            elif code is not None and code == file.story.story_code:
                yield Problem(file.name, None, f"related: names itself ({code})", "take the entry out")


def times_are_in_order(files: Sequence[StoryFile]) -> Iterator[Problem]:
    """No story goes before it comes, since it would never be on the site."""
    for file in files:
        embargo, expires = file.story.embargo, file.story.expires
        if embargo and expires and as_moment(expires, UTC) <= as_moment(embargo, UTC):
            yield Problem(file.name, None, "expires before its embargo is over", "correct embargo or expires")


# What can be told of each file, and what of all of them together.
ALONE: tuple[Rule, ...] = (codes_are_given, dates_are_given, related_codes_are_codes, times_are_in_order)
RULES: tuple[Rule, ...] = (*ALONE, codes_are_unique, copies_agree, copies_are_known, guids_are_unique)


def _repeated(
    files: Sequence[StoryFile], value_of: Callable[[Story], str | None], key: str, remedy: str
) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for file in files:
        value = value_of(file.story)
        holder = first.setdefault(code_key(value), file.name) if value else file.name
        if holder != file.name:
            yield Problem(file.name, None, f"{key} {value} is also in {holder}", remedy)


def _is_code(code: str) -> bool:
    return code == code.strip() != "" and all(unicodedata.category(char)[0] != "C" for char in code)
