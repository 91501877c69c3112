"""The sample digest as it is published: imported from its seeds and built once for every test that only looks."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING

import pytest
from newsroom import SITEURL, Newsroom, empty_project, unimported_project

if TYPE_CHECKING:
    from pathlib import Path


def pytest_configure() -> None:
    """Let Ctrl-C reach the programs under test also where the tests run in a shell's background, which ignores it."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


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
