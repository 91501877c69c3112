"""Imports that are killed, beside a twin that never is: both must come out the same, with every edit in its place."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from captures import a_capture

from news_digest.cli import main
from news_digest.desk.bases import FILE
from news_digest.desk.importing import import_seeds
from news_digest.desk.ledger import Ledger
from news_digest.errors import NewsDigestError
from news_digest.project import Project

SEEDS = 24
WORDS = ["ferry", "harbour", "potato", "turnip", "lantern", "anchor", "barley", "herring", "quay", "storm"]
# What changes files; before the one of a number the process kills itself (sys.addaudithook).
WRITING = frozenset({"os.rename", "os.remove", "os.mkdir", "os.truncate"})


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one turn: how the import ended, whether before its time, and what was wrong afterwards."""

    way: str
    killed: bool
    faults: tuple[str, ...]


@dataclass(slots=True)
class Twins:
    """Two folders of one digest: in `one` imports are killed, in `other` never."""

    one: Project
    other: Project
    edits: dict[str, set[str]] = field(default_factory=dict)
    seconds: float = 0.2
    number: int = 0

    @classmethod
    def below(cls, folder: Path) -> Twins:
        """Return the twins before their first import."""
        twins = cls(Project.at(folder / "one"), Project.at(folder / "other"))
        for project in (twins.one, twins.other):
            project.seeds.mkdir(parents=True)
        for number in range(SEEDS):
            twins.seed(f"{number:02}.txt", a_seed(number, 0))
        return twins

    def seed(self, name: str, text: str) -> None:
        """Save a seed in both."""
        for project in (self.one, self.other):
            (project.seeds / name).write_text(text, "utf-8")


def a_seed(number: int, version: int) -> str:
    """Return a capture; every fourth has no code."""
    word = WORDS[(number + version) % len(WORDS)]
    body = (
        f"The {word} came back on Tuesday, for the time number {version}.\n\n"
        + f"Nobody had seen the {word} before. " * 20
    )
    return a_capture(f"The {word} of day {number}", code=str(7000 + number) if number % 4 else None, body=body)


def prints(project: Project) -> dict[str, bytes]:
    """Return the bytes of every file below the content folder that a person sees."""
    return {
        path.relative_to(project.content).as_posix(): path.read_bytes()
        for path in sorted(project.content.rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    }


def asides(project: Project) -> list[str]:
    """Return what was left aside, anywhere."""
    return [path.name for path in project.root.rglob("*.tmp")]


# What an editor does before an import; both twins are the same at that moment.


def change_a_seed(twins: Twins, rng: Random) -> None:
    """Change seeds' bytes."""
    for number in rng.sample(range(SEEDS), k=rng.randint(1, 12)):
        twins.seed(f"{number:02}.txt", a_seed(number, twins.number))


def add_seeds(twins: Twins, rng: Random) -> None:
    """Save new seeds."""
    for extra in range(rng.randint(1, 12)):
        number = 1000 + 20 * twins.number + extra
        twins.seed(f"{number}.txt", a_seed(number, 0))


def edit_a_story(twins: Twins, rng: Random) -> None:
    """Add a line to stories that are the same in both."""
    mine, theirs = prints(twins.one), prints(twins.other)
    same = sorted(name for name in mine if name.endswith(".md") and theirs.get(name) == mine[name])
    for name in rng.sample(same, k=min(len(same), rng.randint(1, 3))):
        line = f"Edit number {twins.number} of {rng.random()}."
        twins.edits.setdefault(name, set()).add(line)
        for project in (twins.one, twins.other):
            path = project.content / name
            path.write_bytes(path.read_bytes() + f"\n{line}\n".encode())


def delete_a_story(twins: Twins, rng: Random) -> None:
    """Delete stories that are in both."""
    both = sorted(name for name in prints(twins.one).keys() & prints(twins.other).keys() if name.endswith(".md"))
    for name in rng.sample(both, k=min(len(both), rng.randint(1, 3))):
        twins.edits.pop(name, None)
        for project in (twins.one, twins.other):
            (project.content / name).unlink()


def lose_the_memory(twins: Twins, rng: Random) -> None:
    """Delete what may be deleted; in both, for it holds what edited files are merged by."""
    del rng
    for project in (twins.one, twins.other):
        shutil.rmtree(project.root / ".digest", ignore_errors=True)


def start_over(twins: Twins, rng: Random) -> None:
    """Delete all stories and the ledger: everything is imported again."""
    del rng
    twins.edits.clear()
    for project in (twins.one, twins.other):
        shutil.rmtree(project.content, ignore_errors=True)


CHANGES: dict[Callable[[Twins, Random], None], int] = {
    change_a_seed: 40,
    add_seeds: 30,
    edit_a_story: 30,
    lose_the_memory: 5,
    start_over: 10,
}


def run_apart(project: Project, workers: int, fuse: int | None) -> int:
    """Begin an import in a process group of its own and return its number; `fuse` counts changes of files."""
    child = os.fork()
    if child:
        return child
    status = 1
    try:
        os.setpgid(0, 0)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        nowhere = os.open(os.devnull, os.O_RDWR)
        for stream in (1, 2):
            os.dup2(nowhere, stream)
        if fuse is not None:
            sys.addaudithook(_burning(fuse))
        status = main(["-C", str(project.root), "import", "-j", str(workers)])
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else 1
    finally:
        os._exit(status)


def _burning(fuse: int) -> Callable[[str, tuple[object, ...]], None]:
    left, desk = [fuse], os.getpid()

    def burn(event: str, arguments: tuple[object, ...]) -> None:
        writes = event in WRITING or (event == "open" and isinstance(arguments[2], int) and arguments[2] & os.O_CREAT)
        if writes and os.getpid() == desk:
            left[0] -= 1
            if left[0] < 0:
                os.kill(desk, signal.SIGKILL)

    return burn


def killed(twins: Twins, rng: Random) -> tuple[str, int]:
    """Begin an import of the first twin and have it killed; returns the way in words and the exit status."""
    workers = rng.choice((1, 1, 2))
    way = rng.choices(
        ("at a change", "at a moment", "with its workers", "asked to end", "by Ctrl-C"), (45, 20, 20, 8, 7)
    )[0]
    begun = time.monotonic()
    child = run_apart(twins.one, workers, rng.randrange(120) if way == "at a change" else None)
    if way != "at a change":
        time.sleep(rng.random() * twins.seconds)
        with contextlib.suppress(ProcessLookupError):
            _end(child, way)
    _, status = os.waitpid(child, 0)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status) == 0:
        twins.seconds = max(0.05, time.monotonic() - begun)
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child, signal.SIGKILL)
    return f"{way}, {workers} at work", os.waitstatus_to_exitcode(status)


