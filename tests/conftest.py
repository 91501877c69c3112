"""The sample digest as it is published: imported from its seeds and built once for every test that only looks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from newsroom import SITEURL, Newsroom, empty_project, unimported_project

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    """Return the sample digest, imported and built for SITEURL; nobody changes it."""
    room = unimported_project(tmp_path_factory.mktemp("published"))
    room.publish_as(SITEURL)
    room.must("digest", "import", "-q")
    room.must("digest", "build", "-q", "--settings", "checkconf.py")
    return room


@pytest.fixture
def room(tmp_path: Path) -> Newsroom:
    """Return a digest without seeds or stories, with settings for SITEURL, for one test to use up."""
    room = empty_project(tmp_path / "room")
    room.publish_as(SITEURL)
    return room
