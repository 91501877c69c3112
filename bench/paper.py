"""The paper as checkers, machines and readers meet it: every page of a site of invented stories in many scripts.

    python bench/paper.py -n 2000                                 # takes some minutes
    python bench/paper.py -n 2000 --lighthouse DIR/node_modules  # and Lighthouse
    python bench/paper.py --sample                                # the project's own sample instead

Needs chromium, chromedriver, nginx, java and `npm ci`. Prints what was found beside the goals.
"""

from __future__ import annotations

import argparse
import gzip
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "tests" / "tools"), str(ROOT / "tests" / "site"), str(ROOT / "plugins")]

from chrome import Browser, browser  # noqa: E402 - found only now
from lighthouse import lighthouse_rows  # noqa: E402 - likewise
from pages import html_files, kinds, linked_data, soup  # noqa: E402 - likewise
from small_digest import SmallDigest  # noqa: E402 - likewise
from spoken import code_of, spoken_story, tongues  # noqa: E402 - likewise
from vnu import css_messages, html_messages  # noqa: E402 - likewise
from web import free_port, served  # noqa: E402 - likewise

from news_digest.api import write_story  # noqa: E402 - likewise
from news_digest.project import Project  # noqa: E402 - likewise
from news_digest.site.build import build  # noqa: E402 - likewise

SETTINGS = """\
SITENAME = "The Harbour Digest"
SITESUBTITLE = "News from the coast and beyond"
DIGEST_SEARCH = True
DIGEST_SEARCH_INDEX = "if-possible"
"""
ABOUT = "---\ntitle: About\nsummary: Who makes this digest.\n---\nPeople of the coast.\n"
LOOKS = tuple((width, scheme) for width in (1280, 360) for scheme in ("light", "dark"))
# What a story's linked data must have, and what more it must where its file has it.
ALWAYS = ("headline", "datePublished", "dateModified", "author", "publisher", "inLanguage", "identifier", "url")
GOAL_BYTES, GOAL_REQUESTS = 45 * 1024, 6
WEIGHT = """
const seen = performance.getEntriesByType("resource").map((one) => one.name);
return [location.href, ...new Set(seen)];
"""


