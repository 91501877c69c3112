"""A walk over a digest: turn by turn something changes and is built, and the site must be what a cold build makes."""

from __future__ import annotations

import re
import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import Protocol

from newsroom import Run
from walk_amends import AMENDMENTS
from walk_copies import COPY_WORDS
from walk_files import FILE_CHANGES, mend
from walk_harm import HARMS
from walk_kills import Startable, Victim, killed
from walk_site import Dice, NotNowError, Site
from walk_sources import SOURCE_CHANGES, mend_templates
from walk_stories import STORY_CHANGES
from walk_times import TIME_CHANGES
from walk_trees import Tree, faults_of_build, faults_of_death, faults_of_failure

Change = Callable[[Site, Dice], str]

CHANGES: Mapping[str, Change] = {
    change.__name__: change
    for change in (*STORY_CHANGES, *AMENDMENTS, *COPY_WORDS, *TIME_CHANGES, *FILE_CHANGES, *SOURCE_CHANGES, *HARMS)
}
BUILD = ("build",)
# How many processes build, at most: as many as there are cores, or so many.
PROCESSES = ((), ("-j", "1"), ("-j", "3"))
# What may change while a build is at work; its own files are then its own.
EDITS = sorted(CHANGES.keys() - {change.__name__ for change in HARMS})
MENDING = (mend.__name__, mend_templates.__name__)
# How a turn ends, with its share of all turns.
ENDINGS: Mapping[str, float] = {
    "built": 64,
    "built twice": 6,
    "built by a fresh process": 4,
    "two builds at once": 3,
    "changed meanwhile": 4,
    "killed, built": 12,
    "killed, changed, built": 7,
}
# A template that is broken is found by whichever page is rendered first.
SAID = re.compile(r"^(?:WARNING|ERROR|CRITICAL): .*?(?=, while rendering|$)", re.MULTILINE)


class Builds(Startable, Protocol):
    """Runs `digest`."""

    def run(self, folder: Path, *arguments: str) -> Run:
        """Run a command in a folder to its end."""


@dataclass(frozen=True, slots=True)
class Move:
    """A change by its name, and the number that its choices hang on."""

    change: str
    number: int


