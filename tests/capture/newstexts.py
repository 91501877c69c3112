"""The sample texts of newstexts.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import NamedTuple


class Sample(NamedTuple):
    """A text, and the encodings that it must be known in."""

    language: str
    encodings: tuple[str, ...]
    text: str


TABLE = tomllib.loads(Path(__file__).with_name("newstexts.toml").read_text("utf-8"))
SAMPLES = tuple(Sample(row["language"], tuple(row["encodings"]), row["text"]) for row in TABLE["sample"])
