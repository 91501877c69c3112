"""Captures converted alone: no ledger, no code minted, nothing but what the capture says."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from ..capture.sidecars import FOLDER_FILE, SUFFIX
from ..errors import CaptureError, NewsDigestError
from ..markdown import write_story
from .archived import ArchivedPictures
from .besides import Beside, pair_up
from .completing import tags_of
from .doubting import refuse_doubtful
from .filing import read_if_there, write_aside
from .hanging import hang_pictures
from .intake import Intake, Seed, find_seeds
from .pieces import Piece, pieces_of, sum_of
from .places import file_name
from .plain import printable
from .slugs import slug_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..capture.containers import Document
    from ..capture.pictures import Picture
    from ..layouts import Layout
    from ..parse import Reading
    from ..relate.vocabulary import Vocabulary
    from ..story import Story
    from .crew import Crew

Refusal = NewsDigestError | OSError


@dataclass(frozen=True, slots=True)
class Conversion:
    """A capture's story, the text of its file, the seed that it is in, and the pictures that it shows."""

    seed: Seed
    story: Story
    text: str
    pictures: tuple[Picture, ...] = ()


@dataclass(frozen=True, slots=True)
class Wishes:
    """How captures are converted: the address of the only one, the vocabulary that suggests tags, the layouts.

    `strict` refuses what was read with little confidence.
    """

    url: str | None = None
    vocabulary: Vocabulary | None = None
    layouts: tuple[Layout, ...] = ()
    strict: bool = False


def convert_seeds(seeds: Iterable[Seed], hands: Crew, wishes: Wishes) -> Iterator[Conversion | Refusal]:
    """Yield the stories of all seeds in their order, and an error for each that is refused."""
    for (seed, step), answer in hands.read_all(_turns(seeds, wishes), wishes.layouts):
        if isinstance(step, Refusal):
            yield step
        elif answer is None or isinstance(answer, NewsDigestError):
            yield answer or CaptureError(seed.name, "nothing came of it")
        else:
            yield _converted(step, answer, wishes)


def _turns(seeds: Iterable[Seed], wishes: Wishes) -> Iterator[tuple[tuple[Seed, Piece | Refusal], Document | None]]:
    for seed in seeds:
        pictures = ArchivedPictures(seed)
        for step in _steps(seed):
            yield (seed, step), _document_of(step, pictures, wishes) if isinstance(step, Piece) else None


def _document_of(piece: Piece, pictures: ArchivedPictures, wishes: Wishes) -> Document:
    return pictures.put_with(replace(piece.document, url=wishes.url or piece.document.url))


def _steps(seed: Seed) -> Iterator[Piece | Refusal]:
    try:
        yield from pieces_of(seed, sum_of(seed))
    except (NewsDigestError, OSError) as error:
        yield error


def _converted(piece: Piece, reading: Reading, wishes: Wishes) -> Conversion | Refusal:
    if wishes.strict:
        try:
            refuse_doubtful(piece.name, reading)
        except CaptureError as error:
            return error
    story = reading.story
    if wishes.vocabulary is not None:
        story = replace(story, tags=tags_of(story, wishes.vocabulary))
    return Conversion(piece.seed, story, write_story(story), reading.pictures)


def seeds_among(arguments: Iterable[str]) -> Intake:
    """Return the captures that a command line names, files and all that lie in folders, and what is refused there.

    Sidecars among the files are no captures: they are read with those that they belong to.
    """
    seeds: list[Seed] = []
    refused: list[CaptureError] = []
    for argument in arguments:
        if Path(argument).is_dir():
            found = find_seeds(Path(argument))
            seeds.extend(replace(seed, name=f"{printable(argument)}/{seed.name}") for seed in found.seeds)
            refused.extend(found.refused)
        elif not _is_sidecar(Path(argument)):
            seeds.append(Seed(printable(argument), argument, _besides(Path(argument))))
    return Intake(tuple(seeds), tuple(refused))


def _is_sidecar(path: Path) -> bool:
    owned, _ = pair_up(_names(path.parent)) if path.name.endswith(SUFFIX) else ({}, ())
    return path.name == FOLDER_FILE or path.name in owned.values()


def _besides(path: Path) -> tuple[Beside, ...]:
    """Return the sidecars of a file: that of its folder, and its own."""
    names = _names(path.parent)
    own = pair_up(names)[0].get(path.name) if any(name.endswith(SUFFIX) for name in names) else None
    found = [name for name in (FOLDER_FILE if FOLDER_FILE in names else None, own) if name]
    return tuple(
        Beside(printable(os.fspath(path.parent / name)), os.fspath(path.parent / name), name == FOLDER_FILE)
        for name in found
    )


def _names(folder: Path) -> list[str]:
    with suppress(OSError):
        return [entry.name for entry in os.scandir(folder) if entry.is_file()]
    return []


class OutputFolder:
    """The folder that converted stories are written to; no name is used twice in one run."""

    def __init__(self, folder: Path, *, force: bool = False) -> None:
        self._folder, self._force = folder, force
        self._used: set[str] = set()

    def write(self, done: Conversion) -> Path:
        """Write the story's file and return its path.

        Raises `CaptureError` where a file with other content has the name (unless forced), and `OSError`.
        """
        path = self._folder / self._free_name(done)
        data = done.text.encode("utf-8")
        on_disk = read_if_there(path)
        if on_disk is not None and on_disk != data and not self._force:
            reason = f"{path} is there already with other content"
            raise CaptureError(done.seed.name, reason, "move it away, or use --force")
        hang_pictures(self._folder, done.pictures, done.text)
        if on_disk != data:
            self._folder.mkdir(parents=True, exist_ok=True)
            write_aside(path, data)
        return path

    def _free_name(self, done: Conversion) -> str:
        stem, slug = (
            done.story.story_code or slug_of(Path(done.seed.path).stem) or "story",
            slug_of(done.story.headline),
        )
        name = file_name(stem, slug)
        number = 1
        while name.casefold() in self._used:
            number += 1
            name = file_name(stem, f"{slug}-{number}")
        self._used.add(name.casefold())
        return name
