"""Where one digest keeps its things: paths, and nothing that needs Pelican."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

SETTINGS_FILE = "pelicanconf.py"


@dataclass(frozen=True, slots=True)
class Project:
    """The absolute paths of one digest.

    `seeds` holds the captures, `content` all that the site is made of, `stories` the story files, `ledger` what was
    imported, `vocabulary` the tags, `layouts` the digest's own layouts, `translations` its own words of the interface,
    `output` the built site. `settings_file` is Pelican's, None where there is none; `timezone` is the name of the zone
    that a time printed without one is taken to be in.
    """

    root: Path
    seeds: Path
    content: Path
    stories: Path
    ledger: Path
    vocabulary: Path
    layouts: Path
    translations: Path
    output: Path
    settings_file: Path | None = None
    timezone: str = "UTC"

    @property
    def unpublished(self) -> Path:
        """Where the preview has the site with what is not published yet: never the folder of the built site."""
        return self.root / ".digest" / "unpublished"

    @classmethod
    def at(cls, root: Path) -> Project:
        """Return the digest in the folder `root` with every path where it is by default."""
        root = root.absolute()
        settings_file = root / SETTINGS_FILE
        return cls(
            root=root,
            seeds=root / "seeds",
            content=root / "content",
            stories=root / "content" / "stories",
            ledger=root / "content" / "ledger.jsonl",
            vocabulary=root / "tags.toml",
            layouts=root / "layouts",
            translations=root / "translations",
            output=root / "output",
            settings_file=settings_file if settings_file.is_file() else None,
        )
