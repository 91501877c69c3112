"""Where each field of a story came from: the capture is read again, nothing is written."""

from __future__ import annotations

import os
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING

from ..capture.containers import part_name
from ..errors import CaptureError, StoryFileError
from ..layouts import load_layouts
from ..markdown import read_story_bytes
from ..parse import Candidate, Cut
from ..reading import open_and_read
from ..relate.vocabulary import load_vocabulary
from ..story import Story
from .archived import ArchivedPictures
from .completing import complete_story
from .converting import seeds_among
from .entry import Entry
from .filing import read_if_there
from .intake import Seed, find_seeds, seed_name, seed_path
from .ledger import Ledger, fingerprint
from .pieces import document_of
from .places import shown_path
from .plain import printable
from .shelf import Shelf
from .zones import assumed_zone

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..capture.reading import AnyCapture
    from ..parse import Reading
    from ..project import Project

_SHOWN = 160


@dataclass(frozen=True, slots=True)
class ExplainedField:
    """A field's value, who gave it, how far to trust it, and every candidate that the rules found, winners first."""

    field: str
    value: str
    origin: str
    candidates: tuple[Candidate, ...] = ()
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Explanation:
    """A story with the origin of each of its fields, and what was left out of it.

    `state` says how its file stands to its capture, `layout` which layout was used and why ("" for none).
    """

    seed: str
    story_code: str | None
    file: str | None
    state: str
    fields: tuple[ExplainedField, ...]
    cuts: tuple[Cut, ...] = ()
    layout: str = ""

    def as_text(self) -> str:
        """Return the explanation for a terminal."""
        head = [f"seed: {printable(self.seed)}", f"file: {printable(self.file or 'none')}"]
        head += [f"layout: {printable(self.layout)}"] if self.layout else []
        told = [line for field in self.fields for line in _rows(field)]
        return "\n".join([*head, self.state, "", *told, *_cut_rows(self.cuts)]) + "\n"


@dataclass(frozen=True, slots=True)
class _Subject:
    """What is to be explained: a story of a seed, and its entry where it was imported."""

    seed: Seed
    part: str
    entry: Entry | None

    @property
    def name(self) -> str:
        """Return the story's name."""
        return part_name(self.seed.name, self.part)


@dataclass(frozen=True, slots=True)
class Reread:
    """A story's capture read again: `capture` as it was read, `entry` where it was imported."""

    seed: str
    entry: Entry | None
    capture: AnyCapture
    reading: Reading


def explain(project: Project, wanted: str) -> Explanation:
    """Explain the story with this code, or of this seed or story file, named by its path.

    Raises `CaptureError` where there is no such story, and what reading its capture raises.
    """
    return explained(project, _read_again(project, _find(project, Ledger.load(project.ledger), wanted)))


def read_again(project: Project, entry: Entry) -> Reread:
    """Read the capture of an imported story again; raises `CaptureError` where it is gone, and what reading raises."""
    return _read_again(project, _Subject(_seed(project, entry.seed), entry.part, entry))


def _read_again(project: Project, subject: _Subject) -> Reread:
    try:
        document = document_of(subject.seed, subject.part, subject.entry.sha256 if subject.entry else None)
    except FileNotFoundError as error:
        remedy = "bring it back into the seeds folder"
        raise CaptureError(subject.name, "the seed is gone, and only it could tell", remedy) from error
    document = ArchivedPictures(subject.seed).put_with(document)
    capture, reading = open_and_read(document, load_layouts(project.layouts))
    return Reread(subject.name, subject.entry, capture, reading)


def explained(project: Project, again: Reread) -> Explanation:
    """Explain the story of a capture that was read again."""
    reading, entry = again.reading, again.entry
    if entry is None:
        state = "It was never imported."
        told = _explained(reading, reading.story, project.timezone)
        return Explanation(again.seed, reading.story.story_code, None, state, told, reading.cuts, reading.layout)
    story = complete_story(reading.story, entry, again.seed, load_vocabulary(project.vocabulary))
    state = _state(project, entry, story)
    file = shown_path(project, entry.file)
    told = _explained(reading, story, project.timezone)
    return Explanation(again.seed, entry.story_code, file, state, told, reading.cuts, reading.layout)


def _find(project: Project, ledger: Ledger, wanted: str) -> _Subject:
    entry = _by_name(ledger, wanted) or _by_file(project, ledger, wanted) or ledger.with_code(wanted)
    if entry is not None:
        return _Subject(_seed(project, entry.seed), entry.part, entry)
    top = os.fspath(project.seeds)
    # The whole of it may be a file's name, for a file's name may hold the sign before a part, too.
    for file, part in ((wanted, ""), (wanted.partition("#")[0], wanted.partition("#")[2])):
        for path in (os.fspath(Path(file).absolute()), seed_path(file, top)):
            if Path(path).is_file():
                inside = Path(path).is_relative_to(top)
                seed = _seed(project, seed_name(path, top)) if inside else seeds_among([file]).seeds[0]
                return _Subject(seed, part, ledger.get(seed.name, part))
    raise CaptureError(wanted, "no story has this code, and no seed this name", "`digest import -v` lists both")


