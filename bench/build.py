"""Times builds of the digest beside stock Pelican's, paired in one run: `invoke bench`, or see --help.

Each build is a whole process; wall time, CPU time and peak memory come from wait4. Stock Pelican builds the same
stories with its own reader and its `simple` theme, which makes fewer and plainer pages.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus import story

from news_digest.api import write_story
from news_digest.story import Story

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent
PLAIN = "SITENAME = 'Plain'\nTIMEZONE = 'UTC'\nTHEME = 'simple'\nPATH = 'content'\nFEED_ALL_RSS = 'rss.xml'\n"


@dataclass(frozen=True, slots=True)
class Cost:
    """What one process took: seconds of wall time, seconds of CPU time, peak memory in megabytes."""

    wall: float
    cpu: float
    memory: float


def run(command: Sequence[str], folder: Path) -> Cost:
    """Run a command to its end; raises CalledProcessError where it fails."""
    begin = time.perf_counter()
    child = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)  # noqa: S603
    _, status, used = os.wait4(child.pid, 0)
    wall = time.perf_counter() - begin
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise subprocess.CalledProcessError(child.returncode, command, stderr=child.stderr and child.stderr.read())
    return Cost(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def plain_text(one: Story) -> str:
    """Return a story as stock Pelican reads it."""
    source = one.source.name if one.source else "unknown"
    keys = (
        f"Title: {one.headline}\nDate: {one.date}\nSlug: {one.slug}\nCategory: {source}\nTags: {', '.join(one.tags)}\n"
    )
    return keys + "\n" + one.body + "\n"


def lay(folder: Path, count: int, write: Callable[[Story], str]) -> None:
    """Write the corpus below a folder, one file a story."""
    folder.mkdir(parents=True)
    for one in map(story, range(count)):
        (folder / f"{one.story_code}.md").write_text(write(one), encoding="utf-8")


def digest_site(folder: Path, count: int) -> list[str]:
    """Lay out a digest of the corpus; returns the command that builds it."""
    lay(folder / "content" / "stories", count, write_story)
    for name in ("pelicanconf.py", "tags.toml"):
        shutil.copyfile(ROOT / name, folder / name)
    shutil.copytree(ROOT / "theme", folder / "theme")
    (folder / "seeds").mkdir()
    return [str(BIN / "digest"), "build"]


def plain_site(folder: Path, count: int) -> list[str]:
    """Lay out a stock Pelican site of the corpus; returns the command that builds it."""
    lay(folder / "content", count, plain_text)
    (folder / "pelicanconf.py").write_text(PLAIN, encoding="utf-8")
    return [str(BIN / "pelican")]


SITES = {"digest": digest_site, "stock pelican": plain_site}


def rounds(count: int, runs: int, work: Path) -> dict[str, dict[str, list[Cost]]]:
    """Return the costs of cold and second builds of each site, taken in turns."""
    costs: dict[str, dict[str, list[Cost]]] = {}
    commands = {name: lay_out(work / name, count) for name, lay_out in SITES.items()}
    for _ in range(runs):
        for name, command in commands.items():
            shutil.rmtree(work / name / "output", ignore_errors=True)
            for scenario in ("cold", "second"):
                costs.setdefault(name, {}).setdefault(scenario, []).append(run(command, work / name))
    return costs


def main() -> int:
    """Print a table of medians and of the digest's ratio to stock Pelican; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-n", "--stories", type=int, default=1000)
    parser.add_argument("-r", "--runs", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as work:
        costs = rounds(options.stories, options.runs, Path(work))
    print(f"{options.stories} stories, medians of {options.runs} paired runs")
    print("| site | build | wall s | CPU s | memory MB |\n|---|---|---|---|---|")
    for name, scenarios in costs.items():
        for scenario, taken in scenarios.items():
            middle = [statistics.median(getattr(c, field) for c in taken) for field in ("wall", "cpu", "memory")]
            print(f"| {name} | {scenario} | {middle[0]:.2f} | {middle[1]:.2f} | {middle[2]:.0f} |")
    for scenario in ("cold", "second"):
        pairs = zip(costs["digest"][scenario], costs["stock pelican"][scenario], strict=True)
        ratio = statistics.median(ours.wall / theirs.wall for ours, theirs in pairs)
        print(f"digest / stock pelican, {scenario}: {ratio:.2f} of the wall time")
    return 0


if __name__ == "__main__":
    sys.exit(main())
