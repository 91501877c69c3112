"""Feeds, read by those who read feeds: `python bench/feeds.py --validator FOLDER --npm FOLDER`.

Each reader has to find in the feed of all stories, and in its archived parts, all that the JSON feed tells. It is
said in what of that a reader is compared, and what it does not give. In the feeds of hostile captures nothing may run.

FOLDER of --validator is a copy of https://github.com/w3c/feedvalidator, run with html5lib and lxml; that of --npm has
rss-parser and feedsmith installed. From PyPI it takes reader, atoma, html5lib and lxml, from Debian newsboat and sfeed;
whoever is not there is left out by name.
"""

from __future__ import annotations

import argparse
import json
import re
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

from bs4 import BeautifulSoup  # noqa: E402
from feed_readers import ALL, READERS, Found, Reader, Told, moment  # noqa: E402
from hostile_feeds import harms, hostile  # noqa: E402
from small_digest import SmallDigest  # noqa: E402
from spoken import code_of, spoken_story  # noqa: E402

from news_digest.api import write_story  # noqa: E402

SITEURL = "https://digest.example"
FORMS = ("rss.xml", "atom.xml", "feed.json")
# What a reader may have in place of it.
LESS = {"authors": "author", "text": "words"}
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


def chain(output: Path, name: str) -> list[Path]:
    """Return a feed and its archived parts, from the newest to the oldest, as they lead to each other."""
    found: list[Path] = []
    address = f"{SITEURL}/{name}"
    while address:
        found.append(output / address.removeprefix(f"{SITEURL}/"))
        text = found[-1].read_text("utf-8")
        older = re.search(r'rel="prev-archive"[^>]* href="([^"]*)"|"next_url": "([^"]*)"', text)
        address = older[1] or older[2] if older else ""
    return found


def expected(files: list[Path], *, codes: bool = True) -> dict[str, Told]:
    """Return what JSON feeds tell of each item, by its id; if `codes`, with its story code as other feeds have it."""
    items = [item for file in files for item in json.loads(file.read_text("utf-8"))["items"]]
    return {
        item["id"]: Told(
            item["title"],
            moment(item["date_published"]),
            tuple(author["name"] for author in item["authors"]),
            (*item.get("tags", ()), *filter(None, [codes and item.get("_digest", {}).get("story_code")])),
            item["content_html"],
        )
        for item in items
    }


def compare(output: Path, npm: Path | None) -> Iterator[str]:
    """Yield how each reader differs from what the feed tells, in words; prints a line for each reader and format."""
    chains = {form: chain(output, form) for form in FORMS}
    files = chains["feed.json"]
    alone, every, by_json = expected(files[:1]), expected(files), expected(files, codes=False)
    published = len(list(output.glob("stories/*/index.html")))
    print(
        f"  {published} stories: {len(alone)} in the feed, {len(every)} in it and its {len(files) - 1} archived parts"
    )
    if len(every) != published:
        yield f"{len(every)} of {published} stories are in the feed or its parts"
    for name, reader in READERS.items():
        for form in reader.forms:
            found = _read(reader, chains[form], npm)
            if found is None:
                print(f"  {name}: not here")
                break
            wanted = by_json if form == "feed.json" else every
            alike = sum(_alike(found.items.get(code), told, found.knows) for code, told in wanted.items())
            print(f"  {name}, {form}: {alike} of {len(every)} items alike {_compared(found)}")
            if alike != len(every) or len(found.items) != len(every):
                yield f"{name}, {form}: {alike} of {len(every)}, {len(found.items)} items in all"


def _compared(found: Found) -> str:
    """Say in what a reader is compared, and what it does not give."""
    lacks = [name for name in ALL if name not in found.knows and LESS.get(name) not in found.knows]
    remark = f" ({found.remark})" if found.remark else ""
    return f"in id, {', '.join(found.knows)}; it gives {'no ' * bool(lacks)}{', no '.join(lacks) or 'all'}{remark}"


def _read(reader: Reader, files: list[Path], npm: Path | None) -> Found | None:
    """Return all that a reader finds in these files, None where it is not here."""
    all_found = reader.read(files[0], npm)
    for file in files[1:] if all_found else ():
        found = reader.read(file, npm)
        if found:
            all_found.items.update(found.items)
    return all_found


def _alike(found: Told | None, told: Told, knows: tuple[str, ...]) -> bool:
    return found is not None and all(_same(found, told, name) for name in knows)


def _same(found: Told, told: Told, name: str) -> bool:
    if name == "author":
        return found.authors[0] in {*told.authors, ", ".join(told.authors)}
    if name == "words":
        return _words(found.text) == _words(told.text)
    return _said(getattr(found, name)) == _said(getattr(told, name))


def _words(html: str) -> list[str]:
    return BeautifulSoup(html, "lxml").get_text(" ").split()


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
        print("hostile captures:")
        enemy = hostile(Path(folder) / "hostile")
        faults += [f"hostile captures: {fault}" for fault in harms(enemy.output)]
    print("\n".join(faults) or "all right")
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main())
