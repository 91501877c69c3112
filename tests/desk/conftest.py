"""A digest in a folder of its own."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from desk_captures import Desk

from news_digest.project import Project

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Return an empty digest."""
    (tmp_path / "seeds").mkdir()
    return Desk(Project.at(tmp_path))


@pytest.fixture
def open_desk() -> Iterator[Desk]:
    """Return a digest in a folder that every user can write to, also where the tests run as root."""
    root = Path(tempfile.mkdtemp())
    root.chmod(0o777)
    desk = Desk(Project.at(root))
    desk.project.seeds.mkdir()
    yield desk
    for path in root.rglob("*"):
        if path.is_dir():
            path.chmod(0o755)
    shutil.rmtree(root)
