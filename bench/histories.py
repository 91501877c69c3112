"""Walks the desk through long random histories: nothing that a person typed is lost, and merges are those of git."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "plugins"), str(ROOT / "tests" / "tools")]

from walk_desk import HistoryError, Walk  # noqa: E402 - found only now

# Steps of one history; another begins anew, with another seed.
STRETCH = 100


def main() -> int:
    """Walk and print what came of it; the exit status is 1 where something was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-n", "--steps", type=int, default=5000, help="steps in all (default: 5000)")
    parser.add_argument("--seed", type=int, default=1, help="of the first history (default: 1)")
    args = parser.parse_args()
    done = merged = compared = conflicts = faults = 0
    for seed in range(args.seed, args.seed + -(-args.steps // STRETCH)):
        with tempfile.TemporaryDirectory(prefix="digest-history-") as folder:
            walk, told = Walk(Path(folder), seed), "began"
            try:
                for _ in range(STRETCH):
                    told = walk.step()
                    done += 1
            except HistoryError as error:
                faults += 1
                print(f"history {seed}, after {done} steps ({told}): {error}", flush=True)
        merged, compared, conflicts = merged + walk.merged, compared + walk.compared, conflicts + walk.conflicts
        print(
            f"{done} steps, {merged} merged, {conflicts} in conflict, {compared} compared, {faults} faults", flush=True
        )
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
