"""Invented captures, and a digest's folder with what one does in it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from news_digest.desk.importing import import_seeds
from news_digest.desk.ledger import Ledger
from news_digest.desk.report import Report
from news_digest.desk.wishes import Wishes

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from news_digest.project import Project


def capture(
    headline: str = "Ferries Return to the Northern Islands",
    *,
    code: str | None = "846706",
    source: str | None = "Harbour Wire",
    date: str | None = "2024-03-05 14:06",
    body: str = "The first ferry since the storm left the harbour on Tuesday morning with forty people on board.",
) -> str:
    """Return a capture's text with these parts."""
    lines = [headline]
    lines += [f"Published: {date}"] if date else []
    lines += [f"Story Code : {code}"] if code else []
    return "\n".join([*lines, "", body, *([f"Source : {source}"] if source else [])]) + "\n"


@dataclass
class Desk:
    """A digest's folder and what one does in it."""

    project: Project

    def put(self, name: str, content: str | bytes) -> Path:
        """Save a seed and return its path."""
        path = self.project.seeds / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def run(self, *, workers: int = 1, **wishes: Any) -> Report:  # noqa: ANN401 - handed on as they are
        """Import."""
        return import_seeds(self.project, Wishes(**wishes), workers=workers)

    def files(self) -> list[str]:
        """Return the paths of all story files, hidden ones too."""
        stories = self.project.stories
        return sorted(path.relative_to(stories).as_posix() for path in stories.rglob("*") if path.is_file())

    def story(self) -> Path:
        """Return the only story file."""
        (name,) = self.files()
        return self.project.stories / name

    def ledger(self) -> Ledger:
        """Return the ledger as it is on disk."""
        return Ledger.load(self.project.ledger)

    def stamps(self) -> dict[str, tuple[int, int]]:
        """Return inode and mtime of every file in the project but what may be deleted, to see what was written."""
        memory = self.project.root / ".digest"
        files = [path for path in self.project.root.rglob("*") if path.is_file() and memory not in path.parents]
        return {path.as_posix(): (path.stat().st_ino, path.stat().st_mtime_ns) for path in files}


NOBODY = 65534


def as_a_user_without_rights(action: Callable[[], object]) -> object:
    """Do something as a user whom file modes bind."""
    if os.geteuid() != 0:
        return action()
    os.seteuid(NOBODY)
    try:
        return action()
    finally:
        os.seteuid(0)
