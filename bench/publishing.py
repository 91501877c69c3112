"""Measures `digest publish`: what an edit sends to each kind of target, and whether a site is whole after a kill.

    python bench/publishing.py [--kills 50] [folder rsync git rclone]

A site of invented pages that link to one another goes back and forth between two states, in which pages come, go and
change. A publish is killed at a random moment, with all its programs. Then no link that a reader can come to from the
front page, the feed or the sitemap may lead nowhere, feed and sitemap must be well-formed, and each file at the target
must be that of one state or the other, whole. The next publish must leave one state alone.

rclone publishes to an S3-compatible server: moto's, which is not among the project's own requirements. Unless one is
named (--moto PATH/TO/moto_server) it is installed, by pip, into an environment of its own below the folder for caches
($XDG_CACHE_HOME, else ~/.cache). Needs Debian's rsync, rclone and git.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import signal
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from xml.etree import ElementTree as ET

from publish_places import Place, moto_server, place_of

from news_digest.project import Project
from news_digest.publish.opening import open_host
from news_digest.publish.record import HIDDEN
from news_digest.publish.rsync_tree import ASIDE
from news_digest.publish.sending import plan, send

PAGE = """\
<!doctype html><html lang="en"><head><title>{title}</title><link rel="stylesheet" href="/theme/{word}.css"></head>
<body>{links}<p>{text}</p></body></html>
"""
LISTED = "<{kind}>{links}</{kind}>\n"
ROOTS = ("index.html", "rss.xml", "sitemap.xml")
LINK = re.compile(r'(?:href="|<link>)/([^"<]+)')
# How the names begin of what is under way, and of our record.
HALF_SENT = (".digest-", ASIDE)
Site = Mapping[str, bytes]
IDENTITY = {
    f"GIT_{who}_{what}": value
    for who in ("AUTHOR", "COMMITTER")
    for what, value in (("NAME", "An Editor"), ("EMAIL", "editor@digest.example"))
}


def a_site(stories: range, word: str) -> Site:
    """Return a site whose front page, lists and their feeds lead to its stories, and each story to the next."""
    names = [f"stories/{number}/index.html" for number in stories]
    lists = {f"lists/{names[at].split('/')[1]}/": names[at : at + 10] for at in range(0, len(names), 10)}
    pages = {
        "index.html": [*names[:30], *(f"{name}index.html" for name in lists)],
        **{f"{name}index.html": [*listed, f"{name}rss.xml"] for name, listed in lists.items()},
    }
    pages |= {name: [*names[at + 1 : at + 2], "index.html"] for at, name in enumerate(names)}
    site = {name: _page(name, links, word) for name, links in pages.items()}
    feeds = [(f"{name}rss.xml", "rss", listed) for name, listed in lists.items()]
    for name, kind, listed in (("rss.xml", "rss", names[:30]), ("sitemap.xml", "urlset", names), *feeds):
        links = "".join(f"<link>/{link.removesuffix('index.html')}</link>" for link in listed)
        site[name] = LISTED.format(kind=kind, links=f"<channel>{word}{links}</channel>").encode()
    for style in (word, "same"):
        site[f"theme/{style}.css"] = b"p { margin: 0 }\n" * 500
    return site


def _page(name: str, links: list[str], word: str) -> bytes:
    # Every other story says the same in both states.
    told = word if sum(map(ord, name)) % 2 or not name.startswith("stories") else "the same"
    listed = "".join(f'<a href="/{link.removesuffix("index.html")}">{link}</a>' for link in links)
    style = word if told == word else "same"
    return PAGE.format(title=name, links=listed, word=style, text=f"{told} " * 400).encode()


def fill(output: Path, site: Site) -> None:
    """Make a folder have these files alone; those that are the same stay as they are."""
    for path in sorted(output.rglob("*"), reverse=True):
        if path.is_file() and path.relative_to(output).as_posix() not in site:
            path.unlink()
    for name, data in site.items():
        path = output / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.is_file() or path.read_bytes() != data:
            path.write_bytes(data)


def publish(root: Path, place: Place) -> None:
    """Publish the output folder of a digest."""
    project = Project.at(root / "digest")
    host = open_host("it", place.target, project)
    names = [path.relative_to(project.output).as_posix() for path in project.output.rglob("*") if path.is_file()]
    site = host.marks(sorted(names))
    send(plan(site, host, adopt=False), site, host)


def killed(root: Path, place: Place, after: float) -> None:
    """Publish in a process group of its own, and kill that after so many seconds."""
    child = os.fork()
    if child == 0:
        os.setpgid(0, 0)
        try:
            publish(root, place)
        finally:
            os._exit(0)
    # Whoever of the two is first: else the group that is killed might still be ours.
    with suppress(PermissionError):
        os.setpgid(child, child)
    time.sleep(after)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)


def faults(place: Place, *states: Site) -> list[str]:
    """Return what is wrong with the served site: links that lead nowhere, files that are of no state.

    Where one state alone is given, nothing may be missing, and nothing left half-sent.
    """
    with TemporaryDirectory() as folder:
        place.fetch(Path(folder))
        files = {
            path.relative_to(folder).as_posix(): path.read_bytes() for path in Path(folder).rglob("*") if path.is_file()
        }
    served = {
        name: data for name, data in files.items() if not any(part.startswith(HALF_SENT) for part in name.split("/"))
    }
    found = [
        f"{name} is of no state" for name, data in served.items() if data not in {state.get(name) for state in states}
    ]
    found += [f"a link leads nowhere: {name}" for name in _reachable(served) - served.keys()]
    found += [f"{name} is not well-formed" for name, data in served.items() if not _is_sound(name, data)]
    if len(states) == 1:
        found += [f"{name} is missing" for name in states[0].keys() - served.keys()]
        found += [f"{name} was left" for name in files.keys() - served.keys() - HIDDEN]
    return found


def _is_sound(name: str, data: bytes) -> bool:
    with suppress(ET.ParseError):
        return not name.endswith(".xml") or bool(ET.fromstring(data).tag)  # noqa: S314 - our own
    return False


def _reachable(served: Site) -> set[str]:
    """Return the names of all files that links lead to from where readers begin, whether they are there or not.

    A page that is new is not led to yet, and one that is about to go no longer.
    """
    todo, seen = [name for name in ROOTS if name in served], set()
    while todo:
        name = todo.pop()
        if name not in seen:
            seen.add(name)
            found = LINK.findall(served.get(name, b"").decode())
            todo += [f"{link}index.html" if link.endswith("/") else link for link in found]
    return seen


def measure(kind: str, kills: int, moto: str) -> str:
    """Return a row: what an edit and a rebuild sent, how long they took, how the kills ended."""
    chance = random.Random(8)
    states = a_site(range(150), "first"), a_site(range(15, 170), "second")
    with TemporaryDirectory() as folder, place_of(kind, Path(folder), moto) as place:
        root = Path(folder)
        output = Project.at(root / "digest").output
        output.mkdir(parents=True, exist_ok=True)
        fill(output, states[0])
        publish(root, place)
        edited = {**states[0], "stories/7/index.html": states[0]["stories/7/index.html"] + b"\n"}
        sent, took = [], []
        for site in (edited, edited):
            fill(output, site)
            seal, begun = place.seal(), time.perf_counter()
            publish(root, place)
            took.append(time.perf_counter() - begun)
            sent.append(place.touched(seal))
        fill(output, states[1])
        begun = time.perf_counter()
        publish(root, place)
        whole = time.perf_counter() - begun
        broken, unmended, at, repair = 0, 0, 1, []
        for _ in range(kills):
            before, at = at, 1 - at
            fill(output, states[at])
            killed(root, place, chance.uniform(0, whole))
            wrong = faults(place, *states)
            # Half of the time the site has gone back by then.
            at = chance.choice((before, at))
            fill(output, states[at])
            begun = time.perf_counter()
            publish(root, place)
            repair.append(time.perf_counter() - begun)
            left = faults(place, states[at])
            broken, unmended = broken + bool(wrong), unmended + bool(left)
            for line in (*wrong, *left)[:5]:
                print(f"  {kind}: {line}", flush=True)
    times = f"{took[0]:.2f} s | {took[1]:.2f} s | {whole:.2f} s | {median(repair):.2f} s" if kills else ""
    return f"| {kind} | {sent[0]} | {sent[1]} | {kills} | {broken} | {unmended} | {times} |"


def main() -> int:
    """Print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("kinds", nargs="*", default=["folder", "rsync", "git", "rclone"])
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--moto", help="the program of moto's server (default: it is installed)")
    args = parser.parse_args()
    os.environ.update(IDENTITY)
    # rclone 1.60 cannot reach a bucket where this names a bundle of certificates.
    os.environ.pop("AWS_CA_BUNDLE", None)
    moto = args.moto or (moto_server() if "rclone" in args.kinds else "")
    heads = "target|sent by an edit|by none|kills|not whole|not completed|edit|none|all|completing"
    print(f"| {heads.replace('|', ' | ')} |")
    print("|---|---|---|---|---|---|---|---|---|---|")
    for kind in args.kinds:
        print(measure(kind, args.kills, moto), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
