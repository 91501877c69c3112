"""Folders that nobody may write to: named with the remedy, nothing half-written, and made up for by the next import."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from desk_captures import Desk, as_a_user_without_rights, capture

from news_digest.desk.report import Report
from news_digest.errors import NewsDigestError


def fill(desk: Desk, run: Callable[[], object]) -> None:
    """Save some seeds in a digest that was imported before."""
    desk.put("a.txt", capture("The Ferries Return", code="1"))
    run()
    desk.put("b.txt", capture("The Storm Goes", code="2"))
    desk.put("a.txt", capture("The Ferries Return", code="1", body="All of them are back, it was said on Tuesday."))


def files(desk: Desk) -> dict[str, bytes]:
    """Return the bytes of all that an import makes, hidden files too."""
    root = desk.project.content
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no such modes")
@pytest.mark.parametrize("place", ["content", "content/stories", "content/stories/2024/03", ".digest"])
def test_a_folder_that_is_read_only_is_named_and_made_up_for(open_desk: Desk, desk: Desk, place: str) -> None:
    """As a memory stick is, or a folder of somebody else; what is kept there stays whole."""
    # First by whoever may read all of Python, which loads some of itself only when it is asked for.
    fill(desk, desk.run)
    desk.run()
    fill(open_desk, lambda: as_a_user_without_rights(open_desk.run))
    folder = open_desk.project.root / place
    folder.chmod(0o555)
    before = files(open_desk)
    report = as_a_user_without_rights(lambda: imported(open_desk))
    told = report if isinstance(report, str) else "\n".join(report.spiked_lines()) if isinstance(report, Report) else ""
    if place == "content/stories/2024/03":
        assert "content/stories/2024/03/2-the-storm-goes.md: Permission denied" in told
    if place == "content":
        assert "content/ledger.jsonl: Permission denied" in told
    if place in {"content", "content/stories/2024/03"}:
        assert "give yourself the right to read or write it" in told
    now = files(open_desk)
    assert not [name for name in now if name.endswith(".tmp")]
    assert all(data in (before.get(name), files(desk).get(name)) for name, data in now.items())
    folder.chmod(0o777)
    assert as_a_user_without_rights(lambda: imported(open_desk)).ok  # type: ignore[attr-defined]
    assert files(open_desk) == files(desk)


def imported(desk: Desk) -> Report | str:
    """Return the report, or the error in words."""
    try:
        return desk.run()
    except NewsDigestError as error:
        return str(error)


def test_a_digest_without_a_right_to_write_is_told_so(open_desk: Desk) -> None:
    """Before anything is read: which file, and what to do."""
    open_desk.put("a.txt", capture())
    open_desk.run(dry_run=True)
    open_desk.project.root.chmod(0o555)
    told = as_a_user_without_rights(lambda: imported(open_desk))
    open_desk.project.root.chmod(0o777)
    assert isinstance(told, str)
    assert ".digest/import.lock: cannot be locked: Permission denied (correct its permissions" in told
    assert not Path(open_desk.project.content).exists()
    assert open_desk.run().imported
