"""Codes and addresses that stories had: each leads to one story, and none that was given away leads nowhere."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from ..desk.codes import code_key
from ..desk.ledger import Ledger
from ..desk.places import shown_path
from ..desk.shelf import Shelf
from ..errors import SettingsError
from .problems import CheckReport, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..project import Project


def check_codes(project: Project) -> CheckReport:
    """Return which former codes lead to several stories, and which codes of imported stories lead to none."""
    shelf = Shelf(project.stories)
    return CheckReport((*_claimed_twice(project, shelf), *_given_up(project, shelf)))


def _claimed_twice(project: Project, shelf: Shelf) -> Iterator[Problem]:
    owners: defaultdict[str, list[str]] = defaultdict(list)
    for shelved in shelf.files:
        for code in filter(None, (shelved.story_code, *shelved.formerly)):
            if shelved.file not in owners[code_key(code)]:
                owners[code_key(code)].append(shelved.file)
    for shelved in shelf.files:
        for former in shelved.formerly:
            others = [shown_path(project, file) for file in owners[code_key(former)] if file != shelved.file]
            if others:
                what = f"formerly: {former} is that of {others[0]}, too"
                yield Problem(shown_path(project, shelved.file), None, what, "take it out of one of the two")


def _given_up(project: Project, shelf: Shelf) -> Iterator[Problem]:
    try:
        entries = tuple(Ledger.load(project.ledger))
    except (SettingsError, OSError):
        return  # told by the check of the ledger
    files = {shelved.file: shelved for shelved in shelf.files}
    for entry in entries:
        known = shelf.known_as(entry.story_code)
        found = None if known else files.get(entry.file) or shelf.of_story(entry.story_code, entry.name, entry.guid)
        if found:
            code = entry.story_code
            what = f"was imported with the code {code}, whose address now leads nowhere"
            remedy = f'add a line formerly: ["{code}"], or give it that code back; `digest recode` does so by itself'
            yield Problem(shown_path(project, found.file), None, what, remedy)