@dataclass(frozen=True, slots=True)
class Turn:
    """Moves and how they are built; `later` come while a build runs or after it was killed."""

    moves: tuple[Move, ...]
    ending: str = "built"
    number: int = 0
    later: tuple[Move, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was done in a turn, in words, what was wrong after it, and how builds were killed in it.

    `seconds` is what its last build took.
    """

    told: tuple[str, ...]
    faults: tuple[str, ...]
    killed: tuple[str, ...]
    seconds: float


def turn_of(seed: int, index: int, kinds: int = 1) -> Turn:
    """Return turn number `index` of a walk; turn by turn so many `kinds` of change come first, each once in a round."""
    rng = Random(f"{seed}:{index}")
    names = sorted(CHANGES)
    Random(f"{seed}:{index * kinds // len(names)}").shuffle(names)
    first = [names[(index * kinds + kind) % len(names)] for kind in range(kinds)]
    more = rng.sample(names, rng.randint(1, 4)) if rng.random() < 0.25 else []
    mended = MENDING if rng.random() < 0.7 else ()
    ending = rng.choices(tuple(ENDINGS), tuple(ENDINGS.values()))[0]
    later = rng.sample(EDITS if "meanwhile" in ending else names, rng.randint(1, 2)) if "changed" in ending else []
    return Turn(_moves(rng, (*mended, *first, *more)), ending, rng.getrandbits(32), _moves(rng, later))


def _moves(rng: Random, names: Sequence[str]) -> tuple[Move, ...]:
    return tuple(Move(name, rng.getrandbits(32)) for name in names)


def turns_of(seed: int, count: int, kinds: int = 1) -> Iterator[Turn]:
    """Yield the turns of a walk."""
    return (turn_of(seed, index, kinds) for index in range(count))


def moved(site: Site, moves: Sequence[Move]) -> list[str]:
    """Make the moves and return them in words; what cannot be done now is passed over."""
    told = []
    for move in moves:
        try:
            told.append(f"{move.change}: {CHANGES[move.change](site, Dice(move.number))}")
        except NotNowError:
            continue
    return told


class Walk:
    """One digest, what builds it, and the folder `beside` it where cold builds go."""

    def __init__(self, site: Site, builds: Builds, beside: Path) -> None:
        self.site = site
        self._builds = builds
        self._beside = beside
        self._command: tuple[str, ...] = BUILD
        self._seconds = 0.2

    def take(self, turn: Turn) -> Outcome:
        """Make the moves of a turn, build, and compare with a cold build."""
        told = moved(self.site, turn.moves)
        self._command = (*BUILD, *Random(turn.number).choice(PROCESSES))
        empty = Tree.below(self.site.output).empty
        deaths = self._deaths(turn)
        if turn.ending == "changed meanwhile":
            told += self._change_meanwhile(turn)
        elif turn.later:
            told += ["then", *moved(self.site, turn.later)]
        before = replace(Tree.below(self.site.output), empty=empty | self.site.doubtful)
        content = Tree.below(self.site.root / "content")
        runs = self._build(turn.ending)
        faults = [fault for death in deaths for fault in death.faults] + self._faults(before, runs)
        if content != Tree.below(self.site.root / "content"):
            faults.append("the build changed the content")
        told = [*told, turn.ending, *(death.way for death in deaths)]
        return Outcome(tuple(told), tuple(faults), tuple(d.way for d in deaths if d.killed), self._seconds)

    def _build(self, ending: str) -> list[Run]:
        if ending == "built by a fresh process":
            return [self._builds.run_fresh(self.site.root, *self._command)]
        if ending == "two builds at once":
            both = [self._builds.start(self.site.root, *self._command) for _ in range(2)]
            return [self._builds.wait(one) for one in both]
        begun = time.monotonic()
        runs = [self._builds.run(self.site.root, *self._command)]
        self._seconds = time.monotonic() - begun
        if ending == "built twice":
            runs.append(self._builds.run(self.site.root, *self._command))
        return runs

    def _deaths(self, turn: Turn) -> list[_Death]:
        rng = Random(turn.number)
        return [self._death(rng) for _ in range(turn.ending.count("killed"))]

    def _death(self, rng: Random) -> _Death:
        before = Tree.below(self.site.output)
        way, death = killed(Victim(self._builds, self.site.root, self._command, self._seconds), rng)
        faults = faults_of_death(before, Tree.below(self.site.output), self._cold()[1])
        return _Death(way, death.killed, (*faults, *_tracebacks(death.run)))

    def _change_meanwhile(self, turn: Turn) -> list[str]:
        started = self._builds.start(self.site.root, *self._command)
        time.sleep(Random(turn.number).random() * self._seconds)
        told = moved(self.site, turn.later)
        self._builds.wait(started)
        return ["meanwhile", *told]

    def _cold(self) -> tuple[Run, Tree]:
        shutil.rmtree(self._beside, ignore_errors=True)
        run = self._builds.run(self.site.root, *self._command, "--clean", "--output", str(self._beside))
        return run, Tree.below(self._beside)

    def _faults(self, before: Tree, runs: Sequence[Run]) -> list[str]:
        cold, wanted = self._cold()
        after = Tree.below(self.site.output)
        self.site.foreign -= wanted.files.keys()
        made = "index.html" in wanted.files
        if made:
            left = after.without(self.site.doubtful - wanted.files.keys())
            faults = faults_of_build(before, left, wanted, self.site.foreign)
        else:
            faults = faults_of_failure(before, after)
        wanted_words = _words(cold, self._beside, warnings=made)
        words = [_words(run, self.site.output, warnings=made) for run in runs]
        return [
            *faults,
            *(fault for run in runs for fault in _unlike(run, cold)),
            *(fault for said in words for fault in _said_otherwise(said, wanted_words)),
        ]


@dataclass(frozen=True, slots=True)
class _Death:
    """How a build was killed in words, whether it was, and what was wrong then."""

    way: str
    killed: bool
    faults: tuple[str, ...]


def _unlike(run: Run, cold: Run) -> Iterator[str]:
    """Yield how a build ended otherwise than a cold one."""
    if run.status != cold.status:
        yield f"exit status {run.status}, wanted {cold.status}: {run.said[-1000:]}"
    yield from _tracebacks(run)


def _words(run: Run, output: Path, *, warnings: bool) -> Counter[str]:
    """Return the errors of a build, which may name the folder it wrote to, and its warnings if they are wanted.

    One that refuses the whole site may do so before it comes upon what it would warn of.
    """
    words = SAID.findall(run.said.replace(str(output), "OUTPUT"))
    return Counter(each for each in words if warnings or not each.startswith("WARNING"))


def _said_otherwise(said: Counter[str], wanted: Counter[str]) -> Iterator[str]:
    """Yield how what a build said differs from what a cold build says."""
    yield from (f"said too much: {words}" for words in sorted(said - wanted))
    yield from (f"did not say: {words}" for words in sorted(wanted - said))


def _tracebacks(run: Run) -> Iterator[str]:
    if "Traceback" in run.said:
        yield run.said
