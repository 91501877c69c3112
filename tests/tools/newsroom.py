"""A copy of the project in a folder of its own, and the real `digest` and `pelican` run in it."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from code_map import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

BIN = Path(sys.executable).parent
SITEURL = "https://digest.example"
SETTINGS = """\
import os
import sys

sys.path.insert(0, os.path.dirname(__file__))
from publishconf import *

SITEURL = {siteurl!r}
FEED_DOMAIN = SITEURL
"""


@dataclass(frozen=True, slots=True)
class Run:
    """What came of a program: its exit status and what it said."""

    status: int
    out: str
    err: str

    @property
    def said(self) -> str:
        """Return everything it said."""
        return self.out + self.err


@dataclass(frozen=True, slots=True)
class Newsroom:
    """A digest's folder; its programs are the installed ones, its seeds, stories and settings its own."""

    root: Path

    @property
    def output(self) -> Path:
        """Return the folder of the built site."""
        return self.root / "output"

    @property
    def stories(self) -> Path:
        """Return the folder of the story files."""
        return self.root / "content" / "stories"

    def run(self, *command: str, env: Mapping[str, str] | None = None, before: Callable[[], None] | None = None) -> Run:
        """Run a program, ours before the system's, in the digest's folder; `before` runs in the child."""
        done = subprocess.run(
            command,
            cwd=self.root,
            env={**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}", **(env or {})},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=180,
            preexec_fn=before,
        )
        return Run(done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace"))

    def must(self, *command: str, env: Mapping[str, str] | None = None) -> Run:
        """Run a program that must succeed."""
        done = self.run(*command, env=env)
        assert done.status == 0, f"{' '.join(command)}: exit status {done.status}\n{done.said}"
        return done

    def seed(self, name: str, data: bytes | str) -> Path:
        """Put a capture into the seeds."""
        return _write(self.root / "seeds" / name, data)

    def story(self, name: str, text: bytes | str) -> Path:
        """Put a story file into the content."""
        return _write(self.stories / name, text)

    def story_texts(self) -> list[str]:
        """Return the text of every story file, in the order of their paths."""
        return [path.read_text("utf-8") for path in sorted(self.stories.rglob("*.md"))]

    def publish_as(self, siteurl: str) -> None:
        """Write the settings of a published site at this address, as `checkconf.py`."""
        _write(self.root / "checkconf.py", SETTINGS.format(siteurl=siteurl))


def folder_prints(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of every file under a folder by its path there: short to print where they differ."""
    return {path.relative_to(folder).as_posix(): _print(path) for path in folder.rglob("*") if path.is_file()}


def _print(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]


def _write(path: Path, data: bytes | str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def copy_project(target: Path) -> Newsroom:
    """Return a copy of what git knows or would take, without what tests and docs need."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_file() and name.split("/")[0] not in {"tests", "docs", "bench"}:
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, target / name)
    return Newsroom(target)


def unimported_project(target: Path) -> Newsroom:
    """Return a copy whose seeds were not imported yet; pages stay."""
    room = copy_project(target)
    shutil.rmtree(room.stories, ignore_errors=True)
    (room.root / "content" / "ledger.jsonl").unlink(missing_ok=True)
    return room


def empty_project(target: Path) -> Newsroom:
    """Return a copy without any seed, story or ledger."""
    room = unimported_project(target)
    shutil.rmtree(room.root / "seeds", ignore_errors=True)
    (room.root / "seeds").mkdir()
    return room
