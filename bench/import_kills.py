"""Imports killed at random moments, each followed by another: nothing half-written, no edit lost, all as it would be.

An import is killed before it changes a file, or at a moment, alone or with its workers; or it is asked to end, or
interrupted. Beside it stands a twin that is never killed; between the kill and the next import stories of both are
edited or deleted.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "tests" / "tools"), str(ROOT / "plugins")]

from walk_imports import outcomes  # noqa: E402 - found only now

MOST_TURNS = 10


def main(arguments: Sequence[str] | None = None) -> int:
    """Kill as many imports as the command line says; the exit status is 1 where anything was wrong afterwards."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-n", "--kills", type=int, default=500, help="how many imports are killed (default: 500)")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    ways: Counter[str] = Counter()
    failed = 0
    with tempfile.TemporaryDirectory(prefix="digest-import-kills-") as scratch:
        for number, outcome in enumerate(outcomes(Path(scratch), options.seed), start=1):
            ways[outcome.way] += outcome.killed
            if outcome.faults:
                failed += 1
                print(f"turn {number}, {outcome.way}:", *outcome.faults[:10], sep="\n  ", flush=True)
            if number % 50 == 0:
                print(f"{ways.total()} imports killed in {number} turns", flush=True)
            if ways.total() >= options.kills or number > MOST_TURNS * options.kills:
                break
    print("\n".join(f"{count:5d} {way}" for way, count in ways.most_common()))
    print(f"{ways.total()} imports killed in {number} turns, {failed} not made up for")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
