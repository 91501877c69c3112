"""A digest in a folder of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from desk_captures import Desk

from news_digest.project import Project

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Return an empty digest."""
    (tmp_path / "seeds").mkdir()
    return Desk(Project.at(tmp_path))
