"""Feeds, read by those who read feeds: `python bench/feeds.py --validator FOLDER --npm FOLDER`.

FOLDER of --validator is a copy of https://github.com/w3c/feedvalidator, run with html5lib and lxml; that of --npm has
rss-parser and feedsmith installed. From PyPI it takes reader, atoma, html5lib and lxml, from Debian newsboat and sfeed;
whoever is not there is left out by name.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests" / "site"), str(ROOT / "plugins")]

from feed_readers import READERS, Told, moment  # noqa: E402
from small_digest import SmallDigest  # noqa: E402
from spoken import code_of, spoken_story  # noqa: E402

from news_digest.api import write_story  # noqa: E402

SITEURL = "https://digest.example"
VALIDATE = """
import json, sys
sys.path.insert(0, sys.argv[1])
import feedvalidator
from feedvalidator import compatibility
for line in sys.stdin:
    path, address = json.loads(line)
    with open(path, encoding="utf-8") as file:
        found = feedvalidator.validateString(file.read(), firstOccurrenceOnly=0, base=address)["loggedEvents"]
    print(json.dumps([type(event).__name__ for event in compatibility.AA(found)]))
"""


def feeds_of(output: Path) -> list[Path]:
    """Return every RSS and Atom feed of a site, and every archived part of one."""
    return sorted(
        path
        for path in output.rglob("*.xml")
        if b"<rss " in path.read_bytes()[:400] or b"<feed " in path.read_bytes()[:400]
    )


def invented(folder: Path, count: int) -> Path:
    """Build a digest of so many stories in all scripts; returns its output folder."""
    digest = SmallDigest.at(folder, siteurl=SITEURL)
    for index in range(count):
        digest.file(f"stories/{code_of(index)}.md", write_story(spoken_story(index)))
    return built(digest)


def sample(folder: Path) -> Path:
    """Build the project's own sample; returns its output folder."""
    digest = SmallDigest.at(folder, siteurl=SITEURL)
    shutil.copytree(ROOT / "content", digest.root / "content", dirs_exist_ok=True)
    return built(digest)


def built(digest: SmallDigest) -> Path:
    """Build a digest and return its output folder; says how long it took."""
    began = time.perf_counter()
    if digest.build(fatal="errors"):
        raise SystemExit(f"{digest.root}: was not built")
    print(f"  built in {time.perf_counter() - began:.1f} s")
    return digest.output


def validate(output: Path, validator: Path) -> Counter[str]:
    """Return what the W3C's validator says of all feeds, at its level AA, how often."""
    asked = [json.dumps([str(path), f"{SITEURL}/{path.relative_to(output).as_posix()}"]) for path in feeds_of(output)]
    command = [sys.executable, "-W", "ignore", "-c", VALIDATE, str(validator / "src")]
    done = subprocess.run(command, input="\n".join(asked), capture_output=True, text=True, check=True)  # noqa: S603
    said = [json.loads(line) for line in done.stdout.splitlines()]
    print(f"  W3C validator: {len(said)} feeds, {sum(map(len, said))} errors and warnings")
    return Counter(name for each in said for name in each)


def expected(output: Path) -> dict[str, Told]:
    """Return what the JSON feed tells of each item of all stories, by its id."""
    items = json.loads((output / "feed.json").read_text("utf-8"))["items"]
    return {
        item["id"]: Told(
            item["title"],
            moment(item["date_published"]),
            tuple(author["name"] for author in item["authors"]),
            (*item.get("tags", ()), *filter(None, [item.get("_digest", {}).get("story_code")])),
            item["content_html"],
        )
        for item in items
    }


def compare(output: Path, npm: Path | None) -> Iterator[str]:
    """Yield how each reader differs from what the feed tells, in words; prints a line for each reader and format."""
    wanted = expected(output)
    for name, read in READERS.items():
        for form in ("rss.xml", "atom.xml"):
            found = read(output / form, npm)
            if found is None:
                print(f"  {name}: not here")
                break
            alike = sum(_alike(found.items.get(code), told, found.knows) for code, told in wanted.items())
            print(f"  {name}, {form}: {alike} of {len(wanted)} items alike ({', '.join(found.knows)})")
            if alike != len(wanted) or len(found.items) != len(wanted):
                yield f"{name}, {form}: {alike} of {len(wanted)}, {len(found.items)} items in all"


def _alike(found: Told | None, told: Told, knows: tuple[str, ...]) -> bool:
    return found is not None and all(_said(getattr(found, name)) == _said(getattr(told, name)) for name in knows)


def _said(value: object) -> object:
    """Return a value as it is compared: blanks and references do not count."""
    return " ".join(unescape(value).split()) if isinstance(value, str) else value


def main() -> int:
    """Measure, print, and return 1 where anything is not as it should be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-n", type=int, default=2_000, help="how many stories are invented")
    parser.add_argument("--validator", type=Path, help="a copy of w3c/feedvalidator")
    parser.add_argument("--npm", type=Path, help="a folder with rss-parser and feedsmith in its node_modules")
    args = parser.parse_args()
    faults: list[str] = []
    with TemporaryDirectory() as folder:
        make: dict[str, Callable[[Path], Path]] = {
            "sample": sample,
            f"{args.n} stories": lambda at: invented(at, args.n),
        }
        for name, lay in make.items():
            print(f"{name}:")
            output = lay(Path(folder) / name.replace(" ", "-"))
            if args.validator:
                faults += [f"{name}: {what} {times} times" for what, times in validate(output, args.validator).items()]
            faults += [f"{name}: {fault}" for fault in compare(output, args.npm)]
    print("\n".join(faults) or "all right")
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main())
