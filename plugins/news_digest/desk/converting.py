"""A capture converted alone: no ledger, no code minted, nothing but what the capture says."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from ..capture.text import read_capture
from ..errors import CaptureError
from ..markdown import write_story
from ..parse import parse_capture
from .completing import tags_of
from .doubting import refuse_doubtful
from .filing import read_if_there, write_aside
from .intake import Intake, Seed, find_seeds, read_seed
from .places import file_name
from .plain import printable
from .slugs import slug_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..layouts import Layout
    from ..relate.vocabulary import Vocabulary
    from ..story import Story


@dataclass(frozen=True, slots=True)
class Conversion:
    """A capture's story and the text of its file."""

    story: Story
    text: str


def convert_seed(
    seed: Seed,
    *,
    url: str | None = None,
    vocabulary: Vocabulary | None = None,
    layouts: tuple[Layout, ...] = (),
    strict: bool = False,
) -> Conversion:
    """Return the story that a capture tells, with suggested tags where a vocabulary is given.

    `strict` refuses what was read with little confidence. Raises `CaptureError`, `ParseError`, and `OSError` where the
    file cannot be read.
    """
    capture = read_capture(read_seed(seed.path), name=seed.name, url=url)
    reading = parse_capture(capture, layouts)
    if strict:
        refuse_doubtful(seed.name, reading)
    story = reading.story
    if vocabulary is not None:
        story = replace(story, tags=tags_of(story, vocabulary))
    return Conversion(story, write_story(story))


def seeds_among(arguments: Iterable[str]) -> Intake:
    """Return the captures that a command line names, files and all that lie in folders, and what is refused there."""
    seeds: list[Seed] = []
    refused: list[CaptureError] = []
    for argument in arguments:
        if Path(argument).is_dir():
            found = find_seeds(Path(argument))
            seeds.extend(Seed(f"{printable(argument)}/{seed.name}", seed.path) for seed in found.seeds)
            refused.extend(found.refused)
        else:
            seeds.append(Seed(printable(argument), argument))
    return Intake(tuple(seeds), tuple(refused))


class OutputFolder:
    """The folder that converted stories are written to; no name is used twice in one run."""

    def __init__(self, folder: Path, *, force: bool = False) -> None:
        self._folder, self._force = folder, force
        self._used: set[str] = set()

    def write(self, seed: Seed, done: Conversion) -> Path:
        """Write the story's file and return its path.

        Raises `CaptureError` where a file with other content has the name (unless forced), and `OSError`.
        """
        path = self._folder / self._free_name(seed, done.story)
        data = done.text.encode("utf-8")
        on_disk = read_if_there(path)
        if on_disk is not None and on_disk != data and not self._force:
            raise CaptureError(seed.name, f"{path} is there already with other content", "move it away, or use --force")
        if on_disk != data:
            self._folder.mkdir(parents=True, exist_ok=True)
            write_aside(path, data)
        return path

    def _free_name(self, seed: Seed, story: Story) -> str:
        stem = story.story_code or slug_of(Path(seed.path).stem) or "story"
        name = file_name(stem, slug_of(story.headline))
        number = 1
        while name.casefold() in self._used:
            number += 1
            name = file_name(stem, f"{slug_of(story.headline)}-{number}")
        self._used.add(name.casefold())
        return name
