"""What one more feed of a tag costs: `python bench/feed_costs.py`.

A digest is built cold by one process, in turns without and with the feeds of its tags. What they cost is the median
of the differences of processor time, less what it takes to write as many bytes to as many files by `os.open` and
`os.write` alone, for each feed. Each story has a tag of its own besides, so that most feeds are short. Where the
machine has other work, the system's share of both varies by more than the goal: user time is told as well.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests" / "site"), str(ROOT / "plugins")]

from small_digest import BIN, SmallDigest  # noqa: E402
from spoken import code_of, spoken_story  # noqa: E402

from news_digest.api import write_story  # noqa: E402

GOAL_MS = 0.1
NONE = "TAG_FEED_RSS = TAG_FEED_ATOM = TAG_FEED_JSON = None\n"


def laid_out(folder: Path, count: int) -> SmallDigest:
    """Return a digest of so many stories, each with a tag of its own besides."""
    digest = SmallDigest.at(folder, more="DIGEST_WORKERS = 1\n")
    for index in range(count):
        text = write_story(spoken_story(index))
        head, sign, rest = text.partition("tags: [")
        own = f"{head}{sign}Own {index}, {rest}" if sign else text.replace("---\n", f"---\ntags: [Own {index}]\n", 1)
        digest.file(f"stories/{code_of(index)}.md", own)
    settings = (digest.root / "pelicanconf.py").read_text("utf-8")
    (digest.root / "without.py").write_text(settings + NONE, "utf-8")
    return digest


def build(digest: SmallDigest, settings: str) -> tuple[float, float]:
    """Build cold and return the seconds of processor time, and those of the program itself among them."""
    # Put aside, not removed: some file systems are slow to make files where many were removed a while ago.
    for made in (digest.output, digest.root / ".digest"):
        if made.exists():
            made.rename(digest.root.parent / f"{made.name}-{time.monotonic_ns()}")
    os.sync()
    command = [str(BIN / "digest"), "-q", "-C", str(digest.root), "build", "--settings", settings]
    child = os.posix_spawn(command[0], command, os.environ)
    _, status, used = os.wait4(child, 0)
    if status:
        raise SystemExit(f"{settings}: was not built")
    return used.ru_utime + used.ru_stime, used.ru_utime


def write_plainly(sizes: list[int], folder: Path) -> float:
    """Return the seconds of processor time that it takes to write files of these sizes, three into each folder."""
    data = os.urandom(max(sizes))
    for number in range(0, len(sizes), 3):  # the page of a tag needs its folder as well
        (folder / str(number)).mkdir()
    began = time.process_time()
    for number, size in enumerate(sizes):
        file = os.open(f"{folder}/{number - number % 3}/{number}", os.O_WRONLY | os.O_CREAT)
        os.write(file, data[:size])
        os.close(file)
    return time.process_time() - began


def main() -> int:
    """Measure, print, and return 1 where the goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-n", type=int, default=2_000, help="how many stories are invented")
    parser.add_argument("-r", "--rounds", type=int, default=5)
    args = parser.parse_args()
    with TemporaryDirectory() as folder:
        digest = laid_out(Path(folder) / "digest", args.n)
        more, own, plain = [], [], []
        for number in range(args.rounds):
            without = build(digest, "without.py")
            both = build(digest, "pelicanconf.py")
            more.append(both[0] - without[0])
            own.append(both[1] - without[1])
            sizes = [path.stat().st_size for path in digest.output.glob("tags/*/*") if path.suffix in {".xml", ".json"}]
            aside = Path(folder) / f"plain-{number}"
            aside.mkdir()
            plain.append(write_plainly(sizes, aside))
    each, bytes_of = median(more) / len(sizes) * 1000, median(plain) / len(sizes) * 1000
    print(
        f"{len(sizes)} feeds of {sum(sizes) / len(sizes) / 1000:.1f} kB: {each:.3f} ms each, {bytes_of:.3f} for bytes"
    )
    print(f"{each - bytes_of:.3f} ms a feed besides; the goal is {GOAL_MS} ms")
    print(f"{median(own) / len(sizes) * 1000:.3f} ms a feed of user time, bytes and all")
    return each - bytes_of > GOAL_MS


if __name__ == "__main__":
    sys.exit(main())
