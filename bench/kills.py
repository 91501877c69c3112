"""Builds killed at random moments, each repaired by the next: the site must then be what a cold build makes.

A build is killed before a file operation, before a system call (where strace is installed) or at a moment, with its
workers or without them, or it is asked to end; every third has more to do than an edit. What it leaves must be old or
new files, each whole.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests" / "tools"))

from walk_shrink import Ground  # noqa: E402 - found only now
from walks import Move, Outcome, Turn, turn_of  # noqa: E402
from warm_builds import warm_builds  # noqa: E402

# What makes most pages stale, or all that is known of them.
WIDE = ("change_the_words", "set_a_setting", "lose_the_record", "lose_everything", "drop_a_tag", "add_some")
ENDINGS = {"killed, built": 60, "killed, killed, built": 20, "killed, changed, built": 20}
# Turns after which a digest is begun anew, so that it stays small.
STRETCH = 100
MOST_TURNS = 10


def deadly_turns(seed: int) -> Iterator[Turn]:
    """Yield turns without end in which builds are killed."""
    index = 0
    while True:
        rng, turn = Random(f"kills:{seed}:{index}"), turn_of(seed, index)
        ending = rng.choices(tuple(ENDINGS), tuple(ENDINGS.values()))[0]
        wide = (Move(rng.choice(WIDE), rng.getrandbits(32)),) if rng.random() < 1 / 3 else ()
        later = (Move("restore", rng.getrandbits(32)), Move("remove", 1)) if "changed" in ending else ()
        yield replace(turn, moves=(*turn.moves, *wide), ending=ending, later=later)
        index += 1


def outcomes(ground: Ground, seed: int) -> Iterator[Outcome]:
    """Yield outcomes without end, from one digest after another: one that went wrong is not gone on with."""
    while True:
        walk = ground.first_walk()
        for _, turn in zip(range(STRETCH), deadly_turns(seed), strict=False):
            outcome = walk.take(turn)
            yield outcome
            if outcome.faults:
                break
        seed += 1


def main(arguments: Sequence[str] | None = None) -> int:
    """Kill as many builds as the command line says; the exit status is 1 where one was not repaired."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-n", "--kills", type=int, default=200, help="how many builds are killed (default: 200)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--stories", type=int, default=60, help="stories of the digest (default: 60)")
    options = parser.parse_args(arguments)
    ways: Counter[str] = Counter()
    with tempfile.TemporaryDirectory(prefix="digest-kills-") as scratch, warm_builds() as builds:
        failed = kill(outcomes(Ground(builds, Path(scratch), options.stories), options.seed), options.kills, ways)
    print("\n".join(f"{count:5d} {way}" for way, count in ways.most_common()))
    print(f"{ways.total()} builds killed, {failed} not repaired")
    return 1 if failed else 0


def kill(turns: Iterator[Outcome], kills: int, ways: Counter[str]) -> int:
    """Kill so many builds, count them by their `ways`, and return how often the next build did not repair the site."""
    failed = 0
    for number, outcome in enumerate(turns):
        ways.update(outcome.killed)
        if outcome.faults:
            failed += 1
            print(f"{'; '.join(outcome.told)}", *outcome.faults[:10], sep="\n  ", flush=True)
        if ways.total() >= kills or number > MOST_TURNS * kills:
            return failed
        if number % 20 == 0:
            print(f"{ways.total()} builds killed in {number + 1} turns", flush=True)
    return failed


if __name__ == "__main__":
    sys.exit(main())