@dataclass(slots=True)
class Found:
    """Lines of the table, and what was found, said in full."""

    rows: list[tuple[str, str, str]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def count(self, what: str, of: int, faults: Sequence[str]) -> None:
        """Add a line for things of which there must be none."""
        self.rows.append((what, f"{len(faults)} in {of}", "0"))
        self.faults += [f"{what}: {fault}" for fault in faults]

    def show(self, most: int) -> None:
        """Print all of it."""
        print("\n| measure | found | goal |\n| --- | --- | --- |")
        for row in self.rows:
            print(f"| {' | '.join(row)} |")
        for fault in self.faults[:most]:
            print(fault)


def lay_out(folder: Path, siteurl: str, count: int) -> Project:
    """Make a digest of invented stories in a folder."""
    digest = SmallDigest.at(folder, siteurl=siteurl, more=SETTINGS)
    for index in range(count):
        digest.file(f"stories/{code_of(index)}.md", write_story(spoken_story(index)))
    digest.file("pages/about.md", ABOUT)
    return Project.at(digest.root)


def lay_sample(folder: Path, siteurl: str) -> Project:
    """Make the project's own sample in a folder."""
    for name in ("content", "theme"):
        (folder / name).symlink_to(ROOT / name)
    text = (ROOT / "pelicanconf.py").read_text("utf-8")
    more = (
        f"\nsys.path.insert(0, {str(ROOT / 'plugins')!r})\nSITEURL = FEED_DOMAIN = {siteurl!r}\nDIGEST_IMPORT = False\n"
    )
    (folder / "pelicanconf.py").write_text(text + more, "utf-8")
    return Project.at(folder)


def story_faults(output: Path, siteurl: str) -> Iterator[str]:
    """Yield what the linked data of stories lacks."""
    for path in sorted(output.glob("stories/*/index.html")):
        name = path.parent.name
        things = {thing["@type"]: thing for thing in linked_data(path.read_text("utf-8"))}
        article, trail = things.get("NewsArticle"), things.get("BreadcrumbList")
        if article is None:
            if soup(path).select_one('meta[name="robots"]') is None:
                yield f"{name}: no NewsArticle"
            continue
        yield from (f"{name}: no {key}" for key in ALWAYS if not article.get(key))
        yield from (
            f"{name}: {key} without a zone" for key in ("datePublished", "dateModified") if not _zoned(article[key])
        )
        if article["url"] != f"{siteurl}/stories/{name}/":
            yield f"{name}: address {article['url']}"
        if trail is None or trail["itemListElement"][-1]["item"] != article["url"]:
            yield f"{name}: breadcrumbs do not lead here"


def _zoned(moment: str) -> bool:
    return "T" not in moment or moment[-6] in "+-" or moment.endswith("Z")


def canonical_faults(output: Path, siteurl: str) -> Iterator[str]:
    """Yield the pages whose canonical address is not their own."""
    for path in html_files(output):
        place = path.relative_to(output).as_posix()
        page = soup(path)
        said = [str(link["href"]) for link in page.select('link[rel="canonical"]')]
        hidden = page.select_one('meta[name="robots"][content="noindex"]') is not None
        if said != [f"{siteurl}/{place.removesuffix('index.html')}"] and not hidden:
            yield f"{place}: canonical {said}"


def axe_faults(window: Browser, site: str, pages: dict[str, str]) -> Iterator[str]:
    """Yield what axe-core finds on a page of each kind, at each width, in each scheme."""
    for width, scheme in LOOKS:
        for kind, address in pages.items():
            window.show(site + address, width=width, scheme=scheme)
            yield from (f"{kind}, {width} px, {scheme}: {fault}" for fault in window.axe())
            yield from (f"{kind}, {width} px: {fault}" for fault in window.overflow())


def console_faults(window: Browser, site: str, pages: dict[str, str]) -> Iterator[str]:
    """Yield what the console says of a page of each kind under the strict policy, and requests that leave the site."""
    for kind, address in pages.items():
        window.console()
        window.show(site + address)
        yield from (f"{kind}: {said}" for said in window.console())
        asked = window.ask(WEIGHT)
        yield from (f"{kind}: asks {one}" for one in asked if urlsplit(one).netloc != urlsplit(site).netloc)


def weight(window: Browser, site: str, output: Path) -> tuple[int, list[str]]:
    """Return what the home page weighs with its styles and scripts, in bytes of gzip, and what it asks for."""
    window.show(f"{site}/")
    asked = [urlsplit(one).path for one in window.ask(WEIGHT)]
    files = [output / (path.lstrip("/") or "index.html") for path in asked]
    return sum(len(gzip.compress(file.read_bytes(), 9)) for file in files if file.suffix != ".png"), asked


def every_script(output: Path, pages: dict[str, str]) -> dict[str, str]:
    """Return the pages with a story of each language added."""
    more = {f"story in {one.lang}": f"/stories/{code_of(at)}/" for at, one in enumerate(tongues())}
    return pages | {kind: address for kind, address in more.items() if (output / address.strip("/")).is_dir()}


def measure(site: str, output: Path, profile: Path, lighthouse: Path | None) -> Found:
    """Return all that is measured of a built site."""
    found = Found()
    pages = every_script(output, kinds(output))
    files, sheets = html_files(output), sorted(output.rglob("*.css"))
    steps: tuple[tuple[str, int, Callable[[], list[str]]], ...] = (
        ("Nu checker, HTML", len(files), lambda: html_messages(output)),
        ("Nu checker, CSS", len(sheets), lambda: css_messages(sheets)),
        ("linked data", len(list(output.glob("stories/*/index.html"))), lambda: list(story_faults(output, site))),
        ("canonical addresses", len(files), lambda: list(canonical_faults(output, site))),
    )
    for what, of, faults in steps:
        print(f"{what} ...", file=sys.stderr)
        found.count(what, of, faults())
    with browser(profile) as window:
        print("axe-core ...", file=sys.stderr)
        found.count("axe-core and pages too wide", len(pages) * len(LOOKS), list(axe_faults(window, site, pages)))
        found.count("console, policy, third parties", len(pages), list(console_faults(window, site, pages)))
        size, asked = weight(window, site, output)
    found.rows.append(("home, compressed", f"{size / 1024:.1f} KB", f"{GOAL_BYTES // 1024} KB"))
    found.rows.append(("home, requests", f"{len(asked)}: {' '.join(asked)}", str(GOAL_REQUESTS)))
    if lighthouse:
        for address in ("/", pages["story"]):
            found.rows += lighthouse_rows(lighthouse, site + address)
    return found


def main() -> int:
    """Lay out, build and measure; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-n", type=int, default=2000, help="stories (default: 2000)")
    parser.add_argument("--sample", action="store_true", help="the project's sample")
    parser.add_argument("--lighthouse", type=Path, metavar="DIR", help="a node_modules folder that has it")
    parser.add_argument("--show", type=int, default=40, help="of what was found, at most so much (default: 40)")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        port, root = free_port(), Path(folder)
        site, digest = f"http://127.0.0.1:{port}", root / "digest"
        digest.mkdir()
        project = lay_sample(digest, site) if asked.sample else lay_out(digest, site, asked.n)
        if build(project, fatal="errors", verbosity=0):
            return 1
        output = digest / "output"
        with served(output, root, port=port):
            found = measure(site, output, root / "profile", asked.lighthouse)
    found.show(asked.show)
    return 1 if found.faults else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (json.JSONDecodeError, subprocess.CalledProcessError) as error:
        sys.exit(f"paper: {error}")
