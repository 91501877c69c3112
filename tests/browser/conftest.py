"""The published sample behind a real nginx, and one chromium for all that is asked of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from chrome import Browser, browser
from pages import kinds
from web import served

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsroom import Newsroom


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Return a browser that knows nothing yet."""
    with browser(tmp_path_factory.mktemp("profile")) as window:
        yield window


@pytest.fixture(scope="session")
def site(published: Newsroom, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address at which nginx serves the sample under a strict policy."""
    with served(published.output, tmp_path_factory.mktemp("nginx")) as address:
        yield address


@pytest.fixture(scope="session")
def one_of_each(published: Newsroom) -> dict[str, str]:
    """Return the path of one page of each kind."""
    return kinds(published.output)
