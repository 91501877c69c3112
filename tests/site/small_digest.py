"""A small digest in a folder of its own, built by the real Pelican with the project's theme."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from news_digest.project import Project
from news_digest.site.build import build

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
SETTINGS = """\
import sys
sys.path.insert(0, {plugins!r})
from news_digest import digest_pelican
SITENAME = "The Test Digest"
SITEURL = {siteurl!r}
FEED_DOMAIN = {siteurl!r}
TIMEZONE = "Europe/Oslo"
PATH = "content"
OUTPUT_PATH = "output"
THEME = {theme!r}
PLUGINS = ["news_digest"]
PELICAN_CLASS = digest_pelican
DIGEST_IMPORT = False
LOCALE = ["C.UTF-8", "C"]
"""
STORY = """\
---
title: {title}
date: {date}
story_code: "{code}"
{more}---
{body}
"""


@dataclass(frozen=True, slots=True)
class SmallDigest:
    """The folder of a digest; what a test needs is put in by it."""

    root: Path

    @classmethod
    def at(cls, root: Path, *, siteurl: str = "https://digest.example", theme: str = "", more: str = "") -> SmallDigest:
        """Make an empty digest with settings."""
        (root / "content" / "stories").mkdir(parents=True)
        settings = SETTINGS.format(plugins=str(ROOT / "plugins"), siteurl=siteurl, theme=theme or str(ROOT / "theme"))
        (root / "pelicanconf.py").write_text(settings + more, "utf-8")
        return cls(root)

    @property
    def output(self) -> Path:
        """Return the folder of the built site."""
        return self.root / "output"

    def story(
        self,
        code: str,
        title: str = "A Story",
        date: str = "2024-03-05T14:06:00+03:30",
        body: str = "The boats came in.",
        more: str = "",
    ) -> Path:
        """Put a story file in; `more` is further front matter, each line with its end."""
        return self.file(f"stories/{code}.md", STORY.format(title=title, date=date, code=code, body=body, more=more))

    def file(self, name: str, text: str | bytes) -> Path:
        """Put a file into the content."""
        path = self.root / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    def build(self, fatal: str = "warnings") -> int:
        """Build in this process and return the exit status."""
        return build(Project.at(self.root), fatal=fatal, verbosity=0)

    def pelican(self, *arguments: str, env: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
        """Run Pelican's own command."""
        return subprocess.run(
            [str(BIN / "pelican"), "--log-handler", "plain", *arguments],
            cwd=self.root,
            env=os.environ | (env or {}),
            capture_output=True,
            text=True,
            check=False,
        )

    def page(self, path: str) -> str:
        """Return the text of a built file; a folder's is its index.html."""
        file = self.output / path
        return (file / "index.html" if file.is_dir() else file).read_text("utf-8")

    def has(self, path: str) -> bool:
        """Return whether a file was built."""
        return (self.output / path).is_file()

    def stamps(self) -> dict[str, tuple[bytes, int]]:
        """Return bytes and mtime (ns) of every built file."""
        files = (path for path in sorted(self.output.rglob("*")) if path.is_file())
        return {str(path.relative_to(self.output)): (path.read_bytes(), path.stat().st_mtime_ns) for path in files}