def _end(child: int, way: str) -> None:
    match way:
        case "at a moment":
            os.kill(child, signal.SIGKILL)
        case "with its workers":
            os.killpg(child, signal.SIGKILL)
        case "asked to end":
            os.kill(child, signal.SIGTERM)
        case _:
            os.killpg(child, signal.SIGINT)


def outcomes(folder: Path, seed: int) -> Iterator[Outcome]:
    """Yield outcomes without end: of a change, a killed import, edits, deletions or none, and the import after it."""
    rng, stretch = Random(seed), 0
    while True:
        twins = Twins.below(folder / str(stretch))
        for number in range(40):
            twins.number = number
            outcome = turn(twins, rng)
            yield outcome
            if outcome.faults:
                break
        stretch += 1


def turn(twins: Twins, rng: Random) -> Outcome:
    """Take one turn."""
    for change in rng.choices(tuple(CHANGES), tuple(CHANGES.values()), k=rng.randint(1, 2)):
        change(twins, rng)
    before = prints(twins.one)
    import_seeds(twins.other)
    way, status = killed(twins, rng)
    faults = [*half_written(twins, before)]
    if status >= 0 and status not in {0, 1}:
        faults += _unknown(twins.one)
    is_edited = rng.random() < 2 / 3
    if is_edited:
        rng.choice((edit_a_story, delete_a_story))(twins, rng)
    report = import_seeds(twins.one)
    faults += [f"refused: {item.seed}: {item.reason}" for item in report.spiked]
    import_seeds(twins.other)
    faults += differences(twins, with_ledger=not is_edited)
    if is_edited:
        _make_even(twins)
    return Outcome(way, status not in {0, 1}, tuple(faults))


def half_written(twins: Twins, before: dict[str, bytes]) -> Iterator[str]:
    """Yield the files that are neither as they were nor as they will be; the ledger must be one that can be read."""
    after = prints(twins.other)
    for name, data in prints(twins.one).items():
        if name.endswith(".md") and data not in (before.get(name), after.get(name)):
            yield f"half-written: {name}"
    try:
        Ledger.load(twins.one.ledger)
    except NewsDigestError as error:
        yield f"the ledger: {error}"


def _unknown(project: Project) -> Iterator[str]:
    """Yield a fault where an import that ended in order left more than one story that the ledger does not know."""
    known = {entry.file for entry in Ledger.load(project.ledger)}
    files = {path.relative_to(project.stories).as_posix() for path in project.stories.rglob("*.md")}
    if len(files - known) > 1:
        yield f"the ledger was not saved: {len(files - known)} stories are unknown to it"


def differences(twins: Twins, *, with_ledger: bool) -> Iterator[str]:
    """Yield what is not in the first twin as it is in the other, edits that are gone, and what was left aside."""
    one, other = prints(twins.one), prints(twins.other)
    for name in sorted(one.keys() | other.keys()):
        if one.get(name) != other.get(name) and (with_ledger or name.endswith(".md")):
            yield f"not as without the kill: {name}"
    for name, lines in twins.edits.items():
        text = one.get(name, b"").decode()
        yield from (f"lost from {name}: {line}" for line in lines if line not in text)
    yield from (f"left aside: {name}" for name in asides(twins.one))


def _make_even(twins: Twins) -> None:
    """Give the first twin the content of the other: what is known of an edit may differ, though no file does."""
    shutil.rmtree(twins.one.content)
    shutil.copytree(twins.other.content, twins.one.content)
    # By the texts there, edited files are merged.
    memory = twins.other.root / ".digest" / FILE
    if memory.exists():
        shutil.copy(memory, twins.one.root / ".digest" / FILE)
