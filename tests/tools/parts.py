"""The real parts that tests use, Debian's and npm's: one that is not here fails a test under CI, elsewhere skips it."""

from __future__ import annotations

import os
import shutil
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest
from code_map import ROOT

from news_digest.cards.fontconfig import find_faces

if TYPE_CHECKING:
    from news_digest.cards.faces import Faces


def need_command(command: str, package: str) -> str:
    """Return the path of a program; `package` is Debian's that brings it."""
    found = shutil.which(command)
    if found is None:
        _absent(f"no {command} here: apt-get install {package}")
    return found


def need_brotli() -> str:
    """Return the line that has nginx load what sends files that Brotli compressed."""
    module = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")
    if not module.is_file():
        _absent("nginx has no Brotli here: apt-get install libnginx-mod-http-brotli-static")
    return f"load_module {module};"


def need_npm_file(path: str) -> Path:
    """Return a file of an npm package that package.json names."""
    found = ROOT / "node_modules" / path
    if not found.is_file():
        _absent(f"no node_modules/{path} here: npm ci")
    return found


def need_fonts(text: str) -> Faces:
    """Return this machine's fonts, which have all of a text."""
    need_command("fc-list", "fontconfig")
    faces = _machine_faces()
    if not faces.can_set(text):
        _absent(f"no font here has all of {text!r}: apt-get install fonts-noto-core fonts-noto-cjk")
    return faces


@cache
def _machine_faces() -> Faces:
    return find_faces()


def _absent(reason: str) -> NoReturn:
    if os.environ.get("CI") == "true":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)
