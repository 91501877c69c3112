"""The real parts that tests use, Debian's and npm's: one that is not here fails a test under CI, elsewhere skips it."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING, NoReturn

import pytest
from code_map import ROOT

if TYPE_CHECKING:
    from pathlib import Path


def need_command(command: str, package: str) -> str:
    """Return the path of a program; `package` is Debian's that brings it."""
    found = shutil.which(command)
    if found is None:
        _absent(f"no {command} here: apt-get install {package}")
    return found


def need_npm_file(path: str) -> Path:
    """Return a file of an npm package that package.json names."""
    found = ROOT / "node_modules" / path
    if not found.is_file():
        _absent(f"no node_modules/{path} here: npm ci")
    return found


def _absent(reason: str) -> NoReturn:
    if os.environ.get("CI") == "true":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)
