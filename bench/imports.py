"""How long `digest import` takes with many seeds of which none, or one, has changed: whole processes, medians.

    python bench/imports.py -n 100000                    # lays out a digest, imports it once, measures
    python bench/imports.py -n 100000 --folder DIR       # goes on with a digest that stands there already
    python bench/imports.py --folder DIR --code OTHER/plugins    # measures another version of the code

The seeds are small texts: what is measured is what an import costs that has nothing to read.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from random import Random
from statistics import median

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "plugins"))

from news_digest.desk.codes import mint_guid  # noqa: E402 - found only now
from news_digest.desk.identity import Identity  # noqa: E402 - likewise
from news_digest.desk.ledger import RULES, Ledger, fingerprint  # noqa: E402 - likewise

WORDS = (Path(__file__).with_name("words.txt")).read_text("utf-8").split()
EACH = 500  # seeds in a folder
RUN = "import sys; from news_digest.cli import main; sys.exit(main(sys.argv[1:]))"
SETTINGS = """\
from pathlib import Path
from news_digest import digest_pelican
DIGEST_ROOT = str(Path(__file__).parent)
PATH = "content"
FEED_DOMAIN = "http://localhost:8000"
PLUGINS = ["news_digest"]
PELICAN_CLASS = digest_pelican
TIMEZONE = "UTC"
"""
# Files that are younger are read, for their stamps prove nothing yet.
TICK = 2.1


def seed_text(number: int, version: int = 0) -> str:
    """Return a small capture; every tenth has no code."""
    rng = Random(f"{number} {version}")
    words = rng.choices(WORDS, k=60)
    code = f"Story Code : {number + 100_000}\n" if number % 10 else ""
    day = f"{2001 + number % 24:04d}-{1 + number % 12:02d}-{1 + number % 28:02d}"
    return (
        f"{' '.join(words[:6]).capitalize()} {number}\nPublished: {day} 14:06\n{code}\n"
        f"{' '.join(words[6:40]).capitalize()}.\n\n{' '.join(words[40:]).capitalize()}.\nSource : Harbour Wire\n"
    )


def seed_path(folder: Path, number: int) -> Path:
    """Return where a seed is saved."""
    return folder / "seeds" / f"{number // EACH:04d}" / f"{number:06d}.txt"


def lay_out(folder: Path, seeds: int) -> None:
    """Save the seeds that are not there, and settings: that Pelican reads them is part of an import's time."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "pelicanconf.py").write_text(SETTINGS, "utf-8")
    for number in range(seeds):
        path = seed_path(folder, number)
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(seed_text(number), "utf-8")


def invent(folder: Path, seeds: int) -> None:
    """Write story files and ledger as an import of these seeds would have left them, but for what the stories say."""
    entries = Ledger(folder / "content" / "ledger.jsonl")
    for number in range(seeds):
        path, code = seed_path(folder, number), f"i{number:06d}"
        data = path.read_bytes()
        text = f'---\ntitle: Story {number}\ndate: 2024-03-05\nstory_code: "{code}"\n---\nIt was said.\n'
        place = f"{2001 + number % 24:04d}/{1 + number % 12:02d}/{code}-story.md"
        story = folder / "content" / "stories" / place
        story.parent.mkdir(parents=True, exist_ok=True)
        story.write_text(text, "utf-8")
        names = Identity(code, None, "Harbour Wire", code, mint_guid(code, code), place)
        entry = names.entry(seed=path.relative_to(folder / "seeds").as_posix(), part="")
        made = {"sha256": sha256(data).hexdigest(), "size": len(data), "written": fingerprint(text)}
        entries.put(replace(entry, rules=RULES, **made))
    entries.save()


def run(folder: Path, code: Path, *options: str) -> float:
    """Import in a process of its own and return how long it took."""
    environment = os.environ | {"PYTHONPATH": str(code)}
    begun = time.perf_counter()
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", RUN, "-C", str(folder), "import", *options],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    taken = time.perf_counter() - begun
    if done.returncode not in {0, 1}:
        raise SystemExit(done.stderr)
    print(f"  {taken:7.2f} s  {' '.join(options) or '(no options)'}: {done.stdout.splitlines()[0:1]}", flush=True)
    return taken


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, and print medians."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-n", "--seeds", type=int, default=100_000, help="how many seeds (default: 100000)")
    parser.add_argument("-r", "--rounds", type=int, default=5, help="runs of each measure (default: 5)")
    parser.add_argument(
        "--folder", type=Path, metavar="DIR", help="where the digest is, or is laid out (default: aside)"
    )
    parser.add_argument("--code", type=Path, default=ROOT / "plugins", metavar="DIR", help="the code that is measured")
    parser.add_argument("--invent", action="store_true", help="write ledger and stories instead of reading all seeds")
    options = parser.parse_args(arguments)
    with nullcontext(options.folder) if options.folder else tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        lay_out(folder, options.seeds)
        if options.invent:
            invent(folder, options.seeds)
        print("the first import:")
        run(folder, options.code)
        for what, measure in MEASURES.items():
            print(f"{what}:")
            taken = [measure(folder, options.code, number) for number in range(options.rounds)]
            print(f"{what}: {median(taken):.2f} s, the median of {options.rounds}")
    return 0


def nothing_changed(folder: Path, code: Path, number: int) -> float:
    """Measure an import after which nothing has changed since the one before."""
    del number
    return run(folder, code)


def nothing_known(folder: Path, code: Path, number: int) -> float:
    """Measure one that has lost what may be deleted: it reads every seed."""
    del number
    for path in (folder / ".digest").glob("*.json"):
        path.unlink()
    return run(folder, code)


def one_seed_changed(folder: Path, code: Path, number: int) -> float:
    """Measure one that has a seed to read."""
    seed_path(folder, 7 * number + 1).write_text(seed_text(7 * number + 1, time.time_ns()), "utf-8")
    time.sleep(TICK)
    return run(folder, code)


MEASURES: dict[str, Callable[[Path, Path, int], float]] = {
    "nothing changed": nothing_changed,
    "one seed changed": one_seed_changed,
    "nothing changed, as JSON": lambda folder, code, _: run(folder, code, "--json"),
    "nothing changed, without what may be deleted": nothing_known,
}


if __name__ == "__main__":
    sys.exit(main())
