"""The tests of layouts: captures beside the story files that they must give."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ..errors import CaptureError, NewsDigestError
from ..layouts import load_layouts
from ..markdown import write_story
from ..reading import read_document
from .converting import seeds_among
from .filing import read_if_there
from .pieces import Piece, pieces_of, sum_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ..capture.containers import Document
    from ..layouts import Layout
    from .intake import Seed

TESTS, EXPECTED = "tests", "expected"


@dataclass(frozen=True, slots=True)
class Proof:
    """How one capture of a layout's test was read: `problem` is empty where it gives the expected story."""

    capture: str
    problem: str = ""


def lone_document(seed: str, url: str | None) -> Document:
    """Return the one story that a capture's file holds; of its sidecars only the address counts.

    Raises `CaptureError`, `SettingsError` for a sidecar, and `OSError`.
    """
    found = seeds_among([seed])
    if len(found.seeds) != 1:
        raise CaptureError(seed, "it is not one capture", "name the file of one")
    known = _piece_of(found.seeds[0]).document.url
    # A layout's test shows what is read of the capture, not what an editor wrote beside it.
    alone = _piece_of(replace(found.seeds[0], besides=())).document
    return replace(alone, url=url or known)


def _piece_of(seed: Seed) -> Piece:
    pieces = list(_pieces_of(seed))
    if len(pieces) != 1:
        raise CaptureError(seed.name, f"it holds {len(pieces)} stories, not one", "save one story's page or text alone")
    return pieces[0]


def _pieces_of(seed: Seed) -> Iterator[Piece]:
    for step in pieces_of(seed, sum_of(seed)):
        if isinstance(step, CaptureError):
            raise step
        yield step


def check_layouts(folder: Path) -> Iterator[Proof]:
    """Yield how each capture of the layouts' tests in `folder` is read by all layouts there; raises `SettingsError`."""
    layouts = load_layouts(folder)
    tests = folder / TESTS
    for case in sorted(tests.iterdir()) if tests.is_dir() else ():
        # A hidden one was left by a draft that was killed while it was written.
        if case.is_dir() and not case.name.startswith("."):
            found = seeds_among(sorted(str(path) for path in case.iterdir() if path.is_file()))
            yield from (Proof(seed.name, _problem_of(seed, case, layouts)) for seed in found.seeds)


def _problem_of(seed: Seed, case: Path, layouts: tuple[Layout, ...]) -> str:
    path = case / EXPECTED / f"{seed.name.rpartition('/')[2]}.md"
    try:
        got = write_story(read_document(_piece_of(seed).document, layouts).story)
    except NewsDigestError as error:
        return str(error)
    data = read_if_there(path)
    if data is None:
        return f"{seed.name}: {path} is missing (make it by `digest convert {seed.name} -o -` and correct it)"
    expected = data.decode("utf-8", "replace")
    return "" if got == expected else f"{seed.name}: other than {path}, {_first_difference(got, expected)}"


def _first_difference(got: str, expected: str) -> str:
    lines, wanted = got.splitlines(), expected.splitlines()
    for number in range(max(len(lines), len(wanted))):
        one, other = (text[number] if number < len(text) else "nothing" for text in (lines, wanted))
        if one != other:
            return f"line {number + 1}: read {one[:80]!r}, expected {other[:80]!r}"
    return "in its line ends"
