"""Walks over small digests: after each of many random turns the site must be what a cold build makes, byte for byte.

Prints each failure with the shortest way to it that was found.
`--again` walks such a way once more and keeps its folder.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests" / "tools"))

from walk_shrink import Failure, Ground, walked, walked_again  # noqa: E402 - found only now
from walks import Outcome  # noqa: E402
from warm_builds import warm_builds  # noqa: E402

# Turns of one walk; another begins anew, with another seed.
STRETCH = 250
PROGRESS = 50


@dataclass(slots=True)
class Tally:
    """What walks have come to so far."""

    turns: int = 0
    killed: int = 0
    seconds: list[float] = field(default_factory=list)
    begun: float = field(default_factory=time.monotonic)

    def add(self, _index: int, outcome: Outcome) -> None:
        """Count a turn."""
        self.turns += 1
        self.killed += len(outcome.killed)
        self.seconds.append(outcome.seconds)
        if self.turns % PROGRESS == 0:
            print(f"{self.turns} turns, {self.killed} builds killed, {self.each:.2f} s a turn", flush=True)

    @property
    def each(self) -> float:
        """Seconds a turn takes, of wall time."""
        return (time.monotonic() - self.begun) / max(1, self.turns)


def walk(seed: int, turns: int, stories: int, tally: Tally) -> Failure | None:
    """Take one walk, print what went wrong as soon as it is known, and return it."""
    with tempfile.TemporaryDirectory(prefix="digest-walk-") as scratch, warm_builds() as builds:
        failure = walked(Ground(builds, Path(scratch), stories), seed, turns, tally.add)
    if failure:
        print(f"\n{failure.report()}\n", flush=True)
    return failure


def stretches(seed: int, turns: int) -> list[tuple[int, int]]:
    """Return the walks that so many turns are divided into: the seed and the length of each."""
    return [(seed + at // STRETCH, min(STRETCH, turns - at)) for at in range(0, turns, STRETCH)]


def walk_all(options: argparse.Namespace) -> int:
    """Take all walks, some at once, and return how many went wrong."""
    tally = Tally()
    with ThreadPoolExecutor(options.jobs) as pool:
        walks = [
            pool.submit(walk, seed, turns, options.stories, tally)
            for seed, turns in stretches(options.seed, options.turns)
        ]
        failed = sum(each.result() is not None for each in walks)
    print(
        f"\n{tally.turns} turns in {len(walks)} walks from seed {options.seed} over {options.stories} stories: "
        f"{failed} walks went wrong; {tally.killed} builds killed; {tally.each:.2f} s a turn, "
        f"{median(tally.seconds):.2f} s a build"
    )
    return failed


def again(way: str, stories: int) -> int:
    """Walk the way of a failure once more and return how many turns went wrong; its folder stays."""
    scratch = Path(tempfile.mkdtemp(prefix="digest-walk-"))
    with warm_builds() as builds:
        outcomes = walked_again(Ground(builds, scratch, stories), way)
    for outcome in outcomes:
        print("; ".join(outcome.told), *outcome.faults, sep="\n  ")
    print(f"The digest is in {scratch / 'again'}, the cold build in {scratch / 'again-cold'}")
    return sum(bool(outcome.faults) for outcome in outcomes)


def main(arguments: Sequence[str] | None = None) -> int:
    """Walk as the command line says; the exit status is 1 where something went wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-n", "--turns", type=int, default=2000, help="how many turns in all (default: 2000)")
    parser.add_argument("--seed", type=int, default=1, help="of the first walk; each further one has the next")
    parser.add_argument("--stories", type=int, default=28, help="stories that each walk begins with (default: 28)")
    parser.add_argument("--jobs", type=int, default=2, help="walks at once (default: 2)")
    parser.add_argument("--again", metavar="JSON", help="walk the way that a failure printed")
    options = parser.parse_args(arguments)
    return 1 if (again(options.again, options.stories) if options.again else walk_all(options)) else 0


if __name__ == "__main__":
    sys.exit(main())