def _by_name(ledger: Ledger, wanted: str) -> Entry | None:
    return next((entry for entry in ledger if entry.name == wanted), None)


def _seed(project: Project, name: str) -> Seed:
    """Return a seed of this name with its sidecars, also where it is gone."""
    found = (seed for seed in find_seeds(project.seeds).seeds if seed.name == name)
    return next(found, Seed(name, seed_path(name, os.fspath(project.seeds))))


def _by_file(project: Project, ledger: Ledger, wanted: str) -> Entry | None:
    """Return the entry of a story file, named by its path or by the code that stands in it."""
    shelved = Shelf(project.stories).with_code(wanted)
    paths = {Path(wanted).absolute(), project.stories / (shelved.file if shelved else wanted)}
    return next((entry for entry in ledger if project.stories / entry.file in paths), None)


def _state(project: Project, entry: Entry, story: Story) -> str:
    on_disk = read_if_there(project.stories / entry.file)
    if on_disk is None:
        return "Its story file was deleted."
    if fingerprint(on_disk) == entry.written:
        return "The story file is as the import wrote it."
    try:
        edited = read_story_bytes(on_disk, name=entry.file)
    except StoryFileError as error:
        return f"The story file was edited by hand and is broken: {error}"
    changed = [field.name for field in fields(Story) if getattr(edited, field.name) != getattr(story, field.name)]
    return f"The story file was edited by hand: {', '.join(changed) or 'its form only'}."


def _explained(reading: Reading, story: Story, zone: str) -> tuple[ExplainedField, ...]:
    return tuple(_with_zone(field, getattr(story, field.field), zone) for field in _fields(reading, story))


def _with_zone(field: ExplainedField, value: object, zone: str) -> ExplainedField:
    """Say of a time that was printed without a zone in which zone the site takes it to be."""
    if assumed_zone(value, zone) is None:
        return field
    said = f"no zone is printed, {zone} is assumed"
    return replace(field, origin=f"{field.origin}; {said}" if field.origin else said)


def _fields(reading: Reading, story: Story) -> Iterator[ExplainedField]:
    for name in (field.name for field in fields(Story)):
        candidates = _winners_first(one for one in reading.candidates if one.field == name)
        value = _shown(getattr(story, name))
        if value or candidates:
            yield ExplainedField(name, value, _origin(name, reading, story), candidates, reading.confidence.get(name))


def _winners_first(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    return tuple(sorted(candidates, key=lambda one: (not one.won, -one.weight)))


# What the desk gives where the capture prints nothing.
_GIVEN = {
    "story_code": "minted from the capture's bytes, or told apart from another publisher's",
    "slug": "made of the headline at the first import",
    "guid": "minted at the first import",
    "seed": "the capture's file",
    "tags": "printed ones, and those found in the text",
    "extra": "kept beside our own keys",
}


def _origin(name: str, reading: Reading, story: Story) -> str:
    if getattr(story, name) != getattr(reading.story, name):
        return _GIVEN.get(name, "")
    return ""


def _shown(value: object) -> str:
    match value:
        case None | () | "":
            return ""
        case tuple():
            return "; ".join(_shown(one) for one in value)
        case str():
            return value
    if hasattr(value, "__dataclass_fields__"):
        return ", ".join(_shown(getattr(value, one)) for one in value.__dataclass_fields__ if getattr(value, one))
    if hasattr(value, "items"):
        return ", ".join(f"{key}: {one}" for key, one in value.items())
    return str(value)


def _rows(field: ExplainedField) -> Iterator[str]:
    sure = "" if field.confidence is None else f"  (confidence {field.confidence:.2f})"
    yield f"{field.field:<11} {_short(field.value) or '(nothing)'}{sure}"
    if field.origin:
        yield f"{'':<11}   {field.origin}"
    for one in field.candidates:
        mark = "from" if one.won else "not "
        what = "" if one.won and len(field.candidates) == 1 else f": {_short(one.value)}"
        yield f"{'':<11}   {mark} {one.origin}, rule {one.rule}, weight {one.weight:g}{what}"


def _cut_rows(cuts: tuple[Cut, ...]) -> Iterator[str]:
    if cuts:
        yield "\nleft out:"
    for cut in cuts:
        yield f"{'':<11} {_short(cut.text)}\n{'':<11}   {_short(cut.reason)}, {cut.origin}"


def _short(text: str) -> str:
    plain = printable(text.replace("\n", " "))
    return plain if len(plain) <= _SHOWN else plain[: _SHOWN - 1] + "…"
